"""What is said of a practice in short: facts, provenance, days and ages, each in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isj_cli.domain import taxonomy as t
from isj_cli.domain.fixed import PUBLISHED
from isj_cli.domain.practice import Practice, Source
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import N_, _
from isj_cli.pages.page import WRITTEN_IN, Line, Paragraph, Span, joined, plain, written

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
            Term(id=practice.provenance),
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
        if practice.status != PUBLISHED:
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

        group = practice.target_group
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
            (_("Kind of study"), labels(t.STUDIES, [self.taxonomy.evidence_of(practice)])),
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


def day(iso: str) -> str:
    """Return a day such as `2026-11-21` as people write it; other text as it is."""
    year, _dash, rest = iso.partition("-")
    month, _dash, number = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and number.isdigit() and 1 <= int(month) <= 12):
        return iso or "–"
    return f"{int(number)} {_(_MONTHS[int(month) - 1])} {year}"
