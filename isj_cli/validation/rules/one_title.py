"""ISJ204: no two practices have the same title."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.validation.collection import TODO, Checked


def check(file: Checked) -> Iterator[Finding]:
    """Yield a finding where another practice has the same title."""
    title = file.practice.title
    others = [
        other.path.name
        for other in file.collection.files
        if other.practice
        and other.path != file.path
        and title
        and other.practice.title.casefold() == title.casefold()
    ]
    if others and TODO not in title:
        yield file.finding(
            "ISJ204",
            Severity.ERROR,
            ("title",),
            _("{name} has the same title.").format(name=others[0]),
            _("If it is the same practice, change that file; else make the titles differ."),
        )
