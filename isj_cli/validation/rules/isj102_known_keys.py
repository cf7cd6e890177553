"""A key is one that a practice can have.

A key with a typing error is passed over by every program, and so is what stands behind it.

Fails:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_mim: 12

Passes:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_min: 12
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("additionalProperties",)


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    known = error.schema.get("properties", {})
    for name in error.instance:
        if name not in known:
            yield Found(
                (*pointer_of(error), name),
                _("The key '{key}' is not known here.").format(key=name),
                _hint(str(name), known, error.instance),
                key=True,
            )


def _hint(name: str, known: dict[str, Any], values: dict[str, Any]) -> str:
    """Return what to do about a key that is not one of those that are known here."""
    if name.partition(":")[0] in known and ":" in name:
        return _("Type a space behind the colon.")
    if " " in name:
        return _("If this is part of a text, put double quotes around the whole text.")
    # Three letters within a longer word say nothing of what was meant.
    near = [each for each in nearest(name, known, 1) if len(each) * 2 >= len(name)]
    if near:
        return _("Did you mean '{near}'?").format(near=near[0])
    if {"id", "how"} <= known.keys() and "id" not in values:
        return _(
            "Write 'id: {id}', and on a line of its own below it 'how:' with the text."
        ).format(id=name)
    # What belongs in a group that is there and empty was not indented.
    for group, schema in known.items():
        if name in schema.get("properties", ()) and not values.get(group, schema):
            return _("It belongs to '{group}': put it below that, indented by two spaces.").format(
                group=group
            )
    return _("Take it out, or use one of: {known}.").format(known=", ".join(known))
