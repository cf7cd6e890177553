"""The one family of errors; the command line turns each into one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class IsjError(Exception):
    """Wrong use, or a knowledge base that cannot be used.

    Its text is one sentence in the reader's language that says what to do next. Of `NotFoundError`,
    `UnknownValueError` and `YamlError` the command line makes that sentence: their text is an id, a
    value and a message without its place.
    """

    @property
    def sentences(self) -> Sequence[str]:
        """What there is to say, each on a line of its own."""
        return (str(self),)


class ManyErrors(IsjError):  # noqa: N818 (several of them)
    """Several things are wrong at once, a sentence each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self._sentences = tuple(sentences)

    @property
    def sentences(self) -> Sequence[str]:
        """The sentences, in the order in which they were given."""
        return self._sentences


class NotFoundError(IsjError):
    """What was asked for by name does not exist."""


class UnknownValueError(IsjError):
    """An option was given a value that it cannot have; `near` are the most like it."""

    def __init__(self, option: str, value: str, near: Sequence[str]) -> None:
        super().__init__(value)
        self.option = option
        self.value = value
        self.near = near


class YamlError(IsjError):
    """A file is not the YAML that this program reads.

    `code` is the code of the finding it becomes; `line` and `column` count from 1, and are 0 where
    the file as a whole is wrong.
    """

    def __init__(self, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column

    def told(self, path: Path | str) -> str:
        """Return where the file of this name is wrong, what is wrong with it, and what to do."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{path}{place}: {self.message} {self.hint}"
