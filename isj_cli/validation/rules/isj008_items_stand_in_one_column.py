"""No item of a list is swallowed by the item above it.

An item that begins further to the right than the one above, or that lacks the space behind its
hyphen, is not an item to YAML: it goes on with the text of the item above. Put the hyphens right
below each other, each with a space behind it. Where the hyphen belongs to the text, put double
quotes around the whole text.

Fails:

    goals:
      - De jongere volgt weer lessen.
        - Ouders en school hebben één plan.

Passes:

    goals:
      - De jongere volgt weer lessen.
      - Ouders en school hebben één plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.place import Place
from isj_cli.locale import _
from isj_cli.store.yaml_places import scalars
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING

_HYPHEN = re.compile(r"\n( +)-(?= ?[^\s-])")
_ITEM = re.compile(r" *(?:- +)+\Z")
_QUOTED = ("'", '"')


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning where a line that was meant as an item is part of the one above.

    Of the lines that one item swallows, the first is told.
    """
    if not (suspected := _suspected(file.document.text)):
        return
    lines = file.document.text.split("\n")
    for text in scalars(file.document.text):
        if text.is_block or text.last_line == text.line:
            continue
        before, first = lines[text.line][: text.column], lines[text.line][text.column]
        if first in _QUOTED or not _ITEM.match(before):
            continue
        for row in range(text.line + 1, text.last_line + 1):
            if row in suspected and text.holds(row, suspected[row]):
                yield Found(
                    Place(row + 1, suspected[row] + 1),
                    _("This is not an item of its own: it goes on with the item above it."),
                    _(
                        "Put the hyphen right below that of line {number}, with a space behind it."
                    ).format(number=text.line + 1),
                )
                break


def _suspected(text: str) -> dict[int, int]:
    """Return the column of each hyphen (by its line) that may not begin an item.

    One that does follows a key, or stands no further to the right than what is above it.
    """
    found: dict[int, int] = {}
    row, counted = 1, 0
    for hyphen in _HYPHEN.finditer(text):
        above = text[text.rfind("\n", 0, hyphen.start()) + 1 : hyphen.start()].rstrip()
        indent = len(above) - len(above.lstrip())
        column = len(hyphen[1])
        if (above and not above.endswith(":") and column > indent) or found:
            row += text.count("\n", counted, hyphen.start())
            counted = hyphen.start()
            found[row] = column
    return found
