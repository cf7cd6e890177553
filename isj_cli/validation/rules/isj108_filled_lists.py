"""A list names at least one thing, and nothing twice.

A practice without a source, an organisation or a principle cannot be checked or found.

Fails:

    sectors: []

Passes:

    sectors: [jeugd-ggz, onderwijs]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("minItems", "uniqueItems")


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    key = name_of(error)
    if error.validator == "uniqueItems":
        yield Found(
            pointer_of(error),
            _("'{key}' names something twice.").format(key=key),
            _("Take one of the two out."),
        )
    elif key == "sources":
        yield Found(
            pointer_of(error),
            _("The practice names no source."),
            _("Name at least one public source, so that others can look it up."),
        )
    else:
        yield Found(
            pointer_of(error),
            _("'{key}' is an empty list.").format(key=key),
            _("Name at least one, or take the key out if it may be left out."),
        )
