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
            glued = name.partition(":")[0] in known and ":" in name
            near = nearest(str(name), known, 1)
            yield Found(
                (*pointer_of(error), name),
                _("The key '{key}' is not known here.").format(key=name),
                _("Type a space behind the colon.")
                if glued
                else _("Did you mean '{near}'?").format(near=near[0])
                if near
                else _("Take it out, or use one of: {known}.").format(known=", ".join(known)),
                key=True,
            )
