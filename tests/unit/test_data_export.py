"""The data that is published, and that nothing is lost on the way out and back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person, parse_string
from referencing import Registry, Resource
from support import DATA, ROOT, Run, with_keys

from isj_cli.cli.adding import several
from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError
from isj_cli.domain.frameworks import FrameworkSource, Reference
from isj_cli.domain.practice import Practice
from isj_cli.domain.text import cell, visible
from isj_cli.domain.vocabularies import Label
from isj_cli.export.bibtex import authors, bibliography
from isj_cli.export.table import COLUMNS
from isj_cli.store import drafts, exchange
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse

EVERY_STATUS = ("--status", "gepubliceerd", "--status", "concept", "--status", "ingetrokken")
TAXONOMY = KnowledgeBase(ROOT).taxonomy


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """A new knowledge base without practices."""
    folder = tmp_path / "nieuw"
    assert run("init", str(folder), cwd=tmp_path).code == 0
    return folder


@pytest.fixture
def own(run: Run, empty: Path) -> Path:
    """A knowledge base with a taxonomy of its own and one practice."""
    for name in ("principles.yaml", "vocabularies.yaml"):
        shutil.copy(DATA / "taxonomy" / name, empty / name)
    assert run("schema", "--write", cwd=empty).code == 0
    practice = {
        "id": "de-soeptafel", "title": "De Soeptafel", "summary": "Buren eten samen soep.",
        "status": "gepubliceerd", "provenance": "zelf-gezien",
        "organisations": [{"name": "Stichting Voorbeeld"}],
        "region": {"level": "wijk", "names": ["Voorbeeldwijk"]}, "target_group": {"text": "Buren."},
        "sectors": ["buurthuis"], "topics": ["eenzaamheid"], "approach": "Er is elke dag soep.",
        "principles": [{"id": "samen-eten", "how": "Buren koken en eten."}],
        "factors": [{"id": "soep", "how": "Elke dag staat er een pan."}],
        "sources": [{"id": "boekje", "title": "Boekje", "url": "https://example.org/soep"}],
        "review": {"described_on": "2026-11-21"},
    }  # fmt: skip
    (empty / "practices/de-soeptafel.yaml").write_text(drafts.whole(practice), encoding="utf-8")
    assert run("validate", "--strict", "--severity", "warning", cwd=empty).out == ""
    return empty


def hostile(folder: Path, **values: Any) -> None:
    """Write a practice with texts that are more than text to some programs."""
    text = (DATA / "valid.yaml").read_text(encoding="utf-8")
    written = drafts.whole({"id": "voorbeeld", **values}).split("\n", 1)[1]
    (folder / "practices/voorbeeld.yaml").write_text(with_keys(text, written), encoding="utf-8")


# Tables


def rows_of(text: str, delimiter: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_a_table_has_a_row_for_each_practice_in_the_readers_language(run: Run) -> None:
    dutch = run("--lang", "nl", "export", "csv", "-").out
    assert dutch.startswith('\ufeff"id";"titel";"samenvatting"')
    rows = rows_of(dutch)
    assert [row["id"] for row in rows] == run("list", "--format", "ids").out.split()
    asja = rows[0]
    assert asja["sectoren"].startswith("Jeugd-ggz; Jeugd- en opvoedhulp; ")
    assert "\n\nNa de opname start de traumabehandeling" in asja["aanpak"]
    assert asja["knelpunten"].count("\n") == 2
    assert "Antwoord: Fier vraagt gemeenten" in asja["knelpunten"]
    english = rows_of(run("--lang", "en", "export", "csv", "-").out, ",")
    assert english[0]["leading principles"].startswith("Safety")
    assert [row["oldest age"] for row in english[:2]] == ["23", ""]


def test_every_field_of_a_practice_is_in_the_table(run: Run, kb_folder: Path) -> None:
    data = exchange.values_of(exchange.entries((DATA / "valid.yaml").read_text("utf-8"))[0])
    (kb_folder / "practices/voorbeeld.yaml").write_text(drafts.whole(data), encoding="utf-8")
    row = next(
        row
        for row in rows_of(run("--lang", "en", "export", "csv", "-", *EVERY_STATUS).out, ",")
        if row["id"] == "voorbeeld"
    )
    said = "\n".join(row.values())

    def texts(value: Any) -> Any:
        if isinstance(value, dict):
            for each in value.values():
                yield from texts(each)
        elif isinstance(value, list):
            for each in value:
                yield from texts(each)
        else:
            yield str(value).strip()

    ids = {term.id for vocabulary in TAXONOMY.vocabularies for term in vocabulary.items}
    ids |= TAXONOMY.items.keys() | {source["id"] for source in data["sources"]}
    missing = [text for text in texts(data) if text not in said and text not in ids]
    assert missing == []
    assert len(row) == len(COLUMNS) + 1


@given(st.text(alphabet=st.sampled_from("=+-@＝\t\r\n \x00\u202e\u00a0a1'\";,"), max_size=8))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not shown.startswith(("\t", "\r", "\n"))
    assert shown.removeprefix("'").strip() == shown.removeprefix("'").strip().replace("\x00", "")


FORMULAS = {
    "title": '=HYPERLINK("https://example.org";"x")',
    "summary": "  =1+1",
    "strength": "+1+1",
    "approach": "-1+1\n=1+1",
    "team": "@SUM(1;1)",
    "costs": "\t=1+1",
    "goals": ["=1+1; a, b", 'Zij zei: "ja";\nen ging.'],
}


def test_a_list_as_csv_runs_nothing_either(run: Run, kb_folder: Path) -> None:
    hostile(kb_folder, **FORMULAS)
    listed = run("list", *EVERY_STATUS, "--format", "csv").out
    assert "'=HYPERLINK" in listed


CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item></oor:items>
"""
# What LibreOffice proposes when somebody opens a file: comma, semicolon and tab separate, the mark
# at the start tells UTF-8 (76), the language is that of the settings (1043 is Dutch).
PROPOSED = "--infilter=CSV:44/59/9,34,76,1,,1043,false,false"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_libreoffice_with_dutch_settings_opens_the_table_right(
    run: Run, kb_folder: Path, tmp_path: Path, language: str
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    hostile(kb_folder, **FORMULAS)
    path = tmp_path / "praktijken.csv"
    assert run("--lang", language, "export", "csv", str(path), *EVERY_STATUS).code == 0
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", PROPOSED,
         "--convert-to", "fods", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    tree = ElementTree.parse(tmp_path / "praktijken.fods")
    found = [opened(row) for row in tree.iter(f"{CELL}table-row")]
    written = list(
        csv.reader(
            io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""),
            delimiter=";" if language == "nl" else ",",
        )
    )
    assert len(written) == 8
    assert [[text for text, _kind in row] for row in found[: len(written)]] == [
        [text.replace("\t", "") for text in row] for row in written
    ]
    years = {kind for row in found[1:] for text, kind in row if text in ("1999", "2018")}
    assert years == {"float"}
    assert not [each for each in tree.iter() if each.get(f"{CELL}formula")]


def opened(row: ElementTree.Element) -> list[tuple[str, str | None]]:
    """Text and kind of each cell of a row; LibreOffice shows a day as 21-11-26, and keeps it."""
    found = []
    for each in row.iter(f"{CELL}table-cell"):
        text = "\n".join("".join(part.itertext()) for part in each.iterfind(PARAGRAPH))
        times = int(each.get(f"{CELL}number-columns-repeated", "1"))
        found += [(text, each.get(KIND))] * times
    return found[: len(COLUMNS) + 1]


# JSON


def check(folder: Path, whole: Any) -> list[str]:
    """What the export's schema has against a document, with the lists of a knowledge base."""
    schemas = {
        name: json.loads((folder / "schema" / name).read_text(encoding="utf-8"))
        for name in ("practice.schema.json", "export.schema.json")
    }
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    validator = jsonschema.Draft202012Validator(schemas["export.schema.json"], registry=registry)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(whole)]


def test_the_schema_of_exports_has_every_key_of_a_practice() -> None:
    practice = json.loads((ROOT / "schema/practice.schema.json").read_text(encoding="utf-8"))
    export = json.loads((ROOT / "schema/export.schema.json").read_text(encoding="utf-8"))
    described = export["$defs"]["practice"]
    assert described["properties"].keys() == {*practice["properties"], "evidence"}
    assert described["required"] == [*practice["required"], "evidence"]
    for key in practice["properties"]:
        assert described["properties"][key] == {"$ref": f"practice.schema.json#/properties/{key}"}
    assert export["properties"]["version"]["const"] == exchange.VERSION
    assert export["properties"]["format"]["const"] == exchange.FORMAT


def test_the_real_collection_fits_the_schema_and_every_line_is_a_practice(run: Run) -> None:
    whole = json.loads(run("export", "json", "-", cwd=ROOT).out)
    assert check(ROOT, whole) == []
    lines = run("export", "jsonl", "-", cwd=ROOT).out.splitlines()
    assert [json.loads(line) for line in lines] == whole["practices"]
    assert len(lines) == len(list((ROOT / "practices").glob("*.yaml")))
    shown = json.loads(run("show", "asja-fier", "--format", "json", cwd=ROOT).out)
    assert shown in whole["practices"]
    whole["practices"][0]["sectors"] = ["geen-sector"]
    whole["practices"][1].pop("evidence")
    assert [error.split(":")[0] for error in check(ROOT, whole)] == [
        "$.practices[0].sectors[0]",
        "$.practices[1]",
    ]
    assert check(ROOT, whole | {"version": 2}) != []


def test_an_export_with_another_taxonomy_fits_the_schema_of_its_knowledge_base(
    run: Run, own: Path
) -> None:
    whole = json.loads(run("export", "json", "-", cwd=own).out)
    assert [practice["id"] for practice in whole["practices"]] == ["de-soeptafel"]
    assert check(own, whole) == []
    assert check(ROOT, whole) != []
    row = rows_of(run("--lang", "en", "export", "csv", "-", cwd=own).out, ",")[0]
    assert row["leading principles"] == "Eating together"
    assert "@misc{eigen-boekje," in run("export", "bibtex", "-", cwd=own).out


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_the_filters_are_those_of_search(run: Run, form: str) -> None:
    out = run("export", form, "-", "--sector", "maatschappelijke-opvang").out
    for id in run("list", "--format", "ids").out.split():
        wanted = run("list", "--sector", "maatschappelijke-opvang", "--format", "ids").out.split()
        assert (f'"{id}"' in out) == (id in wanted)
    ran = run("export", form, "-", "--age", "2", "--since", "2100")
    assert (ran.code, ran.out) == (1, "")
    ran = run("export", form, "-", "--sector", "onderwijz")
    assert (ran.code, "onderwijs" in ran.err) == (2, True)


# Files


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "bibtex"])
def test_an_export_is_replaced_left_alone_when_it_is_the_same_and_never_replaces_other_files(
    run: Run, kb_folder: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "uit" / "export"
    assert run("export", form, str(path)).code == 0
    first = path.read_bytes()
    assert first.decode() == run("export", form, "-").out
    written = path.stat()
    ran = run("export", form, str(path))
    assert "up to date already" in ran.err
    assert path.stat().st_mtime_ns == written.st_mtime_ns
    hostile(kb_folder, status="gepubliceerd")
    taxonomy = kb_folder / "principles.yaml"
    taxonomy.write_text(
        taxonomy.read_text(encoding="utf-8").replace("A model for inter", "Another inter"),
        encoding="utf-8",
    )
    assert run("export", form, str(path)).code == 0
    assert path.read_bytes() != first
    for other in (
        kb_folder / "principles.yaml", kb_folder / "practices/asja-fier.yaml",
        kb_folder / "schema/practice.schema.json",
    ):  # fmt: skip
        before = other.read_bytes()
        ran = run("export", form, str(other))
        assert (ran.code, "was not made by such an export" in ran.err) == (2, True)
        assert other.read_bytes() == before
    for dest, said in ((tmp_path, "is a folder"), ("", "is empty"), ("/dev/null", "no ordinary")):
        ran = run("export", form, str(dest))
        assert (ran.code, ran.err.count("\n"), said in ran.err) == (2, 1, True)
    (tmp_path / "leeg").touch()
    assert run("export", form, str(tmp_path / "leeg")).code == 0
    now = path.read_bytes()
    unix = now.replace(b"\r\n", b"\n")
    for ends in (unix, unix.replace(b"\n", b"\r\n")):  # as git may
        path.write_bytes(ends)
        assert "up to date already" in run("export", form, str(path)).err
        assert path.read_bytes() == ends
    path.write_bytes(first.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert "written" in run("export", form, str(path)).err
    assert path.read_bytes() == now
    for dest, said in ((path / "x", "Not a directory"), (path / "x/y", "Not a directory")):
        ran = run("export", form, str(dest))
        assert (ran.code, said in ran.err) == (2, True)
    assert not [each for each in tmp_path.rglob(".*") if each.name.startswith(".export")]


# There and back


@pytest.mark.parametrize("form", ["json", "jsonl", "show"])
def test_the_whole_collection_goes_out_and_comes_back_without_a_byte_lost(
    run: Run, empty: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "export"
    if form == "show":
        ids = run("list", "--format", "ids", cwd=ROOT).out.split()
        path.write_text(run("show", *ids, "--format", "json", cwd=ROOT).out, encoding="utf-8")
    else:
        assert run("export", form, str(path), *EVERY_STATUS, cwd=ROOT).code == 0
    ran = run("add-practice", "--from", str(path), cwd=empty)
    assert ran.code == 0
    number = len(list((ROOT / "practices").glob("*.yaml")))
    assert f"{number} practices were written." in ran.err
    for again in ("json", "jsonl"):
        assert (
            run("export", again, "-", *EVERY_STATUS, cwd=empty).out
            == run("export", again, "-", *EVERY_STATUS, cwd=ROOT).out
        )


def test_every_status_former_id_and_relation_comes_back(
    run: Run, kb_folder: Path, empty: Path
) -> None:
    hostile(
        kb_folder,
        status="ingetrokken",
        withdrawn={"date": "2026-11-21", "reason": "gestopt", "replaced_by": "asja-fier"},
        related=[{"id": "veilige-veste", "kind": "vervolg-op"}],
        former_ids=["oude-naam"],
    )
    (kb_folder / "practices/half.yaml").write_text(
        "id: half\ntitle: Half\nstatus: concept\nsectors: [onderwijs, jeugd-ggz]\n", "utf-8"
    )
    written = run("export", "json", "-", *EVERY_STATUS).out
    assert '"oude-naam"' in written and '"half"' in written
    ran = run("add-practice", "--from", "-", cwd=empty, stdin=written)
    assert "8 practices were written." in ran.err
    assert run("export", "json", "-", *EVERY_STATUS, cwd=empty).out == written
    half = (empty / "practices/half.yaml").read_text(encoding="utf-8")
    assert "TODO" not in half and "sectors:\n  - onderwijs\n" in half


def test_one_exported_practice_comes_back_as_it_was_and_takes_options(
    run: Run, kb_folder: Path, empty: Path
) -> None:
    (kb_folder / "practices/half.yaml").write_text(
        "id: half\nstatus: concept\ngoals: [Een doel.]\n", encoding="utf-8"
    )
    for form in ("json", "jsonl"):
        written = run("export", form, "-", "--status", "concept").out
        run("add-practice", "--from", "-", cwd=empty, stdin=written)
        assert run("export", form, "-", "--status", "concept", cwd=empty).out == written
        (empty / "practices/half.yaml").unlink()
    run("add-practice", "--from", "-", "--id", "heel", "--title", "Heel", cwd=empty, stdin=written)
    assert "title: Heel\n" in (empty / "practices/heel.yaml").read_text(encoding="utf-8")


def test_all_are_added_or_none_and_every_reason_is_told(run: Run, kb_folder: Path) -> None:
    whole = json.loads(run("export", "json", "-").out)
    first, second, third = whole["practices"][:3]
    (kb_folder / "practices/einstein-class-franeker.yaml").unlink()
    text = (kb_folder / "practices/asja-fier.yaml").read_text(encoding="utf-8")
    (kb_folder / "practices/asja-fier.yaml").write_text(
        text + "former_ids: [van-vroeger]\n", encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in kb_folder.rglob("*.yaml")}
    whole["practices"] = [
        second, first, {**third, "id": "../kwaad"}, "tekst", {**third, "id": "nieuw", "tittel": 1},
        {**third, "id": "dubbel"}, {**third, "id": "dubbel"}, {**third, "id": "van-vroeger"},
        {**third, "id": "kapot", "title": "\ud800"},
    ]  # fmt: skip
    ran = run("add-practice", "--from", "-", stdin=json.dumps(whole))
    assert (ran.code, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        *(f"Practice {number}" for number in (2, 3, 4, 5, 7, 8, 9)), "isj",
    ]  # fmt: skip
    for said, line in zip(
        ("'asja-fier' already", "'../kwaad' cannot", "describes no practice", "'tittel'",
         "dubbel.yaml already exists, or", "'van-vroeger' already",
          "characters that no file can hold",
         "Nothing was written: 7 of the 9"), lines, strict=True,
    ):  # fmt: skip
        assert said in line
    assert {path: path.read_bytes() for path in kb_folder.rglob("*.yaml")} == before
    whole["practices"] = [second]
    assert run("add-practice", "--from", "-", stdin=json.dumps(whole)).code == 0


def test_a_dry_run_shows_all_files_and_output_names_a_folder(
    run: Run, kb_folder: Path, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "alles.json"
    run("export", "json", str(path))
    ran = run("add-practice", "--from", str(path), "--dry-run", cwd=empty)
    assert ran.code == 0
    parts = ran.out.split("---\n")
    assert len(parts) == 6
    assert parts == [run("add-practice", "--from", str(path), "--output", "-", cwd=empty).out
                     .split("---\n")[number] for number in range(6)]  # fmt: skip
    assert list((empty / "practices").glob("*.yaml")) == []
    assert run("add-practice", "--from", str(path), "--output", "los", cwd=empty).code == 0
    assert (empty / "los/asja-fier.yaml").read_text(encoding="utf-8") == parts[0]
    ran = run("add-practice", "--from", str(path), "--output", str(path), cwd=empty)
    assert (ran.code, "name a folder" in ran.err) == (2, True)
    ran = run("add-practice", "--from", str(path), "--title", "X", cwd=empty)
    assert (ran.code, "leave out the options" in ran.err) == (2, True)
    ran = run("add-practice", "--from", str(path), cwd=tmp_path)
    assert (ran.code, "already" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": "isj-practices", "version": 2, "practices": [{}]}', "version 1"),
        ('{"format": "iets-anders", "version": 1, "practices": [{}]}', "version 1"),
        ('{"format": "isj-practices", "version": 1, "practices": []}', "holds no practice"),
        ("[]", "holds no practice"),
        ('{"id": "een", "evidence": ""}\n{"id": "twee", "evid', "-:2:"),
        ('[{"id": "een", "id": "twee"}]', "'id' stands twice"),
        ('[{"id": "een"},', "-:1:"),
        ("[" * 100_000, "-"),
        ('{"title": "' + "x" * 3_000_000, "This is no JSON"),
    ],
)
def test_what_is_no_export_is_one_sentence(run: Run, text: str, said: str) -> None:
    ran = run("add-practice", "--from", "-", stdin=text)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


def test_an_export_larger_than_any_practice_may_be_is_read(run: Run, empty: Path) -> None:
    whole = json.loads(run("export", "json", "-").out)
    practice = whole["practices"][0]
    whole["practices"] = [{**practice, "id": f"voorbeeld-{number}"} for number in range(400)]
    text = json.dumps(whole)
    assert len(text) > 2_000_000
    exported = exchange.entries(text)
    assert len(exported) == 400


def test_several_drafts_of_ones_own_get_the_template(run: Run, empty: Path) -> None:
    text = json.dumps([{"title": "Samen thuis"}, {"title": "Samen uit", "id": "uit"}])
    assert run("add-practice", "--from", "-", cwd=empty, stdin=text).code == 0
    for id in ("samen-thuis", "uit"):
        assert "summary: TODO\n" in (empty / f"practices/{id}.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_written_halfway_leaves_nothing(
    kb_folder: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from isj_cli.store import writing

    real, count = writing.write_atomically, 0

    def full(path: Path, text: str, **options: bool) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise IsjError("The disk is full.")
        real(path, text, **options)

    monkeypatch.setattr(writing, "write_atomically", full)
    practices = [found.practice for found in KnowledgeBase(kb_folder).read_all() if found.practice]
    entries = [exchange.practice_mapping(practice, TAXONOMY) for practice in practices]
    with pytest.raises(IsjError, match="full"):
        several.add_practices(Session(empty), entries, None, dry_run=False)
    assert count == 3
    assert list((empty / "practices").glob("*.yaml")) == []


# All that a YAML file can hold. The reader composes letters (NFC) and takes off the spaces around
# a text; those of a list of texts it leaves.
written_texts = st.text(
    st.characters(exclude_categories=["Cs"], include_characters="\t\n\x85\u2028\ufeff#:'\"|>-"),
    max_size=200,
)


@given(written_texts, written_texts, st.lists(written_texts, max_size=3), st.booleans())
def test_any_text_goes_out_and_comes_back(
    approach: str, how: str, goals: list[str], as_lines: bool
) -> None:
    data = {
        "id": "voorbeeld",
        "approach": unicodedata.normalize("NFC", approach),
        "factors": [],
        "principles": [{"id": "veiligheid", "how": unicodedata.normalize("NFC", how)}],
        "goals": [unicodedata.normalize("NFC", goal) for goal in goals],
    }
    practice = from_mapping(Practice, data)
    form = exchange.lines if as_lines else exchange.document
    text = "".join(form([practice], TAXONOMY))
    entry = exchange.entries(text)[0]
    assert exchange.is_whole(entry)
    back = parse(drafts.whole(exchange.values_of(entry)), Path("-")).data
    assert from_mapping(Practice, back) == practice
    assert "".join(form([from_mapping(Practice, back)], TAXONOMY)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_json_shows_nothing_that_acts_on_a_terminal_and_says_the_same(text: str) -> None:
    shown = visible(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert len(shown.splitlines()) == 1
    assert not {"\x7f", "\x85", "\x9b", "\u202e", "\u2028", "\ufeff"} & set(shown)


# References


def people(persons: list[Person]) -> list[str]:
    return [str(person) for person in persons]


def test_every_reference_is_an_entry_that_pybtex_reads(run: Run) -> None:
    ran = run("--lang", "nl", "export", "bibtex", "-", cwd=ROOT)
    found = parse_string(ran.out, "bibtex").entries
    assert set(found) == {each.id for each in (*TAXONOMY.references, *TAXONOMY.sources)}
    article = found["bronstein-2003"]
    assert (article.type, article.fields["journal"], article.fields["volume"]) == (
        "article", "Social Work", "48",
    )  # fmt: skip
    assert (article.fields["number"], article.fields["pages"]) == ("3", "297--306")
    berge = found["ten-berge-2012"].persons["author"]
    assert [person.last_names for person in berge][:3] == [["Berge"], ["Addink"], ["Baat"]]
    assert (berge[0].prelast_names, berge[0].first_names) == (["ten"], ["I."])
    assert people(found["zijden-diephuis-2012"].persons["author"])[-5:] == [
        "{GGZ Nederland}", "{Jeugdzorg Nederland}", "{LECSO}", "{VGN}", "{VOBC LVG}",
    ]  # fmt: skip
    assert people(found["van-der-helm"].persons["author"]) == ["{Van der Helm}"]
    assert "year" not in found["van-der-helm"].fields
    assert found["nji-integrale-jeugdhulp"].fields["url"].startswith("https://www.nji.nl/")
    assert "literatuurlijst" in found["van-der-helm"].fields["annote"]


def test_authors_are_told_apart_as_the_apa_writes_them() -> None:
    assert list(authors("Berge, I. ten, J.-P. de Wit, & VOBC LVG")) == [
        "ten Berge, I.", "{J.-P. de Wit}", "{VOBC LVG}",
    ]  # fmt: skip
    assert list(authors("'t Hart, J. W. and Sons")) == ["{'t Hart}", "{J. W. and Sons}"]
    assert list(authors("Wit-Jansen, A. B. & Zorg & Co")) == [
        "{Wit-Jansen}, A. B.", "{Zorg}", "{Co}",
    ]  # fmt: skip
    assert list(authors("")) == []


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.text(st.sampled_from('{}\\%$#&_^~"@,= a'), max_size=30),
)
def test_no_text_breaks_out_of_its_entry(title: str, note: str) -> None:
    taxonomy = t.Taxonomy(
        references=(
            Reference("een", f"Voorbeeld, A. & {note}", None, title, note, True, Label(note)),
        ),
        sources=(FrameworkSource("twee", note, title, f"https://example.org/{note}"),),
    )
    found = parse_string(bibliography(taxonomy, "nl"), "bibtex").entries
    assert set(found) == {"een", "twee"}
