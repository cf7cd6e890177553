"""ISJ302: a practice names at least one effective factor (a warning: some sources show none)."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked


def check(file: Checked) -> Iterator[Finding]:
    """Yield a warning for an empty list of factors."""
    if file.document.mapping.get("factors") == []:
        yield file.finding(
            "ISJ302",
            Severity.WARNING,
            ("factors",),
            _("No effective factor is named."),
            _("Name the factors that the sources show; 'isj factors' lists them."),
        )
