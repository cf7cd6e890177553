"""Lists of sectors, levels, settings and the like stand in the order of their vocabulary.

Their order says nothing, and the same order everywhere makes practices easy to compare. 'isj
validate --fix' puts them in order, with their comments. Topics, principles and factors keep the
order in which they are written.

Fails:

    setting: [school, thuis]

Passes:

    setting: [thuis, school]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from isj_cli.domain.finding import Severity
from isj_cli.domain.taxonomy import AUDIENCES, LEVELS, MODES, SECTORS, SETTINGS
from isj_cli.locale import _
from isj_cli.store.schema_files import listed
from isj_cli.store.yaml_document import LocatedList
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found, LineEdit, Pointer

SEVERITY = Severity.INFO
TOUCHES = ("sectors", "levels", "setting", "mode", "target_group.who")

_LISTS = (SECTORS, LEVELS, SETTINGS, MODES, AUDIENCES)


class _Unordered(NamedTuple):
    """A list out of order: where it stands, and for each place the number of what belongs there."""

    pointer: Pointer
    values: LocatedList
    order: Sequence[int]


def check(file: Checked) -> Iterator[Found]:
    """Yield a note for each list that is out of order."""
    for pointer, values, order in _unordered(file):
        yield Found(
            pointer,
            _("'{key}' is not in the order of its vocabulary.").format(key=pointer[-1]),
            _("Write {values}; 'isj validate --fix' does so.").format(
                values=", ".join(values[number] for number in order)
            ),
        )


def mend(file: Checked) -> Iterator[LineEdit]:
    """Yield the lines of each list in order, with the comments that belong to them."""
    lines = file.document.text.split("\n")
    for _pointer, values, order in _unordered(file):
        rows = [line for line, _column in values.values_at]
        if all(
            re.fullmatch(r"\s*- +", lines[row][:column])
            and re.fullmatch(rf"(['\"]?){re.escape(value)}\1(?:\s+#.*|\s*)", lines[row][column:])
            for value, (row, column) in zip(values, values.values_at, strict=True)
        ):
            yield from _block(lines, rows, order)
        elif len(set(rows)) == 1:
            yield from _flow(lines[rows[0]], values, order)


def _unordered(file: Checked) -> Iterator[_Unordered]:
    for name, key in zip(_LISTS, TOUCHES, strict=True):
        pointer = key.split(".")
        node = file.document.mapping
        for step in pointer:
            node = node.get(step) if isinstance(node, dict) else None  # type: ignore[assignment]
        if not isinstance(node, LocatedList):
            continue
        ids = listed(name, file.taxonomy)
        if len(set(map(str, node))) < len(node) or not all(
            isinstance(each, str) and each in ids for each in node
        ):
            continue  # other rules speak of what is unknown or stands twice
        order = sorted(range(len(node)), key=lambda number: ids.index(node[number]))
        if order != list(range(len(node))):
            yield _Unordered(pointer, node, order)


def _flow(line: str, values: LocatedList, order: Sequence[int]) -> Iterator[LineEdit]:
    """Yield a line with the values of a list in order, each in its own quotation marks."""
    spans = []
    for value, (_row, column) in zip(values, values.values_at, strict=True):
        written = next(
            (each for each in (value, f"'{value}'", f'"{value}"') if line.startswith(each, column)),
            None,
        )
        if written is None:
            return
        spans.append((column, written))
    new = line
    for number, (column, written) in reversed(list(enumerate(spans))):
        new = new[:column] + spans[order[number]][1] + new[column + len(written) :]
    at = values.values_at[0][0]
    yield LineEdit(at, at + 1, [new])


def _block(lines: Sequence[str], rows: Sequence[int], order: Sequence[int]) -> Iterator[LineEdit]:
    """Yield the lines of a list in order; a comment above an item goes with it.

    A comment above the first item alone is about the whole list, and stays.
    """
    above = rows[0]
    while lines[above - 1].lstrip().startswith("#"):
        above -= 1
    others = any(line.lstrip().startswith("#") for line in lines[rows[0] : rows[-1]])
    starts = [above if others else rows[0], *(row + 1 for row in rows[:-1])]
    parts = [lines[start : row + 1] for start, row in zip(starts, rows, strict=True)]
    yield LineEdit(starts[0], rows[-1] + 1, [line for number in order for line in parts[number]])
