"""Whether somebody has to look again at what was written, and since when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from isj_cli.domain.practice import Review

MONTHS = 24  # the next check is to be at most so far ahead (ISJ505)
DUE, CHECKED, DESCRIBED, UNDATED = "due", "checked", "described", "undated"
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


class Reason(NamedTuple):
    """Why an entry needs a new look, with the day that says so.

    `reason` is `due` (it was to be checked on that day), `checked` (the last check was long ago),
    `described` (it was described long ago, and never checked) or `undated` (no day is known).
    """

    reason: str
    day: date | None = None


class Stale(NamedTuple):
    """An entry that needs a new look: its id, the day of the last look, and the reasons."""

    id: str
    looked_on: date | None
    reasons: tuple[Reason, ...]


def today() -> date:
    """Return the day that it is, by UTC as everywhere in this program."""
    return datetime.now(UTC).date()


def has_form_of_day(text: str) -> bool:
    """Tell whether a text is written as a day, such as `2026-01-31`."""
    return _DAY.fullmatch(text) is not None


def day_of(text: str) -> date | None:
    """Return the day that a text names; nothing where there is no such day."""
    try:
        return date.fromisoformat(text) if has_form_of_day(text) else None
    except ValueError:
        return None


def half_year_of(text: str) -> str:
    """Return the half of a year in which a day lies, such as `2026H1`; empty where unknown."""
    day = day_of(text)
    return f"{day.year}H{1 if day.month <= 6 else 2}" if day else ""


def looked_on(review: Review) -> date | None:
    """Return the day on which somebody last looked: described or checked it, the later of both."""
    return max(filter(None, map(day_of, (review.last_checked, review.described_on))), default=None)


def is_due(review: Review, today: date) -> bool:
    """Tell whether the day of the next check has passed."""
    next_check = day_of(review.next_check)
    return next_check is not None and next_check < today


def reasons(review: Review, today: date, months: int = MONTHS) -> tuple[Reason, ...]:
    """Return why an entry needs a new look, nothing where it does not.

    `months` is how long ago the last look may be.
    """
    found = [Reason(DUE, day_of(review.next_check))] if is_due(review, today) else []
    looked = looked_on(review)
    if looked is None:
        found.append(Reason(UNDATED))
    elif looked < before(today, months):
        found.append(
            Reason(CHECKED if looked == day_of(review.last_checked) else DESCRIBED, looked)
        )
    return tuple(found)


def stale(reviews: Iterable[tuple[str, Review]], today: date, months: int = MONTHS) -> list[Stale]:
    """Return the entries (id and review) that need a new look, the longest unseen first."""
    found = [Stale(id, looked_on(each), reasons(each, today, months)) for id, each in reviews]
    needing = [each for each in found if each.reasons]
    return sorted(needing, key=lambda each: (each.looked_on or date.min, each.id))


def before(day: date, months: int) -> date:
    """Return the day so many months before; the last of a month that is shorter.

    No day is further back than the first of all.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
