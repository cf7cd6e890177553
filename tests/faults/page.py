"""The page with what was seen: `docs/reliability.md`, of which the tests write the tables.

A table stands below a comment that names its fault. Each test holds one row against the page;
with `pytest tests/faults --record` it writes the row instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from support import ROOT

PAGE = ROOT / "docs/reliability.md"
AGAIN = "run 'pytest tests/faults --record' and read what has changed"
HEAD = "| command | promised | seen |\n| --- | --- | --- |\n"
_TABLE = re.compile(r"(?s)(<!-- seen: (?P<fault>[\w-]+) -->\n\n)(?:\|[^\n]*\n)*\n?")


def tables() -> dict[str, dict[str, str]]:
    """Return the rows of the page by fault and what stands in their first cell."""
    text = PAGE.read_text(encoding="utf-8")
    return {
        found["fault"]: {
            line.split(" | ")[0].removeprefix("| "): line
            for line in found[0].splitlines()
            if line.startswith("| `")
        }
        for found in _TABLE.finditer(text)
    }


def hold(fault: str, command: str, promised: str, seen: str, *, record: bool) -> None:
    """Hold what was seen of a command against its row of the page, or write it there."""
    rows = tables()[fault]
    row = _row([command], promised, seen)
    if record:
        _write(fault, {**rows, f"`{command}`": row})
    else:
        assert rows.get(f"`{command}`") == row, AGAIN


def hold_all(fault: str, promised: str, seen: Mapping[str, str], *, record: bool) -> None:
    """Hold what was seen of all commands against the page, or write it there.

    Commands of which the same was seen share a row.
    """
    by_seen: dict[str, list[str]] = {}
    for command, what in seen.items():
        by_seen.setdefault(what, []).append(command)
    rows = [_row(commands, promised, what) for what, commands in by_seen.items()]
    if record:
        _write(fault, dict(zip(map(str, rows), rows, strict=True)))
    else:
        assert list(tables()[fault].values()) == rows, AGAIN


def _row(commands: Sequence[str], promised: str, seen: str) -> str:
    names = ", ".join(f"`{each}`" for each in commands)
    return f"| {names} | {promised} | {seen.replace('|', chr(92) + '|')} |"


def _write(fault: str, rows: Mapping[str, str]) -> None:
    text = PAGE.read_text(encoding="utf-8")

    def table(found: re.Match[str]) -> str:
        if found["fault"] != fault:
            return found[0]
        return found[1] + HEAD + "".join(f"{row}\n" for row in rows.values()) + "\n"

    PAGE.write_text(_TABLE.sub(table, text).rstrip() + "\n", encoding="utf-8")
