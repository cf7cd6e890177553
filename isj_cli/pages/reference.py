"""The page of a reference."""

from __future__ import annotations

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Reference
from isj_cli.locale import _
from isj_cli.pages.item import kind_of
from isj_cli.pages.page import Block, Bullet, Bullets, Heading, Page, Paragraph, Span, plain
from isj_cli.pages.sources import citation


def reference_page(reference: Reference, taxonomy: t.Taxonomy, language: str) -> Page:
    """Return the page of a reference with the items that cite it."""
    blocks: list[Block] = [Paragraph(plain(citation(reference)), "lead")]
    if note := reference.note.text(language):
        blocks.append(Paragraph(plain(note), "note"))
    citing = taxonomy.citing(reference.id)
    if citing:
        blocks += [
            Heading(_("Cited at"), "cited"),
            Bullets(
                [
                    Bullet(
                        (
                            Span(
                                item.label.text(language), ref=(kind_of(item.id, taxonomy), item.id)
                            ),
                        )
                    )
                    for item in citing
                ]
            ),
        ]
    return Page(reference.title, blocks)
