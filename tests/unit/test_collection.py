"""What is true of the collection as a whole, and has to stay so."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import textstat
from support import ROOT

from isj_cli.domain import taxonomy as t
from isj_cli.domain.finding import Severity
from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold
from isj_cli.store.codec import to_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.check import validate

KB = KnowledgeBase(ROOT)
PRACTICES = tuple(file.practice for file in KB.read_all() if file.practice)

# Factors that no source shows in any practice, and why.
KNOWN_GAPS = {
    "ethische-afwegingen": "no source tells how a team handles moral tensions",
    "org-vertrouwen": "sources speak of working together, not of trust between organisations",
    "org-stuurgroep": "steering groups are named, but not that they give the team room",
}


def texts(practice: Practice) -> Iterator[str]:
    """The practice's own sentences: no names, titles, ids or addresses."""
    data = to_mapping(practice)
    for key in ("organisations", "sources", "materials", "recognition", "review", "title", "id"):
        data.pop(key, None)

    def inside(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for each in value.values():
                yield from inside(each)
        elif isinstance(value, list):
            for each in value:
                yield from inside(each)
        elif isinstance(value, str) and " " in value:
            yield value

    return inside(data)


def test_the_collection_has_no_errors() -> None:
    report = validate(KB)
    found = {severity: set[str]() for severity in Severity}
    for finding in report.findings:
        found[finding.severity].add(finding.code)
    assert found[Severity.ERROR] == set()
    assert found[Severity.WARNING] <= {"ISJ302"}
    assert found[Severity.INFO] <= {"ISJ304", "ISJ310", "ISJ505"}  # the last two come with time


def test_no_two_practices_share_eight_words_in_a_row() -> None:
    users: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for practice in PRACTICES:
        for text in texts(practice):
            words = re.findall(r"\w+", text.lower())
            for start in range(len(words) - 7):
                users[tuple(words[start : start + 8])].add(practice.id)
    assert {" ".join(words): ids for words, ids in users.items() if len(ids) > 1} == {}


def test_every_principle_is_carried_by_at_least_eight_practices() -> None:
    counts = Counter(tag.id for practice in PRACTICES for tag in practice.principles)
    few = {item.id for item in KB.taxonomy.carried(t.PRINCIPLES) if counts[item.id] < 8}
    assert few == set()


def test_every_factor_is_carried_or_a_known_gap() -> None:
    carried = {tag.id for practice in PRACTICES for tag in practice.factors}
    missing = {item.id for item in KB.taxonomy.carried(t.FACTORS)} - carried
    assert missing == KNOWN_GAPS.keys()


def test_kinds_of_bottleneck_that_were_added_are_shared_by_three() -> None:
    counts = Counter(each.kind for practice in PRACTICES for each in practice.bottlenecks)
    added = [term for term in KB.taxonomy.terms(t.BOTTLENECKS) if term.derived]
    assert added
    assert [term.id for term in added if counts[term.id] < 3] == []


def test_every_place_is_known_and_lies_in_a_province() -> None:
    known = KB.taxonomy.places
    provinces = {term.id for term in KB.taxonomy.terms(t.REGIONS) if term.level == "provincie"}
    assert len(provinces) == 12
    for practice in PRACTICES:
        for name in practice.region.names:
            assert fold(name) in known, name
            assert set(KB.taxonomy.regions_of((name,))) & provinces, name


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_a_practice_is_whole(practice: Practice) -> None:
    assert practice.status == "gepubliceerd"
    assert practice.review.described_on <= practice.review.next_check
    assert 20 <= len(practice.summary.split()) <= 110
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", practice.summary)) <= 5
    assert 60 <= len(practice.approach.split()) <= 180
    hows = [tag.how for tag in practice.principles + practice.factors]
    assert len(set(hows)) == len(hows)
    ids = {source.id for source in practice.sources}
    assert all(result.source in ids and result.kind for result in practice.results)
    for url in [source.url for source in practice.sources]:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert "." in (parts.hostname or "")


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_no_practice_names_or_addresses_a_person(practice: Practice) -> None:
    for text in texts(practice):
        assert not re.search(r"[\w.+-]+@[\w-]+\.\w", text)
        assert not re.search(r"(?<![\d.])(?:\+31|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)", text)
        assert not re.search(r"\b(?:[Mm]evrouw|[Mm]eneer|dhr\.|mw\.|drs\.|prof\.)\s+[A-Z]", text)
        assert not re.search(r"\b[1-9]\d{8}\b", text)


def test_summaries_read_easily() -> None:
    textstat.set_lang("nl")
    found = [textstat.flesch_reading_ease(practice.summary) for practice in PRACTICES]
    assert statistics.median(found) >= 45
    assert min(found) >= 25


def test_related_practices_are_stored_once() -> None:
    pairs = [
        frozenset((practice.id, related.id))
        for practice in PRACTICES
        for related in practice.related
    ]
    assert len(set(pairs)) == len(pairs) > 50


def test_people_find_topics_by_many_words() -> None:
    words = [
        word
        for vocabulary in (t.TOPICS, t.SECTORS)
        for term in KB.taxonomy.terms(vocabulary)
        for word in term.alt.nl
    ]
    assert len(words) >= 150
