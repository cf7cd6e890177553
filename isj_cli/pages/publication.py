"""What is published: which pages there are, where each stands, and what it says.

The same for every medium: a `Ref` (kind, id) names a page, a path without an extension its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from isj_cli.domain import taxonomy as t
from isj_cli.domain.coverage import columns, crossed
from isj_cli.domain.frameworks import Framework, Item
from isj_cli.domain.practice import Practice
from isj_cli.domain.vocabularies import Label, Term
from isj_cli.domain.words import slug
from isj_cli.pages import indexes
from isj_cli.pages.item import item_page
from isj_cli.pages.page import Page
from isj_cli.pages.practice import neighbours, practice_page
from isj_cli.pages.vocabulary import term_page

Ref = tuple[str, str]

START: Ref = ("start", "")
ABOUT: Ref = ("about", "")
CONTRIBUTE: Ref = ("contribute", "")
REFERENCES: Ref = ("reference", "")
MATRIX: Ref = ("matrix", "")
PRACTICES: Ref = ("practice", "")

FOLDERS = {
    "practice": "praktijken",
    "principle": "principes",
    "factor": "factoren",
    "sector": "sectoren",
    "topic": "onderwerpen",
    "region": "regios",
    "framework": "kaders",
}
INDEXED = tuple(FOLDERS)[1:]
ALONE = {
    START: "index",
    ABOUT: "over",
    CONTRIBUTE: "bijdragen",
    REFERENCES: "literatuur",
    MATRIX: "overzicht",
}
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
# What Windows gives to no file, whatever its extension.
NO_FILES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))
)


@dataclass(frozen=True)
class Publication:
    """These practices, and the taxonomy around them, in a language (`nl` or `en`).

    `withdrawn` practices have a page, so that links to them go on working, and stand in no list.
    `is_cc_by` tells whether everyone may share and adapt the texts. `with_cells` gives every cell
    of the coverage matrix that holds practices a page of its own.
    """

    practices: Sequence[Practice]
    taxonomy: t.Taxonomy
    language: str
    is_cc_by: bool
    withdrawn: Sequence[Practice] = ()
    with_cells: bool = False

    @cached_property
    def places(self) -> dict[Ref, str]:
        """The place of everything that has a page; things without one of their own included."""
        found = dict(self.own_places)
        found.update(
            (("reference", each.id), ALONE[REFERENCES]) for each in self.taxonomy.references
        )
        for item in self.taxonomy.items.values():
            for kind in ("item", "level"):
                found.setdefault((kind, item.id), self._place_of_item(item.id))
        return found

    @cached_property
    def own_places(self) -> dict[Ref, str]:
        """The place of every page, in the order in which they are made."""
        found: dict[Ref, str] = {}
        taken: set[str] = set()

        def put(kind: str, id: str, place: str) -> None:
            """Give a page the place, or one like it that no other page has on any disk."""
            while place.casefold() in taken or place.rsplit("/", 1)[-1].lower() in NO_FILES:
                place += "_"
            taken.add(place.casefold())
            found[kind, id] = place

        for (kind, id), place in ALONE.items():
            put(kind, id, place)
        for kind, folder in FOLDERS.items():
            put(kind, "", f"{folder}/index")
        for practice in (*self.practices, *self.withdrawn):
            put("practice", practice.id, self.place_of_practice(practice.id))
        for kind in INDEXED:
            for each in self.things(kind):
                put(kind, each.id, f"{FOLDERS[kind]}/{each.id}")
        for framework in self.taxonomy.frameworks:
            for item in (*framework.items, *framework.not_counted.items):
                if ("principle", item.id) not in found and ("factor", item.id) not in found:
                    put("item", item.id, f"{FOLDERS['framework']}/{framework.id}/{item.id}")
        if self.with_cells:
            for row, column in self.cells:
                put("cell", f"{row}/{column}", f"{ALONE[MATRIX]}/{row}/{column}")
        return found

    @staticmethod
    def place_of_practice(id: str) -> str:
        """Return where the practice with that id stands, or stood."""
        return f"{FOLDERS['practice']}/{id}"

    def _place_of_item(self, id: str) -> str:
        """Return the place of an item's page; an aspect stands on that of the whole item."""
        framework = self.taxonomy.framework_of[id]
        whole = self.taxonomy.whole_of(id)
        kinds = ("principle", "factor", "item")
        return next(
            (self.own_places[kind, whole] for kind in kinds if (kind, whole) in self.own_places),
            self.own_places["framework", framework.id],
        )

    def things(self, kind: str) -> Sequence[Item] | Sequence[Term] | Sequence[Framework]:
        """Return what an index of that kind lists; of regions only those that hold practices."""
        if kind == "framework":
            return self.taxonomy.frameworks
        if kind == "region":
            known = {term.id: term for term in self.taxonomy.terms(t.REGIONS)}
            held = [id for found, id in self.carriers if found == "region" and id]
            return sorted(
                (known.get(id) or Term(id=id, label=Label(self._place_name(id))) for id in held),
                key=lambda term: term.label.text(self.language),
            )
        return self.taxonomy.values_of(kind)

    def _place_name(self, id: str) -> str:
        """Return how practices write a place that the taxonomy does not know."""
        names = (name for each in self.practices for name in each.region.names)
        return next((name for name in names if self.taxonomy.place_of(name) == id), id)

    @cached_property
    def carriers(self) -> dict[Ref, list[Practice]]:
        """The practices that carry something, by its kind and id."""
        found: dict[Ref, list[Practice]] = {}
        for practice in self.practices:
            held = {
                **practice.tags(),
                "level": practice.levels,
                "region": self.taxonomy.regions_of(practice.region.names),
            }
            for kind, ids in held.items():
                for id in dict.fromkeys(ids):
                    found.setdefault((kind, id), []).append(practice)
        return found

    def carrying(self, kind: str, id: str) -> Sequence[Practice]:
        """Return the practices that carry `id`; for an item, what says the same counts too."""
        if kind != "item":
            return self.carriers.get((kind, id), [])
        found: dict[str, Practice] = {}
        for tag_kind, ids in self.taxonomy.tags_of(id).items():
            for tag in ids:
                found.update((each.id, each) for each in self.carriers.get((tag_kind, tag), []))
        return list(found.values())

    @cached_property
    def cells(self) -> dict[tuple[str, str], list[Practice]]:
        """The practices with a known principle or factor in a known sector, by those two ids."""
        items = [each for by in ("principle", "factor") for each in columns(by, self.taxonomy)]
        return crossed(self.practices, items, self.taxonomy)

    @cached_property
    def by_id(self) -> dict[str, Practice]:
        """Every practice with a page, by id."""
        return {each.id: each for each in (*self.practices, *self.withdrawn)}

    @cached_property
    def moved(self) -> dict[str, str]:
        """The present id of the practices that had another one, by that former id.

        What could never be the id of a practice, or has a page of its own, is none.
        """
        taken = {place.casefold() for place in self.own_places.values()}
        return {
            old: practice.id
            for practice in self.by_id.values()
            for old in practice.former_ids
            if old and old == slug(old) and old not in NO_FILES
            if self.place_of_practice(old) not in taken
        }

    @cached_property
    def pointing(self) -> dict[str, list[tuple[Practice, str]]]:
        """The practices that name another as related, with the kind of relation, by its id."""
        found: dict[str, list[tuple[Practice, str]]] = {}
        for practice in self.by_id.values():
            for related in practice.related:
                found.setdefault(related.id, []).append((practice, related.kind))
        return found

    def linked(self, practice: Practice) -> set[str]:
        """Return the ids of the practices that this one names, or that name it."""
        pointing = (other.id for other, _kind in self.pointing.get(practice.id, ()))
        return {*pointing, *(each.id for each in practice.related)}

    def pages(self) -> Iterator[tuple[Ref, Page]]:
        """Yield every page, one at a time."""
        for ref in self.own_places:
            yield ref, self.page(ref)

    def page(self, ref: Ref) -> Page:
        """Return the page of one thing; raises `KeyError` where it has none."""
        kind, id = ref
        if not id:
            return indexes.page(self, kind)
        if kind == "practice":
            return self._practice(self.by_id[id])
        if kind == "cell":
            row, _slash, column = id.partition("/")
            return indexes.cell(self, row, column)
        if kind == "framework":
            return indexes.framework(self, id)
        if kind in ("principle", "factor", "item"):
            item = self.taxonomy.items[id]
            carrying = self.carrying(kind, id)
            return item_page(item, self.taxonomy, self.language, carrying)
        term = next(each for each in self.things(kind) if isinstance(each, Term) and each.id == id)
        return term_page(term, self.taxonomy, self.language, self.carrying(kind, id))

    def _practice(self, practice: Practice) -> Page:
        near = [
            each
            for each in neighbours(
                practice,
                self.by_id.get,
                self.pointing.get(practice.id, []),
                self.taxonomy,
                self.language,
            )
            if each.id in self.by_id
        ]
        after = self.by_id.get(practice.withdrawn.replaced_by)
        successor = after.title if after else ""
        return practice_page(practice, self.taxonomy, self.language, near, successor)
