"""A practice that was there does not disappear.

Others refer to it, and its id is never used for another one. A practice that has ended or was wrong
is withdrawn: status 'ingetrokken', with 'withdrawn:'. A practice that got another id keeps the old
one under 'former_ids'; 'isj rename' does so. Only checked with --changed-since.

Before:

    # practices/thuisteam-oud.yaml
    id: thuisteam-oud

Fails:

    # practices/thuisteam-nieuw.yaml
    id: thuisteam-nieuw

Passes:

    # practices/thuisteam-nieuw.yaml
    id: thuisteam-nieuw
    former_ids: [thuisteam-oud]
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.store.ids import is_id
from isj_cli.validation.collection import Collection
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check_collection(collection: Collection) -> Iterator[Found]:
    """Yield a finding for each practice that has gone without a successor that bears its id."""
    gone = collection.changes.gone if collection.changes else frozenset()
    for id in filter(is_id, sorted(gone - collection.former_ids.keys())):
        yield Found(
            (),
            _("The practice '{id}' has disappeared.").format(id=id),
            _(
                "Put the file back and withdraw the practice, or name '{id}' under 'former_ids' "
                "of the practice that took its place."
            ).format(id=id),
            path=collection.kb.path_of(id),
        )
