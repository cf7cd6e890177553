"""A year or an age is one that there can be.

Fails:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_min: 1200

Passes:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_min: 12
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("minimum", "maximum")


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    message = (
        _("'{key}' is lower than {limit}.")
        if error.validator == "minimum"
        else _("'{key}' is higher than {limit}.")
    )
    yield Found(
        pointer_of(error),
        message.format(key=name_of(error), limit=error.validator_value),
        _("Correct it."),
    )
