"""Practices that are nearly the same are found, and others are not."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from support import ROOT

from isj_cli.domain.practice import Practice
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation import doubles as module
from isj_cli.validation.doubles import Double, doubles, print_of

REAL = [file.practice for file in KnowledgeBase(ROOT).read_all() if file.practice]
WORDS = [word for practice in REAL for word in practice.approach.split()]
TEXTS = ("summary", "approach", "reason")


def found(*practices: Practice) -> dict[int, tuple[Double[int], ...]]:
    return doubles({number: print_of(practice) for number, practice in enumerate(practices)})


def edited(practice: Practice, changed: float, chance: random.Random) -> Practice:
    """Return a practice with another title, and this share of its words changed."""
    texts = {
        key: " ".join(
            chance.choice(WORDS) if chance.random() < changed else word
            for word in getattr(practice, key).split()
        )
        for key in TEXTS
    }
    return replace(practice, title=f"Bewerkt voorbeeld van {practice.review}", **texts)


def titled(*titles: str) -> bool:
    return bool(found(*(Practice(title=title) for title in titles)))


@pytest.mark.parametrize(("changed", "least"), [(0.05, 1.0), (0.1, 0.98), (0.2, 0.85)])
def test_a_lightly_edited_copy_is_found(changed: float, least: float) -> None:
    chance = random.Random(7)
    hits = [found(practice, edited(practice, changed, chance)) for practice in REAL]
    assert sum(map(bool, hits)) >= least * len(REAL)


def test_a_copy_is_found_of_which_half_the_sentences_are_others() -> None:
    chance = random.Random(7)
    sentences = [each for practice in REAL for each in re.split(r"(?<=\.)\s", practice.approach)]
    hits = 0
    for practice in REAL:
        own = re.split(r"(?<=\.)\s", practice.approach)
        mixed = " ".join(chance.choice((each, chance.choice(sentences))) for each in own)
        hits += bool(found(practice, replace(practice, title="Iets anders", approach=mixed)))
    assert hits >= 0.95 * len(REAL)


def test_unrelated_texts_are_not_found() -> None:
    assert found(*REAL) == {}


def test_it_says_how_much_is_the_same() -> None:
    one, other = REAL[0], replace(REAL[0], title="Iets heel anders")
    assert found(one, other) == {0: (Double(1, 1.0, False),), 1: (Double(0, 1.0, False),)}


def test_the_most_alike_comes_first_and_texts_before_titles() -> None:
    chance = random.Random(7)
    one = REAL[0]
    half, most = edited(one, 0.15, chance), edited(one, 0.05, chance)
    same_title = Practice(title=f"{one.title}s")
    others = found(one, half, same_title, most)[0]
    assert [each.other for each in others] == [3, 1, 2]
    assert [each.is_title for each in others] == [False, False, True]


@pytest.mark.parametrize(
    "titles",
    [
        ("Moeders van Rotterdam", "Moeders van Roterdam"),
        ("Moeders van Rotterdam", "De moeder van Rotterdam"),
        ("Thuis Team Voorbeeldstad", "Thuisteam Voorbeeldstad"),
        ("Voorbeeldstad Thuisteam", "Thuisteam Voorbeeldstad"),
        ("Één gezin, één plan", "Eén gezin één plan!"),
    ],
)
def test_titles_that_differ_by_a_slip_are_the_same(titles: Sequence[str]) -> None:
    assert titled(*titles)


@pytest.mark.parametrize(
    "titles",
    [
        ("Thuisteam Noord", "Thuisteam Zuid"),
        ("Expertteam Jeugd 1", "Expertteam Jeugd 2"),
        ("Jeugdteam A Voorbeeldstad", "Jeugdteam B Voorbeeldstad"),
        ("FACT", "PACT"),
        ("TODO", "TODO"),
        ("", ""),
    ],
)
def test_titles_that_tell_practices_apart_are_not_the_same(titles: Sequence[str]) -> None:
    assert not titled(*titles)


def test_short_texts_are_not_compared() -> None:
    assert not found(
        Practice(title="Eerste", approach="Het team komt thuis langs en praat met het gezin."),
        Practice(title="Tweede", approach="Het team komt thuis langs en praat met het gezin."),
    )


def test_many_copies_are_all_found() -> None:
    copies = [replace(REAL[0], title=f"Voorbeeld {number}") for number in range(200)]
    assert set(found(*copies)) == set(range(200))


def test_the_work_grows_with_the_number_and_not_with_its_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Count the comparisons among texts made of a few hundred sentences, of half and of all."""
    chance = random.Random(7)
    sentences = [each for practice in REAL for each in re.split(r"(?<=\.)\s", practice.approach)]
    made = [
        print_of(
            Practice(title=f"V {number}", approach=" ".join(chance.choices(sentences[:200], k=8)))
        )
        for number in range(4000)
    ]
    counted = 0
    real = module.resemblance

    def counting(one: frozenset[int], two: frozenset[int]) -> float:
        nonlocal counted
        counted += 1
        return real(one, two)

    monkeypatch.setattr(module, "resemblance", counting)
    work = []
    for number in (2000, 4000):
        counted = 0
        doubles(dict(enumerate(made[:number])))
        work.append(counted)
    assert 0 < work[1] < 2.5 * work[0]
    assert work[1] < 4000 * module.COMMON
