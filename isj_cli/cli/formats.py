"""The option `--format` of every list, and how a list is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli.session import Session
from isj_cli.locale import N_

if TYPE_CHECKING:
    from isj_cli.render.plain import Listing
    from isj_cli.render.terminal import View


class Format(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    IDS = "ids"


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="table|json|jsonl|csv|ids",
        help=N_("How to write the list; a pipe gets lines with tabs without it."),
    ),
]


def is_to_read(format: StrEnum | None) -> bool:
    """Tell whether people read it: a table was asked for, or nothing, in a terminal."""
    return format == Format.TABLE.value or (format is None and sys.stdout.isatty())


def write_listing(
    session: Session,
    listing: Listing,
    format: Format | None,
    view: Callable[[], View] | None = None,
) -> None:
    """Write a listing as it was asked for; where nothing was, a terminal shows the `view` of it."""
    if is_to_read(format):
        from isj_cli.render import terminal

        shown = view() if view and format is None else terminal.table(listing)
        terminal.show(shown, pager=session.pager)
    else:
        from isj_cli.render import plain

        plain.write(listing, format.value if format else "tsv")
