"""A day is one that the calendar has.

Fails:

    review:
      described_on: "2026-02-31"

Passes:

    review:
      described_on: "2026-02-28"
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.reviewing import day_of, has_form_of_day
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

_DAYS = (
    ("review", "described_on"),
    ("review", "last_checked"),
    ("review", "next_check"),
    ("withdrawn", "date"),
)


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each day that does not exist."""
    for key, name in _DAYS:
        text = getattr(getattr(file.practice, key), name)
        if has_form_of_day(text) and day_of(text) is None:
            year, month = int(text[:4]), int(text[5:7])
            yield Found(
                (key, name),
                _("The day {day} does not exist.").format(day=text),
                _("Correct it; that month has {number} days.").format(
                    number=calendar.monthrange(year, month)[1]
                )
                if year
                else _("Correct the year."),
            )
