"""Nothing in a practice still says TODO.

A warning while the practice is a concept, an error in any other status.

Fails:

    summary: TODO

Passes:

    summary: Het Thuisteam helpt jongeren die al maanden niet naar school gaan.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import TODO
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_unfilled, texts
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each text that is not filled in yet."""
    if TODO not in file.document.text:
        return
    severity = Severity.WARNING if file.is_draft else Severity.ERROR
    for pointer, text in texts(file.document.data):
        if is_unfilled(text):
            name = ".".join(str(step) for step in pointer if isinstance(step, str))
            yield Found(
                pointer,
                _("'{key}' is not filled in yet.").format(key=name),
                _("Write the text in the place of TODO, or take the key out."),
                words=TODO,
                severity=severity,
            )
