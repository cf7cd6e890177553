"""What practices have in common and what only some of them have; nothing is weighed or ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice

FEWEST, MOST = 2, 3  # so many practices fit side by side

Ages = tuple[int | None, int | None]


class Part(NamedTuple):
    """One thing that practices are compared on.

    `held` gives the ids that a practice has of it. They are values of the vocabulary `source`, or
    items that practices carry under it (principles, factors, levels).
    """

    held: Callable[[Practice, t.Taxonomy], Iterable[str]]
    source: str

    def known(self, taxonomy: t.Taxonomy) -> Iterable[str]:
        """Return all ids that there are, in the taxonomy's order."""
        if self.source in t.CARRIED_AS.values():
            return (item.id for item in taxonomy.carried(self.source))
        return taxonomy.ids(self.source)

    def label(self, taxonomy: t.Taxonomy, id: str, language: str) -> str:
        """Return the label of one of the ids, or the id itself where it has none."""
        if self.source in t.CARRIED_AS.values():
            return taxonomy.item_label(id, language)
        return taxonomy.label(self.source, id, language)


PARTS: Mapping[str, Part] = {
    "who": Part(lambda p, _t: p.target_group.who, t.AUDIENCES),
    "region_level": Part(lambda p, _t: [p.region.level], t.REGION_LEVELS),
    "regions": Part(lambda p, taxonomy: taxonomy.regions_of(p.region.names), t.REGIONS),
    "sectors": Part(lambda p, _t: p.sectors, t.SECTORS),
    "topics": Part(lambda p, _t: p.topics, t.TOPICS),
    "levels": Part(lambda p, _t: p.levels, t.LEVELS),
    "principles": Part(lambda p, _t: [tag.id for tag in p.principles], t.PRINCIPLES),
    "factors": Part(lambda p, _t: [tag.id for tag in p.factors], t.FACTORS),
    "bottlenecks": Part(lambda p, _t: [each.kind for each in p.bottlenecks], t.BOTTLENECKS),
    "studies": Part(lambda p, _t: [each.kind for each in p.results], t.STUDIES),
}


class Group(NamedTuple):
    """What exactly these practices have and the others do not.

    `members` are their places among those compared; `parts` gives ids for every one of `PARTS`.
    """

    members: tuple[int, ...]
    parts: Mapping[str, tuple[str, ...]]


def groups(practices: Sequence[Practice], taxonomy: t.Taxonomy) -> list[Group]:
    """Return what all have, then what fewer have, then what each has alone.

    Every id that a practice has stands in one group, in the taxonomy's order; ids that the
    taxonomy does not know come last.
    """
    members = [
        some
        for number in range(len(practices), 0, -1)
        for some in combinations(range(len(practices)), number)
    ]
    found: dict[tuple[int, ...], dict[str, tuple[str, ...]]] = {some: {} for some in members}
    for key, part in PARTS.items():
        holders: dict[str, tuple[int, ...]] = {}
        for place, practice in enumerate(practices):
            for id in dict.fromkeys(part.held(practice, taxonomy)):
                if id:
                    holders[id] = (*holders.get(id, ()), place)
        order = in_order(holders, part.known(taxonomy))
        for some in members:
            found[some][key] = tuple(id for id in order if holders[id] == some)
    return [Group(some, parts) for some, parts in found.items()]


def in_order(ids: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return ids in the order of the known ones; the others follow by name."""
    places = {id: place for place, id in enumerate(known)}
    return sorted(ids, key=lambda id: (places.get(id, len(places)), id))


def shared_ages(practices: Iterable[Practice]) -> Ages | None:
    """Return the ages (years) that all are for, None where one names none or they do not meet.

    An end that nobody names is None.
    """
    named = [(each.target_group.age_min, each.target_group.age_max) for each in practices]
    if any(low is None and high is None for low, high in named):
        return None
    low = max((low for low, _high in named if low is not None), default=None)
    high = min((high for _low, high in named if high is not None), default=None)
    return None if low is not None and high is not None and low > high else (low, high)
