"""The words of the field, frameworks and vocabularies together, and what is asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from isj_cli.domain.frameworks import (
    Assessment,
    Caution,
    Crossing,
    Estimate,
    ExtraTags,
    Framework,
    FrameworkSource,
    Item,
    Links,
    Reference,
    WithoutCounterpart,
)
from isj_cli.domain.vocabularies import Label, Term, Vocabulary
from isj_cli.domain.words import fold, slug

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice

PRINCIPLES = "principles"
FACTORS = "factors"
LEVELS = "levels"

SECTORS = "sectoren"
TOPICS = "onderwerpen"
BOTTLENECKS = "knelpunten"
STATUSES = "statussen"
PROVENANCES = "herkomst"
PERIOD_STATES = "looptijd"
REGION_LEVELS = "regioniveaus"
ROLES = "rollen"
DEGREES = "maten"
STUDIES = "soorten-onderzoek"
OUTCOMES = "uitkomsten"
AUDIENCES = "wie"
RELATIONS = "relaties"
WITHDRAWALS = "intrekredenen"
SETTINGS = "plekken"
MODES = "werkvormen"
REGIONS = "regios"

# Where the values of each kind come from.
CARRIED_AS = {"principle": PRINCIPLES, "factor": FACTORS, "level": LEVELS}
LISTED_IN = {
    "sector": SECTORS,
    "topic": TOPICS,
    "region": REGIONS,
    "evidence": STUDIES,
    "provenance": PROVENANCES,
    "status": STATUSES,
}

SELECTING = ("exact", "close", "narrow")
INVERSE = {"broad": "narrow", "narrow": "broad"}


@dataclass(frozen=True)
class Taxonomy:
    """All that `principles.yaml` and `vocabularies.yaml` hold."""

    caution: Caution = Caution()
    sources: tuple[FrameworkSource, ...] = ()
    references: tuple[Reference, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    extra_tags: ExtraTags = ExtraTags()
    crosswalk: tuple[Crossing, ...] = ()
    no_counterpart: tuple[WithoutCounterpart, ...] = ()
    principle_factor_links: Links = Links()
    facts: tuple[Estimate, ...] = ()
    assessment: Assessment = Assessment()
    vocabularies: tuple[Vocabulary, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id, the aspects and those that are not counted included."""
        found: dict[str, Item] = {}
        for framework in self.frameworks:
            for item in (*framework.items, *framework.not_counted.items):
                found[item.id] = item
                for aspect in item.aspects:
                    found[aspect.id] = Item(id=aspect.id, label=aspect.label)
        return found

    @cached_property
    def framework_of(self) -> dict[str, Framework]:
        """The framework of each item, by the item's id."""
        found: dict[str, Framework] = {}
        for framework in self.frameworks:
            for item in (*framework.items, *framework.not_counted.items):
                found[item.id] = framework
                found.update((aspect.id, framework) for aspect in item.aspects)
        return found

    def carried(self, key: str) -> tuple[Item, ...]:
        """Return the items that practices may carry under `key` (principles, factors, levels)."""
        own = [
            item
            for framework in self.frameworks
            if framework.field == key
            for item in framework.items
        ]
        if key == FACTORS:
            own += [self.items[id] for id in self.extra_tags.ids if id in self.items]
        return tuple(own)

    def values_of(self, kind: str) -> tuple[Item, ...] | tuple[Term, ...]:
        """Return the values that there are of a kind (`principle`, `sector`, …), or all items."""
        if kind == "item":
            return tuple(self.items.values())
        if kind in CARRIED_AS:
            return self.carried(CARRIED_AS[kind])
        return self.terms(LISTED_IN[kind])

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """Return the values of a vocabulary, none where there is no such vocabulary."""
        return next((found.items for found in self.vocabularies if found.id == vocabulary), ())

    def ids(self, vocabulary: str) -> tuple[str, ...]:
        """Return the ids of a vocabulary's values."""
        return tuple(term.id for term in self.terms(vocabulary))

    @cached_property
    def _term_labels(self) -> dict[tuple[str, str], Label]:
        return {
            (vocabulary.id, term.id): term.label
            for vocabulary in self.vocabularies
            for term in vocabulary.items
        }

    def label(self, vocabulary: str, id: str, language: str) -> str:
        """Return the label of a vocabulary's value, or the id itself where it has none."""
        found = self._term_labels.get((vocabulary, id))
        return (found.text(language) if found else "") or id

    def item_label(self, id: str, language: str) -> str:
        """Return the label of an item, or the id itself where there is no such item."""
        found = self.items.get(id)
        return (found.label.text(language) if found else "") or id

    def value_label(self, kind: str, id: str, language: str) -> str:
        """Return the label of a value of a kind (`principle`, `region`, …), or the id itself."""
        vocabulary = LISTED_IN.get(kind)
        if vocabulary is None:
            return self.item_label(id, language)
        return self.label(vocabulary, id, language)

    def crossings(self, id: str) -> tuple[tuple[str, str, Crossing], ...]:
        """Return the rows of the crosswalk that this item stands in.

        Each is the relation as read from this item, the id of the other item, and the row.
        """
        found = []
        for row in self.crosswalk:
            if row.from_ == id:
                found.append((row.relation, row.to, row))
            elif row.to == id:
                found.append((INVERSE.get(row.relation, row.relation), row.from_, row))
        return tuple(found)

    @cached_property
    def places(self) -> dict[str, str]:
        """The id of each known place and region, by each of its names, folded.

        The one that stands last has a name that several have: Utrecht is the town.
        """
        return {
            fold(name): term.id
            for term in self.terms(REGIONS)
            for name in (term.id, term.label.nl, term.label.en, *term.alt.nl, *term.alt.en)
            if name
        }

    def place_of(self, name: str) -> str:
        """Return the id of a place or region that is called `name`."""
        return self.places.get(fold(name)) or slug(name)

    def regions_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the named places and of the provinces that they lie in."""
        provinces = {term.id: term.province for term in self.terms(REGIONS)}
        found: list[str] = []
        for name in names:
            id = self.place_of(name)
            found += [id, *provinces.get(id, ())]
        return tuple(dict.fromkeys(found))

    def evidence_of(self, practice: "Practice") -> str:
        """Return the strongest kind of study among the results of a practice.

        The vocabulary lists the kinds from none to strongest. This says which kind of study was
        done, never that the practice works.
        """
        kinds = self.ids(STUDIES)
        done = [kinds.index(result.kind) for result in practice.results if result.kind in kinds]
        return kinds[max(done, default=0)] if kinds else ""

    def whole_of(self, id: str) -> str:
        """Return the id of the item that `id` is an aspect of; any other id is its own whole."""
        return next(
            (
                item.id
                for framework in self.frameworks
                for item in framework.items
                if any(aspect.id == id for aspect in item.aspects)
            ),
            id,
        )

    def tags_of(self, id: str) -> dict[str, set[str]]:
        """Return the tags that say the same as item `id` of any framework, by kind of tag.

        Exact, close and narrow relations of the crosswalk count, read from the item; broad and
        related ones do not. An aspect stands for the item that it is an aspect of.
        """
        whole = self.whole_of(id)
        same = {whole} | {
            other for relation, other, _row in self.crossings(whole) if relation in SELECTING
        }
        return {
            kind: found
            for kind, field in CARRIED_AS.items()
            if (found := same & {item.id for item in self.carried(field)})
        }

    def citing(self, reference: str) -> tuple[Item, ...]:
        """Return the items that cite a reference."""
        return tuple(
            item
            for framework in self.frameworks
            for item in framework.items
            if reference in item.refs
        )
