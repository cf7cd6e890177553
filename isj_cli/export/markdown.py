"""The knowledge base as markdown (CommonMark), a page for each thing one can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import quote

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.domain.text import escape
from isj_cli.domain.words import fold
from isj_cli.locale import _, ngettext
from isj_cli.pages import taxonomy as taxonomy_pages
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    plain,
)
from isj_cli.pages.practice import Neighbour, neighbours, practice_page

FOLDERS = {
    "practice": "praktijken",
    "principle": "principes",
    "factor": "factoren",
    "sector": "sectoren",
    "topic": "onderwerpen",
}
START = "index.md"

_AT_START = re.compile(r"^(\s*)([-+#=]|\d+(?=[.)]))")


@dataclass(frozen=True)
class Export:
    """What is exported: these practices, and the taxonomy around them.

    `is_cc_by` tells whether everyone may share and adapt the texts.
    """

    practices: Sequence[Practice]
    taxonomy: t.Taxonomy
    language: str
    is_cc_by: bool

    def files(self) -> dict[str, str]:
        """Return the text of every file by its relative name; the same input, the same bytes."""
        return {name: markdown(page, name, self.names) for name, page in self.pages()}

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """The file of everything that has a page, by kind and id."""
        found = {
            ("practice", practice.id): f"praktijken/{practice.id}.md" for practice in self.practices
        }
        for kind, things in self.indexed():
            found.update(((kind, each.id), f"{FOLDERS[kind]}/{each.id}.md") for each in things)
        return found

    def indexed(self) -> Iterator[tuple[str, Sequence[t.Item] | Sequence[t.Term]]]:
        """Yield what practices are indexed by."""
        yield "principle", self.taxonomy.carried(t.PRINCIPLES)
        yield "factor", self.taxonomy.carried(t.FACTORS)
        yield "sector", self.taxonomy.terms(t.SECTORS)
        yield "topic", self.taxonomy.terms(t.TOPICS)

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Yield every page with its file's name."""
        yield START, self.start()
        by_id = {practice.id: practice for practice in self.practices}
        for practice in self.practices:
            near: list[Neighbour] = [
                each
                for each in neighbours(
                    practice,
                    by_id.get,
                    self.pointing.get(practice.id, []),
                    self.taxonomy,
                    self.language,
                )
                if each.id in by_id
            ]
            yield (
                f"praktijken/{practice.id}.md",
                practice_page(practice, self.taxonomy, self.language, near),
            )
        for kind, things in self.indexed():
            yield f"{FOLDERS[kind]}/index.md", self.index(kind, things)
            for each in things:
                yield f"{FOLDERS[kind]}/{each.id}.md", self.one(kind, each)

    @cached_property
    def pointing(self) -> dict[str, list[tuple[Practice, str]]]:
        """The practices that name another as related, with the kind of relation, by its id."""
        found: dict[str, list[tuple[Practice, str]]] = {}
        for practice in self.practices:
            for related in practice.related:
                found.setdefault(related.id, []).append((practice, related.kind))
        return found

    @cached_property
    def carriers(self) -> dict[tuple[str, str], list[Practice]]:
        """The practices that carry something, by its kind and id."""
        keys = {"principle": "principles", "factor": "factors", "sector": "sectors",
                "topic": "topics"}  # fmt: skip
        found: dict[tuple[str, str], list[Practice]] = {}
        for practice in self.practices:
            for kind, key in keys.items():
                for each in getattr(practice, key):
                    found.setdefault((kind, getattr(each, "id", each)), []).append(practice)
        return found

    def carrying(self, id: str, kind: str) -> list[Practice]:
        """Return the practices that carry `id` as that kind of thing."""
        return self.carriers.get((kind, id), [])

    def one(self, kind: str, thing: t.Item | t.Term) -> Page:
        """Return the page of one item or term."""
        carrying = self.carrying(thing.id, kind)
        if isinstance(thing, t.Item):
            return taxonomy_pages.item_page(thing, self.taxonomy, self.language, carrying)
        return taxonomy_pages.term_page(thing, self.taxonomy, self.language, carrying)

    def index(self, kind: str, things: Sequence[t.Item] | Sequence[t.Term]) -> Page:
        """Return the page that lists all items or terms of a kind, with their numbers."""
        blocks: list[Block] = [Paragraph(plain(_("Behind each stands the number of practices.")))]
        if kind == "factor":
            blocks.append(Paragraph(plain(self.taxonomy.caution.text(self.language)), "note"))
        for heading, group in self.grouped(things):
            blocks += [Heading(heading)] if heading else []
            blocks.append(Bullets([self.entry(kind, each) for each in group]))
        return Page(self.titles()[kind], blocks)

    def grouped(
        self, things: Sequence[t.Item] | Sequence[t.Term]
    ) -> Iterator[tuple[str, Sequence[t.Item | t.Term]]]:
        """Yield items under the headings of their framework; terms and other items under none."""
        headings = {group.id: group.label.text(self.language)
                    for framework in self.taxonomy.frameworks for group in framework.groups
                    if framework.field}  # fmt: skip
        found: list[t.Item | t.Term] = list(things)
        for heading, group in groupby(found, key=lambda each: getattr(each, "group", "")):
            yield headings.get(heading, ""), list(group)

    def entry(self, kind: str, thing: t.Item | t.Term) -> Bullet:
        """Return one line of an index, with the meaning below."""
        number = len(self.carrying(thing.id, kind))
        line = (
            Span(thing.label.text(self.language), ref=(kind, thing.id)),
            Span(f" ({number})"),
        )
        meaning = thing.description.text(self.language)
        return Bullet(line, [plain(meaning)] if meaning else [])

    def titles(self) -> dict[str, str]:
        """Return the titles of the indexes."""
        return {
            "principle": _("Leading principles"),
            "factor": _("Effective factors"),
            "sector": _("Sectors"),
            "topic": _("Topics"),
        }

    def start(self) -> Page:
        """Return the start page."""
        number = len(self.practices)
        counted = ngettext("{number} practice", "{number} practices", number).format(number=number)
        blocks: list[Block] = [
            Paragraph(
                plain(
                    _(
                        "Good practices in Dutch integrated specialist youth care: teams from "
                        "different sectors around one family and one plan. This collection "
                        "describes {practices}, along leading principles and effective factors, "
                        "bottlenecks included."
                    ).format(practices=counted)
                ),
                "lead",
            ),
            Heading(_("Browse")),
            Bullets(
                [Bullet((Span(title, ref=(kind, "")),)) for kind, title in self.titles().items()]
            ),
            Heading(_("How to read it")),
            Paragraph(
                (
                    Span(_("Effective factors"), ref=("factor", "")),
                    Span(": " + self.taxonomy.caution.text(self.language)),
                )
            ),
            Paragraph(
                plain(
                    _(
                        "Each page says where its text comes from and when it was written. "
                        "The texts may be shared and adapted under CC BY 4.0."
                    )
                    if self.is_cc_by
                    else _("Each page says where its text comes from and when it was written.")
                )
            ),
            *taxonomy_pages.estimate_blocks(self.taxonomy, self.language),
            Heading(_("All practices")),
            Bullets(
                [
                    Bullet(
                        (
                            Span(practice.title, ref=("practice", practice.id)),
                            Span(
                                f" – {', '.join(practice.region.names)}"
                                if practice.region.names
                                else ""
                            ),
                        )
                    )
                    for practice in sorted(
                        self.practices, key=lambda each: (fold(each.title), each.id)
                    )
                ]
            ),
        ]
        return Page(_("Good practices in integrated specialist youth care"), blocks)


def preview(practice: Practice, taxonomy: t.Taxonomy, language: str) -> str:
    """Return a practice as markdown that stands by itself, without links to other pages."""
    return markdown(practice_page(practice, taxonomy, language), START, {})


def markdown(page: Page, name: str, names: Mapping[tuple[str, str], str]) -> str:
    """Return a page as markdown; `names` tells the file of each page that it may link to."""

    def line(spans: Line) -> str:
        return _at_start("".join(_span(span, name, names) for span in spans).strip())

    parts = [f"# {escape(page.title)}"]
    if name != START:
        title = _("Start page")
        parts.append(f"[{escape(title)}]({_relative(name, START)})")
    for block in page.blocks:
        if isinstance(block, Heading):
            parts.append(f"## {escape(block.text)}")
        elif isinstance(block, Paragraph):
            text = line(block.line)
            parts.append(f"> {text}" if block.voice in ("note", "warning") else text)
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
    return "\n\n".join(part for part in parts if part) + "\n"


def _span(span: Span, name: str, names: Mapping[tuple[str, str], str]) -> str:
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
    if span.ref:
        kind, id = span.ref
        target = f"{FOLDERS[kind]}/index.md" if not id and kind in FOLDERS else names.get(span.ref)
        if target:
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
