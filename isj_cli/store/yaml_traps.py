"""What people mistyped where the YAML parser gives up, and the very place of it.

The parser tells where it stopped, which is often lines below the mistake, in words that say nothing
to who never wrote YAML. So this looks at the lines around that place for the mistakes that people
make: a tab, a colon or an apostrophe in a text, a missing space, another column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from isj_cli.locale import _

_KEY = re.compile(r"(?P<indent> *)(?P<items>(?:- +)*)(?P<key>[\w-]+) *:(?: +(?P<value>.*))?$")
_GLUED_KEY = re.compile(r" *(?:- +)*(?P<key>[a-z_]+ ?:)(?=[^\s:/])")
_GLUED_ITEM = re.compile(r" *(?P<mark>[-–—•])(?=[^\s-])|^ *(?P<dash>[–—•*])(?=\s)")
_ODD_SPACE = re.compile(r" *(?:- +)*[a-z_]+ ?:(?=[\u00a0\u2000-\u200b\u202f\u3000])")
_WITHOUT_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+)(?= +[^\s:])")
_ON_ONE_LINE = re.compile(r"[,;] *(?P<key>[a-z_]+) *\Z")
_BLOCK = re.compile(r"[^#]*[:-] +[|>][-+\d]*(?: +#.*)?\Z")
_VALUE = re.compile(r" *(?:- +)*(?:[a-z_]+ *: +)?(?=\S)")
_APOSTROPHE = re.compile(r"'\w{1,2}\b")  # 't, 's, 'n, 'ns
_SAME_FLOW = re.compile(r"(?:^|[\[{,]|: )\s*('\w{1,2}\b[^']*')\s*$")
_SHOWN = 50
_CLOSING = {"[": "]", "{": "}"}


class Stop(NamedTuple):
    """Where the parser stopped (line and column from 0), what it says, and what it was reading."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    began: tuple[int, int]

    @property
    def here(self) -> str:
        """The line at which it stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def above(self) -> int:
        """The number of the last line above that holds more than a comment; -1 if none does."""
        return _line_above(self.lines, self.line)


class Trap(NamedTuple):
    """A mistake: what it is, what to do, and where it stands (line and column from 0)."""

    message: str
    hint: str
    line: int
    column: int


def trap_at(stop: Stop) -> Trap:
    """Return the mistake that made the parser stop."""
    for look in _LOOKS:
        if trap := look(stop):
            return trap
    return Trap(
        _("This is not valid YAML here."),
        _("Look at this line and the one before it; the parser says: {problem}.").format(
            problem=stop.problem
        ),
        stop.line,
        stop.column,
    )


def _tab(stop: Stop) -> Trap | None:
    if tabbed := re.match(r"[ -]*\t", stop.here):
        return Trap(
            _("There is a tab in the indentation."),
            _("Type spaces in its place: YAML does not allow tabs here."),
            stop.line,
            tabbed.end() - 1,
        )
    return None


def _first_character(stop: Stop) -> Trap | None:
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
        _("A text cannot begin with '{mark}'.").format(mark=mark), _quote_it(line[at[1] :]), *at
    )


def _backslash(stop: Stop) -> Trap | None:
    if "escape" not in stop.problem:
        return None
    return Trap(
        _("A backslash in double quotes has a meaning of its own."),
        _("Put single quotes around the text, or type a slash."),
        stop.line,
        stop.column,
    )


def _quotation(stop: Stop) -> Trap | None:
    """Look for a quotation that does not end where its text ends."""
    if "quoted scalar" in stop.context:
        return _unclosed(stop, *stop.began)
    if "flow" in stop.context and (before := _SAME_FLOW.search(stop.here[: stop.column])):
        return _unclosed(stop, stop.line, before.start(1))
    if "mapping values" in stop.problem and _opening(stop.here) is None:
        return None
    for number in range(min(stop.line, len(stop.lines) - 1), -1, -1):
        column = _opening(stop.lines[number])
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
                _quote_it(_within(stop.here[column:].rstrip())),
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
            _quote_it(re.split(r"[,\]}]", text)[0] if _in_brackets(stop, line, column) else text),
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


def _bracket(stop: Stop) -> Trap | None:
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
    column = _value_at(stop.here)
    if column < stop.column and stop.here[column : column + 1] in ("[", "{"):
        mark = stop.here[column]
        return Trap(
            _("A text cannot begin with '{mark}'.").format(mark=mark),
            _quote_it(stop.here[column:]),
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
        if number > first and _KEY.match(line):
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


def _glued(stop: Stop) -> Trap | None:
    """Look for a colon or a hyphen without a space behind it."""
    simple = "simple key" in stop.context
    places = [stop.began[0]] if simple else [stop.line]
    if not simple and stop.above >= 0:
        places.append(stop.above)
    for number in places:
        line = stop.lines[number] if number < len(stop.lines) else ""
        if item := _GLUED_ITEM.match(line):
            name = "mark" if item["mark"] else "dash"
            return Trap(
                _("A space is missing behind the hyphen.")
                if item[name] == "-"
                else _("'{mark}' is not the hyphen that begins an item.").format(mark=item[name]),
                _("Type a hyphen and a space: {text}.").format(
                    text=_shortened(f"- {line[item.end(name) :].strip()}")
                ),
                number,
                item.start(name),
            )
        if odd := _ODD_SPACE.match(line):
            return Trap(
                _("The space behind the colon is not an ordinary one."),
                _("Take it out and type a space; it comes from copying, or from Alt and space."),
                number,
                odd.end(),
            )
        if key := _GLUED_KEY.match(line):
            return Trap(
                _("A space is missing behind the colon."),
                _("Type a space there: {text}.").format(
                    text=_shortened(f"{key['key']} {line[key.end() :]}".strip())
                ),
                number,
                key.end() - 1,
            )
    return None


def _no_colon(stop: Stop) -> Trap | None:
    """Look for a key without its colon, and for a text that goes on in the column of the keys."""
    number = stop.began[0] if "simple key" in stop.context else stop.above
    if number < 0 or not ("simple key" in stop.context or "mapping values" in stop.problem):
        return None
    line = stop.lines[number]
    word = line.strip()
    bare = _WITHOUT_COLON.match(line)
    if bare and bare["key"] in _keys() and bare.start("key") == _indent(stop.here):
        return Trap(
            _("There is no colon behind '{key}'.").format(key=bare["key"]),
            _("Type a colon behind it, and a space before the text."),
            number,
            bare.end("key"),
        )
    if re.fullmatch(r"[a-z_]+", word) and _indent(line) == _indent(stop.here):
        return Trap(
            _("There is no colon behind '{key}'.").format(key=word),
            _("Type a colon behind it, and a space before the text."),
            number,
            len(line.rstrip()),
        )
    if "simple key" not in stop.context:
        return None
    return Trap(
        _("The text goes on in the column of the keys."),
        _("Begin this line with two spaces more than the key that the text belongs to."),
        number,
        stop.began[1],
    )


def _colon(stop: Stop) -> Trap | None:
    """Look for a colon inside a text, and for a key in another column than those above."""
    if "mapping values" not in stop.problem:
        return None
    key = _KEY.match(stop.here)
    if key and key.end("key") <= stop.column <= key.end("key") + 1 and stop.above >= 0:
        return _other_column(stop)
    start = _value_at(stop.here)
    inside = _ON_ONE_LINE.search(stop.here, start, max(start, stop.column))
    if inside and inside["key"] in _keys():
        return Trap(
            _("The key '{key}' stands behind a value, on the same line.").format(key=inside["key"]),
            _("Put '{text}' on a line of its own, and leave the comma out.").format(
                text=_shortened(stop.here[inside.start("key") :].strip())
            ),
            stop.line,
            inside.start("key"),
        )
    if start >= stop.column:
        start = _indent(stop.here)
    text = stop.here[start:].rstrip()
    if re.match("[“”„‘’]", text):
        bare = text.strip("“”„‘’")
        hint = _("Curly quotation marks do not count; type straight ones: {text}.").format(
            text=_in_quotes(text if re.search("[“”„]", bare) else bare)
        )
    elif start == _indent(stop.here) and start:
        hint = _("Type >- behind the key, and put the whole text on the lines below it.")
    else:
        hint = _quote_it(text)
    return Trap(_("There is a colon inside a text."), hint, stop.line, stop.column)


def _hash(stop: Stop) -> Trap | None:
    """Look for a '#' that ends a text which goes on below."""
    if stop.above < 0 or stop.column > _indent(stop.here):
        return None
    above = stop.lines[stop.above]
    cut = above.find(" #")
    if cut < 0 or _KEY.match(stop.here) or _opening(above) is not None:
        return None
    return Trap(
        _("What stands behind '#' is passed over, and cuts the text off."),
        _("Put double quotes around the whole text, or type >- behind the key."),
        stop.above,
        cut + 1,
    )


def _block(stop: Stop) -> Trap | None:
    """Look for a line of a long text that begins left of the first one."""
    if _KEY.match(stop.here):
        return None
    indent, first = _indent(stop.here), -1
    for number in range(min(stop.line, len(stop.lines)) - 1, -1, -1):
        line = stop.lines[number]
        if not line.strip():
            continue
        if _indent(line) <= indent or _BLOCK.match(line):
            if first < 0 or not _BLOCK.match(line) or _indent(line) >= indent:
                return None
            return Trap(
                _("The line begins further to the left than the first line of its text."),
                _("Let both begin in the same column; the text begins on line {number}.").format(
                    number=first + 1
                ),
                stop.line,
                indent,
            )
        first = number
    return None


def _column(stop: Stop) -> Trap | None:
    if "expected" in stop.problem and stop.line < len(stop.lines):
        return _other_column(stop)
    return None


def _other_column(stop: Stop) -> Trap:
    """Return that a line begins in another column than those that it belongs to."""
    indent = _indent(stop.here)
    nearest, distance = "", 0
    row, has_value = 0, False
    above = _KEY.match(stop.lines[stop.above]) if stop.above >= 0 else None
    if (
        above
        and re.match(r"[^\s#&|>\[{'\"]", above["value"] or "")
        and above.start("key") + 1 < indent
        and _KEY.match(stop.here)
    ):
        return Trap(
            _("Behind '{key}' stands a text, so it cannot have keys below it.").format(
                key=above["key"]
            ),
            _(
                "Let this line begin right below '{key}' of line {number}; if it is a part of it, "
                "put that text on a line of its own, behind a key."
            ).format(key=above["key"], number=stop.above + 1),
            stop.line,
            indent,
        )
    for number in range(stop.line - 1, -1, -1):
        found = _KEY.match(stop.lines[number])
        if not found:
            continue
        column = found.start("key")
        if not nearest or abs(column - indent) < distance:
            nearest, distance, row = found["key"], abs(column - indent), number
            has_value = bool(found["value"])
        if column == 0:
            break
    return Trap(
        _("The line does not begin in the column of the lines that it belongs to."),
        (
            _("Let it begin right below '{key}' of line {number}.")
            if has_value
            else _("Let it begin right below '{key}' of line {number}, or indent it by two more.")
        ).format(key=nearest, number=row + 1)
        if nearest
        else _("Let keys that belong together begin in the same column."),
        stop.line,
        indent,
    )


_LOOKS: tuple[Callable[[Stop], Trap | None], ...] = (
    _tab,
    _backslash,
    _quotation,
    _first_character,
    _bracket,
    _glued,
    _no_colon,
    _colon,
    _hash,
    _block,
    _column,
)


@cache
def _keys() -> frozenset[str]:
    """Return the keys of a practice and of its parts."""
    from isj_cli.domain import practice

    parts = {name for kind in vars(practice).values() for name in getattr(kind, "_fields", ())}
    return frozenset(parts | set(practice.Practice.__dataclass_fields__))


def _line_above(lines: list[str], line: int) -> int:
    for number in range(min(line, len(lines)) - 1, -1, -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number
    return -1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _value_at(line: str) -> int:
    """Return the column where the value on a line begins."""
    found = _VALUE.match(line)
    return found.end() if found else 0


def _opening(line: str) -> int | None:
    """Return the column of the quotation mark that opens the value on a line."""
    column = _value_at(line)
    return column if line[column : column + 1] in ("'", '"') else None


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


def _quote_it(text: str) -> str:
    return _("Put quotation marks around the whole text: {text}.").format(text=_in_quotes(text))


def _in_quotes(text: str) -> str:
    """Return text between quotation marks that YAML reads back as it is."""
    short = _shortened(text.strip())
    if '"' in short or "\\" in short:
        return "'" + short.replace("'", "''") + "'"
    return f'"{short}"'


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
