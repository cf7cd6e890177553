"""Practices side by side as a page: what they share, what is only in one, and how each does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from isj_cli.domain import taxonomy as t
from isj_cli.domain.comparing import PARTS, Group, groups, in_order, shared_ages
from isj_cli.domain.practice import Bottleneck, Practice, Result, Tag
from isj_cli.locale import N_, _
from isj_cli.pages.described import Described, ages, is_said
from isj_cli.pages.page import (
    WRITTEN_IN,
    Block,
    Fields,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Table,
    plain,
    written,
)

NOTHING = "–"
_LABELS = {
    "who": N_("For whom"),
    "region_level": N_("Level of the region"),
    "regions": N_("Region"),
    "sectors": N_("Sectors"),
    "topics": N_("Topics"),
    "levels": N_("Level"),
    "principles": N_("Leading principles"),
    "factors": N_("Effective factors"),
    "bottlenecks": N_("Kinds of bottleneck"),
    "studies": N_("Kinds of study"),
}


def comparison_page(
    practices: Sequence[Practice],
    taxonomy: t.Taxonomy,
    language: str,
    successors: Sequence[str] = (),
) -> Page:
    """Return the page that lays two or three practices side by side, in the order given.

    `successors` are the titles of what replaces each, empty where nothing does or none is known.
    """
    return _Comparison(practices, taxonomy, language, successors).page()


class _Comparison:
    def __init__(
        self,
        practices: Sequence[Practice],
        taxonomy: t.Taxonomy,
        language: str,
        successors: Sequence[str],
    ) -> None:
        self.practices = practices
        self.taxonomy = taxonomy
        self.language = language
        self.described = [
            Described(each, taxonomy, language, title)
            for each, title in zip(practices, successors or [""] * len(practices), strict=True)
        ]
        times = Counter(each.title or each.id for each in practices)
        self.names = [
            name if times[name := each.title or each.id] == 1 else f"{name} ({each.id})"
            for each in practices
        ]

    def page(self) -> Page:
        blocks: list[Block] = [
            *self.withdrawn(),
            Paragraph(
                plain(_("Nothing is ranked here: which one helps you depends on your situation.")),
                "note",
            ),
        ]
        for group in groups(self.practices, self.taxonomy):
            blocks += self.group(group)
        blocks += self.table(_("At a glance"), "facts", self.facts())
        blocks += self.table(_("Leading principles"), t.PRINCIPLES, self.tags(t.PRINCIPLES))
        factors = self.table(_("Effective factors"), t.FACTORS, self.tags(t.FACTORS))
        caution = self.taxonomy.caution.text(self.language)
        blocks += [*factors, *([Paragraph(plain(caution), "note")] if factors and caution else [])]
        blocks += self.table(_("Bottlenecks"), "bottlenecks", self.bottlenecks())
        blocks += self.table(_("Results"), "results", self.results())
        return Page(_("Side by side: {names}").format(names=" | ".join(self.names)), blocks)

    def withdrawn(self) -> list[Block]:
        return [
            Paragraph((Span(f"{name}: "), *paragraph.line), paragraph.voice)
            for name, described in zip(self.names, self.described, strict=True)
            for paragraph in described.withdrawn()
        ]

    def group(self, group: Group) -> list[Block]:
        """Return what exactly some of the practices have."""
        rows = [
            (_(_LABELS[key]), plain(", ".join(self.label(key, id) for id in ids)))
            for key, ids in group.parts.items()
            if ids
        ]
        if len(group.members) == len(self.practices):
            title = _("What they share")
            shared = shared_ages(self.practices)
            if shared is not None:
                rows.insert(0, (_("Ages"), plain(ages(*shared))))
        else:
            names = _(" and ").join(self.names[place] for place in group.members)
            title = _("Only in {names}").format(names=names)
        found: list[Block] = [Fields(rows)] if rows else [Paragraph(plain(NOTHING))]
        return [Heading(title, "-".join(["only", *map(str, group.members)])), *found]

    def label(self, key: str, id: str) -> str:
        if key == "regions":
            places = {
                self.taxonomy.place_of(name): name
                for practice in self.practices
                for name in practice.region.names
            }
            label = self.taxonomy.label(t.REGIONS, id, self.language)
            return label if label != id else places.get(id, id)
        return PARTS[key].label(self.taxonomy, id, self.language)

    def table(self, title: str, key: str, rows: Iterable[Sequence[Line]]) -> list[Block]:
        held = list(rows)
        if not held:
            return []
        headings = [
            (Span(name, ref=("practice", practice.id), strong=True, lang=WRITTEN_IN),)
            for name, practice in zip(self.names, self.practices, strict=True)
        ]
        widths = [10, *([20] * len(headings))]
        return [Heading(title, key), Table(title, [plain(""), *headings], held, widths)]

    def facts(self) -> list[list[Line]]:
        """Return the short facts, and for whom in words, a row each."""
        columns = [
            [
                (_("For whom"), self.audience(described.practice)),
                (_("Target group"), written(described.practice.target_group.text)),
                *described.facts(),
                (_("Provenance"), plain(described.provenance())),
            ]
            for described in self.described
        ]
        return [
            [plain(cells[0][0]), *(line if is_said(line) else plain(NOTHING) for _l, line in cells)]
            for cells in zip(*columns, strict=True)
            if any(is_said(line) for _label, line in cells)
        ]

    def audience(self, practice: Practice) -> Line:
        return plain(", ".join(self.label("who", id) for id in practice.target_group.who))

    def tags(self, key: str) -> list[list[Line]]:
        """Return how each does what the principles or factors say, a row for each of those."""

        def said(tag: Tag) -> Line:
            degree = self.taxonomy.label(t.DEGREES, tag.degree, self.language).lower()
            how = written(tag.how)
            return (Span(f"({degree}) "), *how) if degree else how

        columns = [[(tag.id, said(tag)) for tag in getattr(each, key)] for each in self.practices]
        return self.rows(key, columns, (item.id for item in self.taxonomy.carried(key)))

    def bottlenecks(self) -> list[list[Line]]:
        """Return the bottlenecks with their answers, by kind."""

        def said(found: Bottleneck) -> Line:
            answer = (Span(" " + _("Answer: "), strong=True), *written(found.answer))
            return (*written(found.text), *(answer if found.answer else ()))

        columns = [[(found.kind, said(found)) for found in p.bottlenecks] for p in self.practices]
        return self.rows("bottlenecks", columns, self.taxonomy.ids(t.BOTTLENECKS))

    def results(self) -> list[list[Line]]:
        """Return what came of each, by kind of study."""

        def said(found: Result, described: Described) -> Line:
            outcome = described.term(t.OUTCOMES, found.outcome).lower()
            source = described.source(found.source)
            notes = (
                _("outcome: {outcome}").format(outcome=outcome) if outcome else "",
                str(found.year or ""),
                _("source") + f": {source.title}" if source else "",
            )
            told = "; ".join(note for note in notes if note)
            return (*written(found.statement), Span(f" ({told})" if told else ""))

        columns = [
            [(found.kind, said(found, described)) for found in described.practice.results]
            for described in self.described
        ]
        return self.rows("studies", columns, self.taxonomy.ids(t.STUDIES))

    def rows(
        self, key: str, columns: Sequence[Sequence[tuple[str, Line]]], known: Iterable[str]
    ) -> list[list[Line]]:
        """Return what each practice says of an id in one row, and in more where it says more."""
        rows = []
        for id in in_order({id for column in columns for id, _line in column}, known):
            label = self.label(key, id) if id else _("Other")
            cells = [[line for each, line in column if each == id] for column in columns]
            for some in zip_longest(*(found or [plain(NOTHING)] for found in cells), fillvalue=()):
                rows.append([plain(label), *some])
        return rows
