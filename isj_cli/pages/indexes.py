"""Pages that lead to others: the lists of a kind, the coverage matrix, the references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from isj_cli.domain import taxonomy as t
from isj_cli.domain.fixed import PROVINCE
from isj_cli.domain.frameworks import Framework, Item
from isj_cli.domain.vocabularies import Term
from isj_cli.domain.words import fold
from isj_cli.locale import _
from isj_cli.pages.about import about_blocks, contribute_blocks, start_blocks
from isj_cli.pages.carrying import practice_bullets
from isj_cli.pages.framework import framework_page
from isj_cli.pages.item import kind_of
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Table,
    plain,
)
from isj_cli.pages.sources import citation, source_of
from isj_cli.pages.titles import number_of_practices, title

if TYPE_CHECKING:
    from isj_cli.pages.publication import Publication

Thing = Item | Term | Framework


def page(publication: Publication, kind: str) -> Page:
    """Return the page of that kind that stands alone, or lists all of the kind."""
    make: Callable[[Publication], list[Block]] | None = {
        "start": start_blocks,
        "about": about_blocks,
        "contribute": contribute_blocks,
        "reference": _references,
        "matrix": _matrix,
        "practice": _practices,
        "region": _regions,
    }.get(kind)
    return Page(title(kind), make(publication) if make else _index(publication, kind))


def _practices(publication: Publication) -> list[Block]:
    return [
        Paragraph(
            plain(
                _("{practices}, by title.").format(
                    practices=number_of_practices(len(publication.practices))
                )
            ),
            "lead",
        ),
        practice_bullets(publication.practices),
    ]


def _index(publication: Publication, kind: str) -> list[Block]:
    """Return what lists all items or terms of a kind, with their numbers."""
    blocks: list[Block] = []
    if kind != "framework":
        blocks.append(Paragraph(plain(_("Behind each stands the number of practices.")), "lead"))
    if kind == "factor":
        blocks.append(
            Paragraph(plain(publication.taxonomy.caution.text(publication.language)), "note")
        )
    for heading, group in _grouped(publication, publication.things(kind)):
        blocks += [Heading(heading)] if heading else []
        blocks.append(Bullets([_entry(publication, kind, each) for each in group], "tags"))
    return blocks


def _grouped(
    publication: Publication, things: Sequence[Thing]
) -> Iterator[tuple[str, Sequence[Thing]]]:
    """Yield items under the headings of their framework, those of others last; terms under none."""
    headings = {
        group.id: group.label.text(publication.language)
        for framework in publication.taxonomy.frameworks
        for group in framework.groups
        if framework.field
    }
    other = (
        _("From other frameworks") if headings.keys() & {_group(each) for each in things} else ""
    )
    for heading, group in groupby(things, key=lambda each: headings.get(_group(each), other)):
        yield heading, list(group)


def _group(thing: Thing) -> str:
    return thing.group if isinstance(thing, Item) else ""


def _entry(publication: Publication, kind: str, thing: Thing) -> Bullet:
    """Return one line of an index, with the meaning below."""
    line: list[Span] = [Span(thing.label.text(publication.language), ref=(kind, thing.id))]
    if isinstance(thing, Framework):
        source = source_of(publication.taxonomy, thing.source)
        return Bullet(line, [plain(source.publisher)] if source else [])
    line.append(Span(f" ({len(publication.carrying(kind, thing.id))})"))
    meaning = thing.description.text(publication.language)
    return Bullet(line, [plain(meaning)] if meaning else [])


def _regions(publication: Publication) -> list[Block]:
    """Return the provinces, each with its places below, then what lies in none."""
    terms: list[Term] = [each for each in publication.things("region") if isinstance(each, Term)]
    provinces = [term for term in terms if term.level == PROVINCE]
    blocks: list[Block] = [
        Paragraph(plain(_("Behind each stands the number of practices.")), "lead")
    ]
    for province in provinces:
        below = [term for term in terms if province.id in term.province]
        blocks += [
            Heading(province.label.text(publication.language)),
            Bullets([_entry(publication, "region", each) for each in (province, *below)], "tags"),
        ]
    others = [term for term in terms if term not in provinces and not term.province]
    if others:
        blocks += [
            Heading(_("Elsewhere and everywhere")),
            Bullets([_entry(publication, "region", each) for each in others], "tags"),
        ]
    return blocks


def framework(publication: Publication, id: str) -> Page:
    """Return the page of a framework: its items, each with what other frameworks say alike."""
    found = next(each for each in publication.taxonomy.frameworks if each.id == id)
    return framework_page(
        found,
        publication.taxonomy,
        publication.language,
        lambda kind, item: len(publication.carrying(kind, item)),
    )


def _matrix(publication: Publication) -> list[Block]:
    """Return how many practices carry each principle or factor in each sector."""
    taxonomy, language = publication.taxonomy, publication.language
    sectors = taxonomy.terms(t.SECTORS)

    def row(kind: str, item: Item) -> list[Line]:
        cells: list[Line] = [(Span(item.label.text(language), ref=(kind, item.id)),)]
        for sector in sectors:
            number = len(publication.cells.get((item.id, sector.id), ()))
            ref = ("cell", f"{item.id}/{sector.id}") if number else None
            cells.append((Span(str(number or "–"), ref=ref),))
        return cells

    headings: list[Line] = [
        (Span(sector.label.text(language), ref=("sector", sector.id)),) for sector in sectors
    ]
    blocks: list[Block] = [
        Paragraph(
            (
                Span(
                    _(
                        "How many practices carry a principle or factor in a sector. Where there "
                        "is a dash, none has been described yet. Do you know one?"
                    )
                    + " "
                ),
                Span(_("Describe it."), ref=("contribute", "")),
            ),
            "lead",
        )
    ]
    for kind, key in (("principle", t.PRINCIPLES), ("factor", t.FACTORS)):
        blocks += [
            Heading(title(kind), kind),
            Table(
                title(kind),
                [plain(title(kind)), *headings],
                [row(kind, item) for item in taxonomy.carried(key)],
            ),
        ]
    return [*blocks, Paragraph(plain(taxonomy.caution.text(language)), "note")]


def cell(publication: Publication, row: str, column: str) -> Page:
    """Return the page of the practices with a principle or factor in a sector."""
    taxonomy, language = publication.taxonomy, publication.language
    found = publication.cells[row, column]
    item, sector = taxonomy.item_label(row, language), taxonomy.label(t.SECTORS, column, language)
    kind = kind_of(row, taxonomy)
    return Page(
        _("{item} in {sector}").format(item=item, sector=sector),
        [
            Paragraph(
                (
                    Span(number_of_practices(len(found)) + ": "),
                    Span(item, ref=(kind, row)),
                    Span(" · "),
                    Span(sector, ref=("sector", column)),
                ),
                "lead",
            ),
            practice_bullets(found, {row}),
        ],
    )


def _references(publication: Publication) -> list[Block]:
    """Return what the items refer to, by author."""
    items = [
        Bullet(
            plain(citation(each)),
            [
                *([plain(note)] if (note := each.note.text(publication.language)) else []),
                *_citing(publication, each.id),
            ],
        )
        for each in sorted(publication.taxonomy.references, key=lambda each: fold(each.authors))
    ]
    return [
        Paragraph(plain(_("What the principles and factors refer to.")), "lead"),
        *([Bullets(items)] if items else []),
    ]


def _citing(publication: Publication, id: str) -> list[Line]:
    spans: list[Span] = []
    for item in publication.taxonomy.citing(id):
        kind = kind_of(item.id, publication.taxonomy)
        spans += [Span(", ")] if spans else [Span(_("Cited at") + ": ")]
        spans.append(Span(item.label.text(publication.language), ref=(kind, item.id)))
    return [spans] if spans else []
