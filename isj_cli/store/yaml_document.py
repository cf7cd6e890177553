"""A parsed YAML file: its values, and where in the text each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import YamlError
from isj_cli.domain.place import Place


class LocatedDict(dict[str, Any]):
    """A mapping that knows where each key and each value stands (line, column, from 0)."""

    __slots__ = ("keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, tuple[int, int]] = {}
        self.values_at: dict[str, tuple[int, int]] = {}


class LocatedList(list[Any]):
    """A list that knows where each value stands (line, column, from 0)."""

    __slots__ = ("values_at",)

    def __init__(self) -> None:
        super().__init__()
        self.values_at: list[tuple[int, int]] = []


@dataclass(eq=False, repr=False)
class Document:
    """What one YAML file says, and where it says it."""

    path: Path
    text: str
    data: Any

    @property
    def mapping(self) -> LocatedDict:
        """The data as a mapping, empty where the file holds something else."""
        return self.data if isinstance(self.data, LocatedDict) else LocatedDict()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at `offset` of the text."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def place(self, pointer: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where the value at `pointer` stands, or the nearest value above it.

        With `key`, the place of the key in front of the value.
        """
        at, node = (0, 0), self.data
        for depth, step in enumerate(pointer):
            last = depth == len(pointer) - 1
            if isinstance(node, LocatedDict) and step in node:
                at = (node.keys_at if key and last else node.values_at)[str(step)]
            elif isinstance(node, LocatedList) and isinstance(step, int) and step < len(node):
                at = node.values_at[step]
            else:
                break
            node = node[step]
        return Place(at[0] + 1, at[1] + 1)

    def place_of(self, pointer: Sequence[str | int], words: str) -> Place:
        """Return where `words` stand inside the (long) text at `pointer`."""
        start = self.place(pointer)
        lines = self.text.split("\n")
        for number in range(start.line - 1, len(lines)):
            found = lines[number].find(words, start.column - 1 if number == start.line - 1 else 0)
            if found >= 0:
                return Place(number + 1, found + 1)
        return start


def mapping_of(document: Document, message: str, hint: str) -> LocatedDict:
    """Return the data as a mapping; raises `YamlError` with what to say where it is none."""
    if not isinstance(document.data, LocatedDict):
        raise YamlError("ISJ005", message, hint)
    return document.data
