"""What a question of the wizard is made of."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What is asked for, and so how."""

    LINE = auto()  # a text of one line
    TEXT = auto()  # a text of any length
    NUMBER = auto()
    ONE = auto()  # a value of a vocabulary
    MANY = auto()  # values of a vocabulary, or items that practices may carry
    PLACES = auto()  # names of places, known or not
    LINES = auto()  # texts of one line
    TAGS = auto()  # items, and for each how the practice shows it
    PARTS = auto()  # parts with keys of their own
    PRACTICE = auto()  # another practice
    SOURCE = auto()  # one of the practice's own sources
    DOUBLES = auto()  # no question, but a look at practices that resemble this one


class Question(NamedTuple):
    """A question about the value at `key`, a key of the practice or of one of its parts.

    `more` is how it is put where a first answer has been given already. Of `parts` the first one
    makes a new part; a question `of` another key is asked once for each part of that one.
    """

    key: str
    kind: Kind
    name: str
    question: str
    explanation: str = ""
    vocabulary: str = ""
    required: bool = False
    parts: tuple[Question, ...] = ()
    more: str = ""
    of: str = ""


class Section(NamedTuple):
    """Questions that belong together."""

    name: str
    questions: tuple[Question, ...]
