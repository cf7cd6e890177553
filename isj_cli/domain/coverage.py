"""What practices cover: which carries what, and how far it has come with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from isj_cli.domain import taxonomy as t
from isj_cli.domain.fixed import PROVINCE
from isj_cli.domain.frameworks import Item
from isj_cli.domain.practice import Practice
from isj_cli.domain.typed import to_describe
from isj_cli.domain.vocabularies import Label, Term

BY = ("principle", "factor", "framework", "sector", "topic", "region")
CARRIED = "carried"
"""What a cell says where a practice carries something, and does not tell how far it has come."""

Tag = tuple[str, str]
"""A kind (`principle`, `factor`, `level`, `sector`, `topic` or `region`) and an id."""


class Column(NamedTuple):
    """What practices may carry: they do so with any of the `tags` of any of its `items`."""

    id: str
    label: Label
    items: tuple[frozenset[Tag], ...]

    @property
    def tags(self) -> frozenset[Tag]:
        """All tags of its items; none where practices have no tag that says the same."""
        return frozenset().union(*self.items)


class Row(NamedTuple):
    """A practice; each of its cells is the id of a degree, `CARRIED`, a number, or None.

    A number, from 1 up, says how many items of a framework the practice carries.
    """

    id: str
    title: str
    cells: tuple[str | int | None, ...]


class Matrix(NamedTuple):
    """Practices × what they carry; `by` is one of `BY` or the id of a framework."""

    by: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many practices have something in each column."""
        return tuple(
            sum(row.cells[number] is not None for row in self.rows)
            for number in range(len(self.columns))
        )


class Gap(NamedTuple):
    """An item that few practices carry in a sector: `number` of them.

    `expected` is the number that there would be if all sectors carried the item alike.
    """

    item: Column
    sector: Term
    number: int
    expected: float

    @property
    def command(self) -> str:
        """What to type to describe a practice that fills it."""
        own = [tag for tag in self.item.tags if tag[1] == self.item.id]
        return to_describe((own or sorted(self.item.tags))[0], ("sector", self.sector.id))


def columns(
    by: str, taxonomy: t.Taxonomy, practices: Iterable[Practice] = ()
) -> tuple[Column, ...]:
    """Return what there is to carry, in the taxonomy's order.

    The items of a framework, and frameworks themselves, are seen through the crosswalk
    (`Taxonomy.tags_of`). Of regions there are the provinces, and what lies in none of them where a
    practice is found there.
    """
    if by in ("principle", "factor", "sector", "topic"):
        return tuple(_column(each, {(by, each.id)}) for each in taxonomy.values_of(by))
    if by == "region":
        return _regions(taxonomy, practices)
    if by == "framework":
        return tuple(
            Column(each.id, each.label, tuple(_same(item, taxonomy) for item in each.items))
            for each in taxonomy.frameworks
        )
    framework = next(each for each in taxonomy.frameworks if each.id == by)
    return tuple(_column(each, _same(each, taxonomy)) for each in framework.items)


def _column(thing: Item | Term, tags: Iterable[Tag]) -> Column:
    return Column(thing.id, thing.label, (frozenset(tags),))


def _same(item: Item, taxonomy: t.Taxonomy) -> frozenset[Tag]:
    found = taxonomy.tags_of(item.id)
    return frozenset((kind, id) for kind, ids in found.items() for id in ids)


def _regions(taxonomy: t.Taxonomy, practices: Iterable[Practice]) -> tuple[Column, ...]:
    known = {term.id: term for term in taxonomy.terms(t.REGIONS)}
    found = {id: term for id, term in known.items() if term.level == PROVINCE}
    for practice in practices:
        for name in practice.region.names:
            id = taxonomy.place_of(name)
            if not known.get(id, Term()).province:
                found.setdefault(id, known.get(id) or Term(id, Label(name)))
    return tuple(_column(each, {("region", each.id)}) for each in found.values())


def matrix(by: str, practices: Sequence[Practice], taxonomy: t.Taxonomy) -> Matrix:
    """Return what each practice carries, and how far it has come with it.

    Where a practice carries several tags of a column, the furthest degree that is told counts.
    """
    there = columns(by, taxonomy, practices)
    degrees = taxonomy.ids(t.DEGREES)
    rows = []
    for practice in practices:
        held = _held(practice, taxonomy)
        cells: list[str | int | None] = []
        for column in there:
            if by == "framework":
                cells.append(sum(not held.keys().isdisjoint(tags) for tags in column.items) or None)
            else:
                told = [each for tag in column.tags for each in held.get(tag, ())]
                cells.append(_furthest(told, degrees) if told else None)
        rows.append(Row(practice.id, practice.title, tuple(cells)))
    return Matrix(by, there, tuple(rows))


def _held(practice: Practice, taxonomy: t.Taxonomy) -> Mapping[Tag, list[str]]:
    """Return the tags of a practice, each with the degrees told of it; empty text for none."""
    held: dict[Tag, list[str]] = {}
    for kind, tags in (("principle", practice.principles), ("factor", practice.factors)):
        for tag in tags:
            held.setdefault((kind, tag.id), []).append(tag.degree)
    for kind, ids in (
        ("level", practice.levels),
        ("sector", practice.sectors),
        ("topic", practice.topics),
        ("region", taxonomy.regions_of(practice.region.names)),
    ):
        held.update(((kind, id), [""]) for id in ids)
    return held


def _furthest(told: Iterable[str], degrees: Sequence[str]) -> str:
    known = [degrees.index(each) for each in told if each in degrees]
    return degrees[max(known)] if known else CARRIED


def crossed(
    practices: Iterable[Practice], items: Sequence[Column], taxonomy: t.Taxonomy
) -> dict[tuple[str, str], list[Practice]]:
    """Return the practices that carry an item in a sector, by the ids of those two.

    Pairs without practices are left out.
    """
    found: dict[tuple[str, str], list[Practice]] = {}
    sectors = set(taxonomy.ids(t.SECTORS))
    for practice in practices:
        held = _held(practice, taxonomy)
        there = [sector for sector in dict.fromkeys(practice.sectors) if sector in sectors]
        for item in items:
            if not held.keys().isdisjoint(item.tags):
                for sector in there:
                    found.setdefault((item.id, sector), []).append(practice)
    return found


def gaps(
    by: str,
    practices: Sequence[Practice],
    taxonomy: t.Taxonomy,
    *,
    below: int = 1,
    items: Collection[str] = (),
    sectors: Collection[str] = (),
) -> list[Gap]:
    """Return each item × sector that fewer than `below` practices cover, most wanted first.

    First come those with the fewest practices, and among them those that one would expect most:
    `expected` is what practices of the item × practices of the sector / all practices gives.
    `items` and `sectors` are the ids to look at, all where there are none. An item that no tag
    says the same as cannot be carried, and is no gap.
    """
    whole = matrix(by, practices, taxonomy)
    cells = crossed(practices, whole.columns, taxonomy)
    in_sector = Counter(id for practice in practices for id in set(practice.sectors))
    found = [
        Gap(item, sector, number, carrying * in_sector[sector.id] / max(len(practices), 1))
        for item, carrying in zip(whole.columns, whole.counts, strict=True)
        if item.tags and (not items or item.id in items)
        for sector in taxonomy.terms(t.SECTORS)
        if not sectors or sector.id in sectors
        if (number := len(cells.get((item.id, sector.id), ()))) < below
    ]
    return sorted(found, key=lambda gap: (gap.number, -gap.expected))
