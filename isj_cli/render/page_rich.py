"""A page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from isj_cli.domain.text import one_line
from isj_cli.pages.page import Bullets, Fields, Heading, Line, Page, Paragraph, Scores, Table
from isj_cli.render.scores import ScoresView
from isj_cli.render.terminal import MAX_TEXT_WIDTH, link

LABEL_WIDTH = 20
LEAST_TEXT_WIDTH = 27  # in less, one sentence is a tower

_VOICES = {"note": "dim", "provenance": "dim", "warning": "bold red"}


class PageView:
    """A page, at most `MAX_TEXT_WIDTH` columns wide so that lines stay easy to read.

    Texts that stand side by side may each take so much.
    """

    def __init__(self, page: Page) -> None:
        """Show `page`."""
        self.page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.update_width(min(options.max_width, MAX_TEXT_WIDTH))
        for view in self._views():
            yield from console.render(view, options if isinstance(view, Beside) else narrow)

    def _views(self) -> list[RenderableType]:
        title = Text(one_line(self.page.title), style="bold underline")
        views: list[RenderableType] = [title, ""] if self.page.title else []
        is_first = True
        for block in self.page.blocks:
            if isinstance(block, Heading):
                views.append(Text(one_line(block.text), style="bold cyan"))
            elif isinstance(block, Paragraph):
                views += [_line(block.line, _VOICES.get(block.voice, "")), ""]
            elif isinstance(block, Fields):
                views += [_FieldsView(block), ""]
            elif isinstance(block, Bullets):
                for bullet in block.items:
                    views.append(_bullet(bullet.line))
                    views += [Padding(_line(line, "dim"), (0, 0, 0, 2)) for line in bullet.below]
                views.append("")
            elif isinstance(block, Table):
                views += [Beside(block) if block.widths else _table(block), ""]
            elif isinstance(block, Scores):
                views += [ScoresView(block, with_legend=is_first), ""]
                is_first = False
        return views[:-1]


class Beside:
    """A table of texts: side by side where the screen has room, else below one another.

    Rows with the same heading belong together.
    """

    def __init__(self, table: Table) -> None:
        """Show `table`."""
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        texts = len(self.table.headings) - 1
        label = min(LABEL_WIDTH, max((len(_line(row[0])) for row in self.table.rows), default=0))
        room = (options.max_width - label - 2 * texts) // max(texts, 1)
        if room >= LEAST_TEXT_WIDTH:
            yield self._side_by_side(label, min(room, MAX_TEXT_WIDTH))
        else:
            yield from self._below_one_another()

    def _groups(self) -> Iterator[tuple[Text, list[Sequence[Line]]]]:
        for said, rows in groupby(self.table.rows, key=lambda row: _line(row[0]).plain):
            yield Text(said, style="bold"), list(rows)

    def _side_by_side(self, label: int, room: int) -> Grid:
        made = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for number, heading in enumerate(self.table.headings):
            width = room if number else label
            made.add_column(_line(heading), overflow="fold", width=width)
        for group, (said, rows) in enumerate(self._groups()):
            if group:
                made.add_row()
            for number, row in enumerate(rows):
                made.add_row("" if number else said, *(_line(cell) for cell in row[1:]))
        return made

    def _below_one_another(self) -> Iterator[RenderableType]:
        for group, (said, rows) in enumerate(self._groups()):
            if group:
                yield ""
            yield said
            for column, heading in enumerate(self.table.headings[1:], 1):
                texts = [text for row in rows if (text := _line(row[column]))]
                yield Padding(Text.assemble(_line(heading, "cyan")), (0, 0, 0, 2))
                yield from (Padding(text, (0, 0, 0, 4)) for text in texts)


def _line(line: Line, style: str = "") -> Text:
    made = Text(style=style)
    for span in line:
        if span.url:
            if span.url != span.text:
                made.append(one_line(span.text) + " ")
            made.append_text(link(span.url))
        else:
            text = one_line(f"x{span.text}x")[1:-1]  # keep the spaces at both ends
            made.append(text, "bold" if span.strong else "")
    return made


def _bullet(line: Line) -> Grid:
    made = Grid.grid(padding=(0, 1, 0, 0))
    made.add_column()
    made.add_column(overflow="fold")
    made.add_row("•", _line(line))
    return made


class _FieldsView:
    """Facts behind their labels, or below them where those would take more than half the room."""

    def __init__(self, block: Fields) -> None:
        self.block = block

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        labels = [one_line(label) for label, _value in self.block.rows]
        if 2 * max(map(cell_len, labels), default=0) <= options.max_width:
            made = Grid.grid(padding=(0, 2, 0, 0))
            made.add_column(style="bold", no_wrap=True)
            made.add_column(overflow="fold")
            for label, (_label, line) in zip(labels, self.block.rows, strict=True):
                made.add_row(label, _line(line))
            yield from console.render(made, options)
            return
        for label, (_label, line) in zip(labels, self.block.rows, strict=True):
            yield from console.render(Text(label, "bold"), options)
            yield from console.render(Padding(_line(line), (0, 0, 0, 2)), options)


def _table(block: Table) -> Grid:
    made = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, heading in enumerate(block.headings):
        made.add_column(_line(heading), overflow="fold", justify="right" if number else "left")
    for row in block.rows:
        made.add_row(*(_line(cell) for cell in row))
    return made
