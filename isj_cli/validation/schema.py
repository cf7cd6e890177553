"""Checking data against a JSON Schema, with findings that people understand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema

from isj_cli.domain.errors import IsjError
from isj_cli.domain.words import nearest
from isj_cli.locale import N_, _
from isj_cli.store.schema_files import MARK

CODES = {
    "required": "ISJ101",
    "additionalProperties": "ISJ102",
    "type": "ISJ103",
    "const": "ISJ104",
    "enum": "ISJ104",
    "pattern": "ISJ105",
    "minLength": "ISJ106",
    "maxLength": "ISJ106",
    "minimum": "ISJ107",
    "maximum": "ISJ107",
    "minItems": "ISJ108",
    "uniqueItems": "ISJ108",
}

_ABOUT_PARTS = ("required", "additionalProperties")
_FIRST = ("type", "minLength", "maxLength")

_TYPES = {
    "string": N_("a text"),
    "integer": N_("a whole number"),
    "array": N_("a list"),
    "object": N_("a group of keys"),
    "boolean": N_("true or false"),
}


@dataclass(frozen=True)
class Mismatch:
    """One place where data and schema disagree.

    `at_key` says that the key is meant rather than its value; `list_name` names the closed list
    that does not know the value; `is_text` tells that a text is missing or empty.
    """

    code: str
    pointer: tuple[str | int, ...]
    message: str
    hint: str
    at_key: bool = False
    list_name: str = ""
    is_text: bool = False


class SchemaCheck:
    """One schema, prepared once for any number of files."""

    def __init__(self, schema: dict[str, Any]) -> None:
        """Prepare `schema` (JSON Schema draft 2020-12); raises `IsjError` where it is none."""
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            raise IsjError(
                _(
                    "The schema is not valid at '{place}'; restore it, with git for instance."
                ).format(place="/".join(map(str, error.absolute_path)))
            ) from error
        self._validator = jsonschema.Draft202012Validator(schema)

    def mismatches(self, data: Any) -> Iterator[Mismatch]:
        """Yield every mismatch between `data` and the schema; about one value only the first."""
        told: set[tuple[str | int, ...]] = set()
        for error in sorted(self._validator.iter_errors(data), key=_weight):
            pointer = tuple(error.absolute_path)
            if error.validator in _ABOUT_PARTS or pointer not in told:
                yield from _explain(error)
            if error.validator not in _ABOUT_PARTS:
                told.add(pointer)


def _weight(error: Any) -> int:
    """Return where an error comes among those about the same value: the plainest goes first."""
    return _FIRST.index(error.validator) if error.validator in _FIRST else len(_FIRST)


def _explain(error: Any) -> Iterator[Mismatch]:
    code = CODES.get(error.validator, "ISJ100")
    pointer = tuple(error.absolute_path)
    key = _name(pointer)
    value = error.instance
    if error.validator == "required":
        yield _missing(error, pointer)
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for name in value:
            if name not in known:
                near = nearest(str(name), known, 1)
                yield Mismatch(
                    code,
                    (*pointer, name),
                    _("The key '{key}' is not known here.").format(key=name),
                    _("Did you mean '{near}'?").format(near=near[0])
                    if near
                    else _("Take it out, or use one of: {known}.").format(known=", ".join(known)),
                    at_key=True,
                )
    elif error.validator in ("enum", "const"):
        yield _not_listed(error, code, pointer, key)
    else:
        message, hint = _reason(error, key)
        empty = error.validator == "minLength"
        yield Mismatch(code, pointer, message, hint, is_text=empty)


def _missing(error: Any, pointer: tuple[str | int, ...]) -> Mismatch:
    name = error.message.split("'")[1]
    schema = error.schema.get("properties", {}).get(name, {})
    is_text = (schema.get("type") == "string" and "enum" not in schema) or name == "target_group"
    where = _(" in '{key}'").format(key=_name(pointer)) if pointer else ""
    title = schema.get("description", "")
    return Mismatch(
        "ISJ101",
        pointer,
        _("The key '{key}' is missing{where}.").format(key=name, where=where),
        _("Add '{key}:'. {what}").format(key=name, what=title).strip(),
        is_text=is_text and name not in ("id", "title"),
    )


def _not_listed(error: Any, code: str, pointer: tuple[str | int, ...], key: str) -> Mismatch:
    options = [str(each) for each in error.schema.get("enum", [error.schema.get("const")])]
    value = str(error.instance)
    near = nearest(value, options, 2)
    if near:
        hint = _("Did you mean {near}?").format(near=_(" or ").join(f"'{each}'" for each in near))
    elif len(options) <= 15:
        hint = _("Choose from: {options}.").format(options=", ".join(options))
    else:
        hint = _("The editor completes it, and vocabularies.yaml and principles.yaml list them.")
    comment = error.schema.get("$comment", "")
    return Mismatch(
        code,
        pointer,
        _("'{value}' is not a value that '{key}' can have.").format(value=value[:60], key=key),
        hint,
        list_name=comment.removeprefix(MARK),
    )


def _reason(error: Any, key: str) -> tuple[str, str]:
    limit, value = error.validator_value, error.instance
    if error.validator == "type":
        kinds = limit if isinstance(limit, list) else [limit]
        wanted = _(_TYPES.get(kinds[0], ""))
        hint = (
            _("Put double quotes around it.")
            if kinds == ["string"] and isinstance(value, int | float)
            else _("Look at how another practice writes '{key}'.").format(key=key)
        )
        return _("'{key}' must be {wanted}.").format(key=key, wanted=wanted), hint
    if error.validator == "pattern":
        return (
            _("'{key}' does not have the right form: '{value}'.").format(
                key=key, value=str(value)[:60]
            ),
            error.schema.get("description", ""),
        )
    if error.validator == "minLength":
        return _("'{key}' is empty.").format(key=key), _("Write a text, or take the key out.")
    if error.validator == "maxLength":
        return (
            _("'{key}' has {number} characters; at most {limit} fit.").format(
                key=key, number=len(value), limit=limit
            ),
            _("Make it shorter."),
        )
    if error.validator == "minimum":
        return _("'{key}' is lower than {limit}.").format(key=key, limit=limit), _("Correct it.")
    if error.validator == "maximum":
        return _("'{key}' is higher than {limit}.").format(key=key, limit=limit), _("Correct it.")
    if error.validator == "minItems":
        return _("'{key}' is an empty list.").format(key=key), _(
            "Name at least one, or take the key out if it may be left out."
        )
    if error.validator == "uniqueItems":
        return _("'{key}' names something twice.").format(key=key), _("Take one of the two out.")
    return (
        _("'{key}' does not fit the schema ({keyword}).").format(key=key, keyword=error.validator),
        _("Look at how another practice writes it."),
    )


def _name(pointer: tuple[str | int, ...]) -> str:
    """Return the way to a value as people read it: `principles[2].how`."""
    name = ""
    for step in pointer:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name
