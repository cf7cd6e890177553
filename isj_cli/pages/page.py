"""A page to read, as a structure: written once, shown in a terminal, a pipe or as markdown."""

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text; `url` leads outside, `ref` to another page (`kind`, `id`)."""

    text: str
    url: str = ""
    ref: tuple[str, str] | None = None
    strong: bool = False


Line = Sequence[Span]


class Heading(NamedTuple):
    """A heading below the page's title."""

    text: str


class Paragraph(NamedTuple):
    """A paragraph; a `note` is said in a softer voice, a `warning` in a louder one."""

    line: Line
    voice: str = ""


class Fields(NamedTuple):
    """Short facts, each behind its label."""

    rows: Sequence[tuple[str, Line]]


class Bullet(NamedTuple):
    """A point of a list, with what belongs to it below."""

    line: Line
    below: Sequence[Line] = ()


class Bullets(NamedTuple):
    """A list of points."""

    items: Sequence[Bullet]


Block = Heading | Paragraph | Fields | Bullets


class Page(NamedTuple):
    """A page with its title."""

    title: str
    blocks: Sequence[Block]


def plain(text: str) -> Line:
    """Return a line that is just text."""
    return (Span(text),)


def joined(parts: Sequence[Line], between: str = ", ") -> Line:
    """Return lines as one, with `between` between them."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            spans.append(Span(between))
        spans += part
    return tuple(spans)


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a long text; an empty line stands between two of them."""
    return [Paragraph(plain(" ".join(part.split()))) for part in text.split("\n\n") if part.strip()]
