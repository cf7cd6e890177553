"""The days on which practices were described and checked, as far as they are known."""

from __future__ import annotations

import re
from datetime import date

from isj_cli.domain.practice import Practice
from isj_cli.pages.publication import Publication

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day(text: str) -> str:
    """Return a day (ISO 8601) that exists, nothing for any other text."""
    try:
        return date.fromisoformat(text).isoformat() if _DAY.fullmatch(text) else ""
    except ValueError:
        return ""


def changed_on(practice: Practice) -> str:
    """Return the day on which a practice was last checked or described; empty if not known."""
    return max(day(practice.review.last_checked), day(practice.review.described_on))


def has_feed(publication: Publication) -> bool:
    """Tell whether there is a practice of which the day of the last look is known."""
    return any(changed_on(each) for each in publication.practices)


def dated(publication: Publication) -> list[Practice]:
    """Return the practices of which the day of the last look is known, newest first."""
    found = [each for each in publication.practices if changed_on(each)]
    return sorted(sorted(found, key=lambda each: each.id), key=changed_on, reverse=True)
