"""The next check of a practice is in the two years to come.

'review.next_check' is the day on which somebody looks again whether what is written still holds.
When that day has come, look at the sources, correct the text, and set a new day, at most 24 months
ahead. This is a note, since it depends on today's date.

Fails:

    review: {described_on: "2024-01-31", next_check: "2026-01-31"}

    review: {described_on: "2026-01-31", next_check: "2029-01-31"}

Passes:

    review: {described_on: "2026-01-31", next_check: "2028-01-31"}
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import WITHDRAWN
from isj_cli.domain.reviewing import MONTHS, before, day_of, is_due
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.INFO


def check(file: Checked) -> Iterator[Found]:
    """Yield a note where the next check is due, or further away than two years."""
    day, today = day_of(file.practice.review.next_check), file.today
    if day is None or file.practice.status == WITHDRAWN:
        return
    if is_due(file.practice.review, today):
        yield Found(
            ("review", "next_check"),
            _("The practice was to be checked again on {day}.").format(day=day),
            _("Check whether it still holds; then set 'last_checked' to today, and a new day."),
        )
    elif before(day, MONTHS) > today:
        yield Found(
            ("review", "next_check"),
            _("The next check is more than 24 months ahead."),
            _("Choose a day within two years."),
        )
