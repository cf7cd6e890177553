"""Practices side by side: what they share, what is only in one, and nothing lost."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from hostile import ID, MARK, OLD, RUN, hostile_kb
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support import DATA, Run, in_terminal

from isj_cli.domain.comparing import PARTS, groups, shared_ages
from isj_cli.domain.practice import Bottleneck, Practice, Region, Result, Tag, TargetGroup
from isj_cli.pages.comparing import comparison_page
from isj_cli.pages.page import Fields, Heading, Table
from isj_cli.store.knowledge_base import KnowledgeBase

TAXONOMY = KnowledgeBase(DATA / "kb").taxonomy
A, B, C = "asja-fier", "veilige-veste", "kings-accare-smilde"


def some_of(ids: list[str]) -> st.SearchStrategy[list[str]]:
    """Some ids that the taxonomy knows, and one that it does not."""
    return st.lists(st.sampled_from([*ids[:4], "onbekend"]), max_size=4)


@st.composite
def practice(draw: st.DrawFn) -> Practice:
    known = {key: list(part.known(TAXONOMY)) for key, part in PARTS.items()}
    ages = st.none() | st.integers(0, 23)
    names = [TAXONOMY.label("regios", id, "nl") for id in known["regions"]] + ["Nergenshuizen"]
    return Practice(
        title=draw(st.sampled_from(["Een", "Twee", ""])),
        target_group=TargetGroup(
            who=tuple(draw(some_of(known["who"]))), age_min=draw(ages), age_max=draw(ages)
        ),
        region=Region(
            draw(st.sampled_from(["", *known["region_level"]])),
            tuple(draw(st.lists(st.sampled_from(names), max_size=3))),
        ),
        sectors=tuple(draw(some_of(known["sectors"]))),
        topics=tuple(draw(some_of(known["topics"]))),
        levels=tuple(draw(some_of(known["levels"]))),
        principles=tuple(Tag(id, f"hoe {id}") for id in draw(some_of(known["principles"]))),
        factors=tuple(Tag(id, f"hoe {id}") for id in draw(some_of(known["factors"]))),
        bottlenecks=tuple(Bottleneck("knelt", id) for id in draw(some_of(known["bottlenecks"]))),
        results=tuple(Result(id, statement="kwam uit") for id in draw(some_of(known["studies"]))),
    )


PRACTICES = st.lists(practice(), min_size=2, max_size=3)


@given(PRACTICES)
def test_what_is_shared_and_what_is_only_in_one_is_everything(practices: list[Practice]) -> None:
    found = groups(practices, TAXONOMY)
    assert len({group.members for group in found}) == len(found) == 2 ** len(practices) - 1
    for key, part in PARTS.items():
        for place, each in enumerate(practices):
            told = [id for group in found if place in group.members for id in group.parts[key]]
            assert len(told) == len(set(told))
            assert set(told) == {id for id in part.held(each, TAXONOMY) if id}


@given(PRACTICES)
def test_the_order_of_the_practices_only_moves_the_sides(practices: list[Practice]) -> None:
    def told(some: list[Practice], places: tuple[int, ...]) -> dict[frozenset[int], object]:
        return {
            frozenset(places[each] for each in group.members): group.parts
            for group in groups(some, TAXONOMY)
        }

    usual = tuple(range(len(practices)))
    for places in permutations(usual):
        other = [practices[place] for place in places]
        assert told(other, places) == told(practices, usual)
        assert shared_ages(other) == shared_ages(practices)


@given(PRACTICES)
def test_every_text_stands_in_the_column_of_its_practice(practices: list[Practice]) -> None:
    page = comparison_page(practices, TAXONOMY, "nl")
    tables = [block for block in page.blocks if isinstance(block, Table)]
    for table in tables:
        assert all(len(row) == len(practices) + 1 == len(table.headings) for row in table.rows)
    by_caption = {table.caption: table for table in tables}
    for place, each in enumerate(practices, 1):
        for caption, texts in (
            ("Leading principles", [tag.how for tag in each.principles]),
            ("Effective factors", [tag.how for tag in each.factors]),
            ("Bottlenecks", [found.text for found in each.bottlenecks]),
            ("Results", [found.statement for found in each.results]),
        ):
            rows = by_caption[caption].rows if caption in by_caption else []
            told = ["".join(span.text for span in row[place]) for row in rows]
            assert sorted(text for text in told if text not in ("", "–")) == sorted(texts)


@pytest.mark.parametrize(
    ("ages", "shared"),
    [
        ([(0, 12), (6, 18)], (6, 12)),
        ([(0, 12), (12, None)], (12, 12)),
        ([(0, 12), (13, 18)], None),
        ([(0, 12), (None, None)], None),
        ([(None, 12), (None, 18)], (None, 12)),
        ([(4, None), (6, None), (2, 23)], (6, 23)),
    ],
)
def test_shared_ages_are_those_that_all_are_for(
    ages: list[tuple[int | None, int | None]], shared: tuple[int | None, int | None] | None
) -> None:
    practices = [
        Practice(target_group=TargetGroup(age_min=low, age_max=high)) for low, high in ages
    ]
    assert shared_ages(practices) == shared


def test_two_practices_stand_side_by_side_with_who_says_so_and_the_caution(run: Run) -> None:
    page = run("compare", A, B).out
    for said in (
        "Asja (Fier) | Veilige Veste (Fier)", "What they share", "Only in Asja (Fier)",
        "Only in Veilige Veste (Fier)", "Nothing is ranked here", "None of these factors",
        "Answer: ", "12–23 years",
    ):  # fmt: skip
        assert said in page
    (row,) = (line for line in page.splitlines() if line.startswith("Provenance\t"))
    assert row.count("Written from public sources, not confirmed by the organisation.") == 2
    (row,) = (line for line in page.splitlines() if line.startswith("Kind of study\t"))
    assert row == "Kind of study\tMonitoring\tNone"
    assert not any(word in page.lower() for word in ("score:", "rank 1", "best"))


def test_an_outcome_stands_beside_its_kind_of_study(run: Run) -> None:
    page = run("compare", "moeders-van-rotterdam", A).out
    rows = [line.split("\t") for line in page.splitlines() if line.startswith("Effect study\t")]
    assert rows and all("outcome: " in row[1] for row in rows)


def test_three_practices_have_what_two_of_them_share_as_well(run: Run) -> None:
    found = json.loads(run("compare", A, B, C, "--format", "json").out)
    assert [group["in"] for group in found["groups"]] == [
        [A, B, C], [A, B], [A, C], [B, C], [A], [B], [C],
    ]  # fmt: skip
    assert found["groups"][0]["principles"] == ["onderliggende-problematiek", "veiligheid"]
    assert "Only in Asja (Fier) and Veilige Veste (Fier)" in run("compare", A, B, C).out


def test_json_holds_the_whole_practices_and_every_part(run: Run) -> None:
    found = json.loads(run("compare", A, B, "--format", "json").out)
    assert found.keys() == {"practices", "groups", "shared_ages", "caution"}
    shown = [json.loads(run("show", id, "--format", "json").out) for id in (A, B)]
    assert found["practices"] == shown
    assert all(group.keys() == {"in", *PARTS} for group in found["groups"])
    turned = json.loads(run("compare", B, A, "--format", "json").out)
    assert turned["groups"][0] == {**found["groups"][0], "in": [B, A]}
    assert turned["groups"][1:] == found["groups"][:0:-1]


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        ([A], "Name two or three practices"),
        ([A, B, C, "mdft-teylingereind"], "Name two or three practices"),
        ([A, A], "stands here twice"),
        ([A, B, A], "stands here twice"),
        ([A, "veilige-vest"], "did you mean veilige-veste"),
        ([A, "../../etc/passwd"], "There is no practice with the id"),
        ([A, "veiligheid"], "There is no practice with the id"),
        ([], "is missing"),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, ids: list[str], says: str) -> None:
    ran = run("compare", *ids)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_former_id_leads_to_its_practice_and_is_the_same_one(run: Run, kb_folder: Path) -> None:
    path = kb_folder / f"practices/{A}.yaml"
    path.write_text(path.read_text("utf-8") + "former_ids: [asja]\n", "utf-8")
    ran = run("compare", "asja", B)
    assert (ran.code, "'asja' is now called 'asja-fier'" in ran.err) == (0, True)
    assert "Asja (Fier)" in ran.out
    ran = run("compare", "asja", A)
    assert (ran.code, "'asja-fier' stands here twice" in ran.err) == (2, True)


def test_a_withdrawn_practice_says_so(run: Run, kb_folder: Path) -> None:
    path = kb_folder / f"practices/{A}.yaml"
    text = path.read_text("utf-8").replace("gepubliceerd", "ingetrokken")
    withdrawn = f'withdrawn: {{date: "2026-01-31", reason: gestopt, replaced_by: {B}}}\n'
    path.write_text(text + withdrawn, "utf-8")
    page = run("compare", A, C).out
    assert "Asja (Fier): Withdrawn on 31 January 2026" in page
    title = json.loads(run("show", B, "--format", "json").out)["title"]
    assert title != B
    assert f"See instead: {title}" in page
    assert f"See instead: {title}" in run("show", A).out
    assert "Status: withdrawn" in page


def test_practices_with_one_title_are_told_apart_by_their_ids() -> None:
    practices = [Practice(id=id, title="Samen") for id in ("een", "twee")]
    page = comparison_page(practices, TAXONOMY, "en")
    assert page.title == "Side by side: Samen (een) | Samen (twee)"
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert len(headings) == len(set(headings))
    assert not any(isinstance(block, Fields) for block in page.blocks)


def test_a_practice_without_a_title_is_called_by_its_id() -> None:
    practices = [Practice(id="een", title=""), Practice(id="twee", title=""), Practice(title="x")]
    assert comparison_page(practices, TAXONOMY, "en").title == "Side by side: een | twee | x"


@pytest.mark.parametrize("command", ["compare", "related", "show"])
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(
    run: Run, kb_folder: Path, command: str
) -> None:
    (kb_folder / "practices/kapot.yaml").write_text("title: [\n", "utf-8")
    ran = run(command, "kapot", *([A] if command == "compare" else []))
    assert (ran.code, ran.out) == (2, "")
    assert "practices/kapot.yaml:1:8: " in ran.err
    assert "Type ']' where it ends." in ran.err


@pytest.mark.parametrize("columns", [80, 200])
def test_a_screen_with_room_has_them_side_by_side(kb_folder: Path, columns: int) -> None:
    lines = in_terminal(["--lang", "en", "compare", A, B], columns, kb_folder).splitlines()
    assert all(len(line) <= columns for line in lines)
    (ages,) = (line.split() for line in lines if line.startswith("Ages   ") and "–" in line[25:])
    assert ages == ["Ages", "12–23", "years", "–"]


def test_a_small_screen_has_them_below_one_another(kb_folder: Path) -> None:
    args = ["--lang", "en", "compare"]
    for columns, ids in ((40, (A, B)), (80, (A, B, C))):
        lines = in_terminal([*args, *ids], columns, kb_folder).splitlines()
        assert all(len(line) <= columns for line in lines)
        start = next(n for n, line in enumerate(lines) if line.rstrip() == "Ages")
        assert [line.strip() for line in lines[start + 1 : start + 5]] == [
            "Asja (Fier)", "12–23 years", "Veilige Veste (Fier)", "–",
        ]  # fmt: skip


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_every_word_is_on_the_screen_whatever_its_width(kb_folder: Path, columns: int) -> None:
    seen = in_terminal(["--lang", "en", "compare", A, B], columns, kb_folder)
    practice = KnowledgeBase(kb_folder).read(A).practice
    assert practice is not None
    for tag in practice.principles + practice.factors:
        assert all(word in seen for word in tag.how.split())


def test_hostile_texts_do_nothing(run: Run, tmp_path: Path) -> None:
    kb = hostile_kb(tmp_path / "vijandig")
    ran = run("compare", ID, OLD, cwd=kb)
    assert (ran.code, ran.err) == (0, "")
    assert MARK in ran.out
    assert not set("\x1b\x07\x9b\u202e") & set(ran.out)
    for columns in (40, 200):
        seen = in_terminal(["compare", ID, OLD, A], columns, kb)
        assert MARK in seen
        assert not set("\x1b\x07\x9b\u202e") & set(seen)
        assert "Traceback" not in seen
    written = run("compare", ID, OLD, "--format", "markdown", cwd=kb).out
    html = MarkdownIt("gfm-like").render(written)
    assert "<script" not in html and f"javascript:{RUN}" not in "".join(html.split('href="')[1:])
    assert html.count("<h1>") == 1
    json.loads(run("compare", ID, "index", "--format", "json", cwd=kb).out)


def test_markdown_is_a_table_for_each_part(run: Run) -> None:
    html = MarkdownIt("gfm-like").render(run("compare", A, B, "--format", "markdown").out)
    assert html.count("<table>") == 5
    assert "text-align:right" not in html
