"""A web address is one that everybody can open.

It names a public website, without a password, and without the codes that newsletters and search
engines add to follow who clicks. Brackets in an address are written as %5B and %5D.

Fails:

    sources:
      - id: bron
        title: Bron
        url: https://example.org/verslag?utm_source=nieuwsbrief

    contact:
      organisation: Organisatie A
      url: http://192.168.1.20/team

Passes:

    sources:
      - id: bron
        title: Bron
        url: https://example.org/verslag?jaar=2024
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.practice import Practice
from isj_cli.validation.addresses import fault_of
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found, Pointer

SEVERITY = Severity.WARNING

_FORM = re.compile(r"https?://[^\s/]+\.\S+")  # of others ISJ105 speaks


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning for each address that others cannot open, or that follows them."""
    for pointer, url in _urls(file.practice):
        if _FORM.fullmatch(url) and (fault := fault_of(url)):
            yield Found(pointer, fault.message, fault.hint)


def _urls(practice: Practice) -> Iterator[tuple[Pointer, str]]:
    for key in ("materials", "sources"):
        for number, each in enumerate(getattr(practice, key)):
            yield (key, number, "url"), each.url
    yield ("contact", "url"), practice.contact.url
