"""Practices that a new one resembles, before it is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from isj_cli.domain.practice import Practice
from isj_cli.validation.doubles import Double, doubles, print_of

if TYPE_CHECKING:
    from isj_cli.domain.hit import Record

Key = tuple[str, bool]


def resembling_titles(
    records: Iterable[Record], title: str, organisations: Sequence[str]
) -> list[str]:
    """Return the ids of practices that are called nearly so, with or without who leads them."""

    def named(title: str, organisations: Sequence[str]) -> tuple[Practice, Practice]:
        return Practice(title=title), Practice(title=" ".join([title, *organisations[:1]]))

    own = ""
    known = {record.id: named(record.title, record.organisations) for record in records}
    known[own] = named(title, organisations)
    prints = {
        (id, whole): print_of(two[whole]) for id, two in known.items() for whole in (False, True)
    }
    found = doubles(prints)
    alike: list[Double[Key]] = [*found.get((own, False), ()), *found.get((own, True), ())]
    ids = [double.other[0] for double in sorted(alike, key=lambda each: -each.share)]
    return list(dict.fromkeys(filter(None, ids)))
