"""Practices that need a new look, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from isj_cli.domain.hit import Record
from isj_cli.domain.reviewing import Reason, Stale
from isj_cli.locale import N_, _
from isj_cli.pages.described import day
from isj_cli.render.hits import heading, where
from isj_cli.render.plain import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType

_SAID = {
    "due": N_("was to be checked again on {day}"),
    "checked": N_("last checked on {day}"),
    "described": N_("described on {day}, and never checked since"),
    "undated": N_("names no day on which it was described or checked"),
}

Row = tuple[Record, Stale]


def stale_listing(rows: Sequence[Row]) -> Listing:
    """Return the practices for programs: id, title, the day of the last look, reasons."""
    return Listing(
        columns=("id", "title", "looked_on", "reasons"),
        headings=(_("id"), _("title"), _("last look"), _("reasons")),
        rows=[
            (
                record.id,
                record.title,
                _iso(stale),
                "; ".join(said(reason) for reason in stale.reasons),
            )
            for record, stale in rows
        ],
        items=[
            {
                "id": record.id,
                "title": record.title,
                "looked_on": _iso(stale) or None,
                "reasons": [
                    {"reason": each.reason, "day": each.day and each.day.isoformat()}
                    for each in stale.reasons
                ],
                "provenance": record.provenance,
                "path": record.path,
            }
            for record, stale in rows
        ],
    )


def stale_view(rows: Sequence[Row], provenances: Mapping[str, str]) -> RenderableType:
    """Return the practices for people."""
    from rich.padding import Padding
    from rich.text import Text

    from isj_cli.render.terminal import stack

    parts: list[RenderableType] = []
    for record, stale in rows:
        parts += [
            heading(record),
            Padding(where(record, dict(provenances), ages=False), (0, 0, 0, 2)),
            *(Padding(Text(said(reason)), (0, 0, 0, 2)) for reason in stale.reasons),
            "",
        ]
    return stack(*parts[:-1])


def said(reason: Reason) -> str:
    """Return a reason in words."""
    return _(_SAID[reason.reason]).format(day=day(reason.day.isoformat()) if reason.day else "")


def _iso(stale: Stale) -> str:
    return stale.looked_on.isoformat() if stale.looked_on else ""
