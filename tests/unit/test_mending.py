"""`isj validate --fix` mends what is safe, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import DATA, Run, with_keys

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import decode, parse
from isj_cli.validation.mending import mend
from isj_cli.validation.report import EVERYTHING

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")


def mended(kb: KnowledgeBase, text: str | bytes, name: str = "voorbeeld") -> str:
    """Return what becomes of a file, its bytes read as they are."""
    path = kb.path_of(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    mend(kb, [path], EVERYTHING)
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: anders  # de naam\n", "id: voorbeeld  # de naam\n"),
        ("id: TODO\n", "id: voorbeeld\n"),
        ("id:\n", "id: voorbeeld\n"),
        ("id:   # later\n", "id: voorbeeld   # later\n"),
        ("id: 'Mijn praktijk'\n", "id: voorbeeld\n"),
        ("id: Mijn praktijk # zo\n", "id: voorbeeld # zo\n"),
        ('id: "12"\n', "id: voorbeeld\n"),
        ("id: 12\n", "id: voorbeeld\n"),
        ("id: |\n  anders\n", "id: |\n  anders\n"),
        ("id: &naam anders\n", "id: &naam anders\n"),
    ],
)
def test_the_id_comes_from_the_name_of_the_file(before: str, after: str, kb: KnowledgeBase) -> None:
    assert mended(kb, f"# Boven\n\n{before}title: X\n") == f"# Boven\n\n{after}title: X\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: X\n", "id: voorbeeld\ntitle: X\n"),
        ("# Kop\ntitle: X\n", "# Kop\nid: voorbeeld\ntitle: X\n"),
        ("# Kop\n\n# Titel\ntitle: X\n", "# Kop\n\nid: voorbeeld\n# Titel\ntitle: X\n"),
        ("---\ntitle: X\n", "---\nid: voorbeeld\ntitle: X\n"),
        ("  title: X\n", "  id: voorbeeld\n  title: X\n"),
        ("{title: X}\n", "{title: X}\n"),
    ],
)
def test_a_missing_id_is_put_first(before: str, after: str, kb: KnowledgeBase) -> None:
    assert mended(kb, before) == after


def test_an_id_that_yaml_would_read_as_a_number_gets_quotes(kb: KnowledgeBase) -> None:
    assert mended(kb, "id: x\ntitle: X\n", "1984") == 'id: "1984"\ntitle: X\n'


def test_the_name_of_a_file_that_is_no_id_is_not_taken(kb: KnowledgeBase) -> None:
    assert mended(kb, "id: x\ntitle: X\n", "Mijn Praktijk") == "id: x\ntitle: X\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mode: [groep, gezin]  # twee\n", "mode: [gezin, groep]  # twee\n"),
        ("mode: ['groep' , \"gezin\"]\n", "mode: [\"gezin\" , 'groep']\n"),
        ("target_group: {who: [ouders, jeugdigen], text: X}\n",
         "target_group: {who: [jeugdigen, ouders], text: X}\n"),
        ("mode:\n- groep\n- gezin\n", "mode:\n- gezin\n- groep\n"),
        ("mode:\n  - groep # g\n  - gezin\ntitle: X\n",
         "mode:\n  - gezin\n  - groep # g\ntitle: X\n"),
        ("mode:\n  # Groepen.\n  - groep\n  # Gezinnen.\n  # Ook ouders.\n  - gezin\n",
         "mode:\n  # Gezinnen.\n  # Ook ouders.\n  - gezin\n  # Groepen.\n  - groep\n"),
        ("mode:\n  # Hoe wij werken.\n  - groep\n  - gezin\n",
         "mode:\n  # Hoe wij werken.\n  - gezin\n  - groep\n"),
        ("mode:\n  - groep\n  - 'gezin'", "mode:\n  - 'gezin'\n  - groep\n"),
        ("mode: [groep,\n  gezin]\n", "mode: [groep,\n  gezin]\n"),
        ("mode: [groep, onbekend, gezin]\n", "mode: [groep, onbekend, gezin]\n"),
        ("topics: [trauma, autisme]\n", "topics: [trauma, autisme]\n"),
    ],
)  # fmt: skip
def test_lists_are_put_in_order(before: str, after: str, kb: KnowledgeBase) -> None:
    assert mended(kb, f"id: voorbeeld\n{before}") == f"id: voorbeeld\n{after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: X  \n# Een \t\n", "title: X\n# Een\n"),
        ("title: X", "title: X\n"),
        ("title: X\n\n \n", "title: X\n"),
        ("team: |\n  Een  \n  twee\n", "team: |\n  Een\n  twee\n"),
        ("team: >-\n  Een  \n  twee\n", "team: >-\n  Een\n  twee\n"),
        ('team: "Een \n  twee"\n', 'team: "Een\n  twee"\n'),
        ("team: |+\n  Een\n\n\n", "team: |+\n  Een\n"),
        # A space that a backslash keeps is part of the text, and so is a line of spaces.
        ('team: "Een\\ \n  twee"\ncosts: X \n', 'team: "Een\\ \n  twee"\ncosts: X\n'),
        (
            "team: >-\n  Een\n     \n  twee\ncosts: X \n",
            "team: >-\n  Een\n     \n  twee\ncosts: X\n",
        ),
    ],
)
def test_lines_are_tidied(before: str, after: str, kb: KnowledgeBase) -> None:
    assert mended(kb, f"id: voorbeeld\n{before}") == f"id: voorbeeld\n{after}"


def test_windows_lines_and_the_byte_order_mark_stay(kb: KnowledgeBase) -> None:
    text = "\ufeffid: x\r\ntitle: Één \r\nmode: [groep, gezin]\r\n"
    wanted = "\ufeffid: voorbeeld\r\ntitle: Één\r\nmode: [gezin, groep]\r\n"
    assert mended(kb, text) == wanted


def test_two_lists_on_one_line_are_both_put_in_order(kb: KnowledgeBase) -> None:
    text = "{id: voorbeeld, mode: [groep, gezin], setting: [school, thuis]}\n"
    assert mended(kb, text) == "{id: voorbeeld, mode: [gezin, groep], setting: [thuis, school]}\n"


@pytest.mark.parametrize("text", ["title: 't Huis \n", "- x \n", "", "\x00 \n"])
def test_what_cannot_be_read_is_left_as_it_is(text: str, kb: KnowledgeBase) -> None:
    assert mended(kb, text) == text


def test_a_file_that_needs_no_mending_is_not_written(kb: KnowledgeBase) -> None:
    path = kb.path_of("voorbeeld")
    path.write_text(VALID, encoding="utf-8")
    before = path.stat()
    assert mend(kb, [path], EVERYTHING) == []
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_the_knowledge_base_of_the_program_is_only_read(kb: KnowledgeBase) -> None:
    bundled = KnowledgeBase(kb.root, bundled=True)
    path = kb.path_of("asja-fier")
    path.write_text("id: x \n", encoding="utf-8")
    with pytest.raises(IsjError):
        mend(bundled, bundled.files(), EVERYTHING)
    assert path.read_text(encoding="utf-8") == "id: x \n"


def test_fix_mends_and_then_checks(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/voorbeeld.yaml"
    piece = "id: TODO # naam\nmode: [groep, gezin]\ntitle: Bedacht voorbeeld  \n"
    path.write_text(with_keys(VALID, piece), encoding="utf-8")
    assert run("validate", "practices/voorbeeld.yaml").code == 1
    ran = run("validate", "--fix", "practices/voorbeeld.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert "practices/voorbeeld.yaml" in ran.err
    text = path.read_text(encoding="utf-8")
    assert "id: voorbeeld # naam\n" in text
    assert "mode: [gezin, groep]\n" in text
    assert "title: Bedacht voorbeeld\n" in text
    again = run("validate", "--fix", "practices/voorbeeld.yaml")
    assert path.read_text(encoding="utf-8") == text
    assert "was mended" not in again.err


def test_only_the_rules_that_were_asked_for_mend(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/voorbeeld.yaml"
    path.write_text(with_keys(VALID, "mode: [groep, gezin]  \n"), encoding="utf-8")
    run("validate", "--fix", "--select", "ISJ312", "practices/voorbeeld.yaml")
    assert "mode: [gezin, groep]  \n" in path.read_text(encoding="utf-8")


# Odd layouts: keys with values in many styles, comments and spaces anywhere.

sectors = ["jeugd-ggz", "onderwijs", "lvb", "wijkteam", "onbekend"]
words = st.sampled_from(["Een", "twee", "drie.", "é", "x: y", "- z", "'t", '"q"', "", "#1"])
blanks = st.sampled_from(["", "", " ", "   ", "\t"])
comments = st.sampled_from(["", "", "  # Een opmerking", " # 'Nog een\"", "  #x  "])
lines_between = st.sampled_from(["", "", "\n", "# Los\n", "   # Ingesprongen  \n", "  \n"])


@st.composite
def values(draw: st.DrawFn) -> str:
    """A text in one of YAML's styles, over one or more lines."""
    parts = draw(st.lists(words, min_size=1, max_size=5))
    gap = draw(blanks)
    style = draw(st.sampled_from(["plain", "single", "double", "|", ">", "|+", ">-", "| "]))
    if style == "plain":
        return " ".join(re.sub(r"[^\w.]", "", part) for part in parts).strip() or "x"
    if style == "single":
        return "'" + f"{gap}\n  ".join(part.replace("'", "''") for part in parts) + "'"
    if style == "double":
        return '"' + f"{gap}\n  ".join(part.replace('"', '\\"') for part in parts) + '"'
    return f"{style}\n" + "\n".join(f"  {part}{draw(blanks)}" for part in parts)


@st.composite
def lists(draw: st.DrawFn, options: list[str]) -> str:
    """A list of ids, in brackets or below one another."""
    ids = draw(st.lists(st.sampled_from(options), min_size=1, max_size=4))
    quoted = [draw(st.sampled_from([id, id, f"'{id}'", f'"{id}"'])) for id in ids]
    if draw(st.booleans()):
        return "[" + draw(st.sampled_from([", ", " ,", ",\n  "])).join(quoted) + "]"
    indent = draw(st.sampled_from(["", "  ", "    "]))
    between = [draw(st.sampled_from(["", "", f"{indent}# c\n", "\n"])) for _each in quoted]
    rows = [
        f"{above}{indent}- {each}{draw(comments)}"
        for above, each in zip(between, quoted, strict=True)
    ]
    return "\n" + "\n".join(rows)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A practice's file as somebody may have typed it."""
    keys = {
        "id": draw(st.sampled_from(["anders", "'anders'", "TODO", "", "voorbeeld", "3"])),
        "title": draw(values()),
        "sectors": draw(lists(sectors)),
        "mode": draw(lists(["gezin", "groep", "online"])),
        "team": draw(values()),
        "costs": draw(values()),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(keys)), unique=True, min_size=1))
    text = draw(lines_between)
    for key in chosen:
        single = "\n" not in keys[key]
        after = draw(comments) if single else ""
        text += f"{key}: {keys[key]}{after}{draw(blanks)}\n{draw(lines_between)}"
    text = text if draw(st.booleans()) else text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def plain(node: Any) -> Any:
    """Return what a file says, but for spaces, the id, and the order of lists."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items() if key != "id"}
    if isinstance(node, list):
        return sorted(map(str, node))
    if isinstance(node, str):
        return "\n".join(" ".join(line.split()) for line in node.split("\n")).strip()
    return node


def comments_in(text: str) -> list[str]:
    """Return what stands behind each '#', in any order: comments, and texts with that sign."""
    return sorted(line[line.index("#") :].strip() for line in text.splitlines() if "#" in line)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A knowledge base that many examples share."""
    return KnowledgeBase(Path(shutil.copytree(DATA / "kb", tmp_path_factory.mktemp("kept") / "kb")))


@settings(max_examples=300, deadline=None)
@given(text=files())
def test_mending_keeps_comments_and_what_a_file_says(text: str, kept: KnowledgeBase) -> None:
    try:
        before = parse(decode(text.encode()), Path("x")).data
    except YamlError:
        assert mended(kept, text) == text
        return
    once = mended(kept, text)
    if not isinstance(before, dict):
        assert once == text
        return
    after = parse(decode(once.encode()), Path("x")).data
    assert plain(after) == plain(before)
    assert after.get("id", "voorbeeld") == "voorbeeld"
    assert comments_in(once) == comments_in(text)
    assert ("\r\n" in once) == ("\r\n" in text)
    assert mended(kept, once) == once
