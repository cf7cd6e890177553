"""A practice: one good-practice example, as its YAML file describes it.

The fields are those of `schema/practice.schema.json`, in the order in which a file gives them.
Empty text and empty tuples mean that nothing is known. The parts are named tuples, which Python
makes four times as fast as frozen dataclasses: a command imports them all before it does anything.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Organisation(NamedTuple):
    """An organisation that takes part; `role` and `sector` are ids of vocabularies."""

    name: str = ""
    role: str = ""
    sector: str = ""


class Region(NamedTuple):
    """Where the practice is found; `names` may be empty where the place is not known."""

    level: str = ""
    names: tuple[str, ...] = ()


class Period(NamedTuple):
    """When it started and ended (years), and whether it still runs."""

    started: int | None = None
    ended: int | None = None
    state: str = ""


class TargetGroup(NamedTuple):
    """For whom it is; ages in years."""

    text: str = ""
    who: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None


class Tag(NamedTuple):
    """A principle or factor that the practice carries, and how it does."""

    id: str = ""
    how: str = ""
    degree: str = ""


class Result(NamedTuple):
    """What came of it: the kind of study, what it found, in which year, from which source."""

    kind: str = ""
    outcome: str = ""
    year: int | None = None
    source: str = ""
    statement: str = ""


class Bottleneck(NamedTuple):
    """What went wrong or stays hard, with the answer found, if any."""

    text: str = ""
    kind: str = ""
    answer: str = ""


class Material(NamedTuple):
    """Something to use: a manual, a film, a form."""

    title: str = ""
    url: str = ""


class Recognition(NamedTuple):
    """How another register words its view of the practice."""

    register: str = ""
    wording: str = ""
    year: int | None = None
    source: str = ""


class Contact(NamedTuple):
    """Where to ask: an organisation and a general address, never a person."""

    organisation: str = ""
    function: str = ""
    email: str = ""
    url: str = ""


class Related(NamedTuple):
    """Another practice and how this one relates to it."""

    id: str = ""
    kind: str = ""


class Source(NamedTuple):
    """A public source; results refer to its `id`."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    year: int | None = None
    url: str = ""


class Review(NamedTuple):
    """Days (ISO 8601) on which the entry was written and checked, and is due for a new look."""

    described_on: str = ""
    last_checked: str = ""
    next_check: str = ""


class Withdrawn(NamedTuple):
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
    organisations: tuple[Organisation, ...] = ()
    region: Region = Region()
    period: Period = Period()
    target_group: TargetGroup = TargetGroup()
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
    principles: tuple[Tag, ...] = ()
    factors: tuple[Tag, ...] = ()
    results: tuple[Result, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    lessons: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    costs: str = ""
    materials: tuple[Material, ...] = ()
    transfer: str = ""
    recognition: tuple[Recognition, ...] = ()
    client_voice: str = ""
    contact: Contact = Contact()
    related: tuple[Related, ...] = ()
    former_ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    review: Review = Review()
    withdrawn: Withdrawn = Withdrawn()

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of its principles, factors, topics and sectors, by kind (`SUGGESTED`)."""
        return {
            "principle": tuple(tag.id for tag in self.principles),
            "factor": tuple(tag.id for tag in self.factors),
            "topic": self.topics,
            "sector": self.sectors,
        }

    def carries(self, key: str, id: str) -> bool:
        """Tell whether it has `id` under a key: a tag, or (`bottlenecks`) a kind of bottleneck."""
        found = getattr(self, key)
        return any(
            id in (each, getattr(each, "id", ""), getattr(each, "kind", "")) for each in found
        )
