"""A practice as a page to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice, Result, Source, Tag
from isj_cli.locale import N_, _
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
    joined,
    paragraphs,
    plain,
    written,
)

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
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
        term = terms.get(related.kind, t.Term())
        found.append(
            Neighbour(
                related.id,
                other.title if other else related.id,
                term.label.text(language) or related.kind,
            )
        )
    for other, kind in pointing_to:
        term = terms.get(kind, t.Term())
        found.append(Neighbour(other.id, other.title, term.inverse.text(language) or kind))
    return found


@dataclass(frozen=True)
class Described:
    """What is said of a practice, in labels of `language`.

    `successor` is the title of the practice that replaces a withdrawn one, where it is known.
    """

    practice: Practice
    taxonomy: t.Taxonomy
    language: str
    successor: str = ""

    def term(self, vocabulary: str, id: str) -> str:
        """Return the label of a vocabulary's value."""
        return self.taxonomy.label(vocabulary, id, self.language)

    def withdrawn(self) -> list[Paragraph]:
        """Return that it was withdrawn, why and what replaces it; nothing where it was not."""
        found = self.practice.withdrawn
        if not found.date:
            return []
        line: list[Span] = [
            Span(
                _("Withdrawn on {day}: {reason}.").format(
                    day=day(found.date), reason=self.term(t.WITHDRAWALS, found.reason).lower()
                )
            )
        ]
        if found.replaced_by:
            line += [
                Span(" " + _("See instead: ")),
                Span(
                    self.successor or found.replaced_by,
                    ref=("practice", found.replaced_by),
                    lang=WRITTEN_IN,
                ),
            ]
        return [Paragraph(line, "warning")]

    def provenance(self) -> str:
        """Return who says all this, and since when."""
        practice, review = self.practice, self.practice.review
        term = next(
            (each for each in self.taxonomy.terms(t.PROVENANCES) if each.id == practice.provenance),
            t.Term(id=practice.provenance),
        )
        said = term.description.text(self.language) or term.label.text(self.language)
        parts = [
            said.rstrip(".") + "." if said else "",
            _("Described on {day}.").format(day=day(review.described_on))
            if review.described_on
            else "",
        ]
        if review.last_checked:
            parts.append(_("Last checked on {day}.").format(day=day(review.last_checked)))
        if practice.status != "gepubliceerd":
            parts.append(
                _("Status: {status}.").format(status=self.term(t.STATUSES, practice.status).lower())
            )
        return " ".join(part for part in parts if part)

    def facts(self) -> list[tuple[str, Line]]:
        """Return every short fact behind its label; one that is not known says nothing."""
        practice = self.practice

        def linked(kind: str, vocabulary: str, ids: Sequence[str]) -> Line:
            return joined([(Span(self.term(vocabulary, id), ref=(kind, id)),) for id in ids])

        def labels(vocabulary: str, ids: Sequence[str]) -> Line:
            return plain(", ".join(self.term(vocabulary, id) for id in ids))

        studies, group = self.taxonomy.ids(t.STUDIES), practice.target_group
        return [
            (
                _("Organisations"),
                joined(
                    [self._organisation(number) for number in range(len(practice.organisations))],
                    "; ",
                ),
            ),
            (_("Region"), self._region()),
            (_("Period"), plain(self._period())),
            (_("Ages"), plain(ages(group.age_min, group.age_max))),
            (_("Sectors"), linked("sector", t.SECTORS, practice.sectors)),
            (_("Topics"), linked("topic", t.TOPICS, practice.topics)),
            (
                _("Level"),
                joined(
                    [
                        (Span(self.taxonomy.item_label(id, self.language), ref=("level", id)),)
                        for id in practice.levels
                    ]
                ),
            ),
            (_("Setting"), labels(t.SETTINGS, practice.setting)),
            (_("Mode"), labels(t.MODES, practice.mode)),
            (_("Kind of study"), labels(t.STUDIES, [practice.evidence(studies)])),
        ]

    def source(self, id: str) -> Source | None:
        """Return its source with that id."""
        return next((each for each in self.practice.sources if each.id == id), None)

    def _organisation(self, number: int) -> Line:
        found = self.practice.organisations[number]
        notes = [
            self.term(t.ROLES, found.role).lower() if found.role else "",
            self.term(t.SECTORS, found.sector) if found.sector else "",
        ]
        said = ", ".join(note for note in notes if note)
        return (*written(found.name), Span(f" ({said})" if said else ""))

    def _region(self) -> Line:
        region = self.practice.region
        names = joined(
            [(Span(name, ref=("region", self.taxonomy.place_of(name))),) for name in region.names]
        )
        level = self.term(t.REGION_LEVELS, region.level).lower()
        if names and level:
            return (*names, Span(f" ({level})"))
        return names or plain(level)

    def _period(self) -> str:
        period = self.practice.period
        parts = []
        if period.started:
            parts.append(
                _("since {year}").format(year=period.started)
                if not period.ended
                else f"{period.started}–{period.ended}"
            )
        elif period.ended:
            parts.append(_("until {year}").format(year=period.ended))
        if period.state and period.state != "onbekend":
            parts.append(self.term(t.PERIOD_STATES, period.state).lower())
        return ", ".join(parts)


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


def is_said(line: Line) -> bool:
    """Tell whether a line says anything."""
    return any(span.text for span in line)


def ages(low: int | None, high: int | None) -> str:
    """Return from and up to which age (years); nothing where neither is known."""
    if low is None and high is None:
        return ""
    if high is None:
        return _("from {low} years").format(low=low)
    return (
        _("up to {high} years").format(high=high)
        if low is None
        else _("{low}–{high} years").format(low=low, high=high)
    )


def _ended(title: str) -> str:
    """Return a title with a full stop, unless it ends in a sign of its own."""
    return title if title.endswith((".", "?", "!", "…")) else f"{title}."


def day(iso: str) -> str:
    """Return a day such as `2026-11-21` as people write it; other text as it is."""
    year, _dash, rest = iso.partition("-")
    month, _dash, number = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and number.isdigit() and 1 <= int(month) <= 12):
        return iso or "–"
    return f"{int(number)} {_(_MONTHS[int(month) - 1])} {year}"
