"""The collection in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.hit import Record

KINDS = {  # what is counted: the key of a record, and where its values stand
    "principle": ("principles", t.PRINCIPLES),
    "factor": ("factors", t.FACTORS),
    "sector": ("sectors", t.SECTORS),
    "topic": ("topics", t.TOPICS),
    "evidence": ("evidence", t.STUDIES),
    "provenance": ("provenance", t.PROVENANCES),
    "status": ("status", t.STATUSES),
}


def values_of(kind: str, taxonomy: t.Taxonomy) -> Sequence[t.Item] | Sequence[t.Term]:
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
