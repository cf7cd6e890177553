"""What an id is, and that one can be had."""

from __future__ import annotations

import re
from collections.abc import Callable

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of an id: small letters, digits, single hyphens, ≤ 80."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def refuse_id(id: str, is_taken: Callable[[str], bool] | None = None) -> None:
    """Raise `IsjError` where `id` is none, or `is_taken` says of one that it cannot be had."""
    if not is_id(id):
        raise IsjError(
            _(
                "'{id}' cannot be an id; use small letters, digits and hyphens, such as een-twee."
            ).format(id=id)
        )
    if is_taken and is_taken(id):
        raise IsjError(
            _("There is a practice with the id '{id}' already; choose another one.").format(id=id)
        )
