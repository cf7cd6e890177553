"""The one YAML loader: YAML 1.2 core values, every value with its line and column.

PyYAML reads YAML 1.1, in which `no` is false and `12:30` a number. So this builds the values
itself, from the parser's events (the C parser where there is one), in one loop without recursion:
text that nests deeply or multiplies itself through aliases cannot exhaust stack or memory.
Core schema: YAML 1.2.2, section 10.3.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from isj_cli.domain.errors import YamlError
from isj_cli.domain.place import Place
from isj_cli.locale import _
from isj_cli.store.reading import MAX_BYTES, read_bytes
from isj_cli.store.reasons import reason_of

MAX_DEPTH = 40
MAX_VALUES = 150_000  # a long text counts for more than one
TEXT_OF_ONE_VALUE = 50

_Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_CONSTANTS = {
    text: value
    for texts, value in (
        (("", "~", "null", "Null", "NULL"), None),
        (("true", "True", "TRUE"), True),
        (("false", "False", "FALSE"), False),
    )
    for text in texts
}
_INTEGER = r"[-+]?[0-9]{1,18}\Z"
_OTHER_INTEGER = r"0o[0-7]{1,20}\Z|0x[0-9a-fA-F]{1,15}\Z"
_FLOAT = (
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?\Z|[-+]?\.(?:inf|Inf|INF)\Z"
    r"|\.(?:nan|NaN|NAN)\Z"
)
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq")} | {"!"}


BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where the parser begins a new line
_NO_BREAK = re.compile("[\x85\u2028\u2029]")  # where YAML 1.2, and every editor, does not


class LocatedDict(dict[str, Any]):
    """A mapping that knows where each key and each value stands (line, column, from 0)."""

    __slots__ = ("keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, tuple[int, int]] = {}
        self.values_at: dict[str, tuple[int, int]] = {}


class LocatedList(list[Any]):
    """A list that knows where each value stands (line, column, from 0)."""

    __slots__ = ("values_at",)

    def __init__(self) -> None:
        super().__init__()
        self.values_at: list[tuple[int, int]] = []


@dataclass(eq=False, repr=False)
class Document:
    """What one YAML file says, and where it says it."""

    path: Path
    text: str
    data: Any

    @property
    def mapping(self) -> LocatedDict:
        """The data as a mapping, empty where the file holds something else."""
        return self.data if isinstance(self.data, LocatedDict) else LocatedDict()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at `offset` of the text."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def place(self, pointer: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where the value at `pointer` stands, or the nearest value above it.

        With `key`, the place of the key in front of the value.
        """
        at, node = (0, 0), self.data
        for depth, step in enumerate(pointer):
            last = depth == len(pointer) - 1
            if isinstance(node, LocatedDict) and step in node:
                at = (node.keys_at if key and last else node.values_at)[str(step)]
            elif isinstance(node, LocatedList) and isinstance(step, int) and step < len(node):
                at = node.values_at[step]
            else:
                break
            node = node[step]
        return Place(at[0] + 1, at[1] + 1)

    def place_of(self, pointer: Sequence[str | int], words: str) -> Place:
        """Return where `words` stand inside the (long) text at `pointer`."""
        start = self.place(pointer)
        lines = self.text.split("\n")
        for number in range(start.line - 1, len(lines)):
            found = lines[number].find(words, start.column - 1 if number == start.line - 1 else 0)
            if found >= 0:
                return Place(number + 1, found + 1)
        return start


@dataclass(eq=False, repr=False, slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the one whose value is awaited."""

    node: Any
    is_list: bool
    anchor: str | None = None
    values_before: int = 0
    key: str | None = None


@dataclass(eq=False, repr=False, slots=True)
class _Builder:
    """Builds values from events, and keeps the bounds."""

    stack: list[_Open] = field(default_factory=lambda: [_Open(LocatedList(), is_list=True)])
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    values: int = 0

    def build(self, next_event: Callable[[], Any]) -> Any:
        """Return the value that the events describe, None where there is none."""
        outermost = self.stack[0].node
        scalar: Any = yaml.ScalarEvent
        add = self.add
        while (event := next_event()) is not None:
            if type(event) is scalar:
                mark = event.start_mark
                text = event.value
                if event.tag:
                    self.check_tag(event)
                    value = text
                else:
                    value = core_value(text) if event.implicit[0] else text
                add(value, (mark.line, mark.column), text)
                if event.anchor:
                    self.anchors[event.anchor] = (value, 1)
            else:
                self.take(event)
        return outermost[0] if outermost else None

    def take(self, event: Any) -> None:
        """Take an event that is not about a scalar."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            done = self.stack.pop()
            if done.anchor:
                self.anchors[done.anchor] = (done.node, self.values - done.values_before + 1)
        elif kind is yaml.MappingStartEvent:
            self.start(LocatedDict(), event, is_list=False)
        elif kind is yaml.SequenceStartEvent:
            self.start(LocatedList(), event, is_list=True)
        elif kind is yaml.AliasEvent:
            self.alias(event)
        elif kind is yaml.DocumentStartEvent and self.stack[0].node:
            raise _problem(
                "ISJ002",
                event,
                _("The file holds more than one YAML document."),
                _("Keep one document a file; take the line '---' out."),
            )

    def start(self, node: LocatedDict | LocatedList, event: Any, *, is_list: bool) -> None:
        self.check_tag(event)
        if len(self.stack) > MAX_DEPTH:
            raise _problem(
                "ISJ004",
                event,
                _("The values are nested too deeply."),
                _("Write them with less indentation."),
            )
        before = self.values
        self.add(node, (event.start_mark.line, event.start_mark.column), None)
        self.stack.append(_Open(node, is_list, event.anchor, before))

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            raise _problem(
                "ISJ002",
                event,
                _("The alias *{name} points to nothing.").format(name=event.anchor),
                _("Write the text out; a text that begins with '*' needs quotation marks."),
            )
        node, size = self.anchors[event.anchor]
        self.values += size - 1
        at = (event.start_mark.line, event.start_mark.column)
        self.add(node, at, node if isinstance(node, str) else None)

    def add(self, value: Any, at: tuple[int, int], text: str | None) -> None:
        """Put a value in its place; `text` is how it is written, None for a mapping or list."""
        self.values += 1 + (len(text) // TEXT_OF_ONE_VALUE if text else 0)
        if self.values > MAX_VALUES:
            raise YamlError(
                "ISJ004",
                _("The file holds too many values."),
                _("Take aliases and repetitions out."),
                at[0] + 1,
                at[1] + 1,
            )
        top = self.stack[-1]
        node = top.node
        if top.is_list:
            node.append(value)
            node.values_at.append(at)
        elif top.key is None:
            self.take_key(top, node, text, at)
        else:
            node[top.key] = value
            node.values_at[top.key] = at
            top.key = None

    def take_key(self, top: _Open, node: LocatedDict, key: str | None, at: tuple[int, int]) -> None:
        place = at[0] + 1, at[1] + 1
        if key is None:
            raise YamlError(
                "ISJ002",
                _("A key must be one word, not a list or a mapping."),
                _("Put quotes around text with brackets."),
                *place,
            )
        if key in node:
            raise YamlError(
                "ISJ003",
                _("The key '{key}' stands here twice.").format(key=key),
                _("It stands on line {number} too; keep one of the two, or join them.").format(
                    number=node.keys_at[key][0] + 1
                ),
                *place,
            )
        if key[:1].isspace():
            raise YamlError(
                "ISJ002",
                _("The spaces in front of '{key}' are not ordinary ones.").format(key=key.strip()),
                _("Take them out and type spaces; they came along when text was copied."),
                *place,
            )
        top.key = key
        node.keys_at[key] = at

    def check_tag(self, event: Any) -> None:
        if event.tag and event.tag not in _CORE_TAGS:
            raise _problem(
                "ISJ002",
                event,
                _("The tag '{tag}' is not allowed.").format(tag=event.tag),
                _("Take the word that begins with '!' out, or quote the text."),
            )


def core_value(text: str) -> Any:
    """Return what unquoted text means in YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "-+.0123456789":
        if (text.isdecimal() and len(text) <= 18) or re.match(_INTEGER, text):
            return int(text)
        if re.match(_OTHER_INTEGER, text):
            return int(text, 0)
        if re.match(_FLOAT, text):
            return float(
                text.replace(".inf", "inf")
                .replace(".Inf", "inf")
                .replace(".INF", "inf")
                .replace(".nan", "nan")
                .replace(".NaN", "nan")
                .replace(".NAN", "nan")
            )
    return text


def _problem(code: str, event: Any, message: str, hint: str) -> YamlError:
    mark = event.start_mark
    return YamlError(code, message, hint, mark.line + 1, mark.column + 1)


def parse(text: str, path: Path) -> Document:
    """Return the document that `text` holds; raises `YamlError` with line and column."""
    parser = None
    try:
        parser = _Parser(text)
        data = _Builder().build(parser.get_event)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        column = error.position - (text.rfind("\n", 0, error.position) + 1)
        raise YamlError(
            "ISJ001",
            _("There is a character that cannot be in a text file."),
            _("Delete it and type the word again."),
            line + 1,
            column + 1,
        ) from error
    finally:
        if parser is not None:
            parser.dispose()
    return Document(path, text, data)


def _syntax_error(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    from isj_cli.store.yaml_traps import Stop, trap_at

    at, began = (
        (mark.line, mark.column) if mark else None
        for mark in (error.problem_mark or error.context_mark, error.context_mark)
    )
    trap = trap_at(
        Stop(
            BREAK.split(text),
            *(at or (0, 0)),
            error.problem or "",
            error.context or "",
            began or at or (0, 0),
        )
    )
    return YamlError("ISJ002", trap.message, trap.hint, trap.line + 1, trap.column + 1)


def read(path: Path, only: Collection[str] = ()) -> Document:
    """Read one YAML file; raises `YamlError` for whatever is wrong with it.

    With `only`, the other keys at the start of a line are passed over where that can be done, which
    is many times as fast; what stands below them may then be wrong. The places stay right.
    """
    text = read_text(path)
    if only:
        try:
            return parse(_without_others(tuple(only)).sub(_emptied, f"{text}\n"), path)
        except YamlError:
            pass  # then the lines cannot be told apart so simply, or something is wrong
    return parse(text, path)


@cache
def _without_others(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the keys at the start of a line other than `keys`, and all below them."""
    return re.compile(
        rf"^(?!(?:{'|'.join(keys)}):)[A-Za-z_]\w*:.*\n(?:(?:[ \t#\]}}-].*)?\n)*", re.MULTILINE
    )


def _emptied(lines: re.Match[str]) -> str:
    return "\n" * lines[0].count("\n")


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of a file that must be UTF-8, at most `limit` bytes; raises `YamlError`."""
    try:
        data = read_bytes(path, limit)
    except OSError as error:
        reason = reason_of(error)
        raise YamlError(
            "ISJ001",
            _("The file cannot be read: {reason}.").format(reason=reason),
            _("Check the name and the permissions of the file."),
        ) from error
    return decode(data, limit)


def decode(data: bytes, limit: int = MAX_BYTES) -> str:
    """Return bytes as text, letters composed (NFC), lines ended by newlines alone.

    Raises `YamlError` where they are too many or not UTF-8.
    """
    if len(data) > limit:
        raise too_large(limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start)
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        raise YamlError(
            "ISJ001",
            _("The file is not UTF-8 text."),
            _("Save it again with the encoding UTF-8."),
            line + 1,
            column + 1,
        ) from error
    if not text.isascii():
        text = _NO_BREAK.sub(" ", unicodedata.normalize("NFC", text))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def too_large(limit: int) -> YamlError:
    """Return the error for a file of more than `limit` bytes."""
    return YamlError(
        "ISJ004",
        _("The file is larger than {size} MB.").format(size=limit // 1_000_000),
        _("Describe one practice a file, without attachments."),
    )


def spans(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return where every value of a text that is valid YAML ends, by where it begins.

    Lines and columns count from 0. A list or mapping without brackets ends with its last value.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
    begun: list[tuple[tuple[int, int], bool]] = []
    last = (0, 0)
    parser = _Parser(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            mark = (event.start_mark.line, event.start_mark.column)
            end = (event.end_mark.line, event.end_mark.column)
            if isinstance(event, yaml.CollectionStartEvent):
                begun.append((mark, bool(event.flow_style)))
            elif isinstance(event, yaml.CollectionEndEvent):
                mark, is_flow = begun.pop()
                last = found[mark] = end if is_flow else last
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                last = found[mark] = end
    finally:
        parser.dispose()
    return found


class Scalar(NamedTuple):
    """Where a key or a single value stands in a text: lines and columns from 0.

    `is_block` tells whether its text begins on the line below its mark, `|` or `>`.
    """

    line: int
    column: int
    last_line: int
    last_column: int
    is_key: bool
    is_block: bool

    def holds(self, line: int, column: int) -> bool:
        """Tell whether a place lies within its text."""
        if self.is_block:
            return self.line < line <= self.last_line
        return (self.line, self.column) <= (line, column) < (self.last_line, self.last_column)


def scalars(text: str) -> list[Scalar]:
    """Return where every key and single value stands in a text that is valid YAML."""
    lines = text.split("\n")
    found = []
    parser = _Parser(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if type(event) is yaml.ScalarEvent:
                start: Any = event.start_mark
                end: Any = event.end_mark
                is_block = event.style in ("|", ">")
                last = end.line - 1 if is_block and end.column == 0 else end.line
                is_key = lines[end.line][end.column :].lstrip().startswith(":")
                found.append(Scalar(start.line, start.column, last, end.column, is_key, is_block))
    finally:
        parser.dispose()
    return found
