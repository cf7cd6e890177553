"""A practice holds no date of birth.

A day and a month after «geboren», «geb.» or «geboortedatum» count. A year or an age may stay.

Fails:

    approach: Een meisje, geboren op 3 mei 2009, kreeg als eerste een plek.

Passes:

    approach: Een meisje van veertien kreeg als eerste een plek.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.personal import finding_at, take_out
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNIT = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_DAY_WORD = (
    rf"(?:(?:{_UNIT})(?:en|ën))?(?:twintig|dertig)(?:ste)?|(?:{_UNIT}|tien|elf|twaalf|dertien|veertien"
    r"|vijftien|zestien|zeventien|achttien|negentien)(?:de)?|eerste|derde|achtste"
)
_DATE = (
    r"(?:[0-3]?\d\s?[-/.]\s?[01]?\d\s?[-/.]\s?(?:\d{4}|\d\d)\b"
    r"|(?:19|20)\d\d\s?[-/.]\s?[01]?\d\s?[-/.]\s?[0-3]?\d\b"
    rf"|(?:[0-3]?\d(?:e|ste|de)?|{_DAY_WORD})[\s-]+{_MONTH}(?:[\s-]+(?:(?:19|20)\d\d|['’]?\d\d)\b)?)"
)
_WORD = re.compile(
    r"[gG](?<!\w.)[eE][bB](?i:oorte-?(?:datum|data|dag)|oren(?!\s+worden)|\b\.?(?:\s?dat(?:um|\.))?)"
)
_AFTER = re.compile(
    rf"(?i)(?:\s+\w+(?:\s+\w+)?(?=:))?[\s:(,=*]*(?:(?:is|was|als|op|de|het)\s+){{0,3}}{_DATE}"
    r"(?!\s+of\s+(?:later|eerder|daarna))"
    rf"|\s+(?:te|in)\s+[\w'\s-]{{2,30}}?(?:,\s*|\s+)(?:op\s+){_DATE}"
)
_BEFORE = re.compile(rf"(?i)\b{_DATE}\s+(?:[\w']+\s+){{0,4}}?\Z")
_NO_PERSON = re.compile(
    r"(?i)\b(?:idee|plan|team|project|pilot|stichting|initiatief|methode|aanpak|werkwijze|vereniging"
    r"|organisatie|samenwerking|beweging|programma|netwerk|wet|club)\s+(?:(?!een\b|kind|jong|meisje)[\w'’-]+\s+){0,6}\Z"
)
_AROUND = 90


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each date on which a person was born."""
    text = file.prose
    for word in _WORD.finditer(text):
        before = max(0, word.start() - _AROUND)
        after = _AFTER.match(text, word.end(), word.end() + _AROUND)
        earlier = None if after else _BEFORE.search(text, before, word.start())
        if (after or earlier) and not _NO_PERSON.search(text, before, word.start()):
            yield finding_at(
                file.document,
                earlier.start() if earlier else word.start(),
                after.end() if after else word.end(),
                _("This looks like a date of birth."),
                take_out("ISJ404"),
            )
