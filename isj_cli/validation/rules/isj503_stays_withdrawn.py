"""A practice that was withdrawn stays withdrawn.

Who followed a link to it has read why. If the practice lives again, describe it in a new file and
name that file's id under 'replaced_by'. Only checked with --changed-since.

Before:

    status: ingetrokken
    withdrawn: {date: "2026-01-31", reason: gestopt}

Fails:

    status: gepubliceerd

Passes:

    status: ingetrokken
    withdrawn: {date: "2026-01-31", reason: gestopt, replaced_by: asja-fier}
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import WITHDRAWN
from isj_cli.locale import _
from isj_cli.validation.collection import Collection, Entry
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check_among(entry: Entry, collection: Collection) -> Iterator[Found]:
    """Yield a finding where the practice was withdrawn, under this id or a former one."""
    before = collection.changes.before if collection.changes else {}
    ids = [entry.id, *(each.id for each in entry.former_ids)]
    if entry.status != WITHDRAWN and any(
        id in before and before[id].status == WITHDRAWN for id in ids
    ):
        yield Found(
            entry.status_at,
            _("The practice was withdrawn, and no longer is."),
            _("Make the status 'ingetrokken' again; describe what is new in a file of its own."),
        )
