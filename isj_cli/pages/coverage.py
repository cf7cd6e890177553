"""What practices cover, to read: the matrix and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.coverage import CARRIED, Column, Gap, Matrix
from isj_cli.locale import _, ngettext
from isj_cli.pages import titles
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


def has_degrees(by: str) -> bool:
    """Tell whether practices say how far they have come with what stands in such columns."""
    return by not in ("framework", "sector", "topic", "region")


def has_factors(columns: Iterable[Column]) -> bool:
    """Tell whether the caution belongs with these columns: some of them stand for a factor."""
    return any(kind == "factor" for column in columns for kind, _id in column.tags)


def title_of(by: str, taxonomy: t.Taxonomy, language: str) -> str:
    """Return the title of the matrix: what its columns are called together."""
    label = next((each.label for each in taxonomy.frameworks if each.id == by), None)
    what = label.text(language) if label else titles.title(by)
    return _("What practices carry: {what}").format(what=what)


def cell_text(cell: str | int | None, taxonomy: t.Taxonomy, language: str) -> str:
    """Return what a cell says in words; nothing where the practice carries nothing."""
    if cell is None:
        return ""
    if cell == CARRIED:
        return _("yes")
    return taxonomy.label(t.DEGREES, cell, language) if isinstance(cell, str) else str(cell)


def said_of_cells(by: str) -> str:
    """Return the sentence that says how to read the cells, where they hold no degrees."""
    if by == "framework":
        return _("How many items of each framework a practice carries, by the crosswalk.")
    return ""


def matrix_page(matrix: Matrix, taxonomy: t.Taxonomy, language: str) -> Page:
    """Return the matrix as a page: a table of words, totals below, and what the words mean."""
    titles = [column.label.text(language) for column in matrix.columns]
    rows: list[Sequence[Line]] = [
        (
            (Span(row.title or row.id, ref=("practice", row.id)),),
            *(plain(cell_text(cell, taxonomy, language)) for cell in row.cells),
        )
        for row in matrix.rows
    ]
    totals = [plain(str(count)) for count in matrix.counts]
    title = title_of(matrix.by, taxonomy, language)
    blocks: list[Block] = []
    if said := said_of_cells(matrix.by):
        blocks.append(Paragraph(plain(said)))
    blocks.append(
        Table(
            title,
            [plain(_("practice")), *map(plain, titles)],
            [*rows, ((Span(_("practices"), strong=True),), *totals)],
        )
    )
    if has_degrees(matrix.by):
        blocks += [Heading(_("How to read it"), "reading"), Bullets(_legend(taxonomy, language))]
    if has_factors(matrix.columns):
        blocks.append(Paragraph(plain(taxonomy.caution.text(language)), "note"))
    return Page(title, blocks)


def _legend(taxonomy: t.Taxonomy, language: str) -> list[Bullet]:
    found = [(_("yes"), _("The practice carries it; how far it has come is not told."))]
    for term in taxonomy.terms(t.DEGREES):
        found.append((term.label.text(language), term.description.text(language)))
    return [
        Bullet((Span(name, strong=True), Span(f": {said}" if said else ""))) for name, said in found
    ]


def gap_label(gap: Gap, language: str) -> str:
    """Return what a gap is called."""
    return _("{item} in {sector}").format(
        item=gap.item.label.text(language) or gap.item.id,
        sector=gap.sector.label.text(language) or gap.sector.id,
    )


def gaps_page(gaps: Sequence[Gap], below: int, language: str) -> Page:
    """Return the gaps as a page, each with the command that begins a practice for it."""
    several = ngettext(
        "{number} gap: no practice covers it.", "{number} gaps: no practice covers them.", len(gaps)
    )
    if below > 1:
        several = ngettext(
            "{number} gap: fewer than {below} practices cover it.",
            "{number} gaps: fewer than {below} practices cover them.",
            len(gaps),
        )
    bullets = []
    for gap in gaps:
        spans = [Span(gap_label(gap, language), strong=True)]
        if below > 1:
            spans.append(Span(f": {titles.number_of_practices(gap.number)}"))
        bullets.append(Bullet(spans, [plain(gap.command)]))
    return Page(
        _("What few practices cover"),
        [
            Paragraph(plain(several.format(number=len(gaps), below=below)), "lead"),
            Paragraph(plain(how_to_fill())),
            Bullets(bullets),
        ],
    )


def how_to_fill() -> str:
    """Return the sentence that invites to describe a practice for a gap."""
    return _(
        "First come the gaps where one would most expect a practice. If you know one, type the "
        "command shown with it, and say in place of the dots how it does this."
    )
