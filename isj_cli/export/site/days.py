"""The days on which practices were described and checked, as far as they are known."""

from __future__ import annotations

from isj_cli.domain import reviewing
from isj_cli.domain.practice import Practice
from isj_cli.pages.publication import Publication


def day(text: str) -> str:
    """Return a day (ISO 8601) that exists, nothing for any other text."""
    return text if reviewing.day_of(text) else ""


def changed_on(practice: Practice) -> str:
    """Return the day on which a practice was last checked or described; empty if not known."""
    looked_on = reviewing.looked_on(practice.review)
    return looked_on.isoformat() if looked_on else ""


def has_feed(publication: Publication) -> bool:
    """Tell whether there is a practice of which the day of the last look is known."""
    return any(changed_on(each) for each in publication.practices)


def dated(publication: Publication) -> list[Practice]:
    """Return the practices of which the day of the last look is known, newest first."""
    found = [each for each in publication.practices if changed_on(each)]
    return sorted(sorted(found, key=lambda each: each.id), key=changed_on, reverse=True)
