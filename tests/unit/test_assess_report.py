"""Reports of a self-assessment: the arithmetic, who can be found in it, what it advises."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import escape
from support import ROOT, Run, in_terminal

from isj_cli.assessment.answers import (
    FAMILY,
    FULL,
    SHORT,
    TEAM,
    UNSURE,
    About,
    Answer,
    Answers,
    asked,
    view_of,
)
from isj_cli.assessment.document import report_document
from isj_cli.assessment.files import text_of
from isj_cli.assessment.movement_page import movement_page
from isj_cli.assessment.moving import by_kind, movements
from isj_cli.assessment.recommending import Advice, advice
from isj_cli.assessment.report import report_page
from isj_cli.assessment.result import FEWEST, Result, Row, Tally, apart, result
from isj_cli.domain import practice as p
from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import (
    Assessment,
    Caution,
    Framework,
    Group,
    Item,
    Role,
    Statement,
    Step,
)
from isj_cli.domain.vocabularies import Alternatives, Label, Term, Vocabulary
from isj_cli.export.markdown import alone
from isj_cli.export.report.html import START, report_html
from isj_cli.pages.page import Mark
from isj_cli.render.page_text import text_lines
from isj_cli.render.scores import bar
from isj_cli.store.knowledge_base import KnowledgeBase

SVG = "{http://www.w3.org/2000/svg}"


@cache
def real() -> t.Taxonomy:
    return KnowledgeBase(ROOT).taxonomy


def label(text: str) -> Label:
    return Label(text, text)


def small() -> t.Taxonomy:
    """Two principles and a group of one factor, in plain words."""
    words = ("not yet", "recognised", "being built", "common", "secured")
    return t.Taxonomy(
        caution=Caution("Geen bewijs.", "No proof."),
        frameworks=(
            Framework(
                id="principes",
                field=t.PRINCIPLES,
                items=(
                    Item("veilig", label=label("Safety"), alt=Alternatives(("veiligheid",))),
                    Item("school", label=label("School"), alt=Alternatives(("onderwijs",))),
                ),
            ),
            Framework(
                id="factoren",
                field=t.FACTORS,
                groups=(Group("samen", label=label("Together")),),
                items=(Item("vertrouwen", "samen", label=label("Trust")),),
            ),
        ),
        assessment=Assessment(
            tuple(Step(score, label(word)) for score, word in enumerate(words)),
            (
                Role("jongere", FAMILY, label("Young person")),
                Role("ouder", FAMILY, label("Parent")),
                Role("hulpverlener", TEAM, label("Care worker")),
                Role("leerkracht", TEAM, label("Teacher")),
            ),
            tuple(Statement(id) for id in ("veilig", "school", "samen", "vertrouwen")),
        ),
        vocabularies=(
            Vocabulary(t.SECTORS, items=(Term("ggz", label("Mental health")),)),
            Vocabulary(
                t.DEGREES,
                items=tuple(Term(id, label(id)) for id in ("erkend", "deels", "gerealiseerd")),
            ),
        ),
    )


def one(role: str = "", about: About | None = None, **scores: int | None) -> Answers:
    """A respondent; None stands for "weet niet"."""
    return Answers(
        SHORT,
        role,
        about or About(),
        {
            id: Answer(skipped=UNSURE) if score is None else Answer(score)
            for id, score in scores.items()
        },
    )


def practice(id: str, **facts: Any) -> p.Practice:
    facts.setdefault("principles", (p.Tag("school", "Op school."),))
    return p.Practice(id=id, title=id.title(), status="gepubliceerd", **facts)


ROLES = ("jongere", "ouder", "hulpverlener", "leerkracht", "")
ANSWER = st.one_of(
    st.builds(Answer, st.integers(0, 4), st.just(""), st.sampled_from(["", "Verslag."])),
    st.builds(Answer, st.none(), st.sampled_from(["nvt", UNSURE])),
    st.just(Answer()),
)
RESPONDENT = st.builds(
    Answers,
    st.sampled_from([SHORT, FULL]),
    st.sampled_from(ROLES),
    st.builds(
        About,
        st.sampled_from(["", "ggz", "onderwijs"]),
        priorities=st.lists(
            st.sampled_from(["veilig", "school", "samen"]), unique=True, max_size=3
        ).map(tuple),
    ),
    st.dictionaries(st.sampled_from(["veilig", "school", "samen", "vertrouwen"]), ANSWER),
)
TEAMS = st.lists(RESPONDENT, max_size=14)
PRACTICES = st.lists(
    st.builds(
        practice,
        st.sampled_from("abcdef"),
        sectors=st.sampled_from([(), ("ggz",), ("onderwijs",)]),
        principles=st.lists(
            st.builds(
                p.Tag,
                st.sampled_from(["veilig", "school"]),
                st.just("Zo."),
                st.sampled_from(["", "erkend", "deels", "gerealiseerd"]),
            ),
            max_size=2,
        ).map(tuple),
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)


# The arithmetic


@settings(deadline=None)
@given(TEAMS, st.randoms(use_true_random=False))
def test_the_order_of_respondents_never_matters(team: list[Answers], random: Any) -> None:
    other = list(team)
    random.shuffle(other)
    assert result(other, small()) == result(team, small())


@settings(deadline=None)
@given(TEAMS)
def test_to_add_proof_never_lowers_anything(team: list[Answers]) -> None:
    proven = [
        each._replace(
            answers={id: a._replace(proof="In het plan.") for id, a in each.answers.items()}
        )
        for each in team
    ]
    before, after = result(team, small()), result(proven, small())
    for old, new in zip(before.rows, after.rows, strict=True):
        assert new.all._replace(unproven=0) == old.all._replace(unproven=0)
        assert new.all.unproven == 0
        assert (new.is_gap, new.is_strong) == (old.is_gap, old.is_strong)
    assert [each.id for each in after.gaps] == [each.id for each in before.gaps]


@settings(deadline=None)
@given(TEAMS, st.data())
def test_a_higher_answer_never_lowers_a_middle(team: list[Answers], data: st.DataObject) -> None:
    raised = [
        each._replace(
            answers={
                id: a if a.score is None else a._replace(score=data.draw(st.integers(a.score, 4)))
                for id, a in each.answers.items()
            }
        )
        for each in team
    ]
    before, after = result(team, small()), result(raised, small())
    for moved in movements(before, after):
        assert moved.steps is None or moved.steps >= 0


@settings(deadline=None)
@given(TEAMS, RESPONDENT)
def test_not_to_know_counts_as_no_score(team: list[Answers], another: Answers) -> None:
    unsure = another._replace(answers={id: Answer(skipped=UNSURE) for id in another.answers})
    before, after = result(team, small()), result([*team, unsure], small())
    known = {row.id: row.all for row in before.rows}
    for row in after.rows:
        if row.id in known:
            assert row.all.median == known[row.id].median
            assert row.all.spread == known[row.id].spread
        else:
            assert row.all.median is None or before.left_out


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_another_answer_in_the_middle_moves_no_middle(scores: list[int]) -> None:
    before = Tally(tuple(sorted(scores)))
    middle = before.median
    assert middle is not None
    if middle == int(middle):
        assert Tally(tuple(sorted([*scores, int(middle)]))).median == middle


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_the_middle_lies_in_the_spread_and_the_spread_among_the_answers(scores: list[int]) -> None:
    tally = Tally(tuple(sorted(scores)))
    assert tally.spread is not None and tally.median is not None
    low, high = tally.spread
    assert {low, high} <= set(scores)
    assert low <= tally.median <= high


@pytest.mark.parametrize(
    ("scores", "spread", "is_divided"),
    [
        ((2,), (2, 2), False),
        ((1, 3), (1, 3), True),
        ((0, 1, 1), (0, 1), False),
        ((3, 3, 3, 0), (3, 3), False),  # one of four stands alone
        ((0, 0, 3, 4, 4), (0, 4), True),
    ],
)
def test_the_spread_leaves_out_the_outermost_quarters(
    scores: tuple[int, ...], spread: tuple[int, int], is_divided: bool
) -> None:
    tally = Tally(tuple(sorted(scores)))
    assert (tally.spread, tally.is_divided) == (spread, is_divided)


def test_a_file_without_answers_does_not_count() -> None:
    found = result([one("jongere"), one("jongere", veilig=2)], small())
    assert found.respondents == 1


# Who can be found


def remainders(row: Row, team: Sequence[Answers], taxonomy: t.Taxonomy) -> Iterator[int]:
    """Yield the size of all that is left when shown groups are subtracted from one another."""
    scored = {
        number: each
        for number, each in enumerate(team)
        if each.answers.get(row.id, Answer()).score is not None
    }
    shown = [
        {n for n, each in scored.items() if each.role and view_of(each.role, taxonomy) == view}
        for view in row.views
    ] + [{n for n, each in scored.items() if each.role == role} for role in row.roles]
    assert all(len(each) >= FEWEST for each in shown if each)
    for whole in [set(scored), *shown]:
        inside = [each for each in shown if each <= whole and each != whole]
        for number in range(1, len(inside) + 1):
            for some in combinations(inside, number):
                if sum(map(len, some)) == len(set().union(*some)):
                    yield len(whole - set().union(*some))


@settings(max_examples=300, deadline=None)
@given(st.lists(RESPONDENT, max_size=16))
def test_nobody_of_fewer_than_three_is_shown_or_found_by_subtracting(team: list[Answers]) -> None:
    taxonomy = small()
    found = result(team, taxonomy)
    for row in found.rows:
        for tally in (*row.views.values(), *row.roles.values()):
            assert len(tally.scores) >= FEWEST
        assert not [left for left in remainders(row, team, taxonomy) if 0 < left < FEWEST]
    assert all(number >= FEWEST for number in (*found.by_view.values(), *found.by_role.values()))
    if found.by_view:
        left = found.respondents - sum(found.by_view.values())
        assert left == found.without_role
        assert not 0 < left < FEWEST


@settings(max_examples=500, deadline=None)
@given(
    st.tuples(st.integers(0, 6), st.integers(0, 6)),
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6)),
)
def test_whatever_number_has_a_role_nobody_is_left_over_alone(
    family: tuple[int, ...], team: tuple[int, ...]
) -> None:
    people = {
        **{(FAMILY, f"f{at}"): number for at, number in enumerate(family)},
        **{(TEAM, f"t{at}"): number for at, number in enumerate(team)},
    }
    views, roles = apart(people)
    totals = {FAMILY: sum(family), TEAM: sum(team)}
    assert all(number >= FEWEST for number in (*views.values(), *roles.values()))
    told = {view: totals[view] - sum(n for id, n in roles.items() if id[0] == view[0])
            for view in totals}  # fmt: skip
    left = told.values() if views else [sum(told.values())] if roles else []
    assert not [number for number in left if 0 < number < FEWEST]


def test_who_names_no_role_counts_in_the_whole_only_and_is_found_by_no_subtracting() -> None:
    team = [one(role, veilig=3) for role in ("hulpverlener", "jongere") for _n in range(3)]
    assert result(team, small()).by_view == {TEAM: 3, FAMILY: 3}
    found = result([*team, one(veilig=0)], small())
    assert (found.respondents, found.without_role) == (7, 1)
    assert (found.by_view, found.rows[0].views) == ({}, {})
    said = "\n".join(text_lines(report_page(found, [], small(), "en")))
    assert "1 person named no role and counts in the whole only." in said
    assert "and a role in every file." in said
    found = result([*team, *(one(veilig=0) for _n in range(3))], small())
    assert found.by_view == {TEAM: 3, FAMILY: 3}
    assert {view: tally.scores for view, tally in found.rows[0].views.items()} == {
        TEAM: (3, 3, 3),
        FAMILY: (3, 3, 3),
    }


def test_what_only_one_or_two_were_asked_is_left_out_where_more_answered() -> None:
    short = [one("ouder", veilig=3, samen=2) for _n in range(8)]
    full = [one("jongere", veilig=1, vertrouwen=0)._replace(kind=FULL) for _n in range(3)]
    few = result([*short, *full[:2]], small())
    assert ([row.id for row in few.rows], few.left_out) == (["veilig", "school", "samen"], 1)
    said = "\n".join(text_lines(report_page(few, [], small(), "en")))
    assert "1 statement was asked of one or two of you only and is left out" in said
    assert "Trust" not in said
    all_short = result(short, small())
    page = movement_page(all_short, few, movements(all_short, few), small(), "en")
    told = "What only one or two were asked, then or now, is left out."
    assert told in "\n".join(text_lines(page))
    enough = result([*short, *full], small())
    assert ({row.id for row in enough.rows}, enough.left_out) == (
        {"veilig", "school", "samen", "vertrouwen"},
        0,
    )
    alone_ = result(full[:1], small())
    assert ({row.id for row in alone_.rows}, alone_.left_out) == (
        {"veilig", "school", "vertrouwen"},
        0,
    )


def test_a_view_is_hidden_where_one_of_the_other_skipped_the_statement() -> None:
    team = [one("hulpverlener", veilig=3, school=3) for _n in range(4)]
    team += [one("jongere", veilig=1, school=1), one("ouder", veilig=1, school=1)]
    team += [one("ouder", veilig=1, school=None)]
    rows = {row.id: row for row in result(team, small()).rows}
    assert set(rows["veilig"].views) == {TEAM, FAMILY}
    assert rows["school"].views == {}


def test_a_role_is_hidden_where_the_rest_of_its_view_could_be_found_by_it() -> None:
    people = {(TEAM, "hulpverlener"): 4, (FAMILY, "jongere"): 3, (FAMILY, "ouder"): 1}
    views, roles = apart(people)
    assert views == {TEAM: 4, FAMILY: 4}
    assert roles == {}
    views, roles = apart({**people, (FAMILY, "ouder"): 3})
    assert roles == {"jongere": 3, "ouder": 3}


def test_the_document_for_programs_holds_no_single_scores() -> None:
    team = [one("hulpverlener", veilig=3), one("jongere", veilig=0), one("ouder", veilig=1)]
    found = result(team, small())
    told = report_document(found, [], small(), "en", with_proof=True)
    first = told["statements"][0]
    assert first["views"] == first["roles"] == {}
    assert "scores" not in json.dumps(told)


def test_proof_is_shown_only_where_asked_for_and_tells_nothing_of_who_wrote_it() -> None:
    team = [
        Answers(SHORT, role, About(), {"veilig": Answer(4, proof=proof)})
        for role, proof in (("ouder", "B staat in het plan"), ("jongere", "A ook"), ("ouder", ""))
    ]
    found = result(team, small())
    without = "\n".join(text_lines(report_page(found, [], small(), "en")))
    assert "in het plan" not in without
    with_proof = "\n".join(text_lines(report_page(found, [], small(), "en", with_proof=True)))
    assert with_proof.index("A ook") < with_proof.index("B staat in het plan")
    assert "1 unproven" in without


# From a gap to examples


def advised(practices: Sequence[p.Practice], *team: Answers) -> list[Advice]:
    return advice(result(team, small()), team, practices, small())


def ids_of(found: Advice) -> list[str]:
    return [each.practice.id for each in found.examples]


@settings(deadline=None)
@given(PRACTICES, TEAMS, st.randoms(use_true_random=False))
def test_the_same_gives_the_same_advice(
    practices: list[p.Practice], team: list[Answers], random: Any
) -> None:
    first = advised(practices, *team)
    others, people = list(practices), list(team)
    random.shuffle(others)
    random.shuffle(people)
    assert advised(others, *people) == first


@settings(deadline=None)
@given(PRACTICES, TEAMS)
def test_each_example_carries_its_gap_and_each_gap_is_advised_on(
    practices: list[p.Practice], team: list[Answers]
) -> None:
    found = advised(practices, *team)
    assert [each.gap for each in found] == [row.id for row in result(team, small()).gaps]
    for each in found:
        for example in each.examples:
            assert example.tags
            assert {tag.id for tag in example.tags} <= {each.gap, "vertrouwen"}
    priorities = [each.is_priority for each in found]
    assert priorities == sorted(priorities, reverse=True)


@pytest.mark.parametrize("status", ["ingetrokken", "concept", ""])
def test_only_published_practices_are_examples(status: str) -> None:
    gone = practice("weg")
    found = advised([p.Practice(**{**vars(gone), "status": status})], one(school=1))
    assert found[0].examples == ()


def test_how_far_a_practice_has_come_goes_before_how_alike_it_is() -> None:
    far = practice("ver", principles=(p.Tag("school", "", "gerealiseerd"),))
    near = practice("a", principles=(p.Tag("school", "", "erkend"),), sectors=("ggz",))
    alike = practice("b", sectors=("ggz",))
    (found,) = advised([near, alike, far], one("", About("ggz"), school=0))
    assert ids_of(found) == ["ver", "b", "a"]


def test_what_helps_with_another_priority_goes_first() -> None:
    both = practice("z", principles=(p.Tag("school"), p.Tag("veilig")))
    team = one("", About(priorities=("veilig", "school")), school=1, veilig=0)
    found = advised([practice("a"), both], team)
    assert [(each.gap, each.is_priority) for each in found] == [("veilig", True), ("school", True)]
    assert ids_of(found[1]) == ["z", "a"]


def test_a_bottleneck_that_names_the_gap_is_told_first_and_said_to_do_so() -> None:
    other = p.Bottleneck("Er was weinig geld.", "", "Een fonds hielp.")
    named = p.Bottleneck("Het onderwijs deed niet mee.", "", "Een gesprek hielp.")
    open_ = p.Bottleneck("Het onderwijs haakte af.", "", "")
    (found,) = advised([practice("a", bottlenecks=(other, open_, named))], one(school=1))
    assert found.examples[0].bottlenecks == (named, other)
    assert found.examples[0].on_this == 1
    (found,) = advised([practice("a", bottlenecks=(other,))], one(school=1))
    assert found.examples[0].on_this == 0


def test_what_is_alike_and_what_differs_is_told_only_where_both_tell_it() -> None:
    group = p.TargetGroup("", ("ouders",), 0, 6)
    here = practice("a", sectors=("ggz",), target_group=group, region=p.Region("regio"))
    about = About("ggz", ("jeugdigen",), 12, 18, "")
    (found,) = advised([here], one("", about, school=1))
    assert found.examples[0].same == ("sector",)
    assert found.examples[0].differs == ("who", "ages")


# What it says

EXPECTED = """\
Self-assessment: where we stand
===============================

6 people answered. Professionals: 3, Young people and parents: 3.

There is no total mark and no ranking: this is for talking and learning. A view or role of fewer \
than 3 people is not shown apart.

The scale: 0 not yet · 1 recognised · 2 being built · 3 common · 4 secured.

In short
--------

To learn first: your priorities (1): School
To learn (2): Together; Safety
Divided (1): Safety
Half or more do not know (1): Together
Unproven (1): Safety

Leading principles
------------------

Statement\tMiddle answer\tSpread\tProfessionals\tYoung people and parents\tRemarks
Safety\tbeing built to common\trecognised to secured\tsecured\trecognised\tdivided, 3 unproven
School\trecognised\trecognised\trecognised\trecognised\tpriority

Groups of effective factors
---------------------------

Statement\tMiddle answer\tSpread\tProfessionals\tYoung people and parents\tRemarks
Together\tbeing built\tbeing built\t–\t–\t3 unsure

What to learn, and from whom
----------------------------

These practices show how others do it. They are chosen for what they carry and for how like yours \
they are, not for how good they are.

School (priority; now: recognised)
----------------------------------

- Voorbeeldschool (isj show voorbeeldschool)
  School (deels): Op school.
  Bottleneck on this, with its answer: Onderwijs ver weg. → Een bus.
  As with you: ages
  Different there: sector (Mental health)

Together (now: being built)
---------------------------

No practice here shows this yet. Do you know one, or are you one? Describe it: isj add-practice

Safety (now: being built to common)
-----------------------------------

No practice here shows this yet. Do you know one, or are you one? Describe it: isj add-practice \
--principle veilig="…"

No proof.
"""


def example_team() -> list[Answers]:
    about = About("onderwijs", (), 12, 18, "", ("school",))
    team = [one("hulpverlener", about, veilig=4, school=1, samen=2) for _number in range(3)]
    return team + [one("ouder", veilig=1, school=1, samen=None) for _number in range(3)]


def example_practice() -> p.Practice:
    return practice(
        "voorbeeldschool",
        principles=(p.Tag("school", "Op school.", "deels"),),
        sectors=("ggz",),
        target_group=p.TargetGroup("", (), 10, 14),
        bottlenecks=(p.Bottleneck("Onderwijs ver weg.", "", "Een bus."),),
    )


def example_page(**options: Any) -> Any:
    team = example_team()
    found = result(team, small())
    all_advice = advice(found, team, [example_practice()], small())
    return report_page(found, all_advice, small(), "en", **options)


def test_a_small_report_says_this_and_nothing_else() -> None:
    assert "\n".join(text_lines(example_page())) + "\n" == EXPECTED


def test_gaps_beyond_the_first_are_told_with_the_names_of_examples_only() -> None:
    text = "\n".join(text_lines(example_page(in_full=0)))
    assert "- School (recognised)\n  Voorbeeldschool (isj show voorbeeldschool)" in text
    assert "Op school." not in text


def test_few_respondents_are_told_that_they_can_be_recognised() -> None:
    two = result([one(veilig=1), one(veilig=3)], small())
    assert "everyone can tell" in "\n".join(text_lines(report_page(two, [], small(), "en")))
    alone_ = result([one(veilig=1)], small())
    assert "everyone can tell" not in "\n".join(text_lines(report_page(alone_, [], small(), "en")))


def test_a_movement_is_told_in_steps_and_says_what_is_new_or_gone() -> None:
    old = result([one(veilig=1, school=3, samen=2)], small())
    new_answers = one(veilig=3, school=2)._replace(kind=FULL)
    new = result([new_answers, new_answers], small())
    moved = movements(old, new)
    assert {kind: [each.id for each in some] for kind, some in by_kind(moved).items()} == {
        "rose": ["veilig"],
        "fell": ["school"],
        "new": ["vertrouwen"],
        "gone": ["samen"],
    }
    text = "\n".join(text_lines(movement_page(old, new, moved, small(), "en")))
    assert "Then 1 answered, now 2: a movement may come from who answered." in text
    assert "Safety\trecognised\tcommon\t+2 steps" in text
    assert "School\tcommon\tbeing built\t−1 step" in text


@pytest.mark.parametrize(
    ("mark", "drawn"),
    [
        (Mark(2, 1, 3), "██▓▓░░··"),
        (Mark(0, 0, 0), "········"),
        (Mark(4, 4, 4), "████████"),
        (Mark(0.5, 0, 2), "▓░░░····"),
        (Mark(None), ""),
    ],
)
def test_a_bar_ends_at_the_middle_and_its_shade_is_the_spread(mark: Mark, drawn: str) -> None:
    assert bar(mark, 4, 2) == drawn


# HTML


def svgs(text: str) -> list[Any]:
    """Return the drawings of a page; each has to be XML."""
    found = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    return [
        etree.fromstring(each.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)) for each in found
    ]


def real_team(kind: str = SHORT, number: int = 8, lift: int = 0) -> list[Answers]:
    """Made-up answers to all statements, the same every time."""
    roles = ("hulpverlener", "jongere", "leerkracht", "ouder")
    return [
        Answers(
            kind,
            roles[who % 4],
            About("jeugd-ggz", ("jeugdigen",), 12, 18, "regio", ("onderwijs", "veiligheid")),
            {
                each.id: Answer(skipped=UNSURE)
                if (at + who) % 11 == 0
                else Answer(min(4, (at * 3 + who % 3 + lift) % 5))
                for at, each in enumerate(asked(kind, real()))
            },
        )
        for who in range(number)
    ]


def test_the_radars_are_drawings_with_a_name_and_the_table_says_the_same() -> None:
    page = report_page(result(real_team(), real()), [], real(), "en")
    text = report_html(page, "en")
    radars = [each for each in svgs(text) if each.get("role") == "img"]
    assert len(radars) == 2
    for drawing in radars:
        assert drawing.find(f"{SVG}title").text.endswith("The table below says the same.")
        assert len(drawing.findall(f"{SVG}g[@class='shape shape-1']")) == 1
        assert len(drawing.findall(f"{SVG}g[@class='shape shape-2']")) == 1
    names = {" ".join(each.itertext()) for each in radars[0].iter(f"{SVG}text")}
    for principle in real().carried(t.PRINCIPLES):
        assert principle.label.en in names
        assert re.search(rf'<th scope="row">.*{re.escape(escape(principle.label.en))}', text)


def test_a_radar_leaves_out_what_is_not_known() -> None:
    team = [one("", About(), **{each.id: 2 for each in asked(SHORT, real())})]
    team[0] = team[0]._replace(answers={**team[0].answers, "onderwijs": Answer(skipped=UNSURE)})
    text = report_html(report_page(result(team, real()), [], real(), "nl"), "nl")
    first = next(each for each in svgs(text) if each.get("role") == "img")
    (shape,) = first.findall(f"{SVG}g[@class='shape shape-1']")
    assert len(shape.findall(f"{SVG}circle")) == 8
    assert shape.find(f"{SVG}path").get("class") == "part"


def test_hostile_text_is_only_text_in_html() -> None:
    evil = '<script>alert(1)</script> "&\x1b[31m'
    team = [Answers(SHORT, "", About(), {"school": Answer(1, proof=evil)})]
    found = result(team, small())
    bad = practice("a", principles=(p.Tag("school", evil),), bottlenecks=(
        p.Bottleneck(evil, "", evil),))  # fmt: skip
    page = report_page(found, advice(found, team, [bad], small()), small(), "en", with_proof=True)
    text = report_html(page, "en")
    assert text.startswith(START)
    assert "<script" not in text and "\x1b" not in text
    assert text.count("&lt;script&gt;") == 4


# As people run it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two rounds of the answers of a team in Voorbeeldstad."""
    for name, lift in (("voorjaar", 0), ("najaar", 1)):
        (tmp_path / name).mkdir()
        for number, answers in enumerate(real_team(lift=lift)):
            text = text_of(answers, real(), "nl")
            (tmp_path / name / f"{number}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def assess(run: Run, folder: Path, *args: str) -> Any:
    return run("--kb", str(ROOT), "--lang", "en", "assess", *args, cwd=folder)


def test_a_report_is_written_in_the_form_that_its_name_asks_for(run: Run, folder: Path) -> None:
    for name, start in (
        ("r.html", START),
        ("r.md", "# Self-assessment: where we stand\n"),
        ("r.json", '{\n  "document": "self-assessment report"'),
        ("r.txt", "Self-assessment: where we stand\n=="),
    ):
        ran = assess(run, folder, "report", "voorjaar", "--output", name)
        assert (ran.code, ran.out, ran.err) == (0, "", f"{name} was written.\n")
        made = (folder / name).read_text(encoding="utf-8")
        assert made.startswith(start)
        again = assess(run, folder, "report", "voorjaar", "--output", name)
        assert again.err == f"{name} was up to date already.\n"
        assert (folder / name).read_text(encoding="utf-8") == made


@pytest.mark.parametrize("form", ["html", "markdown", "json", "text"])
def test_a_report_never_replaces_something_else(run: Run, folder: Path, form: str) -> None:
    mine = folder / "voorjaar/0.yaml"
    before = mine.read_bytes()
    ran = assess(run, folder, "report", "voorjaar", "--format", form, "--output", str(mine))
    assert ran.code == 2
    assert "move it away or choose another name" in ran.err
    assert mine.read_bytes() == before


def test_with_an_address_examples_link_to_the_website(run: Run, folder: Path) -> None:
    base = ("--base-url", "https://voorbeeld.example/isj")
    for form in ("html", "markdown"):
        without = assess(run, folder, "report", "voorjaar", "--format", form).out
        assert "https://" not in without
        linked = assess(run, folder, "report", "voorjaar", "--format", form, *base).out
        assert "https://voorbeeld.example/isj/en/praktijken/" in linked
    told = json.loads(assess(run, folder, "report", "voorjaar", "--format", "json", *base).out)
    example = told["advice"][0]["examples"][0]
    assert example["url"].endswith(f"/praktijken/{example['id']}.html")


def test_a_comparison_is_written_in_every_form(run: Run, folder: Path) -> None:
    told = json.loads(assess(run, folder, "compare", "voorjaar", "najaar", "--format", "json").out)
    assert told["respondents"] == {"then": 8, "now": 8}
    assert {each["movement"] for each in told["statements"]} >= {"rose", "fell"}
    text = assess(run, folder, "compare", "voorjaar", "najaar").out
    assert "8 people answered, both then and now." in text
    html = assess(run, folder, "compare", "voorjaar", "najaar", "--format", "html").out
    assert len([each for each in svgs(html) if each.get("role") == "img"]) == 2
    same = assess(run, folder, "compare", "voorjaar", "voorjaar").out
    assert "Stayed (13)" in same


def test_a_file_that_is_named_twice_counts_once(run: Run, folder: Path) -> None:
    told = json.loads(
        assess(run, folder, "report", "voorjaar", "voorjaar/0.yaml", "--format", "json").out
    )
    assert told["respondents"] == 8


def test_a_file_without_a_role_is_named_where_there_are_others(run: Run, folder: Path) -> None:
    text = "format: 1\nanswers:\n  - id: onderwijs\n    score: 1\n"
    (folder / "voorjaar" / "a.yaml").write_text(text, encoding="utf-8")
    warning = "names no role and counts in the whole only; write one in it."
    assert warning not in assess(run, folder, "report", "voorjaar/a.yaml").err
    said = assess(run, folder, "report", "voorjaar").err
    assert said == f"{Path('voorjaar', 'a.yaml')} {warning}\n"


def test_what_is_missing_or_empty_is_said_in_a_sentence(run: Run, folder: Path) -> None:
    gone = assess(run, folder, "report", "weg.yaml")
    assert (gone.code, gone.err) == (
        2, "isj: There is no file weg.yaml; 'isj assess new weg.yaml' makes it.\n",
    )  # fmt: skip
    (folder / "leeg").mkdir()
    empty = assess(run, folder, "report", "leeg")
    assert (empty.code, empty.out) == (2, "")
    assert "no files with answers in leeg" in empty.err
    run("--kb", str(ROOT), "assess", "new", "nieuw.yaml", cwd=folder)
    new = assess(run, folder, "report", "nieuw.yaml")
    assert (new.code, new.out) == (2, "")
    assert "isj assess fill nieuw.yaml" in new.err
    (folder / "nieuw.yaml").rename(folder / "nog eens.yaml")
    odd = assess(run, folder, "report", "nog eens.yaml")
    assert "'isj assess fill 'nog eens.yaml'' asks" in odd.err
    gone = assess(run, folder, "report", "te laat.yaml")
    assert "'isj assess new 'te laat.yaml'' makes it" in gone.err


def test_many_unknown_ids_do_not_fill_the_screen(run: Run, folder: Path) -> None:
    path = folder / "voorjaar" / "0.yaml"
    ids = [f"onzin-{number}" for number in range(500)] + ["x" * 5000]
    more = "".join(f"\n  - id: {id}\n    score: 1" for id in reversed(ids))
    path.write_text(path.read_text(encoding="utf-8") + more + "\n", encoding="utf-8")
    ran = assess(run, folder, "report", "voorjaar/0.yaml")
    assert ran.code == 0
    assert "'onzin-499'" in ran.err and "; and 493 more are not known" in ran.err
    assert len(ran.err) < 400


def test_a_form_that_it_does_not_write_is_refused(run: Run, folder: Path) -> None:
    ran = assess(run, folder, "report", "voorjaar", "--output", "r.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be written as .pdf; let the name end in .json, .md, .html" in ran.err
    assert not (folder / "r.pdf").exists()
    ran = assess(run, folder, "report", "voorjaar", "--output", "r.tekst", "--format", "text")
    assert (ran.code, ran.err) == (0, "r.tekst was written.\n")


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_shows_bars_with_the_words_beside(folder: Path, columns: int) -> None:
    seen = in_terminal(
        ["--kb", str(ROOT), "--lang", "en", "assess", "report", "voorjaar"], columns, folder
    )
    assert "█" in seen and "·" in seen
    assert max(map(len, seen.splitlines())) <= columns
    words = " ".join(seen.split())
    for principle in real().carried(t.PRINCIPLES):
        assert principle.label.en in words
    assert "common practice" in words


def test_markdownlint_has_nothing_to_say_of_a_report(run: Run, folder: Path) -> None:
    lint = shutil.which("markdownlint-cli2")
    if not lint:
        pytest.skip("markdownlint-cli2 is not installed")
    assess(run, folder, "report", "voorjaar", "--output", "r.md", "--with-proof", "--all")
    assess(run, folder, "compare", "voorjaar", "najaar", "--output", "c.md")
    (folder / "small.md").write_text(alone(example_page()), encoding="utf-8")
    (folder / ".markdownlint-cli2.jsonc").write_text(
        '{"config": {"default": true, "MD013": false}}', encoding="utf-8"
    )
    done = subprocess.run([lint, "*.md"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Linting: 3 file" in done.stdout


def test_a_result_without_answers_is_empty() -> None:
    assert result([], small()) == Result(
        SHORT, 0, {}, {}, [Row(id, Tally()) for id in ("veilig", "school", "samen")], ()
    )
