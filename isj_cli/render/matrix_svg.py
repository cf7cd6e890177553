"""The matrix as a drawing (SVG 1.1) that stands by itself, in light and in dark surroundings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from math import ceil, cos, radians, sin
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from isj_cli.domain import taxonomy as t
from isj_cli.domain.coverage import CARRIED, Matrix
from isj_cli.domain.text import one_line, xml
from isj_cli.locale import _
from isj_cli.pages.coverage import has_degrees, has_factors, said_of_cells, title_of
from isj_cli.pages.titles import number_of_practices

STEP = 24
BOX = 18
MARGIN = 16
SIZE = 13
SLANT = 50  # degrees
LEAST = 420
_STYLE = """\
text { font: 13px Arial, "Liberation Sans", Helvetica, sans-serif; fill: #1c2733; }
.title { font-size: 18px; font-weight: bold; }
.name { text-anchor: end; }
.count { text-anchor: middle; font-weight: bold; }
.number { text-anchor: middle; }
.paper { fill: #ffffff; }
.box { fill: none; stroke: #b4bec9; }
.full { fill: #1f6f8b; }
.line { stroke: #b4bec9; }
@media (prefers-color-scheme: dark) {
  text { fill: #e8edf2; }
  .paper { fill: #14191f; }
  .box, .line { stroke: #4b5866; }
  .full { fill: #6cc3de; }
}"""


def svg(matrix: Matrix, taxonomy: t.Taxonomy, language: str) -> str:
    """Return the matrix as a drawing; a box is filled as far as the practice has come.

    Colours are not needed to read it. All text is text; its description tells the totals, and
    where the same stands as a table.
    """
    return "\n".join(_Drawing(matrix, taxonomy, language).lines()) + "\n"


class _Drawing:
    """Where everything stands, in pixels."""

    def __init__(self, matrix: Matrix, taxonomy: t.Taxonomy, language: str) -> None:
        self.matrix = matrix
        self.taxonomy = taxonomy
        self.language = language
        self.degrees = taxonomy.ids(t.DEGREES)
        self.title = _text(title_of(matrix.by, taxonomy, language))
        self.labels = [_text(each.label.text(language) or each.id) for each in matrix.columns]
        self.names = [_text(row.title) or _text(row.id) for row in matrix.rows]
        longest = max(map(_width, self.labels), default=0)
        self.left = MARGIN + max(map(_width, [*self.names, _("practices")])) + 8
        self.top = MARGIN + 30 + ceil(longest * sin(radians(SLANT))) + MARGIN
        self.right = self.left + STEP * len(self.labels)
        over = ceil(longest * cos(radians(SLANT)))
        self.legend = self._legend()
        self.width = max(
            self.right + over + MARGIN,
            LEAST,
            *(2 * MARGIN + STEP + _width(said) for _cell, said in self.legend),
            2 * MARGIN + ceil(_width(self.title) * 1.5),
        )
        self.bottom = self.top + STEP * len(self.names)
        self.notes = self._notes()
        below = len(self.legend) + len(self.notes)
        self.height = self.bottom + STEP * (below + 2) + MARGIN

    def lines(self) -> Iterator[str]:
        """Yield the drawing."""
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" '
            f'aria-labelledby="title description" lang={quoteattr(self.language)}>'
        )
        yield f'<title id="title">{escape(self.title)}</title>'
        yield f'<desc id="description">{escape(self._description())}</desc>'
        yield f"<style>{_STYLE}</style>"
        yield f'<rect class="paper" width="{self.width}" height="{self.height}"/>'
        yield _at(MARGIN, MARGIN + 18, self.title, "title")
        for number, label in enumerate(self.labels):
            x, y = self.left + STEP * number + BOX // 2 + 4, self.top - 6
            yield f'<text transform="translate({x} {y}) rotate(-{SLANT})">{escape(label)}</text>'
        for number, (name, row) in enumerate(zip(self.names, self.matrix.rows, strict=True)):
            y = self.top + STEP * number
            yield _at(self.left - 8, y + SIZE, name, "name")
            for place, cell in enumerate(row.cells):
                yield from self._cell(cell, self.left + STEP * place, y)
        y = self.bottom + 4
        yield f'<path class="line" d="M{MARGIN} {y}H{self.right}"/>'
        yield _at(self.left - 8, y + SIZE + 6, _("practices"), "name")
        for number, count in enumerate(self.matrix.counts):
            x = self.left + STEP * number + BOX // 2
            yield _at(x, y + SIZE + 6, str(count), "count")
        y += STEP * 2
        for cell, said in self.legend:
            yield from self._cell(cell, MARGIN, y)
            yield _at(MARGIN + STEP, y + SIZE, said)
            y += STEP
        for note in self.notes:
            yield _at(MARGIN, y + SIZE, note)
            y += STEP
        yield "</svg>"

    def _cell(self, cell: str | int | None, x: int, y: int) -> Iterator[str]:
        """Yield a box: empty, with a number or a dot in it, or filled from below."""
        yield f'<rect class="box" x="{x}" y="{y}" width="{BOX}" height="{BOX}" rx="3"/>'
        if isinstance(cell, int):
            yield _at(x + BOX // 2, y + SIZE, str(cell), "number")
        elif cell in self.degrees:
            high = BOX * (self.degrees.index(cell) + 1) // len(self.degrees)
            y += BOX - high
            yield f'<rect class="full" x="{x}" y="{y}" width="{BOX}" height="{high}" rx="3"/>'
        elif cell == CARRIED:
            yield f'<circle class="full" cx="{x + BOX // 2}" cy="{y + BOX // 2}" r="5"/>'

    def _legend(self) -> list[tuple[str | None, str]]:
        """Return each kind of box with what it means."""
        if self.matrix.by == "framework":
            return []
        if not has_degrees(self.matrix.by):
            return [(CARRIED, _("yes")), (None, _("no"))]
        labels = [
            (id, _text(self.taxonomy.label(t.DEGREES, id, self.language))) for id in self.degrees
        ]
        return [(CARRIED, _("yes, degree not told")), *labels, (None, _("no"))]

    def _notes(self) -> list[str]:
        """Return the lines below the drawing, as wide as it is."""
        said = [said_of_cells(self.matrix.by)]
        if has_factors(self.matrix.columns):
            said.append(self.taxonomy.caution.text(self.language))
        most = max((self.width - 2 * MARGIN) // 8, 1)
        return [line for each in said for line in textwrap.wrap(_text(each), most)]

    def _description(self) -> str:
        """Return what the drawing shows, for those who do not see it."""
        totals = "; ".join(
            f"{label} {count}" for label, count in zip(self.labels, self.matrix.counts, strict=True)
        )
        return _(
            "{practices}, and how many carry what: {totals}. As a table: isj matrix --by {by} "
            "--format markdown, or csv."
        ).format(
            practices=number_of_practices(len(self.matrix.rows)),
            totals=totals,
            by=_text(self.matrix.by),
        )


def _text(text: str) -> str:
    return one_line(xml(text))


def _at(x: int, y: int, text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text{kind} x="{x}" y="{y}">{escape(text)}</text>'


def _width(text: str) -> int:
    """Return how wide a text is at most, from how wide Arial makes its characters."""
    return ceil(sum(_em(sign) for sign in text) * SIZE)


def _em(sign: str) -> float:
    if east_asian_width(sign) in "WF" or sign in "@%MWmw—…":
        return 1.02
    if sign in "iljtfrI.,:;'|!()[] -":
        return 0.34
    return 0.73 if sign.isupper() or not sign.isascii() else 0.57
