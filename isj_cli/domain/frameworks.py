"""What `principles.yaml` holds: frameworks with their items, the crosswalk, the self-assessment."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from isj_cli.domain.vocabularies import Alternatives, Label


class Aspect(NamedTuple):
    """One half of an item that counts as one."""

    id: str = ""
    label: Label = Label()


class Item(NamedTuple):
    """A principle, a factor, a level or another item of a framework."""

    id: str = ""
    group: str = ""
    number: int | None = None
    label: Label = Label()
    description: Label = Label()
    alt: Alternatives = Alternatives()
    aspects: tuple[Aspect, ...] = ()
    refs: tuple[str, ...] = ()
    note: Label = Label()


class Group(NamedTuple):
    """A heading within a framework; `parent` is the heading above it."""

    id: str = ""
    parent: str = ""
    label: Label = Label()
    source: str = ""


class Uncounted(NamedTuple):
    """Items that a source names without counting them among its own."""

    definitions: tuple[Item, ...] = ()
    intended_outcomes: tuple[Item, ...] = ()
    context: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return self.definitions + self.intended_outcomes + self.context


class Framework(NamedTuple):
    """A list of items with one source (kader).

    `field` is the key of a practice that carries its items, empty where none does.
    """

    id: str = ""
    role: str = ""
    field: str = ""
    ordered: bool = False
    source: str = ""
    label: Label = Label()
    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()
    not_counted: Uncounted = Uncounted()


class Crossing(NamedTuple):
    """A row of the crosswalk; `relation` is exact, close, broad, narrow or related (SKOS).

    It reads from `from_` to `to`: broad means that the latter is the wider of the two.
    """

    from_: str = ""
    to: str = ""
    relation: str = ""
    note: Label = Label()


class FrameworkSource(NamedTuple):
    """A publication that frameworks were taken from."""

    id: str = ""
    publisher: str = ""
    title: str = ""
    url: str = ""
    note: Label = Label()


class Reference(NamedTuple):
    """A publication that items refer to; `listed` tells whether the source's own list has it."""

    id: str = ""
    authors: str = ""
    year: int | None = None
    title: str = ""
    publisher: str = ""
    listed: bool = True
    note: Label = Label()


class Caution(NamedTuple):
    """What may not be concluded from the factors, and who says so."""

    nl: str = ""
    en: str = ""
    source: str = ""

    def text(self, language: str) -> str:
        """Return the caution in `language`."""
        return Label(self.nl, self.en).text(language)


class ExtraTags(NamedTuple):
    """Items of other frameworks that practices may carry among their factors."""

    derived: bool = True
    ids: tuple[str, ...] = ()


class Links(NamedTuple):
    """Which factors help to realise which principle; derived, not stated in the sources."""

    derived: bool = True
    links: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class WithoutCounterpart(NamedTuple):
    """An item that says something no other framework says, and why."""

    id: str = ""
    why: Label = Label()


class Estimate(NamedTuple):
    """An estimated number of children and young people, by size of municipality."""

    id: str = ""
    source: str = ""
    note: Label = Label()
    small: int | None = None
    medium: int | None = None
    large: int | None = None


class Step(NamedTuple):
    """One answer of the scale of the self-assessment: a number from 0 up, in words.

    `meaning` is what a professional means by it, `family` what a young person or a parent does.
    """

    score: int | None = None
    label: Label = Label()
    meaning: Label = Label()
    family: Label = Label()

    def text(self, view: str, language: str) -> str:
        """Return what this answer means in that view (`team` or `family`)."""
        own = self.family.text(language) if view == "family" else ""
        return own or self.meaning.text(language)


class Role(NamedTuple):
    """Who may answer the self-assessment; `view` is `team` or `family`."""

    id: str = ""
    view: str = ""
    label: Label = Label()


class Statement(NamedTuple):
    """What the self-assessment asks of an item or a group `id`, for either view."""

    id: str = ""
    team: Label = Label()
    family: Label = Label()

    def text(self, view: str, language: str) -> str:
        """Return the statement as that view (`team` or `family`) reads it."""
        return (self.family if view == "family" else self.team).text(language)


class Assessment(NamedTuple):
    """The self-assessment: its scale, who answers, and what it asks."""

    scale: tuple[Step, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: tuple[Statement, ...] = ()
