"""Where ids stand in the text of a practice, and the edits that put others there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from isj_cli.store.drafts import scalar
from isj_cli.store.edits import Edit, Source
from isj_cli.store.yaml_document import LocatedDict

FORMER = "former_ids"
AFTER = ("sources", "review", "withdrawn")

_PROPERTIES = r"(?:[&!][^\s,\[\]{}]*\s+)*"
_OPENING = re.compile(_PROPERTIES + r"(?:[>|][-+1-9]*[ \t]*(?:#.*)?\s+)?[\"']?")
_NOTHING = re.compile(r"~|null|Null|NULL|")
_DASH = re.compile(r"\s*-\s+")


def references(data: dict[str, Any], id: str) -> Iterator[tuple[int, int]]:
    """Yield the places in a practice where it names another one with this id."""
    related = data.get("related")
    withdrawn = data.get("withdrawn")
    for each in related if isinstance(related, list) else ():
        if isinstance(each, LocatedDict) and each.get("id") == id:
            yield each.values_at["id"]
    if isinstance(withdrawn, LocatedDict) and withdrawn.get("replaced_by") == id:
        yield withdrawn.values_at["replaced_by"]


def renamed(data: dict[str, Any], old: str, new: str, *, own: bool) -> dict[str, Any]:
    """Return the data of a practice as they should be; `own` is the practice that is renamed."""
    related, withdrawn = data.get("related"), data.get("withdrawn")
    for each in related if isinstance(related, list) else ():
        if isinstance(each, dict) and each.get("id") == old:
            each["id"] = new
    if isinstance(withdrawn, dict) and withdrawn.get("replaced_by") == old:
        withdrawn["replaced_by"] = new
    if own:
        data["id"] = new
        data[FORMER] = [*(data.get(FORMER) or []), old]
    return data


def id_edits(source: Source, places: Sequence[tuple[int, int]], old: str, new: str) -> list[Edit]:
    """Return the edits that put `new` in the place of `old`, inside the quotes if there are any."""
    edits = []
    for place in places:
        start = _value_start(source, place)
        is_plain = start == source.offset(place)
        edits.append(Edit(start, start + len(old), scalar(new) if is_plain else new))
    return edits


def insertions(source: Source, id: str) -> Iterator[Edit]:
    """Yield the ways to add an id to the former ones, the nicest first."""
    data = source.document.mapping
    old = scalar(id)
    if FORMER in data:
        yield _added(source, data[FORMER], data.values_at[FORMER], old)
        return
    line = f"{FORMER}: [{old}]"
    indent = " " * data.keys_at["id"][1]
    yield _line_edit(source, _end_above(source), f"{indent}{line}")
    end = _value_end(source, data.values_at["id"], str(data["id"]))
    yield _line_edit(source, source.line_end(end), f"{indent}{line}")
    yield Edit(end, end, f", {line}")


def _value_start(source: Source, place: tuple[int, int]) -> int:
    """Return where the text of a value begins, behind its quote and what else introduces it."""
    found = _OPENING.match(source.text, source.offset(place))
    return found.end() if found else source.offset(place)


def _value_end(source: Source, place: tuple[int, int], value: str) -> int:
    """Return where a value ends, its quote included."""
    end = _value_start(source, place) + len(value)
    return end + (source.text[end : end + 1] in ("'", '"'))


def _end_above(source: Source) -> int:
    """Return the end of the text above the keys that come after the former ids in a practice.

    That is above the comments that belong to the first of them, and the blank lines before these.
    """
    places = source.document.mapping.keys_at
    number = min((places[key][0] for key in AFTER if key in places), default=len(source.lines))
    for keeps in (lambda line: line.startswith("#"), lambda line: not line):
        while number > 0 and keeps(source.line(number - 1).strip()):
            number -= 1
    return source.line_end(source.lines[number - 1]) if number else 0


def _line_edit(source: Source, end: int, line: str) -> Edit:
    """Return the edit that puts a line below the one that ends there."""
    return Edit(end, end, f"{source.newline}{line}" if end else f"{line}{source.newline}")


def _added(source: Source, former: Any, at: tuple[int, int], old: str) -> Edit:
    """Return the edit that adds an id to a list of former ones, written as that list is."""
    start = source.offset(at)
    if former is None:
        found = _NOTHING.match(source.text, start)
        end = found.end() if found else start
        space = "" if source.text[start - 1 : start].isspace() else " "
        return Edit(start, end, f"{space}[{old}]")
    if not former:
        return Edit(start + 1, start + 1, old)
    end = _value_end(source, former.values_at[-1], str(former[-1]))
    line, column = former.values_at[-1]
    before = source.line(line)[:column]
    if _DASH.fullmatch(before):
        return _line_edit(source, source.line_end(end), f"{before}{old}")
    return Edit(end, end, f", {old}")
