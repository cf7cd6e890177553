"""The collection in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Item
from isj_cli.domain.hit import Record
from isj_cli.domain.practice import Review
from isj_cli.domain.reviewing import half_year_of
from isj_cli.domain.vocabularies import Term

KINDS = {  # what is counted: the key of a record, and where its values stand
    "principle": ("principles", t.PRINCIPLES),
    "factor": ("factors", t.FACTORS),
    "sector": ("sectors", t.SECTORS),
    "topic": ("topics", t.TOPICS),
    "evidence": ("evidence", t.STUDIES),
    "provenance": ("provenance", t.PROVENANCES),
    "status": ("status", t.STATUSES),
}

DAYS = {  # what tells the age of the entries, and the key of a review
    "described": "described_on",
    "checked": "last_checked",
    "due": "next_check",
}
NO_DAY = "none"


def values_of(kind: str, taxonomy: t.Taxonomy) -> Sequence[Item] | Sequence[Term]:
    """Return every value that a practice can have of a kind, in the taxonomy's order."""
    where = KINDS[kind][1]
    return taxonomy.carried(where) if kind in ("principle", "factor") else taxonomy.terms(where)


def counted(kind: str, records: Iterable[Record]) -> Mapping[str, int]:
    """Return how many records have each value of a kind; a value that none has counts 0."""
    key = KINDS[kind][0]
    numbers: Counter[str] = Counter()
    for record in records:
        value = getattr(record, key)
        numbers.update({value} if isinstance(value, str) else set(value))
    return numbers


def by_region(records: Iterable[Record], taxonomy: t.Taxonomy) -> Mapping[str, int]:
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
