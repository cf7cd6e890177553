"""An id, a web address, a mailbox or a day has the right form.

An id has small letters, digits and single hyphens. A web address begins with https:// or http://.
A day is written as 2026-01-31.

Fails:

    review:
      described_on: "31-01-2026"

Passes:

    review:
      described_on: "2026-01-31"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.addresses import fault_of
from isj_cli.validation.rule import QUOTED, Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("pattern", "format")


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    value = str(error.instance)
    fault = fault_of(value) if value.startswith(("http://", "https://")) else None
    yield Found(
        pointer_of(error),
        _("'{key}' does not have the right form: '{value}'.").format(
            key=name_of(error), value=value[:QUOTED]
        ),
        fault.hint if fault else error.schema.get("description", ""),
    )
