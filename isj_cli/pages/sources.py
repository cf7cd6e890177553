"""What the taxonomy rests on, in words: publications, references and estimates."""

from __future__ import annotations

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import FrameworkSource, Reference
from isj_cli.locale import _
from isj_cli.pages.page import Block, Heading, Line, Paragraph, Span


def source_of(taxonomy: t.Taxonomy, id: str) -> FrameworkSource | None:
    """Return the publication that frameworks and lists call `id`."""
    return next((each for each in taxonomy.sources if each.id == id), None)


def source_rows(taxonomy: t.Taxonomy, id: str) -> list[tuple[str, Line]]:
    """Return a publication as a short fact behind its label; nothing where it is not known."""
    source = source_of(taxonomy, id)
    if not source:
        return []
    return [(_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),))]


def citation(reference: Reference) -> str:
    """Return a reference as a literature list gives it."""
    year = reference.year or _("undated")
    parts = [f"{reference.authors} ({year}).", f"{reference.title}."]
    if reference.publisher:
        parts.append(f"{reference.publisher}.")
    return " ".join(parts).replace("..", ".")


def estimate_blocks(taxonomy: t.Taxonomy, language: str) -> list[Block]:
    """Return what is known of how many children are concerned, with its source and age."""
    blocks: list[Block] = []
    for each in taxonomy.facts:
        source = source_of(taxonomy, each.source)
        line = [Span(each.note.text(language))]
        if source:
            line += [Span(" " + _("Source") + ": "), Span(source.title, url=source.url)]
            line.append(Span(f" ({source.publisher})."))
        blocks += [Heading(_("How many children it concerns"), "numbers"), Paragraph(line)]
    return blocks
