"""The values that a parser's events describe: YAML 1.2 core values, each with its line and column.

They are built in one loop without recursion, within bounds: text that nests deeply or multiplies
itself through aliases cannot exhaust stack or memory. Core schema: YAML 1.2.2, section 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from isj_cli.domain.errors import YamlError
from isj_cli.locale import _
from isj_cli.store.yaml_document import LocatedDict, LocatedList

MAX_DEPTH = 40
MAX_VALUES = 150_000  # a long text counts for more than one
TEXT_OF_ONE_VALUE = 50

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


@dataclass(eq=False, repr=False, slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the one whose value is awaited."""

    node: Any
    is_list: bool
    anchor: str | None = None
    values_before: int = 0
    key: str | None = None


@dataclass(eq=False, repr=False, slots=True)
class Builder:
    """Builds values from events, and keeps the bounds."""

    stack: list[_Open] = field(default_factory=lambda: [_Open(LocatedList(), is_list=True)])
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    values: int = 0

    def build(self, next_event: Callable[[], Any]) -> Any:
        """Return the value that the events describe, None where there is none."""
        outermost = self.stack[0].node
        scalar: Any = yaml.ScalarEvent
        add = self._add
        while (event := next_event()) is not None:
            if type(event) is scalar:
                mark = event.start_mark
                text = event.value
                if event.tag:
                    self._check_tag(event)
                    value = text
                else:
                    value = core_value(text) if event.implicit[0] else text
                add(value, (mark.line, mark.column), text)
                if event.anchor:
                    self.anchors[event.anchor] = (value, 1)
            else:
                self._take(event)
        return outermost[0] if outermost else None

    def _take(self, event: Any) -> None:
        """Take an event that is not about a scalar."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            done = self.stack.pop()
            if done.anchor:
                self.anchors[done.anchor] = (done.node, self.values - done.values_before + 1)
        elif kind is yaml.MappingStartEvent:
            self._start(LocatedDict(), event, is_list=False)
        elif kind is yaml.SequenceStartEvent:
            self._start(LocatedList(), event, is_list=True)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent and self.stack[0].node:
            raise _problem(
                "ISJ002",
                event,
                _("The file holds more than one YAML document."),
                _("Keep one document a file; take the line '---' out."),
            )

    def _start(self, node: LocatedDict | LocatedList, event: Any, *, is_list: bool) -> None:
        self._check_tag(event)
        if len(self.stack) > MAX_DEPTH:
            raise _problem(
                "ISJ004",
                event,
                _("The values are nested too deeply."),
                _("Write them with less indentation."),
            )
        before = self.values
        self._add(node, (event.start_mark.line, event.start_mark.column), None)
        self.stack.append(_Open(node, is_list, event.anchor, before))

    def _alias(self, event: Any) -> None:
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
        self._add(node, at, node if isinstance(node, str) else None)

    def _add(self, value: Any, at: tuple[int, int], text: str | None) -> None:
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
            self._take_key(top, node, text, at)
        else:
            node[top.key] = value
            node.values_at[top.key] = at
            top.key = None

    def _take_key(
        self, top: _Open, node: LocatedDict, key: str | None, at: tuple[int, int]
    ) -> None:
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

    def _check_tag(self, event: Any) -> None:
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
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _problem(code: str, event: Any, message: str, hint: str) -> YamlError:
    mark = event.start_mark
    return YamlError(code, message, hint, mark.line + 1, mark.column + 1)
