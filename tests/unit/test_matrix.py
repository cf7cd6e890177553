"""The matrix: what practices carry, how far they have come, and what few of them cover."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile import hostile_kb
from hypothesis import given, settings
from hypothesis import strategies as st
from support import DATA, ROOT, Run, in_terminal

from isj_cli.cli import selecting
from isj_cli.cli.session import Session
from isj_cli.domain import coverage
from isj_cli.domain.coverage import CARRIED
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice, Region, Tag
from isj_cli.domain.taxonomy import DEGREES, SECTORS
from isj_cli.domain.vocabularies import Label, Term
from isj_cli.render.matrix_view import NOTHING, PLAIN, signs
from isj_cli.store.knowledge_base import KnowledgeBase

KB = KnowledgeBase(DATA / "kb")
TAXONOMY = KB.taxonomy
FRAMEWORKS = tuple(each.id for each in TAXONOMY.frameworks)
BY = (*coverage.BY, *FRAMEWORKS)
REAL = ("--kb", str(ROOT))
DEGREE_IDS = ("erkend", "deels", "gerealiseerd")
SVG = "{http://www.w3.org/2000/svg}"


def as_json(run: Run, *args: str) -> Any:
    return json.loads(run("matrix", *args, "--format", "json").out)


def with_degrees(kb_folder: Path) -> None:
    """Let the practice asja-fier tell how far it has come with three factors."""
    path = kb_folder / "practices/asja-fier.yaml"
    before, factors = path.read_text(encoding="utf-8").split("\nfactors:\n")
    for degree in DEGREE_IDS:
        factors = re.sub(r"\n    how:", f"\n    degree: {degree}\n    HOW:", factors, count=1)
    path.write_text(f"{before}\nfactors:\n{factors.replace('HOW:', 'how:')}", encoding="utf-8")


# What it says


@pytest.mark.parametrize("kind", ["principle", "factor", "sector", "topic"])
def test_the_totals_are_those_of_the_lists(run: Run, kind: str) -> None:
    listed = json.loads(run(f"{kind}s", "--format", "json").out)
    assert as_json(run, "--by", kind)["columns"] == listed


def test_regions_are_provinces_with_the_totals_of_the_list(run: Run) -> None:
    listed = {
        each["id"]: each["count"] for each in json.loads(run("regions", "--format", "json").out)
    }
    columns = {each["id"]: each["count"] for each in as_json(run, "--by", "region")["columns"]}
    assert columns["friesland"] == listed["friesland"]
    assert all(count == listed.get(id, 0) for id, count in columns.items())
    assert "leeuwarden" in listed
    assert "leeuwarden" not in columns


def test_the_eight_success_factors_show_what_their_items_find(run: Run) -> None:
    found = json.loads(
        run(*REAL, "matrix", "--by", "handreiking-succesfactoren", "--format", "json").out
    )
    assert len(found["columns"]) == 8
    for column in found["columns"]:
        listed = run(*REAL, "list", "--item", column["id"], "--format", "ids").out.split()
        carrying = [row["id"] for row in found["rows"] if row["cells"][column["id"]]]
        assert carrying == listed
        assert column["count"] == len(listed) > 0


def test_frameworks_tell_how_many_of_their_items_a_practice_carries(run: Run) -> None:
    whole = as_json(run, "--by", "framework")
    for framework in FRAMEWORKS:
        items = as_json(run, "--by", framework)
        for row, below in zip(whole["rows"], items["rows"], strict=True):
            number = sum(cell is not None for cell in below["cells"].values())
            assert row["cells"][framework] == (number or None)


def test_cells_tell_the_degree_in_every_format(run: Run, kb_folder: Path) -> None:
    with_degrees(kb_folder)
    row = as_json(run, "--by", "factor")["rows"][0]
    carried = [cell for cell in row["cells"].values() if cell]
    assert row["id"] == "asja-fier"
    assert sorted(carried) == sorted([*DEGREE_IDS, *[CARRIED] * (len(carried) - 3)])
    as_csv = next(
        csv.DictReader(io.StringIO(run("matrix", "--by", "factor", "--format", "csv").out))
    )
    assert {key: as_csv[key] or None for key in row["cells"]} == row["cells"]
    line = run("matrix", "--by", "factor").out.split("\n")[0].split("\t")
    assert line == [row["id"], row["title"], *(cell or "" for cell in row["cells"].values())]
    lines = run("matrix", "--by", "factor", "--format", "jsonl").out.splitlines()
    assert json.loads(lines[0]) == row
    page = run("matrix", "--by", "factor", "--format", "markdown").out
    line = next(each for each in page.splitlines() if each.startswith("| Asja"))
    cells = [cell.strip() for cell in line[1:-1].split("|")]
    labels = {"erkend": "Recognised", "deels": "Partly in place", "gerealiseerd": "In place"}
    wanted = [labels.get(cell, "yes") if cell else "" for cell in row["cells"].values()]
    assert cells[1:] == wanted
    # A box that is filled from below, for three of them; and one of each in the legend.
    drawn = run("matrix", "--by", "factor", "--format", "svg").out
    assert drawn.count('<rect class="full"') == 6


def test_every_format_has_the_same_practices(run: Run) -> None:
    ids = run("matrix", "--format", "ids").out.split()
    assert ids == run("list", "--format", "ids").out.split()
    assert [row["id"] for row in as_json(run)["rows"]] == ids
    assert [line.split("\t")[0] for line in run("matrix").out.splitlines()] == ids
    titles = [row["title"] for row in as_json(run)["rows"]]
    drawn = ElementTree.fromstring(run("matrix", "--format", "svg").out)
    assert [each.text for each in drawn.iter(f"{SVG}text") if each.text in titles] == titles
    page = run("matrix", "--format", "markdown").out
    assert [title for title in titles if f"\n| {title} |" in page] == titles


def test_filters_choose_the_rows(run: Run) -> None:
    found = as_json(run, "--by", "factor", "--sector", "lvb", "--not-topic", "trauma")
    listed = run("list", "--sector", "lvb", "--not-topic", "trauma", "--format", "ids").out.split()
    assert [row["id"] for row in found["rows"]] == listed


@pytest.mark.parametrize("format", ["table", "tsv", "json", "csv", "markdown", "svg"])
@pytest.mark.parametrize("gaps", [[], ["--gaps"]])
def test_nothing_that_passes_is_a_negative_answer(run: Run, format: str, gaps: list[str]) -> None:
    if format == "svg" and gaps:
        return
    chosen = [] if format == "tsv" else ["--format", format]
    ran = run("matrix", "--since", "2100", *chosen, *gaps)
    assert ran.code == 1
    assert ran.err == "No practice passes these filters; leave one out.\n"
    if format == "json":
        assert (json.loads(ran.out) if gaps else json.loads(ran.out)["rows"]) == []
    assert len(ran.out.splitlines()) <= 1 or format == "json"


def test_the_caution_goes_with_factors_alone(run: Run) -> None:
    caution = "None of these factors has been shown by research to work"
    for by in ("factor", "framework", "isj-factoren"):
        assert caution in run("matrix", "--by", by).err
        assert caution not in run("--quiet", "matrix", "--by", by).err
        for form in ("markdown", "svg"):
            assert caution in run("matrix", "--by", by, "--format", form).out
        assert run("matrix", "--by", by, "--format", "json").err == ""
    assert caution in run("matrix", "--by", "factor", "--gaps").err
    for by in ("principle", "sector", "isj-principes"):
        assert run("matrix", "--by", by).err == ""
        assert caution not in run("matrix", "--by", by, "--format", "markdown").out


def test_items_that_no_tag_stands_for_are_named(run: Run) -> None:
    assert "Warm handover; Children out of school; Sprawl of websites." in (
        run(*REAL, "matrix", "--by", "ervaringsraad", "--format", "ids").err
    )


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--by", "factr"], "did you mean factor"),
        (["--by", "qqqq"], "'isj frameworks' lists what it takes"),
        (["--by", "handreiking-succesfactor"], "did you mean handreiking-succesfactoren"),
        (["--format", "xml"], "choose from table, json"),
        (["--gaps", "0"], "whole number from 1"),
        (["--gaps", "-1"], "whole number from 1"),
        (["--gaps", "x"], "one argument too many"),
        (["--gaps", "--by", "sector"], "'--by sector' does not go with --gaps"),
        (["--gaps", "2", "--by", "framework"], "'--by framework' does not go with --gaps"),
        (["--gaps", "--format", "svg"], "leave out --gaps"),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, args: list[str], says: str) -> None:
    ran = run("matrix", *args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1


def test_columns_may_be_called_by_a_label(run: Run) -> None:
    assert as_json(run, "--by", "Success factors (Handreiking Integrale Zorg)")["by"] == (
        "handreiking-succesfactoren"
    )


def test_data_md_shows_the_matrix_and_its_gaps_as_they_are(run: Run) -> None:
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    part = text.split("\n## What practices carry")[1].split("\n## ")[0]
    shown, gaps = map(json.loads, re.findall(r"```json\n(.*?)```", part, re.DOTALL))
    args = ("--format", "json")
    found = json.loads(run(*REAL, "matrix", "--by", shown["by"], *args).out)
    cells = {row["id"]: row for row in found["rows"]}
    for row in shown["rows"]:
        whole = cells[row["id"]]
        assert row == {**whole, "cells": {key: whole["cells"][key] for key in row["cells"]}}
    labels = {each["id"]: each["label"] for each in found["columns"]}
    assert shown["columns"][0].keys() == found["columns"][0].keys()
    assert all(labels[each["id"]] == each["label"] for each in shown["columns"])
    every = json.loads(run(*REAL, "matrix", "--gaps", "10000", *args).out)
    assert [{**each, "count": 0} for each in every if each["id"] == gaps[0]["id"]] == gaps


# The gaps


def test_every_format_has_the_same_gaps(run: Run) -> None:
    args = ("matrix", "--by", "topic", "--gaps", "2")
    found = json.loads(run(*args, "--format", "json").out)
    ids = [each["id"] for each in found]
    assert ids == run(*args, "--format", "ids").out.split()
    assert ids == [f"{each['item']}/{each['sector']}" for each in found]
    assert [json.loads(line) for line in run(*args, "--format", "jsonl").out.splitlines()] == found
    as_csv = list(csv.DictReader(io.StringIO(run(*args, "--format", "csv").out)))
    assert as_csv == [{key: str(value) for key, value in each.items()} for each in found]
    lines = [line.split("\t") for line in run(*args).out.splitlines()]
    assert lines == [list(each.values()) for each in as_csv]
    page = run(*args, "--format", "markdown").out
    table = run(*args, "--format", "table").out
    for each in found:
        assert f"- {each['command']}\n" in page
        assert f"  {each['command']}" in table


def test_a_gap_without_a_number_is_what_no_practice_covers(run: Run) -> None:
    none = run("matrix", "--gaps", "--format", "ids").out
    assert none == run("matrix", "--gaps", "1", "--format", "ids").out
    assert none == run("matrix", "--gaps=1", "--format", "ids").out
    for id in none.split():
        item, sector = id.split("/")
        assert run("list", "--principle", item, "--sector", sector).code == 1


def test_filters_on_item_and_sector_choose_the_gaps_too(run: Run) -> None:
    args = ("--sector", "onderwijs", "--principle", "veiligheid", "--principle", "Education")
    found = json.loads(run("matrix", "--gaps", "9", *args, "--format", "json").out)
    assert {each["id"] for each in found} == {"veiligheid/onderwijs", "onderwijs/onderwijs"}


def test_the_gaps_of_what_no_practice_has_are_told(run: Run, kb_folder: Path) -> None:
    for path in (kb_folder / "practices").glob("*.yaml"):
        if path.stem != "veilige-veste":
            path.unlink()
    found = run("matrix", "--by", "topic", "--gaps", "--topic", "autisme", "--format", "ids")
    assert found.out.split() == [f"autisme/{id}" for id in TAXONOMY.ids(SECTORS)]
    found = run("matrix", "--gaps", "--sector", "lvb", "--format", "ids")
    assert {id.split("/")[0] for id in found.out.split()} == {
        each.id for each in TAXONOMY.carried("principles")
    }


def test_a_sector_has_its_gaps_in_the_order_of_all_gaps(run: Run) -> None:
    args = ("matrix", "--by", "factor", "--gaps", "3", "--format", "ids")
    whole = [id for id in run(*REAL, *args).out.split() if id.endswith("/jeugd-ggz")]
    assert run(*REAL, *args, "--sector", "jeugd-ggz").out.split() == whole
    assert len(whole) > 1


def test_items_of_a_framework_choose_its_gaps(run: Run) -> None:
    args = ("matrix", "--by", "handreiking-succesfactoren", "--gaps", "9", "--format", "json")
    whole = json.loads(run(*args).out)
    found = json.loads(run(*args, "--item", "hiz-juiste-partners").out)
    assert found == [each for each in whole if each["item"] == "hiz-juiste-partners"]
    assert found
    assert len({each["item"] for each in json.loads(run(*args, "--item", "veiligheid").out)}) > 1


def test_no_gap_is_a_negative_answer(run: Run) -> None:
    ran = run("matrix", "--gaps", "--sector", "jeugd-ggz", "--principle", "toekomstgericht")
    assert (ran.code, ran.out) == (1, "")
    assert "There are no such gaps" in ran.err


@pytest.mark.parametrize("by", ["principle", "factor", "topic", *FRAMEWORKS])
def test_the_command_of_a_gap_begins_a_practice_for_it(run: Run, kb_folder: Path, by: str) -> None:
    [gap] = json.loads(run("matrix", "--by", by, "--gaps", "99", "--format", "json").out)[:1]
    ran = run(
        *shlex.split(gap["command"])[1:], "--title", "Voorbeeldstad", "--status", "gepubliceerd"
    )
    assert "practices/voorbeeldstad.yaml was written" in ran.err
    cells = as_json(run, "--by", by)["rows"]
    assert [row["cells"][gap["item"]] for row in cells if row["id"] == "voorbeeldstad"] == [CARRIED]
    after = json.loads(run("matrix", "--by", by, "--gaps", "99", "--format", "json").out)
    numbers = {each["id"]: each["count"] for each in after}
    assert numbers[gap["id"]] == gap["count"] + 1


def test_an_id_in_a_command_never_reaches_the_shell_as_one() -> None:
    item = coverage.Column("a; rm x", Label(), (frozenset({("factor", "a; rm x")}),))
    gap = coverage.Gap(item, Term("b`c`"), 0, 0.0)
    assert shlex.split(gap.command)[2:] == ["--factor", "a; rm x=…", "--sector", "b`c`"]


# The laws


SECTOR_IDS = TAXONOMY.ids(SECTORS)
PRINCIPLE_IDS = [each.id for each in TAXONOMY.carried("principles")]
FACTOR_IDS = [each.id for each in TAXONOMY.carried("factors")]


def tags(ids: list[str]) -> st.SearchStrategy[tuple[Tag, ...]]:
    degree = st.sampled_from(["", "onbekend", *TAXONOMY.ids(DEGREES)])
    tag = st.builds(Tag, st.sampled_from([*ids, "nergens"]), st.just("Zo."), degree)
    return st.lists(tag, max_size=5).map(tuple)


def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=4).map(tuple)


PRACTICES = st.lists(
    st.builds(
        Practice,
        id=st.uuids().map(str),
        title=st.text(max_size=5),
        principles=tags(PRINCIPLE_IDS),
        factors=tags(FACTOR_IDS),
        sectors=some((*SECTOR_IDS, "nergens")),
        topics=some((*TAXONOMY.ids("onderwerpen"), "nergens")),
        levels=some(tuple(each.id for each in TAXONOMY.carried("levels"))),
        region=st.builds(Region, names=some(("Leeuwarden", "Friesland", "Voorbeeldstad"))),
    ),
    max_size=8,
)


@given(PRACTICES, PRACTICES, st.sampled_from(BY))
def test_the_totals_of_two_collections_add_up(
    some: list[Practice], others: list[Practice], by: str
) -> None:
    def totals(practices: list[Practice]) -> dict[str, int]:
        found = coverage.matrix(by, practices, TAXONOMY)
        counts = zip(found.columns, found.counts, strict=True)
        return {column.id: count for column, count in counts if count}

    one, two, both = totals(some), totals(others), totals([*some, *others])
    assert both == {id: one.get(id, 0) + two.get(id, 0) for id in {**one, **two}}


@given(PRACTICES, st.sampled_from(BY))
def test_the_order_of_practices_changes_no_row(practices: list[Practice], by: str) -> None:
    found = coverage.matrix(by, practices, TAXONOMY)
    turned = coverage.matrix(by, practices[::-1], TAXONOMY)

    def cells(whole: coverage.Matrix) -> list[dict[str, object]]:
        ids = [column.id for column in whole.columns]
        return [dict(zip(ids, row.cells, strict=True)) for row in whole.rows]

    assert cells(found) == cells(turned)[::-1]


@given(PRACTICES, st.sampled_from(("principle", "factor", "topic", *FRAMEWORKS)), st.integers(1, 4))
def test_a_pair_is_a_gap_or_covered_and_never_both(
    practices: list[Practice], by: str, below: int
) -> None:
    found = coverage.gaps(by, practices, TAXONOMY, below=below)
    told = {(gap.item.id, gap.sector.id): gap.number for gap in found}
    columns = [each for each in coverage.columns(by, TAXONOMY) if each.tags]
    rows = coverage.matrix(by, practices, TAXONOMY)
    place = {column.id: number for number, column in enumerate(rows.columns)}
    for column in columns:
        for sector in SECTOR_IDS:
            number = sum(
                row.cells[place[column.id]] is not None and sector in practice.sectors
                for row, practice in zip(rows.rows, practices, strict=True)
            )
            assert told.get((column.id, sector)) == (number if number < below else None)
    assert [gap.number for gap in found] == sorted(gap.number for gap in found)
    assert all(
        one.expected >= other.expected
        for one, other in pairwise(found)
        if one.number == other.number
    )


@given(PRACTICES, st.sampled_from(("principle", "factor")))
def test_a_further_degree_never_lowers_a_cell(practices: list[Practice], by: str) -> None:
    order = (None, CARRIED, *TAXONOMY.ids(DEGREES))
    last = order[-1] or ""
    before = coverage.matrix(by, practices, TAXONOMY)
    further = [
        replace(
            each,
            principles=tuple(tag._replace(degree=last) for tag in each.principles),
            factors=tuple(tag._replace(degree=last) for tag in each.factors),
        )
        for each in practices
    ]
    after = coverage.matrix(by, further, TAXONOMY)
    for old, new in zip(before.rows, after.rows, strict=True):
        assert [cell and last for cell in old.cells] == list(new.cells)
        assert all(cell in order for cell in old.cells)


VALUES = {"sector": SECTOR_IDS, "principle": tuple(PRINCIPLE_IDS), "factor": tuple(FACTOR_IDS)}
CHOICES = st.fixed_dictionaries(
    {}, optional={kind: some(values) for kind, values in VALUES.items()}
)


@settings(deadline=None, max_examples=50)
@given(CHOICES, CHOICES, st.none() | st.integers(0, 25))
def test_a_filter_never_adds_rows(
    include: dict[str, tuple[str, ...]], exclude: dict[str, tuple[str, ...]], age: int | None
) -> None:
    def rows(filters: Filters) -> tuple[coverage.Row, ...]:
        practices = selecting.chosen(Session(DATA / "kb", quiet=True), filters)
        return coverage.matrix("principle", practices, TAXONOMY).rows

    chosen = {kind: values for kind, values in include.items() if values}
    found = rows(Filters(chosen, exclude, age))
    assert len(set(found)) == len(found)
    assert set(found) <= set(rows(Filters()))


# In a terminal


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("by", ["principle", "factor", "framework", "handreiking-succesfactoren"])
def test_the_table_fits_any_terminal_and_cuts_nothing(
    kb_folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int, by: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with_degrees(kb_folder)
    seen = in_terminal(["--quiet", "matrix", "--by", by], columns, kb_folder)
    assert max(map(len, seen.splitlines())) <= columns
    words = " ".join(seen.split())
    found = coverage.columns(by, TAXONOMY)
    for number, column in enumerate(found, 1):
        assert str(number) in words
        for word in column.label.text("en").split():
            assert word in words
    for word in "MDFT binnen en na detentie: Teylingereind en De Hartelborgt".split():
        assert word in words
    if by == "factor":
        # Each cell has its sign: as many as there are practices and columns, and the legend.
        legend = f"{PLAIN} yes, degree not told"
        after = seen[seen.index(legend) :]
        shown = (*signs(TAXONOMY).values(), PLAIN, NOTHING)
        assert sum(map(after.count, shown)) == 6 * len(found) + 3 + 2
        assert after.count(signs(TAXONOMY)["deels"]) == 2


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_sign_in_the_legend_stays_with_what_it_means(kb_folder: Path, columns: int) -> None:
    seen = in_terminal(["--lang", "nl", "--quiet", "matrix"], columns, kb_folder)
    degrees = [
        f"{sign} {TAXONOMY.label(DEGREES, id, 'nl')}" for id, sign in signs(TAXONOMY).items()
    ]
    for said in (f"{PLAIN} ja, mate niet vermeld", *degrees, f"{NOTHING} nee"):
        assert any(said in line for line in seen.splitlines()), said


def test_a_wide_terminal_shows_ids_too(kb_folder: Path) -> None:
    assert "asja-fier" in in_terminal(["matrix"], 200, kb_folder)
    assert "asja-fier" not in in_terminal(["matrix"], 80, kb_folder)


def test_columns_that_do_not_fit_beside_a_title_go_to_another_table(kb_folder: Path) -> None:
    narrow = in_terminal(["--quiet", "matrix", "--by", "topic"], 40, kb_folder)
    wide = in_terminal(["--quiet", "matrix", "--by", "topic"], 80, kb_folder)
    assert narrow.count("Asja (Fier)") == 2
    assert wide.count("Asja (Fier)") == 1


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_gaps_fit_any_terminal(kb_folder: Path, columns: int) -> None:
    seen = in_terminal(["--quiet", "matrix", "--gaps"], columns, kb_folder)
    assert max(map(len, seen.splitlines())) <= columns
    assert 'isj add-practice --principle veiligheid="…" --sector onderwijs' in " ".join(
        seen.split()
    )


def test_degrees_of_other_lists_get_signs_from_light_to_dark() -> None:
    assert "".join(signs(TAXONOMY).values()) == "░▒█"


# The drawing, and hostile texts


@pytest.mark.parametrize("by", ["principle", "factor", "framework", "topic", "ervaringsraad"])
def test_the_drawing_is_xml_that_says_what_it_shows(run: Run, by: str) -> None:
    ran = run("--lang", "nl", "matrix", "--by", by, "--format", "svg")
    drawn = ElementTree.fromstring(ran.out)
    assert drawn.tag == f"{SVG}svg"
    assert drawn.attrib["role"] == "img"
    named = {each.attrib.get("id"): each for each in drawn}
    title, description = (named[id].text or "" for id in drawn.attrib["aria-labelledby"].split())
    assert title
    whole = coverage.columns(by, TAXONOMY)
    labels = [column.label.nl for column in whole]
    texts = [each.text for each in drawn.iter(f"{SVG}text")]
    assert [each for each in texts if each in labels] == labels
    assert all(label in description for label in labels)
    assert f"isj matrix --by {by} --format markdown" in description
    counts = [column["count"] for column in as_json(run, "--by", by)["columns"]]
    totals = [each.text for each in drawn.iter(f"{SVG}text") if each.get("class") == "count"]
    assert totals == [str(count) for count in counts]
    assert "prefers-color-scheme: dark" in ran.out
    assert not re.search(r"href|<script|<image|url\(|@import", ran.out)


@pytest.mark.parametrize("by", ["principle", "factor", "framework", "sector", "region"])
def test_hostile_texts_stay_texts(run: Run, tmp_path: Path, by: str) -> None:
    kb = hostile_kb(tmp_path / "hostile")
    for args in ([], ["--gaps", "9"]):
        if args and by in ("framework", "sector", "region"):
            continue
        for form in ("tsv", "table", "json", "jsonl", "csv", "ids", "markdown", "svg"):
            if form == "svg" and args:
                continue
            chosen = [] if form == "tsv" else ["--format", form]
            ran = run("--kb", str(kb), "matrix", "--by", by, *args, *chosen)
            assert ran.code == 0, ran.err
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.out + ran.err)
            if form == "svg":
                drawn = ElementTree.fromstring(ran.out)
                kinds = {each.tag.removeprefix(SVG) for each in drawn.iter()}
                assert kinds <= {"svg", "title", "desc", "style", "rect", "text", "circle", "path"}
            elif form == "tsv":
                assert len({line.count("\t") for line in ran.out.splitlines()}) == 1
            elif form == "markdown":
                assert not re.search(r"(?<!\\)<(script|img|svg)", ran.out)
            elif form == "csv":
                cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
                assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in cells if cell)


@pytest.mark.parametrize("columns", [40, 80])
def test_hostile_texts_fit_a_terminal(tmp_path: Path, columns: int) -> None:
    kb = hostile_kb(tmp_path)
    seen = in_terminal(["--quiet", "--kb", str(kb), "matrix"], columns, tmp_path)
    assert "\x1b" not in seen
    assert "Vijandig" in seen
