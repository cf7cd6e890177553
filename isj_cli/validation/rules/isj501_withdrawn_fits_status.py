"""A withdrawn practice says when and why, and only a withdrawn one does.

Fails:

    status: ingetrokken

Passes:

    status: ingetrokken
    withdrawn:
      date: "2026-01-31"
      reason: gestopt
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import WITHDRAWN
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding where `status` and `withdrawn` disagree."""
    withdrawn = "withdrawn" in file.document.mapping
    if file.practice.status == WITHDRAWN and not withdrawn:
        yield Found(
            ("status",),
            _("The practice is withdrawn without a reason."),
            _("Add 'withdrawn:' with a date and a reason."),
        )
    elif withdrawn and file.practice.status != WITHDRAWN:
        yield Found(
            ("withdrawn",),
            _("There is a reason for withdrawal, but the status is '{status}'.").format(
                status=file.practice.status
            ),
            _("Make the status 'ingetrokken', or take 'withdrawn' out."),
            key=True,
        )
