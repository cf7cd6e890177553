"""The blocks of a page as the text of markdown; no text in them can become more than text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from isj_cli.domain.text import escape, one_line
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Paragraph,
    Scores,
    Span,
    Table,
)
from isj_cli.pages.publication import Ref

Find = Callable[[Ref], str]
"""Gives the target of a link to a page as markdown holds it, nothing where there is none."""

QUOTED = ("note", "warning", "provenance")
NOTHING = "–"
APART = "<!-- -->"  # without it, two lists that follow each other are one
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^/\s]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_PUNCTUATION = ".,;:!。，；：！"  # markdownlint allows no heading to end so (MD026)


def text_of(blocks: Sequence[Block], find: Find, seen: set[str]) -> list[str]:
    """Return the parts of a text, between which an empty line goes.

    `seen` are the headings that there are already; no heading is given twice (MD024).
    """
    parts: list[str] = []
    last: Block | None = None
    for block in blocks:
        text = "\n".join(_lines(block, find, seen))
        if not text:
            continue
        if _is_quote(block) and _is_quote(last):
            parts[-1] += f"\n>\n{text}"
        else:
            parts += [APART, text] if _is_list(block) and _is_list(last) else [text]
        last = block
    return parts


def heading(level: int, text: str, seen: set[str]) -> str:
    """Return a heading whose text is none of those `seen`, and add it to them."""
    text = one_line(text) or NOTHING
    number, said = 1, text
    while said in seen:
        number, said = number + 1, f"{text} ({number + 1})"
    seen.add(said)
    end = f"&#{ord(said[-1])};" if said[-1] in _PUNCTUATION else ""
    return f"{'#' * level} {escape(said[:-1] if end else said)}{end}"


def link(text: str, target: str) -> str:
    """Return a link with this text to a page, or to a place on one."""
    return f"[{escape(text).strip() or NOTHING}]({target})"


def _is_list(block: Block | None) -> bool:
    return isinstance(block, Bullets) or (isinstance(block, Fields) and len(block.rows) > 1)


def _is_quote(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.voice in QUOTED


def _lines(block: Block, find: Find, seen: set[str]) -> Iterator[str]:
    """Yield the lines of a block, none where it says nothing."""
    if isinstance(block, Heading):
        yield heading(2, block.text, seen)
    elif isinstance(block, Paragraph):
        if text := _line(block.line, find):
            yield f"> {text}" if _is_quote(block) else text
    elif isinstance(block, Fields):
        rows = [f"**{escape(label).strip()}:** {_line(line, find)}" for label, line in block.rows]
        yield from (f"- {row}" for row in rows) if _is_list(block) else rows
    elif isinstance(block, Bullets):
        for bullet in block.items:
            yield from _bullet(bullet, find)
    else:
        yield from _table(block.table if isinstance(block, Scores) else block, find)


def _bullet(bullet: Bullet, find: Find) -> Iterator[str]:
    """Yield a point of a list, where and by whom on a line of its own, then what is below."""
    above = [text for text in (_line(bullet.line, find), escape(bullet.meta).strip()) if text]
    below = [text for text in (_line(line, find) for line in bullet.below) if text]
    if above or below:
        yield "- " + "\\\n  ".join([above[0], *map(_at_start, above[1:])] if above else [NOTHING])
        yield from (f"  - {text}" for text in below)


def _table(table: Table, find: Find) -> Iterator[str]:
    """Yield the lines of a table in the form of GitHub; pandoc takes widths from the dashes."""
    for number, row in enumerate((table.headings, *table.rows)):
        cells = [_line(cell, find) for cell in row]
        yield f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"
        if not number:
            dashes = ["-" * width for width in table.widths]
            dashes = dashes or ["---", *(["---:"] * (len(row) - 1))]
            yield f"| {' | '.join(dashes)} |"


def _line(spans: Line, find: Find) -> str:
    """Return spans as one line that begins no list or heading."""
    text = "".join(_span(span, find) for span in spans).strip()
    return _at_start(text.replace("![", "\\!["))


def _at_start(text: str) -> str:
    return _AT_START.sub(
        lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", text
    )


def _span(span: Span, find: Find) -> str:
    address = _address(span.url)
    target = address or (find(span.ref) if span.ref else "")
    if address and address == span.url == span.text and not _ENTITY.search(address):
        return f"<{address}>"
    text = escape(span.text)
    inner = text.strip()
    if not inner and target:
        text = inner = escape(span.ref[1] if span.ref else address) or NOTHING
    said = f"**{inner}**" if span.strong else inner
    if target:
        said = f"[{said}]({_ENTITY.sub('&amp;', target)})"
    return text.replace(inner, said, 1) if inner else text


def _address(url: str) -> str:
    """Return an address as a link can hold it; nothing for one that is not of the web."""
    return quote(url, safe="/:?#@!$&'*+,;=%~-._") if _ADDRESS.match(url) else ""
