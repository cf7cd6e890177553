"""New practices: the template, what is filled in, and that nothing is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import DATA, ROOT, Run, posix

from isj_cli.domain.finding import Severity
from isj_cli.domain.practice import Practice
from isj_cli.store import drafts, exchange
from isj_cli.store.codec import from_mapping, to_mapping
from isj_cli.store.ids import is_id
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse, read
from isj_cli.validation.check import validate

TODAY = date(2026, 11, 21)
TAXONOMY = KnowledgeBase(ROOT).taxonomy
PRACTICES = sorted((ROOT / "practices").glob("*.yaml"))


def bare(value: object) -> object:
    """The value as plain lists and dictionaries, texts without the newline of a block."""
    return json.loads(json.dumps(value), object_hook=lambda found: {
        key: each.strip() if isinstance(each, str) else each for key, each in found.items()
    })  # fmt: skip


@pytest.mark.parametrize("path", PRACTICES, ids=lambda path: path.stem)
def test_a_practice_goes_through_the_domain_and_the_template_and_back(path: Path) -> None:
    data = read(path).data
    assert bare(to_mapping(from_mapping(Practice, data))) == bare(data)
    values = exchange.values_of(to_mapping(from_mapping(Practice, data)))
    written = drafts.draft(values, TODAY, TAXONOMY)
    assert bare(parse(written, path).data) == bare(data)
    assert "TODO" not in "".join(line for line in written.splitlines() if not line.startswith("#"))


def test_the_template_is_a_valid_concept_that_says_todo(kb: KnowledgeBase) -> None:
    path = kb.path_of("todo")
    path.write_text(
        drafts.draft({"id": "todo", "title": "Nieuw"}, TODAY, TAXONOMY), encoding="utf-8"
    )
    report = validate(kb, [path])
    assert {finding.code for finding in report.findings} == {"ISJ301"}
    assert report.count(Severity.ERROR) == 0
    assert len(report.findings) >= 10


def test_the_template_names_only_ids_that_exist() -> None:
    words = drafts.template(TAXONOMY).replace(",", " ").replace("«", " ").replace("»", " ").split()
    text = (ROOT / "vocabularies.yaml").read_text(encoding="utf-8")
    for word in ("trekker", "clientorganisatie", "doorontwikkeld", "po-intensief", "aangemeld"):
        assert word in " ".join(words)
    assert all(f"id: {id}" in text for id in ("trekker", "effectonderzoek", "geen-verschil"))


@given(st.text(max_size=60))
def test_any_title_gives_an_id_or_nothing(title: str) -> None:
    id = drafts.id_for(title)
    assert id == "" or is_id(id)


def test_a_title_with_accents_and_quotes_gives_a_readable_id() -> None:
    assert drafts.id_for("'t Huis & Één plan (Fryslân)") == "t-huis-een-plan-fryslan"


texts = st.text(max_size=300).map(
    lambda text: "".join(c for c in text if c.isprintable() or c == "\n").strip()
)


@given(texts.filter(bool), st.lists(texts.filter(bool), min_size=1, max_size=3))
def test_any_text_is_written_so_that_it_is_read_back(text: str, goals: list[str]) -> None:
    written = drafts.draft({"approach": text, "goals": goals}, TODAY, TAXONOMY)
    data = parse(written, Path("x")).data
    assert data["approach"].strip() == text
    assert [goal.strip() for goal in data["goals"]] == goals


def test_options_fill_the_draft_and_validation_tells_what_is_left(
    run: Run, kb_folder: Path
) -> None:
    ran = run(
        "add-practice", "--title", "Samen: thuis", "--topic", "loverboy", "--sector", "jeugd-ggz",
        "--principle", 'veiligheid=Eerst rust: "dan" meer.', "--organisation", "Fier",
        "--region", "Leeuwarden", "--region-level", "gemeente", "--age-min", "12", "--started",
        "2020", "--source", "https://example.org/a=b",
    )  # fmt: skip
    assert ran.code == 0
    path = kb_folder / "practices/samen-thuis.yaml"
    data = read(path).data
    assert data["topics"] == ["seksuele-uitbuiting"]
    assert data["principles"] == [{"id": "veiligheid", "how": 'Eerst rust: "dan" meer.'}]
    assert data["sources"][0]["url"] == "https://example.org/a=b"
    assert data["review"]["described_on"]
    assert "practices/samen-thuis.yaml:" in ran.out
    assert "ISJ301 warning" in ran.out
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in ran.out.splitlines():
        if "ISJ301" in line:
            assert "TODO" in lines[int(line.split(":")[1]) - 1]


def test_there_is_an_option_for_every_flat_field(run: Run) -> None:
    texts = {"team": "Team.", "intensity": "Vaak.", "costs": "Geld.", "transfer": "Zo.",
             "client-voice": "Gehoord.", "reason": "Daarom.", "strength": "Kracht."}  # fmt: skip
    options = [part for key, text in texts.items() for part in (f"--{key}", text)]
    ran = run(
        "add-practice", "--title", "X", *options, "--goal", "G", "--lesson", "L", "--condition",
        "V", "--setting", "thuis", "--mode", "gezin", "--who", "ouders", "--ended", "2020",
        "--state", "gestopt", "--level", "po-intensief", "--dry-run",
    )  # fmt: skip
    data = bare(parse(ran.out, Path("x")).data)
    assert isinstance(data, dict)
    assert {key: data[key.replace("-", "_")] for key in texts} == texts
    assert (data["goals"], data["lessons"], data["conditions"]) == (["G"], ["L"], ["V"])
    assert (data["setting"], data["mode"], data["levels"]) == (
        ["thuis"],
        ["gezin"],
        ["po-intensief"],
    )
    assert data["target_group"] == {"text": "TODO", "who": ["ouders"]}
    assert data["period"] == {"ended": 2020, "state": "gestopt"}


def test_a_dry_run_writes_nothing(run: Run, kb_folder: Path) -> None:
    before = sorted(kb_folder.rglob("*"))
    ran = run("add-practice", "--title", "Samen thuis", "--dry-run")
    assert ran.code == 0
    assert "title: Samen thuis" in ran.out
    assert sorted(kb_folder.rglob("*")) == before


def test_an_existing_id_title_or_file_is_never_overwritten(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    before = path.read_bytes()
    for args in (["--title", "asja (FIER)"], ["--title", "Iets", "--id", "asja-fier"]):
        assert run("add-practice", *args).code == 2
    other = kb_folder / "eigen.yaml"
    other.write_text("van mij", encoding="utf-8")
    ran = run("add-practice", "--title", "Iets", "--output", str(other))
    assert ran.code == 2
    assert "already exists" in ran.err
    assert (path.read_bytes(), other.read_text(encoding="utf-8")) == (before, "van mij")
    assert not list(kb_folder.rglob(".*"))


def test_what_show_wrote_is_taken_back(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    before = read(path).data
    written = run("show", "asja-fier", "--format", "json").out
    path.unlink()
    ran = run("add-practice", "--from", "-", stdin=written)
    assert ran.code == 0
    assert bare(read(path).data) == bare(before)


def test_an_unknown_key_is_refused_rather_than_lost(run: Run) -> None:
    ran = run("add-practice", "--from", "-", stdin='{"title": "X", "tittle": "Y"}')
    assert ran.code == 2
    assert "'tittle'" in ran.err


def test_an_id_that_no_file_can_have_is_refused_in_a_sentence(run: Run) -> None:
    ran = run("add-practice", "--from", "-", stdin=r'{"title": "X", "id": "a\ud800b"}')
    assert (ran.code, "cannot be an id" in ran.err) == (2, True)


def test_the_bundled_knowledge_base_is_only_read(run: Run, tmp_path: Path) -> None:
    ran = run("add-practice", "--title", "Samen thuis", cwd=tmp_path)
    assert ran.code == 0
    assert (tmp_path / "samen-thuis.yaml").is_file()
    assert "CONTRIBUTING.md" in ran.err
    assert run("validate", "samen-thuis.yaml", cwd=tmp_path).code == 0
    assert run("schema", "--write", cwd=tmp_path).code == 2


@posix
def test_the_editor_opens_the_draft(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "# bewerkt" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    ran = run("add-practice", "--title", "Samen", "--edit", env={"EDITOR": str(editor)})
    assert ran.code == 0
    assert (kb_folder / "practices/samen.yaml").read_text("utf-8").endswith("# bewerkt\n")


def test_a_practice_that_resembles_another_is_told_and_written(run: Run, kb_folder: Path) -> None:
    approach = read(kb_folder / "practices/asja-fier.yaml").data["approach"]
    ran = run("add-practice", "--title", "Iets anders", "--approach", approach)
    assert ran.code == 0
    assert "ISJ305 warning" in ran.out and "asja-fier" in ran.out
    assert "ISJ305" not in run("add-practice", "--title", "Asja in Voorbeeldstad").out
    ran = run("add-practice", "--title", "Asja, Fier", "--id", "asja-twee")
    assert "ISJ305 warning" in ran.out


def test_every_key_comes_from_a_file_and_options_go_before_it(run: Run) -> None:
    text = (DATA / "valid.yaml").read_text(encoding="utf-8")
    ran = run(
        "add-practice", "--from", "-", "--dry-run", "--no-input", "--age-min", "4", "--started",
        "2018", "--region-level", "provincie", "--lesson", "Een andere les.", stdin=text,
    )  # fmt: skip
    assert ran.code == 0
    expected = bare(parse(text, Path("x")).data)
    assert isinstance(expected, dict)
    expected["target_group"]["age_min"] = 4
    expected["period"]["started"] = 2018
    expected["region"]["level"] = "provincie"
    expected["lessons"] = ["Een andere les."]
    assert bare(parse(ran.out, Path("x")).data) == expected


def test_the_example_of_a_bad_practice_is_still_written_and_reported(
    run: Run, kb_folder: Path
) -> None:
    text = (DATA / "bad/ISJ107-period-started-minimum.yaml").read_text(encoding="utf-8")
    ran = run("add-practice", "--from", "-", stdin=text)
    assert ran.code == 1
    assert "ISJ107" in ran.out
    assert (kb_folder / "practices/voorbeeld.yaml").is_file()


def test_lists_whose_order_says_nothing_get_the_order_of_their_vocabulary() -> None:
    values = {
        "title": "Samen thuis",
        "sectors": ["onderwijs", "jeugd-ggz"],
        "topics": ["schooluitval", "autisme"],
        "setting": ["school", "elders", "thuis"],
        "target_group": {"text": "Iedereen.", "who": ["ouders", "jeugdigen"]},
    }
    written = parse(drafts.draft(values, TODAY, TAXONOMY), Path("-")).data
    assert written["sectors"] == ["jeugd-ggz", "onderwijs"]
    assert written["topics"] == ["schooluitval", "autisme"]
    assert written["setting"] == ["school", "elders", "thuis"]  # one is not in the list
    assert written["target_group"]["who"] == ["jeugdigen", "ouders"]


def test_the_file_that_is_named_names_the_id(run: Run, kb_folder: Path) -> None:
    ran = run("add-practice", "--title", "Iets moois", "--output", "iets-anders.yaml")
    assert (ran.code, "ISJ201" in ran.out) == (0, False)
    assert read(kb_folder / "iets-anders.yaml").data["id"] == "iets-anders"
