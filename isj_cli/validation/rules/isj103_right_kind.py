"""A value is of the right kind: a text, a number, a list or a group of keys.

A number that is meant as a text needs double quotes. A list has a hyphen in front of each value.

Fails:

    goals: De jongere volgt weer lessen.

Passes:

    goals:
      - De jongere volgt weer lessen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import N_, _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("type",)

_KINDS = {
    "string": N_("a text"),
    "integer": N_("a whole number"),
    "array": N_("a list"),
    "object": N_("a group of keys"),
    "boolean": N_("true or false"),
}


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    wanted, key = error.validator_value, name_of(error)
    kinds = wanted if isinstance(wanted, list) else [wanted]
    yield Found(
        pointer_of(error),
        _("'{key}' must be {wanted}.").format(key=key, wanted=_(_KINDS.get(kinds[0], ""))),
        _hint(kinds, error.instance, key),
    )


def _hint(kinds: list[str], value: Any, key: str) -> str:
    """Return what to do; what YAML takes for another kind of value is mostly mistyped."""
    if kinds == ["string"] and isinstance(value, int | float | dict | list):
        return (
            _("Put double quotes around it.")
            if isinstance(value, int | float)
            else _("If it is a text with a colon or brackets, put double quotes around all of it.")
        )
    if kinds == ["array"] and isinstance(value, str) and re.match(r"[-–—•]\S|[–—•]", value):
        return _("Begin each item with a hyphen and a space.")
    if kinds == ["object"] and isinstance(value, str) and re.match(r"[a-z_]+:\S", value):
        return _("Type a space behind the colon.")
    return _("Look at how another practice writes '{key}'.").format(key=key)
