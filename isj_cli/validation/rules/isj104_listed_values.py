"""A value stands in its closed list.

The lists stand in vocabularies.yaml and principles.yaml. An editor that reads the schema completes
them.

Fails:

    status: gepubliseerd

Passes:

    status: gepubliceerd
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.validation.rule import QUOTED, Found
from isj_cli.validation.schema import name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("enum", "const")


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    options = [str(each) for each in error.schema.get("enum", [error.schema.get("const")])]
    value = str(error.instance)
    if near := nearest(value, options, 2):
        hint = _("Did you mean {near}?").format(near=_(" or ").join(f"'{each}'" for each in near))
    elif len(options) <= 15:
        hint = _("Choose from: {options}.").format(options=", ".join(options))
    else:
        hint = _("The editor completes it, and vocabularies.yaml and principles.yaml list them.")
    yield Found(
        pointer_of(error),
        _("'{value}' is not a value that '{key}' can have.").format(
            value=value[:QUOTED], key=name_of(error)
        ),
        hint,
    )
