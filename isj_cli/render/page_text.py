"""A page as plain text, for pipes: one paragraph a line, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.text import one_line
from isj_cli.pages.page import Bullets, Fields, Heading, Line, Page, Paragraph, Scores


def text_lines(page: Page) -> Iterator[str]:
    """Yield the lines of a page."""
    title = one_line(page.title)
    yield title
    yield "=" * len(title)
    for block in page.blocks:
        yield ""
        if isinstance(block, Heading):
            yield one_line(block.text)
            yield "-" * len(one_line(block.text))
        elif isinstance(block, Paragraph):
            yield _text(block.line)
        elif isinstance(block, Fields):
            yield from (f"{one_line(label)}: {_text(line)}" for label, line in block.rows)
        elif isinstance(block, Bullets):
            for bullet in block.items:
                yield f"- {_text(bullet.line)}"
                yield from (f"  {_text(line)}" for line in bullet.below)
        else:
            table = block.table if isinstance(block, Scores) else block
            for row in (table.headings, *table.rows):
                yield "\t".join(_text(cell) for cell in row)


def _text(line: Line) -> str:
    return one_line(
        "".join(
            f"{span.text} <{span.url}>" if span.url and span.url != span.text else span.text
            for span in line
        )
    )
