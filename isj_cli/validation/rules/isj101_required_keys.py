"""A key that every practice needs is there.

In a concept a text that is missing is only warned of. CONTRIBUTING.md says what each key is for.

Fails:

    region:
      names: [Leeuwarden]

Passes:

    region:
      level: gemeente
      names: [Leeuwarden]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.rule import Found
from isj_cli.validation.schema import missing_key, name_of, pointer_of

SEVERITY = Severity.ERROR
KEYWORDS = ("required",)


def explain(error: Any) -> Iterator[Found]:
    """Yield what to say of a mismatch with the schema."""
    name = missing_key(error)
    schema = error.schema.get("properties", {}).get(name, {})
    where = _(" in '{key}'").format(key=name_of(error)) if error.absolute_path else ""
    yield Found(
        pointer_of(error),
        _("The key '{key}' is missing{where}.").format(key=name, where=where),
        _("Add '{key}:'. {what}").format(key=name, what=schema.get("description", "")).strip(),
    )
