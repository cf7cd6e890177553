"""Practices that are nearly the same: titles and texts that resemble one another.

Texts are compared by the runs of five words that they share (w-shingling; Broder 1997): of all
runs one in `SAMPLE` is kept, chosen by its hash, so that texts which share runs keep the same ones.
The resemblance is the share of runs that two texts have in common (Jaccard). Titles are compared by
their words without small ones. Only practices that share something rare are compared, so that the
work grows with what there is and not with its square.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold

K = TypeVar("K")

RUN = 5
SAMPLE = 4
ALIKE = 0.5
TITLES_ALIKE = 0.8
COMMON = 50  # of what more practices share, only neighbours are compared
_SMALL = frozenset("de het een en van voor in op bij met te ter ten aan of der den".split())
_WORD = re.compile(r"[a-z0-9]+")


class Print(NamedTuple):
    """What titles and texts are compared by."""

    title: frozenset[str]
    runs: frozenset[int]


class Double(NamedTuple, Generic[K]):
    """A practice that resembles another: which, how much (0 to 1), and whether it is the title."""

    other: K
    share: float
    is_title: bool


def print_of(practice: Practice) -> Print:
    """Return what a practice is compared by."""
    words = _WORD.findall(fold(f"{practice.summary} {practice.approach} {practice.reason}"))
    runs = (" ".join(words[at : at + RUN]).encode() for at in range(len(words) - RUN + 1))
    title = frozenset(_WORD.findall(fold(practice.title))) - _SMALL
    return Print(title, frozenset(n for run in runs if (n := zlib.crc32(run)) % SAMPLE == 0))


def doubles(prints: Mapping[K, Print]) -> dict[K, tuple[Double[K], ...]]:
    """Return for each practice those that it resembles, most alike first."""
    found: dict[K, list[Double[K]]] = {}
    for is_title, enough in ((False, ALIKE), (True, TITLES_ALIKE)):
        marks = {key: (p.title if is_title else p.runs) for key, p in prints.items()}
        for one, two in _meeting(marks):
            share = resemblance(marks[one], marks[two])
            if share >= enough:
                found.setdefault(one, []).append(Double(two, share, is_title))
                found.setdefault(two, []).append(Double(one, share, is_title))
    return {key: tuple(sorted(each, key=lambda d: -d.share)) for key, each in found.items()}


def resemblance(one: frozenset[object], two: frozenset[object]) -> float:
    """Return the share of marks that two practices have in common (Jaccard), from 0 to 1."""
    return len(one & two) / len(one | two) if one and two else 0.0


def _meeting(marks: Mapping[K, Iterable[object]]) -> set[tuple[K, K]]:
    """Return the pairs that have a mark in common that is not common to many."""
    holders: dict[object, list[K]] = {}
    for key, its in marks.items():
        for mark in its:
            holders.setdefault(mark, []).append(key)
    return {
        (one, two)
        for having in holders.values()
        for at, one in enumerate(having)
        for two in having[at + 1 : at + 1 + (COMMON if len(having) <= COMMON else 1)]
    }
