"""What all looks for a trap share: where the parser stopped, and what a line is made up of."""

from __future__ import annotations

import re
from typing import NamedTuple

from isj_cli.locale import _

KEY = re.compile(r"(?P<indent> *)(?P<items>(?:- +)*)(?P<key>[\w-]+) *:(?: +(?P<value>.*))?$")
_VALUE = re.compile(r" *(?:- +)*(?:[a-z_]+ *: +)?(?=\S)")
_SHOWN = 50


class Stop(NamedTuple):
    """Where the parser stopped (line and column from 0), what it says, and what it was reading."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    began: tuple[int, int]

    @property
    def here(self) -> str:
        """The line at which it stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def above(self) -> int:
        """The number of the last line above that holds more than a comment; -1 if none does."""
        for number in range(min(self.line, len(self.lines)) - 1, -1, -1):
            text = self.lines[number].lstrip()
            if text and not text.startswith("#"):
                return number
        return -1


class Trap(NamedTuple):
    """A mistake: what it is, what to do, and where it stands (line and column from 0)."""

    message: str
    hint: str
    line: int
    column: int


def indent_of(line: str) -> int:
    """Return the column of the first character of a line that is no space."""
    return len(line) - len(line.lstrip())


def value_at(line: str) -> int:
    """Return the column where the value on a line begins."""
    found = _VALUE.match(line)
    return found.end() if found else 0


def opening(line: str) -> int | None:
    """Return the column of the quotation mark that opens the value on a line."""
    column = value_at(line)
    return column if line[column : column + 1] in ("'", '"') else None


def quote_it(text: str) -> str:
    """Return the advice to put quotation marks around a text."""
    return _("Put quotation marks around the whole text: {text}.").format(text=in_quotes(text))


def in_quotes(text: str) -> str:
    """Return text between quotation marks that YAML reads back as it is."""
    short = shortened(text.strip())
    if '"' in short or "\\" in short:
        return "'" + short.replace("'", "''") + "'"
    return f'"{short}"'


def shortened(text: str) -> str:
    """Return as much of a text as a hint can show."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
