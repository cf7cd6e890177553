"""Where the values of a text that is valid YAML begin and end."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from isj_cli.store.yaml_loader import PARSER

_COLON = re.compile(r"\s*:")


def spans(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return where every value of a text that is valid YAML ends, by where it begins.

    Lines and columns count from 0. A list or mapping without brackets ends with its last value.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
    begun: list[tuple[tuple[int, int], bool]] = []
    last = (0, 0)
    parser = PARSER(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            mark = (event.start_mark.line, event.start_mark.column)
            end = (event.end_mark.line, event.end_mark.column)
            if isinstance(event, yaml.CollectionStartEvent):
                begun.append((mark, bool(event.flow_style)))
            elif isinstance(event, yaml.CollectionEndEvent):
                mark, is_flow = begun.pop()
                last = found[mark] = end if is_flow else last
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                last = found[mark] = end
    finally:
        parser.dispose()
    return found


class Scalar(NamedTuple):
    """Where a key or a single value stands in a text: lines and columns from 0.

    `is_block` tells whether its text begins on the line below its mark, `|` or `>`.
    """

    line: int
    column: int
    last_line: int
    last_column: int
    is_key: bool
    is_block: bool

    def holds(self, line: int, column: int) -> bool:
        """Tell whether a place lies within its text."""
        if self.is_block:
            return self.line < line <= self.last_line
        return (self.line, self.column) <= (line, column) < (self.last_line, self.last_column)


def scalars(text: str) -> list[Scalar]:
    """Return where every key and single value stands in a text that is valid YAML."""
    lines = [*text.split("\n"), ""]  # where "---" without an end of the line has its value
    found = []
    parser = PARSER(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if type(event) is yaml.ScalarEvent:
                start: Any = event.start_mark
                end: Any = event.end_mark
                is_block = event.style in ("|", ">")
                last = end.line - 1 if is_block and end.column == 0 else end.line
                is_key = _COLON.match(lines[end.line], end.column) is not None
                found.append(Scalar(start.line, start.column, last, end.column, is_key, is_block))
    finally:
        parser.dispose()
    return found
