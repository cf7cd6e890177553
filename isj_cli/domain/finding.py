"""What `isj validate` has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from isj_cli.domain.place import Place


class Severity(Enum):
    """How much a finding matters; only errors make a validation fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def weight(self) -> int:
        """How heavy it is; an error is the heaviest."""
        return ("info", "warning", "error").index(self.value)


@dataclass(frozen=True)
class Finding:
    """One thing to say about one place in one file.

    `message` says what is wrong and `hint` what to do, both in the reader's language. `length` is
    the number of characters that it is about, `source` the line of the file in which they stand.
    `overruled` is the reason that the file itself gives against the finding.
    """

    code: str
    severity: Severity
    path: str
    place: Place
    message: str
    hint: str = ""
    length: int = 1
    source: str = ""
    overruled: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key by which findings are sorted: file, place, code."""
        return (self.path, self.place.line, self.place.column, self.code, self.message)
