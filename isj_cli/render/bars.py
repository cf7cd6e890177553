"""Numbers as bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from isj_cli.domain.text import one_line

WIDTH, NARROW = 20, 60  # a screen that is not so wide has room for smaller bars only


class Bars:
    """A titled table of labels, numbers and bars; the longest bar is the largest number."""

    def __init__(self, title: str, rows: Sequence[tuple[str, int]]) -> None:
        """Show `rows` below `title`."""
        self.title = title
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = WIDTH if options.max_width >= NARROW else max(options.max_width // 5, 1)
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(overflow="fold")
        table.add_column(justify="right")
        table.add_column(width=width)
        most = max((number for _label, number in self.rows), default=0)
        for label, number in self.rows:
            bar = Bar(max(most, 1), 0, number, width=width, color="cyan")
            table.add_row(Text(one_line(label)), str(number), bar)
        yield Text(one_line(self.title), style="bold cyan")
        yield table
