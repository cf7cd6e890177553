"""No '#' cuts a text off.

A '#' behind a space begins a comment: what follows is not part of the text. Where the sign belongs
to the text, as in «de #1 van Nederland», put double quotes around the whole text. A comment of your
own has a space behind the '#'.

Fails:

    title: Thuisteam #1 van Voorbeeldstad

Passes:

    title: "Thuisteam #1 van Voorbeeldstad"

    title: Thuisteam  # de naam sinds 2020
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.place import Place
from isj_cli.locale import _
from isj_cli.store.yaml_document import LocatedDict, LocatedList
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING

_CUT = re.compile(r" +#(?=[^\s#!])")


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning for each unquoted text that a '#' ends."""
    if " #" not in file.document.text:
        return
    lines = file.document.text.split("\n")
    for value, (row, column) in _values(file.document.data):
        if place := _cut_in(lines, value, row, column):
            yield Found(
                place,
                _("What stands behind '#' is not part of the text."),
                _("Put double quotes around the whole text, or a space behind the '#'."),
            )


def _cut_in(lines: list[str], text: str, row: int, column: int) -> Place | None:
    """Return where a '#' ends an unquoted text, which may go on over several lines."""
    rest = text
    while row < len(lines):
        line = lines[row]
        if cut := _CUT.search(line, column):
            ended = line[column : cut.start()].strip() == rest
            return Place(row + 1, cut.end()) if ended else None
        start = line[column:].strip()
        if not start or not rest.startswith(f"{start} "):
            return None
        rest = rest[len(start) + 1 :]
        row, column = row + 1, 0
    return None


def _values(node: object) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every text, with the line and column where it stands; nothing is an empty text."""
    if isinstance(node, LocatedDict):
        parts = [(value, node.values_at[key]) for key, value in node.items()]
    elif isinstance(node, LocatedList):
        parts = list(zip(node, node.values_at, strict=True))
    else:
        return
    for value, at in parts:
        if isinstance(value, str) or value is None:
            yield value or "", at
        else:
            yield from _values(value)
