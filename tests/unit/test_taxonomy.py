"""The taxonomy that comes with the program holds what its sources hold."""

from __future__ import annotations

import pytest
from support import ROOT

from isj_cli.domain import taxonomy as t
from isj_cli.store.knowledge_base import KnowledgeBase

COUNTS = {
    "isj-principes": 9,
    "isj-factoren": 32,
    "nji-wat-werkt": 21,
    "nji-rol-organisaties": 9,
    "handreiking-succesfactoren": 8,
    "positief-opgroeien-niveaus": 7,
    "ervaringsraad": 6,
}


@pytest.fixture(scope="module")
def taxonomy() -> t.Taxonomy:
    return KnowledgeBase(ROOT).taxonomy


def test_seven_frameworks_hold_92_items(taxonomy: t.Taxonomy) -> None:
    assert {each.id: len(each.items) for each in taxonomy.frameworks} == COUNTS
    assert sum(COUNTS.values()) == 92


def test_the_factors_stand_in_four_groups_beside_five_extra_tags(taxonomy: t.Taxonomy) -> None:
    factors = next(each for each in taxonomy.frameworks if each.id == "isj-factoren")
    groups = [item.group for item in factors.items]
    assert {group: groups.count(group) for group in dict.fromkeys(groups)} == {
        "inhoud": 11, "competenties": 7, "team": 5, "organisatie": 9,
    }  # fmt: skip
    assert len(taxonomy.extra_tags.ids) == 5
    assert len(taxonomy.carried(t.FACTORS)) == 37


def test_everything_has_a_label_in_both_languages(taxonomy: t.Taxonomy) -> None:
    for item in taxonomy.items.values():
        assert item.label.nl, item.id
        assert item.label.en, item.id
    for vocabulary in taxonomy.vocabularies:
        assert vocabulary.label.nl
        assert vocabulary.label.en
        for term in vocabulary.items:
            assert term.label.nl, term.id
            assert term.label.en, term.id


def test_principles_and_factors_have_a_meaning_in_both_languages(taxonomy: t.Taxonomy) -> None:
    for item in taxonomy.carried(t.PRINCIPLES) + taxonomy.carried(t.FACTORS):
        assert item.description.nl
        assert item.description.en


@pytest.mark.parametrize(
    ("vocabulary", "number"),
    [
        (t.SECTORS, 14),
        (t.TOPICS, 41),
        (t.PROVENANCES, 2),
        (t.STUDIES, 6),
        ("digitale-platforms", 5),
    ],
)
def test_the_vocabularies_are_complete(taxonomy: t.Taxonomy, vocabulary: str, number: int) -> None:
    assert len(taxonomy.terms(vocabulary)) == number


@pytest.mark.parametrize(
    ("word", "topic"),
    [("lvb", "licht-verstandelijke-beperking"), ("KOPP", "ouders-met-psychische-problemen"),
     ("PTSS", "trauma"), ("thuiszitter", "schooluitval-en-thuiszitten")],
)  # fmt: skip
def test_abbreviations_lead_to_their_topic(taxonomy: t.Taxonomy, word: str, topic: str) -> None:
    from isj_cli.domain.naming import Names

    assert Names(taxonomy.terms(t.TOPICS)).id_of(word) == topic


@pytest.mark.parametrize("vocabulary", [t.SECTORS, t.TOPICS])
def test_no_word_leads_to_two_things(taxonomy: t.Taxonomy, vocabulary: str) -> None:
    words = [
        word.casefold()
        for term in taxonomy.terms(vocabulary)
        for word in {term.label.nl, *term.alt.nl}
    ]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_derived_links_are_marked_as_such(taxonomy: t.Taxonomy) -> None:
    assert taxonomy.principle_factor_links.derived
    assert taxonomy.extra_tags.derived
    assert set(taxonomy.principle_factor_links.links) == {
        item.id for item in taxonomy.carried(t.PRINCIPLES)
    }


def test_the_crosswalk_reads_from_both_sides(taxonomy: t.Taxonomy) -> None:
    assert taxonomy.tags_of("ww-aanspreekpunt") == {"factor": {"vast-aanspreekpunt"}}
    assert taxonomy.tags_of("er-thuiszitters") == {}
    assert "factor" in taxonomy.tags_of("hiz-samenwerkingsafspraken")
    assert taxonomy.tags_of("samenhangend") == {"principle": {"passend-samenhangend"}}
    assert taxonomy.tags_of("ww-passend") == {}
