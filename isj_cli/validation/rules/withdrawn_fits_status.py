"""ISJ501: a withdrawn practice says when and why, and only a withdrawn one does."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked


def check(file: Checked) -> Iterator[Finding]:
    """Yield a finding where `status` and `withdrawn` disagree."""
    withdrawn = "withdrawn" in file.document.mapping
    if file.practice.status == "ingetrokken" and not withdrawn:
        yield file.finding(
            "ISJ501",
            Severity.ERROR,
            ("status",),
            _("The practice is withdrawn without a reason."),
            _("Add 'withdrawn:' with a date and a reason."),
        )
    elif withdrawn and file.practice.status != "ingetrokken":
        yield file.finding(
            "ISJ501",
            Severity.ERROR,
            ("withdrawn",),
            _("There is a reason for withdrawal, but the status is '{status}'.").format(
                status=file.practice.status
            ),
            _("Make the status 'ingetrokken', or take 'withdrawn' out."),
            key=True,
        )
