"""What an assistant can call: a tool, and the arguments that it takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from isj_cli.domain.errors import IsjError
from isj_cli.domain.text import one_line, seen
from isj_cli.domain.words import nearest
from isj_cli.locale import _

LONGEST = 200  # signs of a text that is given
SHOWN = 80  # signs of it that an error repeats


@dataclass(frozen=True)
class Argument(ABC):
    """An argument of a tool: what it means, and the value it has where none is given."""

    help: str
    default: Any = None
    required: bool = False

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema, in the language spoken."""
        default = {} if self.required or self.default is None else {"default": self.default}
        return {"description": _(self.help), **self.form(), **default}

    @abstractmethod
    def form(self) -> dict[str, Any]:
        """Return the part of the schema that says which values there are."""

    @abstractmethod
    def read(self, value: Any) -> Any:
        """Return the value as the tool takes it; raises `ValueError` that says what it takes."""


@dataclass(frozen=True)
class Text(Argument):
    """A text of at most `longest` signs, one of `choices` where there are any."""

    choices: tuple[str, ...] = ()
    longest: int = LONGEST

    def form(self) -> dict[str, Any]:
        """Return the part of the schema that says which values there are."""
        bounds = {"enum": [*self.choices]} if self.choices else {"maxLength": self.longest}
        return {"type": "string", **bounds}

    def read(self, value: Any) -> str:
        """Return the text; raises `ValueError` that says what it takes."""
        if self.choices:
            if value not in self.choices:
                raise ValueError(_("one of: {choices}").format(choices=", ".join(self.choices)))
        elif not isinstance(value, str) or len(value) > self.longest:
            raise ValueError(_("a text of at most {number} signs").format(number=self.longest))
        return seen(str(value))


@dataclass(frozen=True)
class Texts(Argument):
    """Several texts of at most `LONGEST` signs, `most` at most; one alone is a list of one."""

    default: Any = ()
    most: int = 20

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema, in the language spoken."""
        return {"description": _(self.help), **self.form()}

    def form(self) -> dict[str, Any]:
        """Return the part of the schema that says which values there are."""
        return {
            "type": "array",
            "items": {"type": "string", "maxLength": LONGEST},
            **({"minItems": 1} if self.required else {}),
            "maxItems": self.most,
        }

    def read(self, value: Any) -> tuple[str, ...]:
        """Return the texts; raises `ValueError` that says what it takes."""
        texts = [value] if isinstance(value, str) else value
        if (
            not isinstance(texts, list)
            or not self.required <= len(texts) <= self.most
            or not all(isinstance(each, str) and len(each) <= LONGEST for each in texts)
        ):
            raise ValueError(_("a list of at most {number} texts").format(number=self.most))
        return tuple(map(seen, texts))


@dataclass(frozen=True)
class Number(Argument):
    """A whole number from `low` to `high`."""

    low: int = 0
    high: int = 0

    def form(self) -> dict[str, Any]:
        """Return the part of the schema that says which values there are."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def read(self, value: Any) -> int:
        """Return the number; raises `ValueError` that says what it takes."""
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole or not self.low <= value <= self.high:
            raise ValueError(
                _("a whole number from {low} to {high}").format(low=self.low, high=self.high)
            )
        return int(value)


@dataclass(frozen=True)
class Flag(Argument):
    """Yes or no."""

    default: Any = False

    def form(self) -> dict[str, Any]:
        """Return the part of the schema that says which values there are."""
        return {"type": "boolean"}

    def read(self, value: Any) -> bool:
        """Return the flag; raises `ValueError` that says what it takes."""
        if not isinstance(value, bool):
            raise ValueError(_("true or false"))
        return value


class Tool(NamedTuple):
    """A tool that only reads: its texts are English, and translated when they are shown.

    `output` is the JSON Schema of what it answers.
    """

    name: str
    title: str
    description: str
    arguments: Mapping[str, Argument]
    output: Mapping[str, Any]

    def input_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its arguments, in the language spoken."""
        return {
            "type": "object",
            "properties": {name: each.schema() for name, each in self.arguments.items()},
            "required": [name for name, each in self.arguments.items() if each.required],
            "additionalProperties": False,
        }

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value for every argument; raises `IsjError` for what it does not take.

        `null` counts as not given.
        """
        there = {name: value for name, value in given.items() if value is not None}
        for name in there:
            if name not in self.arguments:
                raise self._unknown(name)
        values = {}
        for name, argument in self.arguments.items():
            if name not in there and argument.required:
                raise IsjError(
                    _("The tool '{tool}' needs the argument '{name}': {help}").format(
                        tool=self.name, name=name, help=_(argument.help)
                    )
                )
            try:
                values[name] = argument.read(there[name]) if name in there else argument.default
            except ValueError as error:
                raise IsjError(
                    _("The argument '{name}' takes {what}.").format(name=name, what=error)
                ) from error
        return values

    def _unknown(self, name: str) -> IsjError:
        near = nearest(name, self.arguments)
        if near:
            return IsjError(
                _("The tool '{tool}' has no argument '{name}'; did you mean {near}?").format(
                    tool=self.name, name=brief(name), near=_(" or ").join(near)
                )
            )
        return IsjError(
            _("The tool '{tool}' has no argument '{name}'; it takes: {known}.").format(
                tool=self.name, name=brief(name), known=", ".join(self.arguments)
            )
        )


def brief(text: str) -> str:
    """Return what an error repeats of a text that was given."""
    line = one_line(text)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
