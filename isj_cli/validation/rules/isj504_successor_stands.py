"""The practice that replaces a withdrawn one is not withdrawn itself.

'replaced_by' sends readers on to what they can use now.

Fails:

    # practices/eerste.yaml
    id: eerste
    title: Eerste team
    status: ingetrokken
    withdrawn: {date: "2026-01-31", reason: gestopt}
    # practices/tweede.yaml
    id: tweede
    title: Tweede team
    status: ingetrokken
    withdrawn: {date: "2026-01-31", reason: gestopt, replaced_by: eerste}

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

SEVERITY = Severity.WARNING


def check_among(entry: Entry, collection: Collection) -> Iterator[Found]:
    """Yield a warning where the successor has been withdrawn."""
    by_id = collection.by_id
    for reference in entry.references:
        if reference.pointer[0] != "withdrawn" or reference.id == entry.id:
            continue
        passed, last = [], by_id.get(reference.id)
        while last and last.status == WITHDRAWN and last.id not in passed:
            passed.append(last.id)
            last = next(
                (by_id.get(each.id) for each in last.references if each.pointer[0] == "withdrawn"),
                None,
            )
        if passed:
            yield Found(
                reference.place,
                _("The successor '{id}' has itself been withdrawn.").format(id=reference.id),
                _("Name '{id}', which took its place.").format(id=last.id)
                if last and last.id not in (*passed, entry.id)
                else _("Name another practice, or take 'replaced_by' out."),
            )
