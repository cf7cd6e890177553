"""A practice fits the schema.

The schema of this knowledge base asks for something that has no rule of its own. The message names
the keyword of JSON Schema.

Passes:

    title: Thuisteam
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("",)


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    yield Found(
        pointer_of(error),
        _("'{key}' does not fit the schema ({keyword}).").format(
            key=name_of(error), keyword=error.validator
        ),
        _("Look at how another practice writes it."),
    )
