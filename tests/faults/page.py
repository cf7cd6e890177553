"""The page with what was seen: `docs/reliability.md`, of which the tests write the tables.

A table stands below a comment that names its fault. Each test holds one row against the page;
with `pytest tests/faults --record` it writes the row instead.
"""

from __future__ import annotations

import re

from support import ROOT

PAGE = ROOT / "docs/reliability.md"
HEAD = "| command | promised | seen |\n| --- | --- | --- |\n"
_TABLE = re.compile(r"(?s)(<!-- seen: (?P<fault>[\w-]+) -->\n\n)(?:\|[^\n]*\n)*")


def tables() -> dict[str, dict[str, str]]:
    """Return the rows of the page by fault and command."""
    text = PAGE.read_text(encoding="utf-8")
    return {
        found["fault"]: {
            line.split(" | ")[0].strip("| `"): line
            for line in found[0].splitlines()
            if line.startswith("| `")
        }
        for found in _TABLE.finditer(text)
    }


def hold(fault: str, command: str, promised: str, seen: str, *, record: bool) -> None:
    """Hold what was seen against the page, or write it there."""
    row = f"| `{command}` | {promised} | {seen} |"
    rows = tables()[fault]
    if record and rows.get(command) != row:
        _write(fault, {**rows, command: row})
    elif not record:
        assert rows.get(command) == row, "run 'pytest tests/faults --record' and read the change"


def keep(fault: str, commands: list[str]) -> None:
    """Drop the rows of commands that are no longer tried, and bring the others into order."""
    rows = tables()[fault]
    _write(fault, {name: rows[name] for name in commands if name in rows})


def _write(fault: str, rows: dict[str, str]) -> None:
    text = PAGE.read_text(encoding="utf-8")

    def table(found: re.Match[str]) -> str:
        if found["fault"] != fault:
            return found[0]
        return found[1] + HEAD + "".join(f"{row}\n" for row in rows.values())

    PAGE.write_text(_TABLE.sub(table, text), encoding="utf-8")
