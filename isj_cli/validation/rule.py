"""What a rule is, what it finds, and what its manual page says.

A rule is a module in `rules/`, called by its code: `isj302_has_factors.py` is rule ISJ302. It has a
`SEVERITY`, a docstring that is its manual page, and one or more of these functions:

`check(file)`               looks at one practice;
`check_among(entry, collection)`  looks at one practice among all, once they have been read;
`check_collection(collection)`    looks at the knowledge base as a whole;
`check_taxonomy(data)`      looks at a taxonomy file;
`check_overruling(unused)`  looks at comments that overrule findings and overruled none;
`explain(error)`            words what a keyword of the JSON Schema (`KEYWORDS`) does not accept;
`mend(file)`                yields the edits that mend the file where that is safe.

Each yields what it finds; one that mends has `TOUCHES`, the keys that it may change. A rule without
any is about files that cannot be read: the loader finds those. A manual page is a sentence,
paragraphs, and examples that the tests run: pieces of a practice below `Fails:` and `Passes:`, and
below `Before:` what stood there at first. In them a line `# practices/NAME.yaml` names a file,
`# KEY:` takes a key out, `→` stands for a tab and `·` for a space.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from isj_cli.domain.finding import Severity
from isj_cli.domain.place import Place

Pointer = Sequence[str | int]

QUOTED = 60  # characters at most that a message quotes of a long value
EXAMPLES = ("Before", "Fails", "Passes")


class Found(NamedTuple):
    """One thing that a rule has to say.

    It is about the value to which `at` leads (with `key`, about the key of it; with `words`, about
    these words in a long text), or about `length` characters from a place, line breaks counted.
    `severity` is given where it is not that of the rule, `path` where another file is meant than
    the one that was looked at.
    """

    at: Pointer | Place
    message: str
    hint: str = ""
    key: bool = False
    words: str = ""
    severity: Severity | None = None
    path: Path | None = None
    length: int = 0


class LineEdit(NamedTuple):
    """New lines for those from `start` up to `end`, counted from 0."""

    start: int
    end: int
    lines: Sequence[str]


class Manual(NamedTuple):
    """What a docstring says: a sentence, paragraphs, and examples by kind."""

    title: str
    paragraphs: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


class Rule(NamedTuple):
    """A rule, by the module that holds it."""

    module: ModuleType

    @property
    def code(self) -> str:
        """The code by which people know it, such as ISJ302."""
        return self.module.__name__.rpartition(".")[2][:6].upper()

    @property
    def severity(self) -> Severity:
        """How much its findings matter, unless it says otherwise."""
        severity: Severity = self.module.SEVERITY
        return severity

    @property
    def mends(self) -> bool:
        """Whether it can mend what it finds."""
        return hasattr(self.module, "mend")

    @property
    def manual(self) -> Manual:
        """Its manual page."""
        return manual_of(self.module.__doc__ or "")


def manual_of(docstring: str) -> Manual:
    """Return what a rule's docstring says."""
    title, *blocks = re.split(r"\n{2,}", inspect.cleandoc(docstring))
    paragraphs: list[str] = []
    examples: list[tuple[str, str]] = []
    kind = ""
    for block in blocks:
        if block.rstrip(":") in EXAMPLES:
            kind = block.rstrip(":")
        elif kind and block.startswith("    "):
            examples.append((kind, textwrap.dedent(block)))
        else:
            kind = ""
            paragraphs.append(block.replace("\n", " "))
    return Manual(title.replace("\n", " "), tuple(paragraphs), tuple(examples))
