"""ISJ204: no two practices have the same title."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_unfilled


def check(file: Checked) -> Iterator[Finding]:
    """Yield a finding where another practice has the same title."""
    title = file.practice.title
    same = file.collection.titles.get(title.casefold(), []) if title else []
    others = [path.name for path in same if path != file.path]
    if others and not is_unfilled(title):
        yield file.finding(
            "ISJ204",
            Severity.ERROR,
            ("title",),
            _("{name} has the same title.").format(name=others[0]),
            _("If it is the same practice, change that file; else make the titles differ."),
        )
