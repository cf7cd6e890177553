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
from collections.abc import Iterator, Sequence
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
_SHORT = 60


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    wanted, key = error.validator_value, name_of(error)
    kinds = wanted if isinstance(wanted, list) else [wanted]
    yield Found(
        pointer_of(error),
        _("'{key}' must be {wanted}.").format(key=key, wanted=_(_KINDS.get(kinds[0], ""))),
        _hint(kinds, error.instance, key, error.schema),
    )


def _hint(kinds: list[str], value: Any, key: str, schema: dict[str, Any]) -> str:
    """Return what to do; what YAML takes for another kind of value is mostly mistyped."""
    if value is None:
        return {
            "array": _("Put each value on a line below it, with a hyphen and a space in front."),
            "object": _("Put what belongs to it on the lines below, indented by two spaces."),
        }.get(kinds[0], _("Type it in this place, or take the line out."))
    hint = ""
    match kinds:
        case ["string"] if isinstance(value, int | float | dict | list):
            hint = (
                _("Put double quotes around it.")
                if isinstance(value, int | float)
                else _(
                    "If it is a text with a colon or brackets, put double quotes around all of it."
                )
            )
        case ["array"]:
            hint = _as_list(value, schema.get("items", {}).get("required", ()))
        case ["integer"] if isinstance(value, str | float):
            numbers = re.findall(r"\d+", str(value))
            hint = (
                _("Write only the number: {number}.").format(number=numbers[0])
                if len(numbers) == 1
                else _("Write one number, in digits and without other words.")
            )
        case ["object"] if isinstance(value, str) and re.match(r"[a-z_]+:\S", value):
            hint = _("Type a space behind the colon.")
    return hint or _("Look at how another practice writes '{key}'.").format(key=key)


def _as_list(value: Any, needed: Sequence[str]) -> str:
    """Return how to make a list of what is none, empty where that is not plain.

    `needed` are the keys that each item needs, if it is a group of keys.
    """
    if isinstance(value, dict):
        return _(
            "Put a hyphen and a space in front of '{key}:', and begin the rest below it."
        ).format(key=next(iter(value), ""))
    if not isinstance(value, str):
        return ""
    if needed:
        return _("Begin each item on a line below it, with '- {key}: '.").format(key=needed[0])
    if re.match(r"[-–—•]\S|[–—•]|\d+[.)] ", value):
        return _("Begin each item with a hyphen and a space.")
    if len(value) <= _SHORT and not re.search(r"[:#\[\]{}'\"\n]", value):
        parts = re.split(r"\s*[,;]\s*", value)
        return _("Put square brackets around it: {text}.").format(text=f"[{', '.join(parts)}]")
    return _("Put each value on a line below it, with a hyphen and a space in front.")
