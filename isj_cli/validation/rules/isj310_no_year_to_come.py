"""A year is not in the future.

A practice is described as it is or was. An end, a result or a publication that is only planned can
be told in the text. This is a note, since it depends on today's date.

Fails:

    period: {started: 2015, ended: 2030}

Passes:

    period: {started: 2015, ended: 2020}
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.practice import Practice
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_year
from isj_cli.validation.rule import Found, Pointer

SEVERITY = Severity.INFO


def check(file: Checked) -> Iterator[Found]:
    """Yield a note for each year that is still to come."""
    for pointer, year in _years(file.practice):
        if is_year(year) and year > file.today.year:
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
