"""A text is neither empty nor too long.

A title has at most 100 characters and a summary 600. In a concept an empty text is only warned of.

Fails:

    approach: ""

Passes:

    approach: De school meldt een jongere aan. Daarna komt het team thuis langs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("minLength", "maxLength")


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    key, limit = name_of(error), error.validator_value
    if error.validator == "minLength":
        message, hint = _("'{key}' is empty."), _("Write a text, or take the key out.")
    else:
        message = _("'{key}' has {number} characters; at most {limit} fit.")
        hint = _("Make it shorter.")
    yield Found(
        pointer_of(error), message.format(key=key, number=len(error.instance), limit=limit), hint
    )
