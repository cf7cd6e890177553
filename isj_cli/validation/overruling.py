"""Findings that the writer of a file overrules, with a reason that the report shows.

A comment on the line of the finding, on the line above it, or above the key whose text it stands in
says so: `# isj: allow ISJ402 because this is the number of a museum`. Dutch works too: `# isj: sta
ISJ402 toe, want …`. Only findings about privacy (ISJ4xx) can be overruled, and only with a reason.
"""

from __future__ import annotations

import re

from isj_cli.domain.place import Place
from isj_cli.store.yaml_loader import Document
from isj_cli.validation.rule import Found

FAMILY = "ISJ4"
_COMMENT = re.compile(
    r"(?:^|\s)#\s*isj:\s*(?:allow\s+(?P<code>ISJ\d{3})\s+because|sta\s+(?P<nl>ISJ\d{3})\s+toe,?\s+want)"
    r"\s*:?\s+(?P<reason>\S.{4,})$"
)
_KEY = re.compile(r"\s*(?:- )*[\w-]+:(?:\s|$)")


def reason_against(code: str, found: Found, place: Place, document: Document) -> str:
    """Return the reason that the file gives against a finding, empty where it gives none."""
    if not code.startswith(FAMILY):
        return ""
    lines = document.text.split("\n")
    at = place.line - 1
    start = next((n for n in range(at, -1, -1) if _KEY.match(lines[n])), at)
    for number in dict.fromkeys((at, at - 1, start, start - 1)):
        said = _COMMENT.search(lines[number]) if 0 <= number < len(lines) else None
        if said and code in (said["code"], said["nl"]):
            return said["reason"].strip()
    return ""
