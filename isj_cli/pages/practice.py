"""A practice as a page to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice, Result, Tag
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import _
from isj_cli.pages.described import Described, is_said
from isj_cli.pages.page import (
    WRITTEN_IN,
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    paragraphs,
    plain,
    written,
)


class Neighbour(NamedTuple):
    """A practice that another one relates to: its id, its title and the relation's label."""

    id: str
    title: str
    relation: str


def practice_page(
    practice: Practice,
    taxonomy: t.Taxonomy,
    language: str,
    neighbours: Sequence[Neighbour] = (),
    successor: str = "",
) -> Page:
    """Return the page of a practice, with labels in `language` and the texts as they are.

    `successor` is the title of the practice that replaces a withdrawn one, where it is known.
    """
    made = _Practice(practice, taxonomy, language, successor, neighbours)
    return Page(practice.title, made.blocks())


def neighbours(
    practice: Practice,
    find: Callable[[str], Practice | None],
    pointing_to: Iterable[tuple[Practice, str]],
    taxonomy: t.Taxonomy,
    language: str,
) -> list[Neighbour]:
    """Return the practices related to this one, from either side.

    `find` gives the practice with an id; `pointing_to` yields those that name this one, with the
    kind of relation.
    """
    terms = {term.id: term for term in taxonomy.terms(t.RELATIONS)}
    found = []
    for related in practice.related:
        other = find(related.id)
        term = terms.get(related.kind, Term())
        found.append(
            Neighbour(
                related.id,
                other.title if other else related.id,
                term.label.text(language) or related.kind,
            )
        )
    for other, kind in pointing_to:
        term = terms.get(kind, Term())
        found.append(Neighbour(other.id, other.title, term.inverse.text(language) or kind))
    return found


@dataclass(frozen=True)
class _Practice(Described):
    neighbours: Sequence[Neighbour] = ()

    def blocks(self) -> list[Block]:
        practice = self.practice
        found: list[Block] = [*self.withdrawn(), Paragraph(written(practice.summary), "lead")]
        if practice.strength:
            said = (Span(_("Strength: "), strong=True), *written(practice.strength))
            found.append(Paragraph(said, "strength"))
        found.append(Fields([(label, line) for label, line in self.facts() if is_said(line)]))
        found.append(Paragraph(plain(self.provenance()), "provenance"))
        found += self.section("target", _("For whom"), practice.target_group.text)
        found += self.section("reason", _("Reason"), practice.reason)
        found += self.points("goals", _("Goals"), practice.goals)
        found += self.section("approach", _("Approach"), practice.approach)
        found += self.section("team", _("Team"), practice.team)
        found += self.section("intensity", _("Intensity"), practice.intensity)
        found += self.tags("principles", _("Leading principles"), practice.principles, "principle")
        found += self.factors()
        found += self.results()
        found += self.bottlenecks()
        found += self.points("lessons", _("Lessons"), practice.lessons)
        found += self.points("conditions", _("Conditions"), practice.conditions)
        found += self.section("costs", _("Costs"), practice.costs)
        found += self.section("transfer", _("Transfer"), practice.transfer)
        found += self.section("voice", _("Voice of clients"), practice.client_voice)
        found += self.recognition()
        found += self.materials()
        found += self.contact()
        found += self.related()
        found += self.sources()
        return found

    def section(self, key: str, title: str, text: str) -> list[Block]:
        return [Heading(title, key), *paragraphs(text)] if text else []

    def points(self, key: str, title: str, texts: Sequence[str]) -> list[Block]:
        if not texts:
            return []
        return [Heading(title, key), Bullets([Bullet(written(text)) for text in texts])]

    def tags(self, key: str, title: str, tags: Sequence[Tag], kind: str) -> list[Block]:
        if not tags:
            return []
        return [
            Heading(title, key),
            Bullets(
                [
                    Bullet(
                        (
                            Span(
                                self.taxonomy.item_label(tag.id, self.language),
                                ref=(kind, tag.id),
                                strong=True,
                            ),
                            Span(
                                f" ({self.term(t.DEGREES, tag.degree).lower()})"
                                if tag.degree
                                else ""
                            ),
                            Span(": "),
                            *written(tag.how),
                        )
                    )
                    for tag in tags
                ]
            ),
        ]

    def factors(self) -> list[Block]:
        found = self.tags("factors", _("Effective factors"), self.practice.factors, "factor")
        caution = self.taxonomy.caution.text(self.language)
        if found and caution:
            found.append(Paragraph(plain(caution), "note"))
        return found

    def results(self) -> list[Block]:
        found = self.practice.results
        return (
            [
                Heading(_("Results"), "results"),
                Bullets(
                    [Bullet(written(result.statement), [self.study(result)]) for result in found]
                ),
            ]
            if found
            else []
        )

    def study(self, result: Result) -> Line:
        words = [self.term(t.STUDIES, result.kind).lower()]
        if result.outcome:
            words.append(
                _("outcome: {outcome}").format(
                    outcome=self.term(t.OUTCOMES, result.outcome).lower()
                )
            )
        if result.year:
            words.append(str(result.year))
        line = [Span(", ".join(words))]
        if source := self.source(result.source):
            line += [
                Span("; " + _("source") + ": "),
                Span(source.title, url=source.url, lang=WRITTEN_IN),
            ]
        return line

    def bottlenecks(self) -> list[Block]:
        items = []
        for found in self.practice.bottlenecks:
            below: list[Line] = []
            if found.answer:
                below.append((Span(_("Answer: "), strong=True), *written(found.answer)))
            if found.kind:
                below.append(
                    plain(
                        _("Kind: {kind}").format(kind=self.term(t.BOTTLENECKS, found.kind).lower())
                    )
                )
            items.append(Bullet(written(found.text), below))
        return [Heading(_("Bottlenecks"), "bottlenecks"), Bullets(items)] if items else []

    def recognition(self) -> list[Block]:
        items = []
        for found in self.practice.recognition:
            line = [
                Span(
                    f"{found.register}: {found.wording}"
                    + (f" ({found.year})" if found.year else ""),
                    lang=WRITTEN_IN,
                )
            ]
            if source := self.source(found.source):
                line += [
                    Span("; " + _("source") + ": "),
                    Span(source.title, url=source.url, lang=WRITTEN_IN),
                ]
            items.append(Bullet(line))
        return [Heading(_("How others word it"), "recognition"), Bullets(items)] if items else []

    def materials(self) -> list[Block]:
        found = self.practice.materials
        return (
            [
                Heading(_("Materials"), "materials"),
                Bullets(
                    [Bullet((Span(each.title, url=each.url, lang=WRITTEN_IN),)) for each in found]
                ),
            ]
            if found
            else []
        )

    def contact(self) -> list[Block]:
        found = self.practice.contact
        line: list[Span] = [
            Span(
                ", ".join(
                    part for part in (found.organisation, found.function, found.email) if part
                ),
                lang=WRITTEN_IN,
            )
        ]
        if found.url:
            line += [Span(" "), Span(found.url, url=found.url)]
        return (
            [Heading(_("Contact"), "contact"), Paragraph(line)]
            if any(s.text.strip() for s in line)
            else []
        )

    def related(self) -> list[Block]:
        return (
            [
                Heading(_("Related practices"), "related"),
                Bullets(
                    [
                        Bullet(
                            (
                                Span(f"{each.relation}: "),
                                Span(each.title, ref=("practice", each.id), lang=WRITTEN_IN),
                            )
                        )
                        for each in self.neighbours
                    ]
                ),
            ]
            if self.neighbours
            else []
        )

    def sources(self) -> list[Block]:
        items = []
        for found in self.practice.sources:
            notes = [found.publisher, str(found.year or "")]
            said = ", ".join(note for note in notes if note)
            items.append(
                Bullet(
                    (
                        Span(
                            _ended(found.title) + " " + (f"{said}. " if said else ""),
                            lang=WRITTEN_IN,
                        ),
                        Span(found.url, url=found.url),
                    )
                )
            )
        return [Heading(_("Sources"), "sources"), Bullets(items)] if items else []


def _ended(title: str) -> str:
    """Return a title with a full stop, unless it ends in a sign of its own."""
    return title if title.endswith((".", "?", "!", "…")) else f"{title}."
