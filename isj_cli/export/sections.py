"""The parts of a page that is shown as HTML: what opens it, and its sections."""

from __future__ import annotations

from dataclasses import dataclass

from isj_cli.domain.words import slug
from isj_cli.locale import _
from isj_cli.pages.page import Block, Fields, Heading, Page, Paragraph

OPENING = ("lead", "strength", "provenance", "warning", "facts")


@dataclass(frozen=True)
class Section:
    """A heading of a page with the blocks below it; `id` is its anchor, `key` its part."""

    heading: str
    key: str
    id: str
    blocks: list[tuple[str, Block]]


def parts_of(page: Page) -> tuple[dict[str, Block | None], list[Section]]:
    """Return what opens a page, by its voice (`OPENING`), and its sections.

    What stands before the first heading and opens nothing is a section without heading.
    """
    opening: dict[str, Block | None] = dict.fromkeys(OPENING)
    sections = [Section("", "", "", [])]
    taken: set[str] = {"main"}
    last = _("Id")  # for those who know the program: it comes after what all readers want
    for block in page.blocks:
        if isinstance(block, Heading):
            id = base = block.key or slug(block.text) or "deel"
            while id in taken:
                id = f"{base}-{len(taken)}"
            taken.add(id)
            sections.append(Section(block.text, block.key, id, []))
            continue
        if len(sections) == 1:
            name = block.voice if isinstance(block, Paragraph) else ""
            if isinstance(block, Fields):
                name = "facts"
                block = Fields(sorted(block.rows, key=lambda row: row[0] == last))
            if name in opening and not opening[name]:
                opening[name] = block
                continue
        sections[-1].blocks.append((type(block).__name__, block))
    return opening, [each for each in sections if each.heading or each.blocks]
