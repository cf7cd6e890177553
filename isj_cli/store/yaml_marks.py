"""Traps in what a mark opens: a quotation, a bracket, a text that begins with a sign."""

from __future__ import annotations

import re

from isj_cli.locale import _
from isj_cli.store.yaml_stop import (
    KEY,
    Stop,
    Trap,
    opening,
    quote_it,
    value_at,
)

_APOSTROPHE = re.compile(r"'\w{1,2}\b")  # 't, 's, 'n, 'ns
_SAME_FLOW = re.compile(r"(?:^|[\[{,]|: )\s*('\w{1,2}\b[^']*')\s*$")
_CLOSING = {"[": "]", "{": "}"}


def first_character(stop: Stop) -> Trap | None:
    """Look for a text that begins with a character that means something else."""
    at = stop.began
    if "cannot start any token" in stop.problem or "not allowed in this context" in stop.problem:
        at = stop.line, stop.column
    elif not re.search("directive|an alias|an anchor|block scalar|a tag", stop.context):
        return None
    line = stop.lines[at[0]] if at[0] < len(stop.lines) else ""
    mark = line[at[1] : at[1] + 1]
    if mark == "-":
        return Trap(
            _("A list begins behind its key."),
            _("Put each '- ' on a line of its own, below the key and indented."),
            *at,
        )
    if not mark or mark not in "@`%*&!|>?":
        return None
    if mark == "*" and re.match(r" *\* ", line) and line.index("*") == at[1]:
        return None  # meant as a hyphen
    if mark in "|>" and re.match(r"[|>][-+]? +[^\s\d]", line[at[1] :]):
        return Trap(
            _("Text stands behind '{mark}', on the same line.").format(mark=mark),
            _("Put all of the text on the lines below, with two spaces more than the key."),
            *at,
        )
    return Trap(
        _("A text cannot begin with '{mark}'.").format(mark=mark), quote_it(line[at[1] :]), *at
    )


def backslash(stop: Stop) -> Trap | None:
    """Look for a backslash that begins no escape."""
    if "escape" not in stop.problem:
        return None
    return Trap(
        _("A backslash in double quotes has a meaning of its own."),
        _("Put single quotes around the text, or type a slash."),
        stop.line,
        stop.column,
    )


def quotation(stop: Stop) -> Trap | None:
    """Look for a quotation that does not end where its text ends."""
    if "quoted scalar" in stop.context:
        return _unclosed(stop, *stop.began)
    if "flow" in stop.context and (before := _SAME_FLOW.search(stop.here[: stop.column])):
        return _unclosed(stop, stop.line, before.start(1))
    if "mapping values" in stop.problem and opening(stop.here) is None:
        return None
    for number in range(min(stop.line, len(stop.lines) - 1), -1, -1):
        column = opening(stop.lines[number])
        if column is None:
            continue
        end = _end_of_quotation(stop.lines, number, column)
        if end is None or end[0] > number:
            if end is None or re.match(r"[^\s,\]}#:]|\s+[^#\s]", stop.lines[end[0]][end[1] :]):
                return _unclosed(stop, number, column)
        elif number == stop.line and re.match(r"\s*[^\s,\]}#:]", stop.here[end[1] :]):
            if _APOSTROPHE.match(stop.here, column):
                return _unclosed(stop, number, column)
            return Trap(
                _("There is text after the closing quotation mark."),
                quote_it(_within(stop.here[column:].rstrip())),
                number,
                end[1] + len(stop.here[end[1] :]) - len(stop.here[end[1] :].lstrip()),
            )
        if number < stop.line and end is not None:
            return None
    return None


def _within(text: str) -> str:
    """Return text without the marks around all of it, where it holds others of the kind."""
    mark = text[0]
    is_around = text.endswith(mark) and text.count(mark) > 3 and text.count(mark) % 2 == 0
    return text[1:-1] if is_around else text


def _unclosed(stop: Stop, line: int, column: int) -> Trap:
    text = stop.lines[line][column:]
    if _APOSTROPHE.match(text):
        return Trap(
            _("The text begins with an apostrophe, which opens a quotation."),
            quote_it(re.split(r"[,\]}]", text)[0] if _in_brackets(stop, line, column) else text),
            line,
            column,
        )
    return Trap(
        _("A quotation mark is opened and not closed."),
        _("Type the same mark at the end of the text, or take this one out."),
        line,
        column,
    )


def _in_brackets(stop: Stop, line: int, column: int) -> bool:
    before = stop.lines[line][:column]
    return before.count("[") > before.count("]") or before.count("{") > before.count("}")


def bracket(stop: Stop) -> Trap | None:
    """Look for a bracket that is not closed, or opens a text."""
    if "flow" in stop.context:
        opened = _open_bracket(stop)
        if opened is None:
            return Trap(
                _("A comma is missing between two values."),
                _("Put a comma between them, or double quotes around the whole text."),
                stop.line,
                stop.column,
            )
        line, column = opened
        mark = stop.lines[line][column]
        return Trap(
            _("The bracket '{mark}' is opened and not closed.").format(mark=mark),
            _("Type '{closing}' where it ends.").format(closing=_CLOSING[mark]),
            line,
            column,
        )
    column = value_at(stop.here)
    if column < stop.column and stop.here[column : column + 1] in ("[", "{"):
        mark = stop.here[column]
        return Trap(
            _("A text cannot begin with '{mark}'.").format(mark=mark),
            quote_it(stop.here[column:]),
            stop.line,
            column,
        )
    return None


def _open_bracket(stop: Stop) -> tuple[int, int] | None:
    """Return the innermost bracket that is open where the parser stopped, unless it is closed."""
    opened: list[tuple[int, int]] = []
    first = min(stop.began[0], len(stop.lines) - 1)
    while first and not re.search(r"[\[{]", stop.lines[first]):
        first -= 1
    for number in range(first, min(stop.line + 1, len(stop.lines))):
        line = re.sub(r"'[^']*'|\"[^\"]*\"", lambda found: "x" * len(found[0]), stop.lines[number])
        if number > first and KEY.match(line):
            break
        for column, letter in enumerate(line):
            if letter in _CLOSING:
                opened.append((number, column))
            elif letter in "]}" and opened:
                line_of, at = opened[-1]
                if _CLOSING[stop.lines[line_of][at]] != letter:
                    return opened[-1]
                opened.pop()
    return opened[-1] if opened else None


def _end_of_quotation(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Return the line and column right behind the quotation that begins there."""
    mark = lines[line][column]
    inside = re.compile(r"[^']*(?:''[^']*)*" if mark == "'" else r'(?s:[^"\\]*(?:\\.[^"\\]*)*)')
    text = "\n".join(lines[line:])
    end = inside.match(text, column + 1)
    if end is None or end.end() >= len(text):
        return None
    before = text[: end.end() + 1]
    return line + before.count("\n"), len(before) - before.rfind("\n") - 1
