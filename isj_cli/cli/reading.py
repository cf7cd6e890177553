"""How commands show pages to read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from isj_cli.cli.session import Session
from isj_cli.locale import N_
from isj_cli.pages.page import Page


class PageFormat(StrEnum):
    """How a page is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


PageFormatOption = Annotated[
    PageFormat,
    typer.Option("--format", metavar="text|markdown|json", help=N_("How to write it.")),
]


def show_pages(session: Session, pages: Sequence[Page]) -> None:
    """Write pages to read: as the terminal shows them best, or as plain text."""
    if not pages:
        return
    if sys.stdout.isatty():
        from isj_cli.render import terminal
        from isj_cli.render.page_rich import PageView

        views: list[Any] = []
        for page in pages:
            views += [PageView(page), ""]
        terminal.show(terminal.stack(*views[:-1]), pager=session.pager)
        return
    from isj_cli.render.page_text import text_lines
    from isj_cli.render.plain import write_lines

    for number, page in enumerate(pages):
        write_lines([*([""] if number else []), *text_lines(page)])
