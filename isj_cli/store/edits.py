"""Changing the text of a YAML file at the places that the loader gives.

So comments, quotes and line ends stay. Each new text is read back, and has to say what it should,
before anybody writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.locale import _
from isj_cli.store.exchange import bare
from isj_cli.store.reading import read_bytes
from isj_cli.store.yaml_builder import core_value
from isj_cli.store.yaml_document import Document, LocatedDict, LocatedList
from isj_cli.store.yaml_loader import BREAK, decode, parse
from isj_cli.store.yaml_places import spans

_MARK = b"\xef\xbb\xbf"
_WORD = re.compile(r"(?!(?:no|off|on|yes)$)[a-z][a-z0-9]*(-[a-z0-9]+)*")  # those: YAML 1.1


@dataclass(frozen=True)
class Source:
    """A file as it is, byte for byte, and what it says; `lines` is where each line begins."""

    path: Path
    data: bytes
    text: str
    document: Document
    lines: list[int]

    def offset(self, at: tuple[int, int]) -> int:
        """Return where a line and column (from 0) are in the text."""
        return self.lines[at[0]] + at[1]

    def line(self, number: int) -> str:
        """Return the text of a line (from 0), without its end."""
        return self.text[self.lines[number] : self.line_end(self.lines[number])]

    def line_end(self, offset: int) -> int:
        """Return where the text of the line around `offset` ends."""
        found = BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def encoded(self, text: str) -> bytes:
        """Return a text as the bytes of this file, with the mark that it begins with, if any."""
        return (_MARK if self.data.startswith(_MARK) else b"") + text.encode()


class Edit(NamedTuple):
    """A piece of text that takes the place of another."""

    start: int
    end: int
    text: str


def read_source(path: Path) -> Source:
    """Return a file with its text; raises `YamlError` where it cannot be read, or `OSError`."""
    data = read_bytes(path)
    decode(data)
    text = data.decode("utf-8-sig")
    lines = [0, *(found.end() for found in BREAK.finditer(text))]
    return Source(path, data, text, parse(text, path), lines)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with pieces of it replaced."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def inline(value: Any) -> str:
    """Return a value as YAML on one line: texts between quotes, but for plain ids."""
    if value is None:
        return ""
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {inline(each)}' for key, each in value.items())}}}"
    if isinstance(value, str) and _WORD.fullmatch(value) and core_value(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def with_value(source: Source, pointer: Sequence[str | int], value: Any) -> bytes:
    """Return the bytes of a file with a value at `pointer`, and all else as it was.

    The value may be None, a number, a text of one line, or a list or mapping of those; what is
    missing on the way to it is added. Raises `IsjError` where the file is written in a way that
    cannot be changed safely.
    """
    wanted = bare(_put(bare(source.document.data), pointer, value))
    for edit in _ways(source, tuple(pointer), value):
        text = edited(source.text, [edit])
        try:
            data = source.encoded(text)
            decode(data)
            if bare(parse(text, source.path).data) == wanted:
                return data
        except (YamlError, UnicodeEncodeError):
            continue
    place = source.document.place(pointer)
    raise IsjError(
        _(
            "{path}:{line}:{column}: this cannot be changed safely the way it is written; "
            "change it in your editor."
        ).format(path=source.path, line=place.line, column=place.column)
    )


def _put(data: Any, pointer: Sequence[str | int], value: Any) -> Any:
    """Return data with a value at `pointer`."""
    if not pointer:
        return value
    first, rest = pointer[0], pointer[1:]
    if isinstance(first, int):
        data = data if isinstance(data, list) else []
        old = data[first] if first < len(data) else None
        return [*data[:first], _put(old, rest, value), *data[first + 1 :]]
    data = data if isinstance(data, dict) else {}
    return {**data, first: _put(data.get(first), rest, value)}


def _ways(source: Source, pointer: tuple[str | int, ...], value: Any) -> Iterator[Edit]:
    """Yield the ways to put a value in its place, the nicest first."""
    node: Any = source.document.data
    for depth, step in enumerate(pointer):
        kind: Any = LocatedDict if isinstance(step, str) else LocatedList
        if not isinstance(node, kind):
            return
        rest = pointer[depth + 1 :]
        is_there = step in node if isinstance(step, str) else step < len(node)
        if is_there and rest and node[step] and isinstance(node[step], LocatedDict | LocatedList):
            node = node[step]
            continue
        here = _put(None, rest, value)
        if is_there:
            yield from _replaced(source, node.values_at[step], here)
        elif node:
            yield from _added(source, node, step, here)
        return


def _replaced(source: Source, at: tuple[int, int], value: Any) -> Iterator[Edit]:
    """Yield the ways to put a value in the place of the one that begins there."""
    start = source.offset(at)
    end = source.offset(spans(source.text).get(at, at))
    end = start + len(source.text[start:end].rstrip())
    said = inline(value)
    before = source.text[:start]
    if not said:
        start = len(before.rstrip(" \t"))
    yield Edit(start, end, said if before[-1:].isspace() or not said else f" {said}")


def _added(source: Source, node: Any, step: str | int, value: Any) -> Iterator[Edit]:
    """Yield the ways to add a value behind the last one of a mapping or list that is not empty."""
    said = inline(value)
    if isinstance(node, LocatedDict):
        last, column = list(node.values_at.values())[-1], next(iter(node.keys_at.values()))[1]
        said = f"{step}: {said}".rstrip()
        indent, lines = " " * column, [said]
    else:
        last = node.values_at[-1]
        indent, lines = source.line(last[0])[: last[1]], [said]
        if isinstance(value, dict):
            lines = [f"{key}: {inline(each)}".rstrip() for key, each in value.items()]
    start, end = source.offset(last), source.offset(spans(source.text).get(last, last))
    end = start + len(source.text[start:end].rstrip())
    below = source.line_end(end)
    between = f"{source.newline}{' ' * len(indent)}"
    yield Edit(below, below, f"{source.newline}{indent}{between.join(lines)}")
    yield Edit(end, end, f", {said}")
