"""A year is not in the future.

A practice is described as it is or was. An end, a result or a publication that is only planned can
be told in the text. A look at it in a year to come is a slip, and would hide for long that it needs
a new one. This is a note, since it depends on today's date.

Fails:

    period: {started: 2015, ended: 2030}

Passes:

    period: {started: 2015, ended: 2020}
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.practice import Practice
from isj_cli.domain.reviewing import day_of
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_year
from isj_cli.validation.rule import Found, Pointer

SEVERITY = Severity.INFO


def check(file: Checked) -> Iterator[Found]:
    """Yield a note for each year that is still to come."""
    typed = [each for each in _years(file.practice) if is_year(each[1])]
    for pointer, year in (*typed, *_years_of_review(file.practice)):
        if year is not None and year > file.today.year:
            yield Found(
                pointer,
                _("The year {year} is still to come.").format(year=year),
                _("Correct it, or tell in the text what is planned."),
            )


def _years(practice: Practice) -> Iterator[tuple[Pointer, int | None]]:
    yield ("period", "started"), practice.period.started
    yield ("period", "ended"), practice.period.ended
    for key in ("results", "sources", "recognition"):
        for number, each in enumerate(getattr(practice, key)):
            yield (key, number, "year"), each.year


def _years_of_review(practice: Practice) -> Iterator[tuple[Pointer, int]]:
    for key in ("described_on", "last_checked"):
        if day := day_of(getattr(practice.review, key)):
            yield ("review", key), day.year
