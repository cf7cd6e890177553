"""The option `--format` of every list."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from isj_cli.locale import N_


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
