"""Writing for programs and pipes: tab-separated lines, JSON, CSV, ids.

Text from files is data here: never a control code for the terminal, never a formula for a
spreadsheet, never a line or a column more than there is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from isj_cli.domain.text import cell, one_line, visible


class Listing(NamedTuple):
    """A list of things, for every format at once.

    `columns` are the keys of the plain cells, `rows` the cells as text, `items` the same things
    as JSON values; `document` is the JSON of the whole, where that is more than the items.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    items: Sequence[dict[str, Any]]
    document: Any = None
    headings: Sequence[str] = ()


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to stdout."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def write_text(text: str) -> None:
    """Write a text that has its own lines."""
    sys.stdout.write(text)


def print_text(text: str) -> None:
    """Write what is a file to stdout: UTF-8, with the same line ends everywhere."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="replace"))


def write_json(value: Any) -> None:
    """Write a value as indented JSON."""
    write_text(_written(json_text(value)))


def json_text(value: Any) -> str:
    """Return a value as indented JSON."""
    return visible(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _written(json_text: str) -> str:
    """Return JSON in which what the encoding of stdout may lack is an escape: it says the same."""
    if (sys.stdout.encoding or "utf").lower().startswith("utf"):
        return json_text
    utf_16 = json_text.encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(utf_16[at : at + 2]) for at in range(0, len(utf_16), 2))
    return "".join(chr(unit) if unit < 128 else f"\\u{unit:04x}" for unit in units)


def write_rows(rows: Iterable[Sequence[str]]) -> None:
    """Write a line for each row, cells between tabs, nothing cut."""
    write_lines("\t".join(one_line(cell) for cell in row) for row in rows)


def write_csv(listing: Listing) -> None:
    """Write CSV (RFC 4180) with a heading; a cell that a spreadsheet would run is quoted text."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(listing.columns)
    for row in listing.rows:
        writer.writerow(map(cell, row))


def write(listing: Listing, name: str) -> None:
    """Write a listing in the format `json`, `jsonl`, `csv`, `ids` or `tsv`."""
    if name == "json":
        write_json(listing.items if listing.document is None else listing.document)
    elif name == "jsonl":
        write_lines(
            _written(visible(json.dumps(item, ensure_ascii=False))) for item in listing.items
        )
    elif name == "csv":
        write_csv(listing)
    elif name == "ids":
        write_lines(one_line(str(item["id"])) for item in listing.items)
    else:
        write_rows(listing.rows)
