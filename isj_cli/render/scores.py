"""Where things stand on a scale, drawn with signs that need no colour."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from isj_cli.domain.text import one_line
from isj_cli.locale import _
from isj_cli.pages.page import Mark, Scores

STEP = 4  # signs for a step of the scale
NARROW = 60  # columns below which a name stands above its bar, and a step takes half as much
SURE, UP_TO, BEYOND, REST = "█▓░·"


class ScoresView:
    """A row for each score: its name, a bar up to the middle, and the words for it."""

    def __init__(self, scores: Scores, *, with_legend: bool) -> None:
        """Show `scores`, with a legend above them or without."""
        self.scores = scores
        self.with_legend = with_legend

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        is_narrow = options.max_width < NARROW
        step = STEP // 2 if is_narrow else STEP
        if self.with_legend:
            legend = _("{bar} up to: {middle}; {shade}: {between}").format(
                bar=SURE + UP_TO,
                middle=one_line(self.scores.middle),
                shade=UP_TO + BEYOND,
                between=one_line(self.scores.between),
            )
            yield from console.render(Text(legend, "dim"), options)
        grid = Table.grid(padding=(0, 2, 0, 0))
        if not is_narrow:
            grid.add_column(overflow="fold", ratio=1)
        grid.add_column(width=step * self.scores.highest)
        grid.add_column(overflow="fold", ratio=None if is_narrow else 1)
        for row, mark in zip(self.scores.table.rows, self.scores.marks, strict=True):
            name = Text(one_line("".join(span.text for span in row[0])))
            drawn = Text(bar(mark, self.scores.highest, step), "cyan")
            said = Text(one_line(mark.said))
            for line in mark.below:
                said.append(f"\n{one_line(line)}", "dim")
            if is_narrow:
                yield from console.render(name, options)
                narrow = Table.grid(padding=(0, 2, 0, 0))
                narrow.add_column(width=step * self.scores.highest)
                narrow.add_column(overflow="fold")
                narrow.add_row(drawn, said)
                yield from console.render(narrow, options)
            else:
                grid.add_row(name, drawn, said)
        if not is_narrow:
            yield from console.render(grid, options)


def bar(mark: Mark, highest: int, step: int) -> str:
    """Return a mark as `step` signs for each step of the scale; nothing where it is not known.

    The bar ends at the middle. What lies between low and high is shaded, before and behind it.
    """
    if mark.middle is None:
        return ""
    low = mark.middle if mark.low is None else mark.low
    high = mark.middle if mark.high is None else mark.high

    def sign(at: float) -> str:
        if at < mark.middle:  # type: ignore[operator]  # it is known, see above
            return SURE if at < low else UP_TO
        return BEYOND if at < high else REST

    return "".join(sign((place + 0.5) / step) for place in range(step * highest))
