"""What people mistyped where the YAML parser gives up, and the very place of it.

The parser tells where it stopped, which is often lines below the mistake, in words that say nothing
to who never wrote YAML. So this looks at the lines around that place for the mistakes that people
make: a tab, a colon or an apostrophe in a text, a missing space, another column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from isj_cli.locale import _
from isj_cli.store.yaml_marks import backslash, bracket, first_character, quotation
from isj_cli.store.yaml_stop import (
    KEY,
    Stop,
    Trap,
    in_quotes,
    indent_of,
    opening,
    quote_it,
    shortened,
    value_at,
)

_GLUED_KEY = re.compile(r" *(?:- +)*(?P<key>[a-z_]+ ?:)(?=[^\s:/])")
_GLUED_ITEM = re.compile(r" *(?P<mark>[-–—•])(?=[^\s-])|^ *(?P<dash>[–—•*])(?=\s)")
_ODD_SPACE = re.compile(r" *(?:- +)*[a-z_]+ ?:(?=[\u00a0\u2000-\u200b\u202f\u3000])")
_WITHOUT_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+)(?= +[^\s:])")
_ON_ONE_LINE = re.compile(r"[,;] *(?P<key>[a-z_]+) *\Z")
_BLOCK = re.compile(r"[^#]*[:-] +[|>][-+\d]*(?: +#.*)?\Z")


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
                    text=shortened(f"- {line[item.end(name) :].strip()}")
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
                    text=shortened(f"{key['key']} {line[key.end() :]}".strip())
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
    if bare and bare["key"] in _keys() and bare.start("key") == indent_of(stop.here):
        return Trap(
            _("There is no colon behind '{key}'.").format(key=bare["key"]),
            _("Type a colon behind it, and a space before the text."),
            number,
            bare.end("key"),
        )
    if re.fullmatch(r"[a-z_]+", word) and indent_of(line) == indent_of(stop.here):
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
    key = KEY.match(stop.here)
    if key and key.end("key") <= stop.column <= key.end("key") + 1 and stop.above >= 0:
        return _other_column(stop)
    start = value_at(stop.here)
    inside = _ON_ONE_LINE.search(stop.here, start, max(start, stop.column))
    if inside and inside["key"] in _keys():
        return Trap(
            _("The key '{key}' stands behind a value, on the same line.").format(key=inside["key"]),
            _("Put '{text}' on a line of its own, and leave the comma out.").format(
                text=shortened(stop.here[inside.start("key") :].strip())
            ),
            stop.line,
            inside.start("key"),
        )
    if start >= stop.column:
        start = indent_of(stop.here)
    text = stop.here[start:].rstrip()
    if re.match("[“”„‘’]", text):
        bare = text.strip("“”„‘’")
        hint = _("Curly quotation marks do not count; type straight ones: {text}.").format(
            text=in_quotes(text if re.search("[“”„]", bare) else bare)
        )
    elif start == indent_of(stop.here) and start:
        hint = _("Type >- behind the key, and put the whole text on the lines below it.")
    else:
        hint = quote_it(text)
    return Trap(_("There is a colon inside a text."), hint, stop.line, stop.column)


def _hash(stop: Stop) -> Trap | None:
    """Look for a '#' that ends a text which goes on below."""
    if stop.above < 0 or stop.column > indent_of(stop.here):
        return None
    above = stop.lines[stop.above]
    cut = above.find(" #")
    if cut < 0 or KEY.match(stop.here) or opening(above) is not None:
        return None
    return Trap(
        _("What stands behind '#' is passed over, and cuts the text off."),
        _("Put double quotes around the whole text, or type >- behind the key."),
        stop.above,
        cut + 1,
    )


def _block(stop: Stop) -> Trap | None:
    """Look for a line of a long text that begins left of the first one."""
    if KEY.match(stop.here):
        return None
    indent, first = indent_of(stop.here), -1
    for number in range(min(stop.line, len(stop.lines)) - 1, -1, -1):
        line = stop.lines[number]
        if not line.strip():
            continue
        if indent_of(line) <= indent or _BLOCK.match(line):
            if first < 0 or not _BLOCK.match(line) or indent_of(line) >= indent:
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
    indent = indent_of(stop.here)
    nearest, distance = "", 0
    row, has_value = 0, False
    above = KEY.match(stop.lines[stop.above]) if stop.above >= 0 else None
    if (
        above
        and re.match(r"[^\s#&|>\[{'\"]", above["value"] or "")
        and above.start("key") + 1 < indent
        and KEY.match(stop.here)
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
        found = KEY.match(stop.lines[number])
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
    backslash,
    quotation,
    first_character,
    bracket,
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
