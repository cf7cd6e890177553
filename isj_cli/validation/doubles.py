"""Practices that are nearly the same: titles and texts that resemble one another.

Texts are compared by the runs of four words that they share (w-shingling; Broder 1997): of all runs
one in `SAMPLE` is kept, chosen by its hash, so that texts which share runs keep the same ones. The
resemblance is the share of the shorter text that the other one holds. Titles are the same but for a
slip where they have the same words, or become equal by leaving out one letter of each; numbers and
single letters tell things apart. Nothing is compared with everything: a pair must share rare runs,
so that the work grows with what there is and not with its square.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import Generic, NamedTuple, TypeVar

from isj_cli.domain.practice import Practice
from isj_cli.domain.words import SMALL_WORDS, fold

K = TypeVar("K")

RUN = 4  # words
SAMPLE = 4
ALIKE = 0.3  # the resemblance from which on texts are told of
FEWEST_RUNS = 8  # what a text must have to be compared: some forty words
SHORTEST_TITLE = 8  # letters
COMMON = 50  # a run that more practices share tells little: each is compared with two of them
_WORD = re.compile(r"[a-z0-9]+")


class Print(NamedTuple):
    """What titles and texts are compared by."""

    title: str
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
    title = " ".join(_WORD.findall(fold(practice.title)))
    return Print(title, frozenset(n for run in runs if (n := zlib.crc32(run)) % SAMPLE == 0))


def doubles(prints: Mapping[K, Print]) -> dict[K, tuple[Double[K], ...]]:
    """Return for each practice those that it resembles, those with such a text before others."""
    keys = list(prints)
    found: dict[K, list[Double[K]]] = {}
    for is_title, pairs in (
        (False, _texts_alike([prints[key].runs for key in keys])),
        (True, _titles_alike([prints[key].title for key in keys])),
    ):
        for (one, two), share in pairs.items():
            for at, other in ((one, two), (two, one)):
                found.setdefault(keys[at], []).append(Double(keys[other], share, is_title))
    return {
        key: tuple(sorted(each, key=lambda double: (double.is_title, -double.share)))
        for key, each in found.items()
    }


def resemblance(one: frozenset[int], two: frozenset[int]) -> float:
    """Return the share of the smaller set that the other one holds, from 0 to 1."""
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller >= FEWEST_RUNS else 0.0


def _texts_alike(texts: Sequence[frozenset[int]]) -> dict[tuple[int, int], float]:
    """Return the pairs of texts that resemble one another, and how much."""
    holders = _shared(runs if len(runs) >= FEWEST_RUNS else () for runs in texts)
    beside: dict[int, set[int]] = {}  # those that stand beside one another in a common run
    for having in holders.values():
        if len(having) > COMMON:
            for one, two in pairwise(having):
                beside.setdefault(one, set()).add(two)
    found = {}
    for number, runs in enumerate(texts):
        shared = Counter(
            chain.from_iterable(
                having for run in runs if len(having := holders.get(run, [])) <= COMMON
            )
        )
        likely = {other for other, times in shared.items() if times > 1 and other > number}
        for other in likely | beside.get(number, set()):
            share = resemblance(runs, texts[other])
            if share >= ALIKE:
                found[number, other] = share
    return found


def _titles_alike(titles: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return the pairs of titles that are the same but for a slip, and how alike they are."""
    holders = _shared(set(_title_marks(title)) for title in titles)
    pairs = {pair for having in holders.values() for pair in _pairs(having)}
    return {
        (one, two): SequenceMatcher(None, titles[one], titles[two]).ratio() for one, two in pairs
    }


def _title_marks(title: str) -> Iterable[int]:
    """Yield what titles have in common that are the same but for a slip."""
    words = [word for word in title.split() if word not in SMALL_WORDS]
    letters = "".join(words)
    if len(letters) < SHORTEST_TITLE:
        return
    telling = " ".join(word for word in words if len(word) == 1 or not word.isalpha())
    same = [letters, " ".join(sorted(set(words)))]
    same += (letters[:at] + letters[at + 1 :] for at in range(len(letters)))
    yield from (hash(f"{telling}|{each}") for each in same)


def _shared(marks: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """Return the numbers of those that have each mark, for the marks that more than one has."""
    first: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    for number, its in enumerate(marks):
        for mark in its:
            if mark in holders:
                holders[mark].append(number)
            elif mark in first:
                holders[mark] = [first[mark], number]
            else:
                first[mark] = number
    return holders


def _pairs(having: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return the pairs of what stands in a list, of a long list only those beside one another."""
    if len(having) > COMMON:
        return pairwise(having)
    return ((one, two) for at, one in enumerate(having) for two in having[at + 1 :])
