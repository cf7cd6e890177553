"""Writing for people at a terminal."""

from __future__ import annotations

import os
import sys

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from isj_cli.domain.text import clean, one_line
from isj_cli.render import foreground
from isj_cli.render.plain import Listing

MAX_TEXT_WIDTH = 100

View = RenderableType  # what can be shown


def is_terminal() -> bool:
    """Tell whether a person is looking at stdout."""
    return sys.stdout.isatty()


def console() -> Console:
    """Return a console for stdout; what is not a terminal gets lines as long as they come."""
    if is_terminal():
        return Console(highlight=False, soft_wrap=False)
    return Console(highlight=False, width=10_000)


def show(view: RenderableType, *, pager: bool = False) -> None:
    """Write a view; with `pager`, one that is longer than the screen goes through a pager."""
    out = console()
    if not (pager and is_terminal() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"):
        out.print(view)
        return
    with out.capture() as captured:
        out.print(view)
    text = captured.get()
    if text.count("\n") < out.height or not _through_pager(text):
        sys.stdout.write(text)


def _through_pager(text: str) -> bool:
    """Show text in `PAGER`, else in less; tell whether that worked."""
    command = foreground.program(os.environ.get("PAGER", "less"))
    if command is None:
        return False
    try:
        foreground.run(command, text=text)
    except OSError:
        return False
    return True


def table(listing: Listing) -> Table:
    """Return a listing as a table; cells wrap, nothing is cut."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, heading in enumerate(listing.headings or listing.columns):
        made.add_column(heading, overflow="fold", no_wrap=number == 0 and not is_terminal())
    for row in listing.rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    return made


def marked(text: str) -> Text:
    """Return text in which what stands between « and » is bold and yellow instead."""
    made = Text()
    for number, part in enumerate(clean(text).split("«")):
        inside, close, after = part.partition("»")
        if number and close:
            made.append(inside, "bold yellow").append(after)
        else:
            made.append(("«" if number else "") + part)
    return made


def link(url: str) -> Text:
    """Return a web address to click on; anything else is plain text."""
    safe = one_line(url)
    is_web = safe.startswith(("https://", "http://")) and " " not in safe
    return Text(safe, style=f"link {safe}" if is_web else "")


def stack(*views: RenderableType) -> Group:
    """Return views below one another."""
    return Group(*views)
