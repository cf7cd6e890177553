"""The collection in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from isj_cli.domain.hit import Record
from isj_cli.domain.practice import Review
from isj_cli.domain.reviewing import half_year_of
from isj_cli.domain.taxonomy import Taxonomy

KINDS = {  # what is counted, and the key of a record that holds it
    "principle": "principles",
    "factor": "factors",
    "sector": "sectors",
    "topic": "topics",
    "evidence": "evidence",
    "provenance": "provenance",
    "status": "status",
}

DAYS = {  # what tells the age of the entries, and the key of a review
    "described": "described_on",
    "checked": "last_checked",
    "due": "next_check",
}
NO_DAY = "none"


def counted(kind: str, records: Iterable[Record]) -> Mapping[str, int]:
    """Return how many records have each value of a kind; a value that none has counts 0."""
    key = KINDS[kind]
    numbers: Counter[str] = Counter()
    for record in records:
        value = getattr(record, key)
        numbers.update({value} if isinstance(value, str) else set(value))
    return numbers


def by_region(records: Iterable[Record], taxonomy: Taxonomy) -> Mapping[str, int]:
    """Return how many records lie in each place and province, the most first."""
    numbers: Counter[str] = Counter()
    for record in records:
        numbers.update(taxonomy.regions_of(record.region))
    return dict(sorted(numbers.items(), key=lambda each: (-each[1], each[0])))


def by_half_year(kind: str, reviews: Iterable[Review]) -> Mapping[str, int]:
    """Return how many entries were described, checked or are due in each half of a year.

    Halves are written `2026H1`, the oldest first; `NO_DAY` comes last.
    """
    numbers = Counter(half_year_of(getattr(each, DAYS[kind])) or NO_DAY for each in reviews)
    return dict(sorted(numbers.items()))  # a digit stands before a letter
