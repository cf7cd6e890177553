"""`isj rename`: another id, with comments, layout and every reference kept."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import ROOT, Run, posix

from isj_cli.domain.errors import IsjError
from isj_cli.store import renaming
from isj_cli.store.exchange import bare
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse, read

OLD, NEW, OTHER = "asja-fier", "asja", "veilige-veste"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "practices").iterdir())}


def test_the_file_moves_and_every_reference_follows(run: Run, kb_folder: Path) -> None:
    before = everything(kb_folder)
    ran = run("rename", OLD, NEW)
    assert (ran.code, ran.out) == (
        0,
        f"practices/{OLD}.yaml -> practices/{NEW}.yaml\npractices/{OTHER}.yaml\n",
    )
    assert "1 other practice" in ran.err
    after = everything(kb_folder)
    assert after.keys() == before.keys() - {f"{OLD}.yaml"} | {f"{NEW}.yaml"}
    assert after[f"{NEW}.yaml"] == before[f"{OLD}.yaml"].replace(
        b"id: asja-fier\n", b"id: asja\n"
    ).replace(b"\n\nsources:", b"\nformer_ids: [asja-fier]\n\nsources:")
    assert after[f"{OTHER}.yaml"] == before[f"{OTHER}.yaml"].replace(b"asja-fier", b"asja")
    same = before.keys() - {f"{OLD}.yaml", f"{OTHER}.yaml"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert "nothing to report" in run("validate").err


def test_the_old_id_still_leads_to_the_practice(run: Run) -> None:
    assert run("rename", OLD, NEW).code == 0
    ran = run("show", OLD)
    assert ran.out.startswith("Asja (Fier)")
    assert f"'{OLD}' is now called '{NEW}'." in ran.err
    assert "Asja (Fier)" in run("show", OTHER).out
    assert "Veilige Veste" in run("show", NEW).out
    assert run("related", OLD, "--format", "ids").out == run("related", NEW, "--format", "ids").out
    assert NEW in run("search", "loverboy", "--format", "ids").out.split()


def test_a_dry_run_shows_a_patch_that_git_can_apply(run: Run, kb_folder: Path) -> None:
    before = everything(kb_folder)
    ran = run("rename", OLD, NEW, "--dry-run")
    assert (ran.code, everything(kb_folder)) == (0, before)
    assert f"--- practices/{OLD}.yaml\n+++ practices/{NEW}.yaml\n" in ran.out
    assert "-id: asja-fier\n+id: asja\n" in ran.out
    assert "Nothing was changed" in ran.err
    assert run("rename", OLD, NEW).code == 0
    changed = (kb_folder / f"practices/{NEW}.yaml").read_text("utf-8").splitlines()
    added = {line[1:] for line in ran.out.splitlines() if line[0] == "+" and line[1] != "+"}
    assert {"id: asja", "former_ids: [asja-fier]", "  - {id: asja, kind: verwant}"} == added
    assert added & set(changed) == added - {"  - {id: asja, kind: verwant}"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (OLD, OTHER, "already"),
        (OLD, OLD, "already"),
        (OLD, "Asja Fier", "cannot be an id"),
        (OLD, "asja--fier", "cannot be an id"),
        (OLD, "../asja", "cannot be an id"),
        (OLD, "a" * 81, "cannot be an id"),
        ("asja-feer", NEW, "did you mean asja-fier?"),
        ("../practices/asja-fier", NEW, "There is no practice"),
        ("veiligheid", NEW, "There is no practice"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    run: Run, kb_folder: Path, old: str, new: str, said: str
) -> None:
    before = everything(kb_folder)
    ran = run("rename", old, new)
    assert (ran.code, ran.out, everything(kb_folder)) == (2, "", before)
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_id_is_never_used_again(run: Run, kb_folder: Path) -> None:
    assert run("rename", OLD, NEW).code == 0
    assert run("rename", NEW, "asja-leeuwarden").code == 0
    before = everything(kb_folder)
    for old, new in (
        ("asja-leeuwarden", OLD),
        ("asja-leeuwarden", NEW),
        (OTHER, OLD),
        (OTHER, NEW),
    ):
        ran = run("rename", old, new)
        assert (ran.code, "never used again" in ran.err) == (2, True)
    ran = run("rename", OLD, "iets")
    assert (ran.code, "isj rename asja-leeuwarden iets" in ran.err) == (2, True)
    assert everything(kb_folder) == before
    data = read(kb_folder / "practices/asja-leeuwarden.yaml").mapping
    assert data["former_ids"] == [OLD, NEW]
    assert run("show", OLD).out == run("show", NEW).out


def test_the_bundled_knowledge_base_is_only_read(run: Run, tmp_path: Path) -> None:
    ran = run("rename", OLD, NEW, cwd=tmp_path)
    assert (ran.code, "only read" in ran.err) == (2, True)


def test_a_broken_file_that_names_the_id_is_mended_first(run: Run, kb_folder: Path) -> None:
    path = kb_folder / f"practices/{OTHER}.yaml"
    path.write_text(path.read_text("utf-8").replace("status:", "status", 1), encoding="utf-8")
    before = everything(kb_folder)
    ran = run("rename", OLD, NEW)
    assert (ran.code, everything(kb_folder)) == (2, before)
    assert f"practices/{OTHER}.yaml:" in ran.err and f"isj edit {OTHER}" in ran.err
    # A broken file that does not name it is none of our business.
    path.write_text("status gepubliceerd: [", encoding="utf-8")
    assert run("rename", OLD, NEW).code == 0


def test_a_file_that_says_another_id_is_mended_first(run: Run, kb_folder: Path) -> None:
    path = kb_folder / f"practices/{OLD}.yaml"
    path.write_text(path.read_text("utf-8").replace("id: asja-fier", "id: asja", 1), "utf-8")
    ran = run("rename", OLD, "asja-x")
    assert (ran.code, "validate --fix" in ran.err) == (2, True)


def test_a_successor_is_followed_too(run: Run, kb_folder: Path) -> None:
    path = kb_folder / f"practices/{OTHER}.yaml"
    text = path.read_text("utf-8").replace("status: gepubliceerd", "status: ingetrokken", 1)
    path.write_text(
        text
        + 'withdrawn:\n  date: "2026-01-31"\n  reason: gestopt\n  replaced_by: asja-fier # ja\n',
        encoding="utf-8",
    )
    assert run("rename", OLD, NEW).code == 0
    assert path.read_text("utf-8").endswith("  replaced_by: asja # ja\n")
    assert "ISJ203" not in run("validate").out


@posix
def test_all_or_nothing_on_a_full_disk(kb_folder: Path) -> None:
    """The small file can be written and the large one cannot: then both are as they were."""
    large = kb_folder / "practices/zz-groot.yaml"
    text = (kb_folder / f"practices/{OTHER}.yaml").read_text("utf-8")
    large.write_text(text.replace(OTHER, "zz-groot") + "# " + "x" * 90_000 + "\n", "utf-8")
    before = everything(kb_folder)
    code = (
        "import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (60_000, r.RLIM_INFINITY))\n"
        "from isj_cli.cli.main import main; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "rename", OLD, NEW],
        cwd=kb_folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "zz-groot.yaml cannot be written" in done.stderr
    assert everything(kb_folder) == before


def test_all_or_nothing_when_it_is_stopped_or_overtaken(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(kb.root)
    changes = renaming.plan(kb, OLD, NEW)
    give, calls = renaming.give_name, []

    def stopping(draft: Path, path: Path, **settings: Any) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        give(draft, path, **settings)

    monkeypatch.setattr(renaming, "give_name", stopping)
    with pytest.raises(KeyboardInterrupt):
        renaming.carry_out(changes)
    assert everything(kb.root) == before
    monkeypatch.undo()
    kb.path_of(NEW).write_text("van een ander", encoding="utf-8")
    with pytest.raises(IsjError, match="already exists"):
        renaming.carry_out(changes)
    assert everything(kb.root) == {**before, f"{NEW}.yaml": b"van een ander"}
    kb.path_of(NEW).unlink()
    kb.path_of(OTHER).write_text("van een ander", encoding="utf-8")
    with pytest.raises(IsjError, match="another program"):
        renaming.carry_out(changes)
    assert everything(kb.root) == {**before, f"{OTHER}.yaml": b"van een ander"}


def test_git_sees_a_renamed_file_and_takes_it_back(run: Run, kb_folder: Path) -> None:
    def git(*args: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *args],
            cwd=kb_folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "-m", "begin")
    before = everything(kb_folder)
    assert run("rename", OLD, NEW).code == 0
    git("add", ".")
    assert git("status", "--porcelain").splitlines() == [
        f"R  practices/{OLD}.yaml -> practices/{NEW}.yaml",
        f"M  practices/{OTHER}.yaml",
    ]
    assert run("validate", "--changed-since", "main").code == 0
    git("reset", "--quiet", "--hard")
    assert everything(kb_folder) == before


BASE = """# bovenaan
id: asja-fier  # de naam
title: Asja
bottlenecks:
  - text: |+
      Lang.

# over de bronnen
# nog een regel
sources:
  - {id: asja-fier, title: X}
review: {described_on: "2026-01-01"}
"""
OWN = {
    "missing key": BASE,
    "missing key, no sources": "title: Asja\nid: asja-fier\n",
    "no final newline": "title: Asja\nid: asja-fier",
    "only the id": "id: asja-fier",
    "id last, sources first": "sources: []\n\nid: asja-fier",
    "quotes": BASE.replace("id: asja-fier  #", 'id: "asja-fier"  #'),
    "single quotes": BASE.replace("id: asja-fier  #", "id: 'asja-fier'  #"),
    "tag": BASE.replace("id: asja-fier  #", "id: !!str asja-fier  #"),
    "folded id": BASE.replace("id: asja-fier  # de naam", "id: >-  # de naam\n  asja-fier"),
    "id on the next line": BASE.replace("id: asja-fier", "id:\n  asja-fier"),
    "flow list": BASE + "former_ids: [asja-oud]\n",
    "flow list with comma": BASE + "former_ids: [ asja-oud, ]\n",
    "flow list over lines": BASE + "former_ids: [\n  asja-oud,  # ja\n  'asja-ouder'  # nee\n]",
    "empty list": BASE + "former_ids: []",
    "empty list over lines": BASE + "former_ids: [  # geen\n]\n",
    "nothing": BASE + "former_ids:\n",
    "nothing with comment": BASE + "former_ids:   # nog geen\ntransfer: Ja.\n",
    "null": BASE + "former_ids: null  # nog geen\n",
    "tilde": BASE + "former_ids: ~",
    "block list": BASE + "former_ids:\n  - asja-oud  # ja\n  # einde\ntransfer: Ja.\n",
    "block list at the margin": BASE + "former_ids:\n- 'asja-oud'\n-   asja-ouder",
    "root as flow": "{id: asja-fier, title: Asja}",
    "json": '{\n  "id": "asja-fier",\n  "title": "Asja"\n}\n',
    "indented root": "  id: asja-fier\n  title: Asja\n",
    "document marks": "---\nid: asja-fier\ntitle: Asja\n...\n",
    "line separators in a text": BASE.replace("title: Asja", 'title: "A\u2028 é\u0085b"'),
    "decomposed letters": BASE.replace("Asja", "Asja\u0308 e\u0301"),
    "related to itself": BASE + "related:\n  - kind: verwant\n    id: asja-fier\n",
    "anchor": BASE.replace("id: asja-fier  #", "id: &naam asja-fier  #"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "mark"])
@pytest.mark.parametrize("name", OWN)
def test_every_layout_is_kept(kb: KnowledgeBase, name: str, ends: str) -> None:
    text = OWN[name].replace("\n", "\r\n" if ends == "\r\n" else "\n")
    data = (b"\xef\xbb\xbf" if ends == "mark" else b"") + text.encode()
    kb.path_of(OLD).write_bytes(data)
    before = bare(read(kb.path_of(OLD)).data)
    (own, *_others) = renaming.plan(kb, OLD, NEW)
    kb.path_of(NEW).write_bytes(own.after)
    after = bare(read(kb.path_of(NEW)).data)
    wanted: dict[str, Any] = copy.deepcopy(before)
    wanted |= {"id": NEW, "former_ids": [*(before.get("former_ids") or []), OLD]}
    for each in wanted.get("related", []):
        each["id"] = NEW
    assert after == wanted
    assert own.after.startswith(b"\xef\xbb\xbf") == (ends == "mark")
    if "\r\n" in text:
        assert own.after.count(b"\r\n") == own.after.count(b"\n")
    else:
        assert b"\r" not in own.after
    # What was written is what was there, with a few pieces taken out and put in.
    pieces = [line.strip() for line in text.splitlines() if "#" in line]
    for piece in pieces:
        assert piece[piece.index("#") :] in own.after.decode("utf-8-sig"), piece
    assert len(own.after) - len(data) <= len(f"\r\n  former_ids: [{OLD}]") + 4


@pytest.mark.parametrize(
    "text",
    [
        'id: "asja\\x2dfier"\n',
        "- id: asja-fier\n",
        "id: asja-fier\nformer_ids: asja-oud\n",
        "id: asja-fier\nformer_ids: {a: b}\n",
        "title: X\n",
        "x: &a asja-fier\nid: *a\n",
        "id: [asja-fier]\n",
        "id: asja-fier\nid: asja-fier\n",
    ],
)
def test_what_cannot_be_followed_is_refused(run: Run, kb: KnowledgeBase, text: str) -> None:
    kb.path_of(OLD).write_text(text, encoding="utf-8")
    before = everything(kb.root)
    ran = run("rename", OLD, NEW)
    assert (ran.code, everything(kb.root)) == (2, before)
    assert len(ran.err.splitlines()) == 1 and "inside the program" not in ran.err


@pytest.mark.parametrize("new", ["123", "1e5", "null", "no", "2026-01-31", "0x1f", "true"])
def test_an_id_that_looks_like_something_else_stays_text(kb: KnowledgeBase, new: str) -> None:
    renaming.carry_out(renaming.plan(kb, OLD, new))
    assert read(kb.path_of(new)).mapping["id"] == new
    assert read(kb.path_of(OTHER)).mapping["related"][0]["id"] == new
    renaming.carry_out(renaming.plan(kb, new, "weer-anders"))
    assert read(kb.path_of("weer-anders")).mapping["former_ids"] == [OLD, new]


spaces = st.sampled_from(["", " ", "  ", "\t"])
comments = st.sampled_from(["", "  # asja-fier", " # x: [", " # 'é' \U0001f600"])
quoted = st.sampled_from(["{}", '"{}"', "'{}'"])
kinds = st.sampled_from(["verwant", "'onderdeel-van'"])


@st.composite
def related(draw: st.DrawFn, ids: list[str]) -> str:
    """The key `related` as someone may have written it."""
    rows = []
    for id in ids:
        named = draw(quoted).format(id)
        row = [f"id: {named}", f"kind: {draw(kinds)}"]
        if draw(st.booleans()):
            row.reverse()
        if draw(st.booleans()):
            space = draw(st.sampled_from(["", " "]))
            rows.append("{" + space + ", ".join(row) + space + "}")
        else:
            rows.append("\n    ".join(each + draw(comments) for each in row))
    if ids and draw(st.booleans()) and all(row[0] == "{" for row in rows):
        inside = draw(st.sampled_from([", ", ",\n  ", ",  # komma\n  "])).join(rows)
        return f"related: [{inside}]{draw(comments)}\n"
    margin = draw(st.sampled_from(["  ", "    ", ""]))
    lines = "".join(f"{margin}- " + row.replace("\n    ", f"\n{margin}  ") + "\n" for row in rows)
    return f"related:{draw(comments)}\n{lines}"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_references_are_mended_however_they_are_written(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    others = data.draw(
        st.lists(st.sampled_from(["asja-fier-x", "x-asja-fier", "asja"]), unique=True, max_size=2)
    )
    ids = data.draw(st.permutations([OLD, *others]))
    text = (
        f"# {OLD}\nid: {OTHER}\ntitle: 'Bij asja-fier é\U0001f600'{data.draw(comments)}\n"
        f"{data.draw(related(list(ids)))}"
        f"approach: |\n  asja-fier{data.draw(spaces)}\n  id: asja-fier\n"
    )
    if data.draw(st.booleans()):
        text = text.removesuffix("\n")
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    path = kb.path_of(OTHER)
    path.write_bytes(text.encode())
    before = bare(read(path).data)
    changes = {change.path: change for change in renaming.plan(kb, OLD, NEW + "-nieuw")}
    after = parse(changes[path].after.decode(), path)
    for each in before["related"]:
        each["id"] = NEW + "-nieuw" if each["id"] == OLD else each["id"]
    assert bare(after.data) == before
    grown = len(f"{NEW}-nieuw") - len(OLD)
    assert len(changes[path].after) == len(text.encode()) + grown
