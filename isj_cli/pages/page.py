"""A page to read, as a structure: written once, shown in a terminal, a pipe or as markdown."""

from collections.abc import Sequence
from typing import NamedTuple

WRITTEN_IN = "nl"


class Span(NamedTuple):
    """A stretch of text; `url` leads outside, `ref` to another page (`kind`, `id`).

    `lang` is the language of words that stand in it whatever that of the page: those of a
    practice's file.
    """

    text: str
    url: str = ""
    ref: tuple[str, str] | None = None
    strong: bool = False
    lang: str = ""


Line = Sequence[Span]


class Heading(NamedTuple):
    """A heading below the page's title; `key` names the part that it begins, in any language."""

    text: str
    key: str = ""


class Paragraph(NamedTuple):
    """A paragraph; a `note` is said in a softer voice, a `warning` in a louder one.

    `lead` opens the page, `strength` says what makes a practice work, `provenance` who says all
    this.
    """

    line: Line
    voice: str = ""


class Fields(NamedTuple):
    """Short facts, each behind its label."""

    rows: Sequence[tuple[str, Line]]


class Bullet(NamedTuple):
    """A point of a list, with what belongs to it below.

    `meta` says where and by whom, for media with room for it.
    """

    line: Line
    below: Sequence[Line] = ()
    meta: str = ""


class Bullets(NamedTuple):
    """A list of points; `style` tells what they are: `practices`, `tags`, or nothing special."""

    items: Sequence[Bullet]
    style: str = ""


class Table(NamedTuple):
    """A table: what it shows, the headings of its columns, and rows that begin with their own.

    In a table of numbers a cell of one span holds a number, or `–` where there is nothing. `widths`
    are the shares of the columns of a table of texts, or of one to write in.
    """

    caption: str
    headings: Sequence[Line]
    rows: Sequence[Sequence[Line]]
    widths: Sequence[int] = ()


class Mark(NamedTuple):
    """Where a row of a table stands on a scale from 0 up, None where that is not known.

    `low` and `high` tell between what it lies or moved. `said` is where it stands, in words;
    `below` is what differs from that in the other columns, where there is no room for them.
    """

    middle: float | None = None
    low: float | None = None
    high: float | None = None
    said: str = ""
    below: Sequence[str] = ()


class Scores(NamedTuple):
    """A table of which each row stands on a scale, with its mark; media that can draw do that.

    `highest` is the end of the scale; `middle` and `between` are what the middle of a mark is
    called, and what lies between its low and high. Each of the `shapes`, a name with a number for
    every row, may be drawn in a radar; there are none where it would say little.
    """

    table: Table
    marks: Sequence[Mark]
    highest: int
    middle: str
    between: str
    shapes: Sequence[tuple[str, Sequence[float | None]]] = ()


Block = Heading | Paragraph | Fields | Bullets | Table | Scores


class Page(NamedTuple):
    """A page with its title."""

    title: str
    blocks: Sequence[Block]


def plain(text: str) -> Line:
    """Return a line that is just text."""
    return (Span(text),)


def written(text: str) -> Line:
    """Return a line in the words of a practice's file."""
    return (Span(text, lang=WRITTEN_IN),)


def joined(parts: Sequence[Line], between: str = ", ") -> Line:
    """Return lines as one, with `between` between them."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            spans.append(Span(between))
        spans += part
    return tuple(spans)


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a practice's text; an empty line stands between two of them."""
    return [
        Paragraph(written(" ".join(part.split()))) for part in text.split("\n\n") if part.strip()
    ]
