"""From a gap to the practices that help most with it, with the reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from isj_cli.assessment.answers import About, Answers, items_of
from isj_cli.assessment.result import Result
from isj_cli.domain.fixed import PUBLISHED
from isj_cli.domain.frameworks import Item
from isj_cli.domain.practice import Bottleneck, Practice, Tag
from isj_cli.domain.taxonomy import BOTTLENECKS, DEGREES, Taxonomy
from isj_cli.domain.words import SMALL_WORDS, fold

MOST = 3  # examples for a gap
MOST_TAGS = 3  # factors of a group beyond which more of them say little
# What counts, in points. They order the examples for one gap; they are never shown as a mark. How
# far a practice has come with what the gap is about outweighs whether the two are alike.
DEGREE, TAG, SECTOR, AUDIENCE, AGES, LEVEL, ANSWERED, ON_THIS, OTHER_GAP, OTHER_PRIORITY = (
    4.0, 1.0, 2.0, 1.0, 1.0, 1.0, 0.5, 1.0, 0.25, 1.0,
)  # fmt: skip
MOST_GAPS = 4  # other gaps beyond which helping with more counts no further
_WORD = re.compile(r"[a-z]+")
_STEM = 7  # letters by which two forms of a word are one: onderwijs, onderwijzen


class Example(NamedTuple):
    """A practice that helps with a gap, and why.

    `tags` say how it carries what the gap is about; `gaps` are the other gaps that it helps with.
    `bottlenecks` are those that it found an answer to, the ones that name what the gap is about
    first; `on_this` tells how many do. `same` and `differs` name what the two have in common and
    what not: `sector`, `who`, `ages`, `region_level`.
    """

    practice: Practice
    tags: tuple[Tag, ...]
    gaps: tuple[str, ...]
    bottlenecks: tuple[Bottleneck, ...]
    on_this: int
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

    Only published practices are named. The degree to which a practice carries what the gap is
    about goes first; then count how much of a group it carries, what the two have in common
    (sector, target group, region level), the bottlenecks that it answered, and the other gaps
    that it helps with, priorities most. Where that is all the same, the id decides.
    """
    published = [each for each in practices if each.status == PUBLISHED]
    gaps = {row.id: frozenset(items_of(row.id, taxonomy)) for row in result.gaps}
    degrees = taxonomy.ids(DEGREES)
    found = []
    for gap, items in gaps.items():
        ranked = []
        names = [taxonomy.items[id] for id in sorted(items) if id in taxonomy.items]
        for practice in published:
            tags = _tags(practice, items)
            if not tags:
                continue
            others = tuple(
                other for other, wanted in gaps.items() if other != gap and _tags(practice, wanted)
            )
            answered = [each for each in practice.bottlenecks if each.answer]
            on_this = [each for each in answered if _is_about(each, names, taxonomy)]
            example = Example(
                practice,
                tags,
                others,
                (*on_this, *(each for each in answered if each not in on_this)),
                len(on_this),
                *_compared(practice, all_answers),
            )
            ranked.append((-_points(example, result.priorities, degrees), practice.id, example))
        ranked.sort(key=lambda each: each[:2])
        best = tuple(example for _points_, _id, example in ranked[:MOST])
        found.append(Advice(gap, gap in result.priorities, best))
    return found


def _tags(practice: Practice, items: Set[str]) -> tuple[Tag, ...]:
    return tuple(tag for tag in practice.principles + practice.factors if tag.id in items)


def _is_about(bottleneck: Bottleneck, items: Sequence[Item], taxonomy: Taxonomy) -> bool:
    """Tell whether a bottleneck names one of the items: all words of one of its names."""
    kind = taxonomy.label(BOTTLENECKS, bottleneck.kind, "nl") if bottleneck.kind else ""
    said = _stems(f"{bottleneck.text} {bottleneck.answer} {kind}")
    return any(
        wanted and wanted <= said
        for item in items
        for wanted in map(_stems, (item.label.nl, *item.alt.nl))
    )


def _stems(text: str) -> set[str]:
    words = _WORD.findall(fold(text))
    return {word[:_STEM] for word in words if len(word) > 2 and word not in SMALL_WORDS}


def _points(example: Example, priorities: Sequence[str], degrees: Sequence[str]) -> float:
    known = [degrees.index(tag.degree) for tag in example.tags if tag.degree in degrees]
    # A practice of which the degree is not known stands halfway.
    degree = max(known) if known else (len(degrees) - 1) / 2
    return (
        DEGREE * degree
        + TAG * min(len(example.tags), MOST_TAGS)
        + SECTOR * ("sector" in example.same)
        + AUDIENCE * ("who" in example.same)
        + AGES * ("ages" in example.same)
        + LEVEL * ("region_level" in example.same)
        + ANSWERED * bool(example.bottlenecks)
        + ON_THIS * bool(example.on_this)
        + OTHER_GAP * min(len(example.gaps), MOST_GAPS)
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
