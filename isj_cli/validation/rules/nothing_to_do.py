"""ISJ301: nothing in a practice still says TODO.

A warning while the practice is a concept, an error in any other status.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.validation.collection import TODO, Checked, is_unfilled, texts


def check(file: Checked) -> Iterator[Finding]:
    """Yield a finding for each text that is not filled in yet."""
    severity = Severity.WARNING if file.is_draft else Severity.ERROR
    for pointer, text in texts(file.document.data):
        if is_unfilled(text):
            name = ".".join(str(step) for step in pointer if isinstance(step, str))
            yield file.finding_at(
                "ISJ301",
                severity,
                file.document.place_of(pointer, TODO),
                _("'{key}' is not filled in yet.").format(key=name),
                _("Write the text in the place of TODO, or take the key out."),
            )
