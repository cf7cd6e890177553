"""The matrix of practices × what they carry, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from rich.bar import Bar
from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from isj_cli.domain import taxonomy as t
from isj_cli.domain.coverage import Matrix
from isj_cli.domain.text import one_line
from isj_cli.locale import _
from isj_cli.pages.coverage import has_degrees, said_of_cells, title_of

SHADES = "░▒▓█"  # every console has these, and they stay apart without colour
PLAIN = "×"
NOTHING = "·"
TITLE_WIDTH = 24  # the least that a title reads well in
BETWEEN = 2
WIDE = 130
WITH_BARS = 60
BAR = 20
IN_GROUP = 5
BETWEEN_HEADINGS = 20


def signs(taxonomy: t.Taxonomy) -> dict[str, str]:
    """Return the sign of each degree, darker as the practice has come further."""
    ids = taxonomy.ids(t.DEGREES)
    last = max(len(ids) - 1, 1)
    return {id: SHADES[n * (len(SHADES) - 1) // last] for n, id in enumerate(ids)}


class MatrixView:
    """The matrix for a terminal of any width; columns are numbered, and named above it.

    Cells stand as far apart as there is room for. Where they do not fit beside the titles even
    when they touch, the columns are divided over several tables.
    """

    def __init__(self, matrix: Matrix, taxonomy: t.Taxonomy, language: str) -> None:
        """Show `matrix`."""
        self.matrix = matrix
        self.taxonomy = taxonomy
        self.language = language
        self.signs = signs(taxonomy)
        numbers = [cell for row in matrix.rows for cell in row.cells if isinstance(cell, int)]
        self.size = len(str(max(numbers, default=0)))
        self.styles = dict.fromkeys((PLAIN, *self.signs.values()), "cyan") | {NOTHING: "dim"}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(
            one_line(title_of(self.matrix.by, self.taxonomy, self.language)), style="bold cyan"
        )
        yield self._columns(with_bars=options.max_width >= WITH_BARS)
        yield ""
        said = [Text(one_line(each), style="dim") for each in self._legend()]
        yield Columns(said, padding=(0, 3, 0, 0))  # a sign stays with what it means
        for table in self._tables(options.max_width):
            yield ""
            yield table

    def _columns(self, *, with_bars: bool) -> Table:
        """Return what the numbers above the columns stand for, and how many practices each has."""
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(justify="right", style="bold")
        table.add_column(overflow="fold")
        table.add_column(justify="right")
        counts = self.matrix.counts
        for number, (column, count) in enumerate(zip(self.matrix.columns, counts, strict=True), 1):
            label = one_line(column.label.text(self.language)) or one_line(column.id)
            bar = [Bar(max((*counts, 1)), 0, count, width=BAR, color="cyan")] if with_bars else []
            table.add_row(str(number), Text(label), str(count), *bar)
        return table

    def _legend(self) -> list[str]:
        if said := said_of_cells(self.matrix.by):
            return [said]
        found = [f"{PLAIN} {_('yes')}"]
        if has_degrees(self.matrix.by):
            found = [f"{PLAIN} {_('yes, degree not told')}"] + [
                f"{sign} {self.taxonomy.label(t.DEGREES, id, self.language)}"
                for id, sign in self.signs.items()
            ]
        return [*found, f"{NOTHING} {_('no')}"]

    def _tables(self, width: int) -> Iterator[Table]:
        """Yield the tables, as few as the width allows."""
        ids = max(cell_len(one_line(row.id)) for row in self.matrix.rows) if width >= WIDE else 0
        titles = max(cell_len(one_line(row.title)) for row in self.matrix.rows)
        room = width - (ids + BETWEEN if ids else 0) - BETWEEN
        number = len(self.matrix.columns)
        gap = next(
            (gap for gap in (3, 2, 1) if room - self._length(number, gap) >= min(titles, 40)), 0
        )
        least = min(titles, TITLE_WIDTH)
        at_once = number
        while at_once > 1 and room - self._length(at_once, gap) < least:
            at_once -= 1
        if at_once < number:  # as many in each table
            at_once = ceil(number / ceil(number / at_once))
        for first in range(0, number, max(at_once, 1)):
            part = range(first, min(first + at_once, number))
            yield self._table(part, gap, room - self._length(len(part), gap), ids)

    def _length(self, number: int, gap: int) -> int:
        """Return how wide so many cells are, so far apart."""
        return len(self._spread([""] * number, gap).plain)

    def _table(self, part: range, gap: int, titles: int, ids: int) -> Table:
        table = Table.grid(padding=(0, BETWEEN, 0, 0))
        if ids:
            table.add_column(width=ids)
        table.add_column(overflow="fold", max_width=max(titles, 1))
        table.add_column(no_wrap=True)
        digits = len(str(len(self.matrix.columns)))
        heading = Text("\n").join(
            self._spread([f"{number + 1:>{digits}}"[digit] for number in part], gap)
            for digit in range(digits)
        )
        heading.stylize("bold")
        for number, row in enumerate(self.matrix.rows):
            if number % BETWEEN_HEADINGS == 0:
                table.add_row(*[""] * bool(ids), "", heading)
            cells = self._spread([self._cell(row.cells[each]) for each in part], gap)
            for sign, style in self.styles.items():
                cells.highlight_words([sign], style)
            above = [Text(one_line(row.id), style="cyan")] if ids else []
            table.add_row(*above, Text(one_line(row.title) or one_line(row.id)), cells)
        return table

    def _cell(self, cell: str | int | None) -> str:
        if cell is None:
            return NOTHING
        return str(cell) if isinstance(cell, int) else self.signs.get(cell, PLAIN)

    def _spread(self, cells: Sequence[str], gap: int) -> Text:
        """Return cells beside one another; where they touch, with a space after every five."""
        made = []
        for number, cell in enumerate(cells):
            if number:
                made.append(" " * (gap or number % IN_GROUP == 0))
            made.append(f"{cell:>{self.size}}")
        return Text("".join(made))
