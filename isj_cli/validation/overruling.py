"""Findings that the writer of a file overrules, with a reason that the report shows.

A comment says so: `# isj: allow ISJ402 because this is the number of a museum`. Dutch works too:
`# isj: sta ISJ402 toe, want …`. It speaks of the line at whose end it stands, or of the line below
it; where a text of several lines begins there, of the whole text, since no comment can stand in it.
Only findings about privacy (ISJ401 to ISJ408) can be overruled, and only with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isj_cli.domain.place import Place
from isj_cli.store.yaml_document import Document
from isj_cli.store.yaml_places import Scalar, scalars

_COMMENT = re.compile(r"#(?<!\S#)\s*(?i:isj)\s*:.*")
_CODE = "ISJ40[1-8]"
_SAID = re.compile(
    rf"#\s*isj\s*:\s*(?:allow\s+(?P<code>{_CODE}),?\s+because"
    rf"|sta\s+(?P<nl>{_CODE})\s+toe,?\s+(?:want|omdat))\b[\s:,]*(?P<reason>.*)",
    re.IGNORECASE,
)
_A_REASON = re.compile(r"\w\S*\s+\S*\w")
_SHORTEST_REASON = 10


def is_personal(code: str) -> bool:
    """Tell whether a finding is about a person: it is hidden, and a file may overrule it."""
    return re.fullmatch(_CODE, code) is not None


class Comment(NamedTuple):
    """A comment that overrules findings of one code in some lines (from 1).

    `code` and `reason` are empty where it does not say what it has to.
    """

    place: Place
    length: int
    code: str
    reason: str
    lines: range


class Overrulings:
    """The comments in a file that overrule findings, and which of them did."""

    def __init__(self, document: Document) -> None:
        self.comments = _comments(document.text)
        self._used: set[Place] = set()
        self._at = _by_line(self.comments)

    def reason_against(self, code: str, place: Place) -> str:
        """Return the reason that the file gives against a finding, empty where it gives none."""
        if (comment := self._at.get((code, place.line))) is None:
            return ""
        self._used.add(comment.place)
        return comment.reason

    def unused(self) -> list[Comment]:
        """Return the comments that overruled nothing until now."""
        return [comment for comment in self.comments if comment.place not in self._used]


def _comments(text: str) -> list[Comment]:
    if not _COMMENT.search(text):
        return []
    lines = text.split("\n")
    values: dict[int, list[Scalar]] = {}
    for value in scalars(text):
        for number in range(value.line, value.last_line + 1):
            values.setdefault(number, []).append(value)
    found: list[Comment] = []
    below: dict[int, int] = {}  # of a line with such a comment alone, the line that it speaks of
    for number in range(len(lines) - 1, -1, -1):
        comment = _COMMENT.search(lines[number])
        if comment and not any(
            value.holds(number, comment.start()) for value in values.get(number, ())
        ):
            first = number
            if not lines[number][: comment.start()].strip():
                first = below[number] = below.get(number + 1, number + 1)
            found.append(_comment(comment, number, _last_line(first, lines, values)))
    return found[::-1]


def _by_line(comments: Sequence[Comment]) -> dict[tuple[str, int], Comment]:
    """Return for a code and a line the first comment about them; comments come in order."""
    found: dict[tuple[str, int], Comment] = {}
    ends: dict[str, int] = {}
    for comment in comments:
        first = max(comment.lines.start, ends.get(comment.code, 0))
        ends[comment.code] = max(first, comment.lines.stop)
        found |= dict.fromkeys(
            ((comment.code, line) for line in range(first, comment.lines.stop)), comment
        )
    return found


def _comment(comment: re.Match[str], number: int, last: int) -> Comment:
    said = _SAID.match(comment[0])
    reason = said["reason"].strip() if said else ""
    if len(reason) < _SHORTEST_REASON or not _A_REASON.search(reason):
        said = None
    return Comment(
        Place(number + 1, comment.start() + 1),
        len(comment[0]),
        (said["code"] or said["nl"]).upper() if said else "",
        reason if said else "",
        range(number + 1, last + 2),
    )


def _last_line(number: int, lines: Sequence[str], values: Mapping[int, list[Scalar]]) -> int:
    """Return the last line of the texts that begin on a line, or below the key that it holds."""
    begun = [value for value in values.get(number, ()) if value.line == number]
    begun += [
        value
        for value in values.get(number + 1, ())
        if value.line == number + 1 and not value.is_key and _is_below_key(value, lines)
    ]
    return max([number, *(value.last_line for value in begun)])


def _is_below_key(value: Scalar, lines: Sequence[str]) -> bool:
    """Tell whether only the key of a text stands on the line above it."""
    above = lines[value.line - 1].partition(" #")[0].rstrip()
    return above.endswith(":") and not lines[value.line][: value.column].strip()
