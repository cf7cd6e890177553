"""No two practices have the same title.

If it is the same practice, add to the file that is there. If it is another one, let the titles
tell them apart, with the name of the place for instance.

Fails:

    title: Asja (Fier)

Passes:

    title: Asja (Voorbeeldstad)
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Collection, Entry, is_unfilled
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check_among(entry: Entry, collection: Collection) -> Iterator[Found]:
    """Yield a finding where another practice has the same title."""
    same = collection.titles.get(entry.title.casefold(), []) if entry.title else []
    others = [path.name for path in same if path != entry.path]
    if others and not is_unfilled(entry.title):
        yield Found(
            entry.title_at,
            _("{name} has the same title.").format(name=others[0]),
            _("If it is the same practice, change that file; else make the titles differ."),
        )
