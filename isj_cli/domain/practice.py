"""A practice: one good-practice example, as its YAML file describes it.

The fields are those of `schema/practice.schema.json`, in the order in which a file gives them.
Empty text and empty tuples mean that nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def many(of: type) -> Any:
    """Return a field that holds a tuple of `of`."""
    return field(default=(), metadata={"of": of})


def one(of: type) -> Any:
    """Return a field that holds one `of`."""
    return field(default_factory=of, metadata={"of": of})


@dataclass(frozen=True)
class Organisation:
    """An organisation that takes part; `role` and `sector` are ids of vocabularies."""

    name: str = ""
    role: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Region:
    """Where the practice is found; `names` may be empty where the place is not known."""

    level: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """When it started and ended (years), and whether it still runs."""

    started: int | None = None
    ended: int | None = None
    state: str = ""


@dataclass(frozen=True)
class TargetGroup:
    """For whom it is; ages in years."""

    text: str = ""
    who: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None


@dataclass(frozen=True)
class Tag:
    """A principle or factor that the practice carries, and how it does."""

    id: str = ""
    how: str = ""
    degree: str = ""


@dataclass(frozen=True)
class Result:
    """What came of it: the kind of study, what it found, in which year, from which source."""

    kind: str = ""
    outcome: str = ""
    year: int | None = None
    source: str = ""
    statement: str = ""


@dataclass(frozen=True)
class Bottleneck:
    """What went wrong or stays hard, with the answer found, if any."""

    text: str = ""
    kind: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Material:
    """Something to use: a manual, a film, a form."""

    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Recognition:
    """How another register words its view of the practice."""

    register: str = ""
    wording: str = ""
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Contact:
    """Where to ask: an organisation and a general address, never a person."""

    organisation: str = ""
    function: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True)
class Related:
    """Another practice and how this one relates to it."""

    id: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Source:
    """A public source; results refer to its `id`."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    year: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Review:
    """Days (ISO 8601) on which the entry was written and checked, and is due for a new look."""

    described_on: str = ""
    last_checked: str = ""
    next_check: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """Why and when an entry was withdrawn, and what replaces it."""

    date: str = ""
    reason: str = ""
    replaced_by: str = ""


@dataclass(frozen=True)
class Practice:
    """One practice (praktijkvoorbeeld)."""

    id: str = ""
    title: str = ""
    summary: str = ""
    strength: str = ""
    status: str = ""
    provenance: str = ""
    organisations: tuple[Organisation, ...] = many(Organisation)
    region: Region = one(Region)
    period: Period = one(Period)
    target_group: TargetGroup = one(TargetGroup)
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    reason: str = ""
    goals: tuple[str, ...] = ()
    team: str = ""
    setting: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    intensity: str = ""
    approach: str = ""
    principles: tuple[Tag, ...] = many(Tag)
    factors: tuple[Tag, ...] = many(Tag)
    results: tuple[Result, ...] = many(Result)
    bottlenecks: tuple[Bottleneck, ...] = many(Bottleneck)
    lessons: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    costs: str = ""
    materials: tuple[Material, ...] = many(Material)
    transfer: str = ""
    recognition: tuple[Recognition, ...] = many(Recognition)
    client_voice: str = ""
    contact: Contact = one(Contact)
    related: tuple[Related, ...] = many(Related)
    former_ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = many(Source)
    review: Review = one(Review)
    withdrawn: Withdrawn = one(Withdrawn)

    @property
    def carried(self) -> set[str]:
        """The ids of all tags that it carries, and of the kinds of its bottlenecks."""
        return {*self.sectors, *self.topics, *self.levels,
                *(tag.id for tag in self.principles + self.factors),
                *(each.kind for each in self.bottlenecks)}

    def evidence(self, kinds: tuple[str, ...]) -> str:
        """Return the strongest kind of study among the results.

        `kinds` are the ids of all kinds from none to strongest. This says which kind of study
        was done, never that the practice works.
        """
        done = [kinds.index(result.kind) for result in self.results if result.kind in kinds]
        return kinds[max(done, default=0)] if kinds else ""
