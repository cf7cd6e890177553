"""All practices as one document of markdown, to print or to open in Word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import NamedTuple

from isj_cli.domain.text import escape, one_line
from isj_cli.domain.words import fold
from isj_cli.export.markdown import front_matter
from isj_cli.export.markdown_text import Find, heading, link, text_of
from isj_cli.locale import LANGUAGES, _, speaking
from isj_cli.pages import titles
from isj_cli.pages.page import Block, Heading, Paragraph, Span, joined, plain
from isj_cli.pages.publication import (
    ABOUT,
    CONTRIBUTE,
    PRACTICES,
    REFERENCES,
    START,
    Publication,
    Ref,
)

CONTENTS: Ref = ("contents", "")


class _Part(NamedTuple):
    """A part of the document: the page that it is made of, its heading, the anchor of that."""

    ref: Ref
    level: int
    heading: str
    anchor: str


def starts() -> list[str]:
    """Return what the document can begin with: in each language, with front matter or without."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            title = titles.title("start")
        found += [heading(1, title, set()), front_matter({"title": title}).removesuffix("---\n")]
    return found


def single_file(publication: Publication, *, with_front_matter: bool = False) -> Iterator[str]:
    """Yield the document, a part at a time; the same input gives the same text.

    It holds a table of contents, what it all rests on, every practice by title, the principles and
    factors that these carry, and the references. With front matter the title stands there.
    """
    title = titles.title("start")
    outline = list(_outline(publication, title))
    anchors = {part.ref: part.anchor for part in outline}

    def find(ref: Ref) -> str:
        return f"#{anchors[ref]}" if anchors.get(ref) else ""

    def text(blocks: Sequence[Block]) -> str:
        return "\n\n".join(text_of(list(_run_in(blocks, find)), find, set()))

    yield (
        front_matter({"title": title, "lang": publication.language}).rstrip("\n")
        if with_front_matter
        else heading(1, title, set())
    )
    yield "\n\n" + text(publication.page(START).blocks[:1])
    for part in outline:
        yield "\n\n" + heading(part.level, part.heading, set())
        if part.ref == CONTENTS:
            yield "\n\n" + "\n".join(_contents(outline))
        elif said := text(list(_blocks(publication, part.ref))):
            yield "\n\n" + said
    yield "\n"


def _outline(publication: Publication, title: str) -> Iterator[_Part]:
    """Yield the parts in their order, each with a heading and an anchor that no other has."""
    taken = set(_anchors(title))
    for ref, level, text in _titles(publication):
        tries = chain((text, f"{text} ({ref[1]})"), (f"{text} ({number})" for number in count(2)))
        said, found = next(
            (each, anchors)
            for each in tries
            if all(anchors := _anchors(each)) and not taken.intersection(anchors)
        )
        taken.update(found)
        yield _Part(ref, level, said, found[0] if found[0] == found[1] else "")


def _titles(publication: Publication) -> Iterator[tuple[Ref, int, str]]:
    """Yield what each part is made of, the level of its heading, and what that would say."""
    yield CONTENTS, 2, _("Contents")
    yield ABOUT, 2, titles.title("about")
    yield PRACTICES, 2, _("Practices")
    for practice in sorted(publication.practices, key=lambda each: (fold(each.title), each.id)):
        yield ("practice", practice.id), 3, practice.title
    for kind in ("principle", "factor"):
        carried = [each for each in publication.things(kind) if publication.carrying(kind, each.id)]
        if carried:
            yield (kind, ""), 2, titles.title(kind)
        for each in carried:
            yield (kind, each.id), 3, each.label.text(publication.language)
    yield REFERENCES, 2, titles.title("reference")
    yield CONTRIBUTE, 2, titles.title("contribute")


def _anchors(text: str) -> tuple[str, str]:
    """Return the anchors that GitHub and pandoc give a heading; a link needs them to be the same.

    GitHub keeps letters, marks, decimal digits and what joins words; pandoc keeps letters and all
    numbers, and writes emoji out.
    """
    kinds = [(sign, unicodedata.category(sign)) for sign in one_line(text).lower()]
    return (
        "".join(
            "-" if kind == "Zs" else sign
            for sign, kind in kinds
            if sign == "-" or kind[0] in "LM" or kind in ("Nd", "Pc", "Zs")
        ),
        "".join(
            "-" if kind == "Zs" else sign
            for sign, kind in kinds
            if sign in "-_" or kind[0] in "LN" or kind in ("Zs", "So")
        ),
    )


def _contents(outline: Sequence[_Part]) -> Iterator[str]:
    for part in outline:
        if part.ref != CONTENTS:
            said = link(part.heading, f"#{part.anchor}") if part.anchor else escape(part.heading)
            yield f"{'  ' * (part.level - 2)}- {said}"


def _blocks(publication: Publication, ref: Ref) -> Sequence[Block]:
    """Return what a part says."""
    kind, id = ref
    if kind == "practice" and not id:
        return []
    if kind == "factor" and not id:
        return [Paragraph(plain(publication.taxonomy.caution.text(publication.language)), "note")]
    if kind in ("principle", "factor"):
        return _tag(publication, kind, id) if id else []
    return publication.page(ref).blocks


def _tag(publication: Publication, kind: str, id: str) -> Sequence[Block]:
    """Return what a principle or factor says, and the practices that carry it."""
    item = publication.taxonomy.items[id]
    carrying = sorted(publication.carrying(kind, id), key=lambda each: fold(each.title))
    practices = joined([(Span(each.title, ref=("practice", each.id)),) for each in carrying], " · ")
    return [
        Paragraph(plain(item.description.text(publication.language))),
        Heading(_("Practices")),
        Paragraph(practices),
    ]


def _run_in(blocks: Sequence[Block], find: Find) -> Iterator[Block]:
    """Yield blocks with each heading in bold before what follows; headings are for the contents.

    A paragraph that says nothing, or only leads to a page that is not in the document, is left out.
    """
    label = ""
    for block in blocks:
        if isinstance(block, Paragraph) and all(
            not find(span.ref) if span.ref else not (span.text.strip() or span.url)
            for span in block.line
        ):
            continue
        if isinstance(block, Heading):
            label = block.text
            continue
        if label:
            said = (Span(f"{label}:", strong=True), Span(" "))
            if isinstance(block, Paragraph):
                block = block._replace(line=(*said, *block.line))
            else:
                yield Paragraph(said)
            label = ""
        yield block
