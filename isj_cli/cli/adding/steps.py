"""Which questions there are to ask of a practice, and where their answers go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from isj_cli.cli.adding.question import Kind, Question
from isj_cli.cli.adding.questions import SECTIONS
from isj_cli.locale import _

Place = tuple[str | int, ...]


class Step(NamedTuple):
    """A question about one place in a practice."""

    path: Place
    question: Question
    section: str
    number: int

    @property
    def spot(self) -> str:
        """The path as a text."""
        return "/".join(map(str, self.path))

    @property
    def place(self) -> str:
        """Where it stands among the questions, for the person who is asked."""
        return f"{self.number}/{len(SECTIONS)} {_(self.section)}"

    @property
    def makes_part(self) -> bool:
        """Whether its answer makes a new part of a list."""
        return any(
            question.key == self.path[0]
            and question.kind is Kind.PARTS
            and question.parts[0].key == self.path[-1]
            for section in SECTIONS
            for question in section.questions
        )


def steps(values: Mapping[str, Any], *, short: bool = False) -> list[Step]:
    """Return every question that can be asked about a practice, in order.

    With `short`, only those about what is required. A list has a question for each of its parts,
    and one for the next part.
    """
    return [
        Step(path, question, section.name, number)
        for number, section in enumerate(SECTIONS, 1)
        for asked in section.questions
        if asked.required or not short
        for path, question in _unfolded(asked, values, short)
    ]


def _unfolded(
    question: Question, values: Mapping[str, Any], short: bool
) -> Iterator[tuple[Place, Question]]:
    found = values.get(question.of or question.key)
    parts = found if isinstance(found, list) else []
    if question.of:
        if values.get("sources"):
            for at in range(len(parts)):
                yield (question.of, at, question.key), question
    elif question.kind is Kind.LINES:
        for at in range(len(parts) + 1):
            yield (question.key, at), question
    elif question.kind is Kind.PARTS:
        for at in range(len(parts) + 1):
            for part in question.parts if at < len(parts) else question.parts[:1]:
                if part.required or not short:
                    yield (question.key, at, part.key), part
    elif question.kind is Kind.TAGS:
        yield (question.key,), question
        for at in range(len(parts)):
            for part in question.parts:
                if part.required or not short:
                    yield (question.key, at, part.key), part
    else:
        yield tuple(question.key.split(".")), question


def value_at(values: Any, path: Sequence[str | int]) -> Any:
    """Return the value at a place, None where there is none."""
    for key in path:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def put(values: dict[str, Any], path: Sequence[str | int], value: Any) -> None:
    """Put a value at a place; None takes away what is there, and what holds nothing else."""
    *way, last = path
    node: Any = values
    for key, following in zip(way, path[1:], strict=True):
        if isinstance(node, list):
            if key == len(node):
                node.append({} if isinstance(following, str) else [])
            node = node[int(key)]
        else:
            node = node.setdefault(key, {} if isinstance(following, str) else [])
    if value is not None:
        if isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = value
    elif value_at(node, [last]) is not None:
        del node[last]
    if way and not node:
        put(values, way, None)
