"""Practices as a table for a spreadsheet: a row each, as the reader's language says it.

Labels stand for the ids of closed lists. Of several short values the parts stand between `; `, of
several texts each has a line of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import SimpleNamespace

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice, Tag
from isj_cli.domain.text import cell
from isj_cli.locale import N_, _

# Excel wants the separator that the language gives to lists; LibreOffice takes either.
SEPARATORS = {"nl": ";", "en": ","}
START = '\ufeff"id"'  # by the mark (BOM), both know that the rest is UTF-8

Column = Callable[["Cells"], object]


class Cells:
    """What the cells of one practice say, in one language."""

    def __init__(self, practice: Practice, taxonomy: t.Taxonomy, language: str) -> None:
        """Take the practice, the taxonomy with its labels, and `nl` or `en`."""
        self.practice = practice
        self._taxonomy = taxonomy
        self._language = language

    def term(self, vocabulary: str, *ids: str) -> str:
        """Return the labels of values of a vocabulary."""
        labels = (self._taxonomy.label(vocabulary, id, self._language) for id in ids if id)
        return _joined(labels)

    def items(self, ids: Iterable[str]) -> str:
        """Return the labels of items."""
        return _joined(self._taxonomy.item_label(id, self._language) for id in ids)

    def how(self, tags: Iterable[Tag]) -> str:
        """Return how each principle or factor shows, a line each."""
        return _lines(
            f"{self.items([tag.id])}{_within(self.term(t.DEGREES, tag.degree))}: {tag.how}"
            for tag in tags
        )

    def evidence(self) -> str:
        """Return the strongest kind of study."""
        return self.term(t.STUDIES, self._taxonomy.evidence_of(self.practice))

    def organisations(self) -> str:
        """Return the organisations, each with its role and sector."""
        return _lines(
            each.name + _within(self.term(t.ROLES, each.role), self.term(t.SECTORS, each.sector))
            for each in self.practice.organisations
        )

    def results(self) -> str:
        """Return what came of it, with the kind of study, the outcome, the year and the source."""
        return _lines(
            each.statement
            + _within(
                self.term(t.STUDIES, each.kind),
                self.term(t.OUTCOMES, each.outcome),
                each.year,
                self._source(each.source),
            )
            for each in self.practice.results
        )

    def bottlenecks(self) -> str:
        """Return what stays hard, with its kind and the answer."""
        return _lines(
            each.text
            + _within(self.term(t.BOTTLENECKS, each.kind))
            + (" " + _("Answer: ") + each.answer if each.answer else "")
            for each in self.practice.bottlenecks
        )

    def recognition(self) -> str:
        """Return how other registers word it."""
        return _lines(
            f"{each.register}: {each.wording}" + _within(each.year, self._source(each.source))
            for each in self.practice.recognition
        )

    def contact(self) -> str:
        """Return where to ask."""
        return _joined(self.practice.contact)

    def related(self) -> str:
        """Return the ids of related practices, with the kind of relation."""
        return _lines(
            each.id + _within(self.term(t.RELATIONS, each.kind)) for each in self.practice.related
        )

    def sources(self) -> str:
        """Return the sources, a line each."""
        return _lines(
            _joined((each.title, each.publisher, each.year, each.url))
            for each in self.practice.sources
        )

    def withdrawn(self) -> str:
        """Return when and why it was withdrawn, and the id of what replaces it."""
        found = self.practice.withdrawn
        return _joined((found.date, self.term(t.WITHDRAWALS, found.reason), found.replaced_by))

    def _source(self, id: str) -> str:
        return next((each.title for each in self.practice.sources if each.id == id), id)


COLUMNS: tuple[tuple[str, Column], ...] = (
    (N_("title"), lambda c: c.practice.title),
    (N_("summary"), lambda c: c.practice.summary),
    (N_("strength"), lambda c: c.practice.strength),
    (N_("status"), lambda c: c.term(t.STATUSES, c.practice.status)),
    (N_("provenance"), lambda c: c.term(t.PROVENANCES, c.practice.provenance)),
    (N_("organisations"), lambda c: c.organisations()),
    (N_("size of the region"), lambda c: c.term(t.REGION_LEVELS, c.practice.region.level)),
    (N_("region"), lambda c: _joined(c.practice.region.names)),
    (N_("started"), lambda c: c.practice.period.started),
    (N_("ended"), lambda c: c.practice.period.ended),
    (N_("still running"), lambda c: c.term(t.PERIOD_STATES, c.practice.period.state)),
    (N_("for whom"), lambda c: c.practice.target_group.text),
    (N_("audience"), lambda c: c.term(t.AUDIENCES, *c.practice.target_group.who)),
    (N_("youngest age"), lambda c: c.practice.target_group.age_min),
    (N_("oldest age"), lambda c: c.practice.target_group.age_max),
    (N_("sectors"), lambda c: c.term(t.SECTORS, *c.practice.sectors)),
    (N_("topics"), lambda c: c.term(t.TOPICS, *c.practice.topics)),
    (N_("level"), lambda c: c.items(c.practice.levels)),
    (N_("reason"), lambda c: c.practice.reason),
    (N_("goals"), lambda c: _lines(c.practice.goals)),
    (N_("approach"), lambda c: c.practice.approach),
    (N_("team"), lambda c: c.practice.team),
    (N_("setting"), lambda c: c.term(t.SETTINGS, *c.practice.setting)),
    (N_("mode"), lambda c: c.term(t.MODES, *c.practice.mode)),
    (N_("intensity"), lambda c: c.practice.intensity),
    (N_("leading principles"), lambda c: c.items(tag.id for tag in c.practice.principles)),
    (N_("how the principles show"), lambda c: c.how(c.practice.principles)),
    (N_("effective factors"), lambda c: c.items(tag.id for tag in c.practice.factors)),
    (N_("how the factors show"), lambda c: c.how(c.practice.factors)),
    (N_("kind of study"), lambda c: c.evidence()),
    (N_("results"), lambda c: c.results()),
    (N_("bottlenecks"), lambda c: c.bottlenecks()),
    (N_("lessons"), lambda c: _lines(c.practice.lessons)),
    (N_("conditions"), lambda c: _lines(c.practice.conditions)),
    (N_("costs"), lambda c: c.practice.costs),
    (N_("materials"), lambda c: _lines(map(_joined, c.practice.materials))),
    (N_("transfer"), lambda c: c.practice.transfer),
    (N_("how others word it"), lambda c: c.recognition()),
    (N_("voice of clients"), lambda c: c.practice.client_voice),
    (N_("contact"), lambda c: c.contact()),
    (N_("related practices"), lambda c: c.related()),
    (N_("former ids"), lambda c: _joined(c.practice.former_ids)),
    (N_("sources"), lambda c: c.sources()),
    (N_("described on"), lambda c: c.practice.review.described_on),
    (N_("last checked on"), lambda c: c.practice.review.last_checked),
    (N_("next check on"), lambda c: c.practice.review.next_check),
    (N_("withdrawn"), lambda c: c.withdrawn()),
)


def spreadsheet(
    practices: Iterable[Practice], taxonomy: t.Taxonomy, language: str
) -> Iterator[str]:
    """Yield the rows of a table as CSV that Excel and LibreOffice open without a question.

    Every cell stands between quotation marks, since LibreOffice takes comma, semicolon and tab for
    separators at once; none begins as a formula does.
    """
    writer = csv.writer(
        SimpleNamespace(write=str),  # which gives back what is written
        delimiter=SEPARATORS[language],
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL,
    )
    yield START[0]
    for row in _rows(practices, taxonomy, language):
        yield writer.writerow(map(cell, row))


def _rows(
    practices: Iterable[Practice], taxonomy: t.Taxonomy, language: str
) -> Iterator[Sequence[str]]:
    yield ["id", *(_(heading) for heading, _column in COLUMNS)]
    for practice in practices:
        cells = Cells(practice, taxonomy, language)
        yield [practice.id, *(_text(column(cells)) for _heading, column in COLUMNS)]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _joined(parts: Iterable[object]) -> str:
    return "; ".join(filter(None, map(_text, parts)))


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _within(*parts: object) -> str:
    """Return what stands between brackets behind a text, nothing where there is nothing."""
    inner = _joined(parts)
    return f" ({inner})" if inner else ""
