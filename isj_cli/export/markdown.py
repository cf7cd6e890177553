"""Pages as markdown (CommonMark with the tables of GitHub)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import escape
from isj_cli.locale import _
from isj_cli.pages.page import Bullets, Fields, Heading, Line, Page, Paragraph, Span, Table
from isj_cli.pages.practice import practice_page
from isj_cli.pages.publication import ALONE, START, Publication, Ref

QUOTED = ("note", "warning", "provenance")
_START = f"{ALONE[START]}.md"
_AT_START = re.compile(r"^(\s*)([-+#=]|\d+(?=[.)]))")


def names(publication: Publication) -> dict[Ref, str]:
    """Return the file of everything that has a page."""
    return {ref: f"{place}.md" for ref, place in publication.places.items()}


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file; the same input gives the same bytes."""
    known = names(publication)
    for ref, page in publication.pages():
        yield known[ref], markdown(page, known[ref], known)


def preview(practice: Practice, taxonomy: Taxonomy, language: str) -> str:
    """Return a practice as markdown that stands by itself, without links to other pages."""
    return markdown(practice_page(practice, taxonomy, language), _START, {})


def markdown(page: Page, name: str, names: Mapping[Ref, str]) -> str:
    """Return a page as markdown; `names` tells the file of each page that it may link to."""

    def line(spans: Line) -> str:
        return _at_start("".join(_span(span, name, names) for span in spans).strip())

    parts = [f"# {escape(page.title)}"]
    if name != _START:
        title = _("Start page")
        parts.append(f"[{escape(title)}]({_relative(name, _START)})")
    for block in page.blocks:
        if isinstance(block, Heading):
            parts.append(f"## {escape(block.text)}")
        elif isinstance(block, Paragraph):
            text = line(block.line)
            parts.append(f"> {text}" if block.voice in QUOTED else text)
        elif isinstance(block, Fields):
            parts.append(
                "\n".join(f"- **{escape(label)}:** {line(spans)}" for label, spans in block.rows)
            )
        elif isinstance(block, Bullets):
            parts.append(
                "\n".join(
                    "\n".join(
                        [
                            f"- {line(bullet.line)}",
                            *(f"  - {line(below)}" for below in bullet.below),
                        ]
                    )
                    for bullet in block.items
                )
            )
        elif isinstance(block, Table):
            parts.append("\n".join(_table(block, line)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: Table, line: Callable[[Line], str]) -> Iterator[str]:
    """Yield the lines of a table in the form of GitHub."""
    for number, row in enumerate((table.headings, *table.rows)):
        yield f"| {' | '.join(line(cell) for cell in row)} |"
        if not number:
            yield f"| --- |{' ---: |' * (len(row) - 1)}"


def _span(span: Span, name: str, names: Mapping[Ref, str]) -> str:
    text = escape(span.text)
    if span.strong and text.strip():
        inner = text.strip()
        text = text.replace(inner, f"**{inner}**", 1)
    if span.url.startswith(("https://", "http://")):
        address = quote(span.url, safe="/:?#@!$&'*+,;=%~-._")
        return (
            f"<{address}>"
            if span.url == span.text and address == span.url
            else (f"[{text}]({address})")
        )
    if span.ref and (target := names.get(span.ref)):
        return f"[{text}]({_relative(name, target)})"
    return text


def _at_start(text: str) -> str:
    """Return a line that does not begin as a list, a heading or a rule would."""
    return _AT_START.sub(
        lambda found: found[1] + (f"{found[2]}\\" if found[2].isdigit() else f"\\{found[2]}"), text
    )


def _relative(here: str, there: str) -> str:
    """Return the link from one file of the export to another."""
    up = "../" * here.count("/")
    if up and here.rsplit("/", 1)[0] == there.rsplit("/", 1)[0]:
        return there.rsplit("/", 1)[1]
    return up + there
