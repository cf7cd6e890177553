"""A place in a file."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file; `line` and `column` count from 1."""

    line: int = 1
    column: int = 1
