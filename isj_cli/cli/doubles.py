"""Practices that a new one resembles, before it is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from isj_cli.domain.practice import Practice
from isj_cli.locale import _
from isj_cli.validation.doubles import Double, doubles, print_of

if TYPE_CHECKING:
    from isj_cli.domain.hit import Record
    from isj_cli.store.knowledge_base import KnowledgeBase

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


def resembling(kb: KnowledgeBase, practice: Practice) -> list[tuple[str, Double[str]]]:
    """Return the title of each practice that this one resembles, and how, most alike first."""
    own = ""
    known = {own: replace(practice, id=own)}
    for file in kb.read_all():
        if file.practice and file.path.stem != practice.id:
            known[file.path.stem] = file.practice
    found = doubles({id: print_of(each) for id, each in known.items()}).get(own, ())
    return [(known[double.other].title, double) for double in found]


def described(found: Iterable[tuple[str, Double[str]]]) -> list[str]:
    """Return a sentence for each practice that was found."""
    return [
        (
            _("The title is much like that of '{title}'; 'isj show {id}' shows it.")
            if double.is_title
            else _("The text is much like that of '{title}'; 'isj show {id}' shows it.")
        ).format(title=title, id=double.other)
        for title, double in found
    ]
