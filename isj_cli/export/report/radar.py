"""Scores as shapes around a centre, an axis for each row; a table beside it says the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from isj_cli.pages.page import Scores

RADIUS = 150.0
INNER = 0.6  # steps between the centre and 0, so that shapes with a 0 stay shapes
GAP = 14.0  # between the end of an axis and its name
LETTER, LINE = 8.6, 19.0  # what a letter of a name takes in width, and a line in height
WIDE = 16  # letters of a name on one line, where its words allow it


class Name(NamedTuple):
    """What an axis is called, at a point: `anchor` says which side of the text is there."""

    number: int
    lines: Sequence[str]
    x: float
    y: float
    anchor: str
    end: tuple[float, float]


class Shape(NamedTuple):
    """The numbers of one name: `path` joins neighbours that are known, `points` are all known."""

    name: str
    path: str
    points: Sequence[tuple[float, float]]
    is_whole: bool


class Radar(NamedTuple):
    """A drawing: all coordinates have the centre at 0, 0; `box` is the viewBox.

    `rings` are the steps of the scale, each with its path and its height on the first axis.
    """

    box: str
    rings: Sequence[tuple[int, str, float]]
    axes: Sequence[Name]
    shapes: Sequence[Shape]


def radar(scores: Scores) -> Radar:
    """Return the drawing of a table of scores that has shapes."""
    number = len(scores.table.rows)
    axes = [
        _name(at, number, "".join(span.text for span in row[0]))
        for at, row in enumerate(scores.table.rows)
    ]
    return Radar(
        _box(axes),
        [
            (
                step,
                _closed([_point(at, number, step, scores.highest) for at in range(number)]),
                -distance(step, scores.highest),
            )
            for step in range(scores.highest + 1)
        ],
        axes,
        [_shape(name, values, scores.highest) for name, values in scores.shapes],
    )


def distance(score: float, highest: int) -> float:
    """Return how far from the centre a score is drawn."""
    return RADIUS * (score + INNER) / (highest + INNER)


def _point(at: int, number: int, score: float, highest: int) -> tuple[float, float]:
    angle, far = 2 * pi * at / number, distance(score, highest)
    return round(far * sin(angle), 1), round(-far * cos(angle), 1)


def _name(at: int, number: int, said: str) -> Name:
    angle = 2 * pi * at / number
    across, down = sin(angle), -cos(angle)
    lines = textwrap.wrap(said, WIDE, break_long_words=False, break_on_hyphens=False) or ["–"]
    side = 0 if abs(across) < 0.2 else 1 if across > 0 else -1
    if not side:  # above or below the axis
        y = -(RADIUS + GAP) - LINE * (len(lines) - 1) if down < 0 else RADIUS + GAP + LINE * 0.7
    else:  # the middle of all lines is level with the end of the axis
        y = (RADIUS + GAP) * down - LINE * (len(lines) - 1) / 2 + LINE * 0.3
    return Name(
        at + 1,
        lines,
        round((RADIUS + GAP) * across, 1),
        round(y, 1),
        {0: "middle", 1: "start", -1: "end"}[side],
        _point(at, number, 1, 1),
    )


def _box(axes: Sequence[Name]) -> str:
    """Return a viewBox with room for all names on both sides, the centre in the middle."""
    half = RADIUS + GAP
    for name in axes:
        width = max(map(len, name.lines)) * LETTER
        half = max(half, abs(name.x) + (width / 2 if name.anchor == "middle" else width))
    top = min(name.y for name in axes) - LINE
    bottom = max(name.y + LINE * (len(name.lines) - 1) for name in axes) + LINE * 0.6
    bottom = max(bottom, RADIUS + GAP)
    return f"{-half:.0f} {top:.0f} {2 * half:.0f} {bottom - top:.0f}"


def _shape(name: str, values: Sequence[float | None], highest: int) -> Shape:
    number = len(values)
    points = [
        None if value is None else _point(at, number, value, highest)
        for at, value in enumerate(values)
    ]
    known = [point for point in points if point is not None]
    is_whole = len(known) == number
    path = _closed(known) if is_whole else " ".join(_joins(points))
    return Shape(name, path, known, is_whole)


def _joins(points: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    """Yield a line between each two neighbours that are both known."""
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        if one is not None and other is not None:
            yield f"M{one[0]:g} {one[1]:g}L{other[0]:g} {other[1]:g}"


def _closed(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
