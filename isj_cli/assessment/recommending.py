"""From a gap to the practices that help most with it, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from isj_cli.assessment.answers import About, Answers, items_of
from isj_cli.assessment.result import Result
from isj_cli.domain.practice import Bottleneck, Practice, Tag
from isj_cli.domain.taxonomy import DEGREES, Taxonomy

PUBLISHED = "gepubliceerd"
MOST = 3  # examples for a gap
# What counts, in points. They order examples for one gap; they are never shown as a mark.
CARRIES, DEGREE, SECTOR, AUDIENCE, AGES, LEVEL, ANSWERED, OTHER_GAP, OTHER_PRIORITY = (
    4.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0,
)  # fmt: skip


class Example(NamedTuple):
    """A practice that helps with a gap, and why.

    `tags` say how it carries what the gap is about; `gaps` are the other gaps that it helps with.
    `bottlenecks` are those that it found an answer to. `same` and `differs` name what the two have
    in common and what not: `sector`, `who`, `ages`, `region_level`.
    """

    practice: Practice
    tags: tuple[Tag, ...]
    gaps: tuple[str, ...]
    bottlenecks: tuple[Bottleneck, ...]
    same: tuple[str, ...]
    differs: tuple[str, ...]


class Advice(NamedTuple):
    """The examples for one gap, best first; there may be none."""

    gap: str
    is_priority: bool
    examples: tuple[Example, ...]


def advice(
    result: Result,
    all_answers: Sequence[Answers],
    practices: Sequence[Practice],
    taxonomy: Taxonomy,
) -> list[Advice]:
    """Return examples for every gap, priorities first. The same input gives the same advice.

    Only published practices are named. What a practice carries goes before what the two have in
    common: degree, sector, target group, region level, answered bottlenecks, other gaps.
    """
    published = [each for each in practices if each.status == PUBLISHED]
    gaps = {row.id: frozenset(items_of(row.id, taxonomy)) for row in result.gaps}
    degrees = taxonomy.ids(DEGREES)
    found = []
    for gap, items in gaps.items():
        ranked = []
        for practice in published:
            tags = _tags(practice, items)
            if not tags:
                continue
            others = tuple(
                other for other, wanted in gaps.items() if other != gap and _tags(practice, wanted)
            )
            example = Example(
                practice,
                tags,
                others,
                tuple(each for each in practice.bottlenecks if each.answer),
                *_compared(practice, all_answers),
            )
            ranked.append((-_points(example, result.priorities, degrees), practice.id, example))
        ranked.sort(key=lambda each: each[:2])
        best = tuple(example for _points_, _id, example in ranked[:MOST])
        found.append(Advice(gap, gap in result.priorities, best))
    return found


def _tags(practice: Practice, items: Set[str]) -> tuple[Tag, ...]:
    return tuple(tag for tag in practice.principles + practice.factors if tag.id in items)


def _points(example: Example, priorities: Sequence[str], degrees: Sequence[str]) -> float:
    known = [degrees.index(tag.degree) for tag in example.tags if tag.degree in degrees]
    return (
        CARRIES
        + DEGREE * (max(known) if known else len(degrees) // 2)
        + SECTOR * ("sector" in example.same)
        + AUDIENCE * ("who" in example.same)
        + AGES * ("ages" in example.same)
        + LEVEL * ("region_level" in example.same)
        + ANSWERED * bool(example.bottlenecks)
        + OTHER_GAP * min(len(example.gaps), 4)
        + OTHER_PRIORITY * sum(gap in priorities for gap in example.gaps)
    )


def _compared(
    practice: Practice, all_answers: Sequence[Answers]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a practice has in common with those of the respondents, and what not.

    What either side does not tell is in neither.
    """
    told = [each.about for each in all_answers]
    group = practice.target_group
    checks = {
        "sector": _any_same(practice.sectors, [each.sector for each in told]),
        "who": _any_same(group.who, [who for each in told for who in each.who]),
        "ages": _ages_meet(group.age_min, group.age_max, told),
        "region_level": _any_same([practice.region.level], [each.region_level for each in told]),
    }
    return (
        tuple(name for name, is_same in checks.items() if is_same),
        tuple(name for name, is_same in checks.items() if is_same is False),
    )


def _any_same(ours: Sequence[str], theirs: Sequence[str]) -> bool | None:
    mine, others = set(filter(None, ours)), set(filter(None, theirs))
    return bool(mine & others) if mine and others else None


def _ages_meet(low: int | None, high: int | None, told: Sequence[About]) -> bool | None:
    known = [each for each in told if each.age_min is not None or each.age_max is not None]
    if not known or (low is None and high is None):
        return None
    return any(
        (each.age_min or 0) <= (999 if high is None else high)
        and (low or 0) <= (999 if each.age_max is None else each.age_max)
        for each in known
    )
