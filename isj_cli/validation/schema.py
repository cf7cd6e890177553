"""Checking data against a JSON Schema, with findings that people understand.

Most files fit. That is what jsonschema-rs tells, thirty times as fast; only for a file that it does
not accept does jsonschema, which says more and has the last word, look for what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import jsonschema_rs

from isj_cli.domain.errors import IsjError
from isj_cli.domain.finding import Severity
from isj_cli.domain.taxonomy import FACTORS, LEVELS, PRINCIPLES, SECTORS, TOPICS
from isj_cli.locale import _
from isj_cli.store.schema_files import MARK
from isj_cli.validation.collection import Checked, is_unfilled
from isj_cli.validation.rule import Found, Pointer, Rule

TAG_LISTS = {  # the closed lists whose values are tags, and the key that carries them
    PRINCIPLES: PRINCIPLES,
    FACTORS: FACTORS,
    LEVELS: LEVELS,
    SECTORS: "sectors",
    TOPICS: "topics",
}
_ABOUT_PARTS = ("required", "additionalProperties")
_FIRST = ("type", "minLength", "maxLength")


class Mismatch(NamedTuple):
    """A place where data and schema disagree: the rule that words it, and what it says."""

    rule: Rule
    found: Found
    error: Any


class SchemaCheck:
    """One schema, prepared once for any number of files."""

    def __init__(self, schema: dict[str, Any], rules: Iterable[Rule]) -> None:
        """Prepare `schema` (JSON Schema draft 2020-12) for those of `rules` that word a keyword.

        Raises `IsjError` where it is no schema, or refers to what stands elsewhere.
        """
        try:
            self._quick = jsonschema_rs.Draft202012Validator(schema, retriever=_nothing)
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
            raise IsjError(
                _(
                    "The schema is not valid at '{place}'; restore it, with git for instance."
                ).format(place="/".join(map(str, getattr(error, "instance_path", ()))))
            ) from error
        self._schema = schema
        self._rules = {
            keyword: rule for rule in rules for keyword in getattr(rule.module, "KEYWORDS", ())
        }

    @cached_property
    def thorough(self) -> Any:
        """The validator that tells what is wrong."""
        import jsonschema

        return jsonschema.Draft202012Validator(self._schema)

    def fits(self, data: Any) -> bool:
        """Tell whether nothing is wrong; where that cannot be told quickly, it may still be so."""
        try:
            return self._quick.is_valid(data)
        except ValueError:
            return False

    def mismatches(self, data: Any) -> Iterator[Mismatch]:
        """Yield every mismatch between `data` and the schema; about one value only the first."""
        if not self._rules or self.fits(data):
            return
        told: set[tuple[str | int, ...]] = set()
        errors = self.thorough.iter_errors(data)
        for error in sorted(errors, key=_weight):
            pointer = tuple(error.absolute_path)
            rule = self._rules.get(error.validator) or self._rules.get("")
            if rule and (error.validator in _ABOUT_PARTS or pointer not in told):
                for found in rule.module.explain(error):
                    yield Mismatch(rule, found, error)
            if error.validator not in _ABOUT_PARTS:
                told.add(pointer)

    def mismatches_of(self, file: Checked) -> Iterator[Mismatch]:
        """Yield the mismatches of a practice.

        Tags are left to ISJ202, and what still says TODO to ISJ301. In a concept a text that is
        missing or empty is a warning.
        """
        for mismatch in self.mismatches(file.document.data):
            error = mismatch.error
            value = error.instance
            if isinstance(value, str) and (
                is_unfilled(value) or _list_name(error.schema) in TAG_LISTS
            ):
                continue
            if file.is_draft and _is_text(error):
                mismatch = mismatch._replace(
                    found=mismatch.found._replace(severity=Severity.WARNING)
                )
            yield mismatch


def _nothing(uri: str) -> Any:
    """Refuse to fetch what a schema refers to."""
    raise LookupError(uri)


def _list_name(schema: dict[str, Any]) -> str:
    comment = schema.get("$comment", "")
    return comment.removeprefix(MARK) if comment.startswith(MARK) else ""


def _is_text(error: Any) -> bool:
    """Tell whether an error says that a text is missing or empty."""
    if error.validator == "minLength":
        return True
    if error.validator != "required":
        return False
    name = missing_key(error)
    schema = error.schema.get("properties", {}).get(name, {})
    is_text = schema.get("type") == "string" and "enum" not in schema
    return (is_text or name == "target_group") and name not in ("id", "title")


def _weight(error: Any) -> int:
    """Return where an error comes among those about the same value: the plainest goes first."""
    return _FIRST.index(error.validator) if error.validator in _FIRST else len(_FIRST)


def missing_key(error: Any) -> str:
    """Return the key of which the keyword `required` says that it is missing."""
    key: str = error.message.split("'")[1]
    return key


def pointer_of(error: Any) -> Pointer:
    """Return the way to the value that an error is about."""
    return tuple(error.absolute_path)


def name_of(error: Any) -> str:
    """Return the way to a value as people read it: `principles[2].how`."""
    name = ""
    for step in error.absolute_path:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name
