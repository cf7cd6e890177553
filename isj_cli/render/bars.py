"""Numbers as bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from isj_cli.domain.text import one_line
from isj_cli.render.terminal import stack

WIDTH = 20


def bars(title: str, rows: Sequence[tuple[str, int]]) -> RenderableType:
    """Return a titled table of labels, numbers and bars; the longest bar is the largest number."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    table.add_column(width=WIDTH)
    most = max((number for _label, number in rows), default=0)
    for label, number in rows:
        bar = Bar(max(most, 1), 0, number, width=WIDTH, color="cyan")
        table.add_row(Text(one_line(label)), str(number), bar)
    return stack(Text(one_line(title), style="bold cyan"), table)
