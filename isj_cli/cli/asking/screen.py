"""What the screen of a question is made of: its head, lines that fit, what the keys do."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, Window
from prompt_toolkit.styles import Style

from isj_cli.domain.text import clean

Tokens = StyleAndTextTuples

STYLE = Style.from_dict(
    {
        "place": "ansicyan",
        "question": "bold",
        "note": "bold ansiyellow",
        "pointed": "bold",
        "dim": "ansibrightblack",
        "key": "bold",
    }
)


class Head(NamedTuple):
    """What stands above the place for an answer.

    `place` tells where among the questions, empty where there is no way back. `about` is what
    the question is about, such as a definition, and `note` what has to be said first.
    """

    question: str
    explanation: str = ""
    place: str = ""
    about: str = ""
    note: str = ""


def heading(head: Head, columns: int) -> list[Any]:
    """Return what stands above the place for an answer, an empty line first."""
    parts = (
        ("", " "),
        ("class:place", head.place),
        ("class:note", head.note),
        ("class:question", head.question),
        ("", head.explanation),
        ("class:dim", head.about),
    )
    return [window([(style, filled(text, columns))], most=8) for style, text in parts if text]


def filled(text: str, columns: int) -> str:
    """Return text in lines of so many columns, broken between words."""
    return "\n".join(
        textwrap.fill(line, columns, break_on_hyphens=False) for line in clean(text).split("\n")
    )


def in_lines(hints: Sequence[tuple[str, str]], columns: int) -> Tokens:
    """Return keys and what they do, on as many lines as they need."""
    tokens: Tokens = []
    room = columns
    for key, what in hints:
        needed = len(key) + len(what) + 4
        if tokens:
            tokens.append(("class:dim", " · " if needed <= room else "\n"))
        room = (room if needed <= room else columns) - needed
        tokens += [("class:key", key), ("class:dim", f" {what}")]
    return tokens


def window(
    content: Tokens | Callable[[], Tokens],
    when: Callable[[], bool] | None = None,
    most: int = 4,
) -> Any:
    """Return lines that take no more room than they need."""
    window = Window(
        FormattedTextControl(content),
        wrap_lines=True,
        dont_extend_height=True,
        height=Dimension(max=most),
    )
    return ConditionalContainer(window, Condition(when)) if when else window
