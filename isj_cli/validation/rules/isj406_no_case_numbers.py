"""A practice holds no number of a case, a file or a client.

Numbers of courts count, and the ECLI of a court or court of appeal: cases about families are heard
there. Rulings of the highest courts may stay, and so may articles of laws.

Fails:

    approach: Voor dit gezin gold zaaknummer C/16/123456 / JE RK 20-1234.

Passes:

    approach: Elk gezin krijgt één dossiernummer, zoals artikel 7.3.8 van de Jeugdwet vraagt.
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

_COURT = r"(?:JE|FA|KG|HA|EJ|OT|BM|JZ)\s*(?:RK|ZA|VZ|VERZ)\s*\d\d\s?[-/]\s?\d{1,6}"
_OF_COURT = re.compile(
    rf"\bC/\d\d/\d{{3,7}}(?:\s*/\s*{_COURT})?|\b{_COURT}|\b200\.\d{{3}}\.\d{{3}}/\d\d\b"
    r"|\bECLI:NL:(?:RB|GH)[A-Z]+:\d{4}:\w+"
)
_SIGNS = ("C/", "RK", "ZA", "VZ", "VERZ", "200.", "ECLI:NL")
_WORD = re.compile(r"[nN](?:ummers?\b|rs?\b\.?|UMMER\b)")
_KIND = re.compile(
    r"(?:zaak|dossier|cli[eë]nt(?:en)?|rol|rekest|pati[eë]nt(?:en)?|parket|klacht|meldings?|pv"
    r"|proces-?verbaal|beschikkings?|gezins?)[-\s]?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\s+(?:is|was|luidt|van\s+(?:het|de|dit)\s+\w+(?:\s+is)?))?[\s:=]*"
    r"((?:[A-Z]{1,4}[-/.\s]?)?\d[\w./-]*\w)"
)
_BARE = re.compile(r"\b(?:[Dd]ossier|[Zz]aak)\s+((?:(?:19|20)\d\d|\d\d)[-/]\d{3,6})\b(?![.,]\d)")
_BARE_WORDS = ("dossier", "Dossier", "zaak", "Zaak")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)\d\d)?")
_AROUND = 40


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each number of a case."""
    text = file.prose
    last = 0
    for start, end in sorted([*_labelled(text), *_bare(text), *_of_courts(text)]):
        if start >= last:
            yield finding_at(
                file.document,
                start,
                end,
                _("This looks like the number of a case, a file or a client."),
                take_out("ISJ406"),
            )
            last = end


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a number stands that is said to be one."""
    for word in _WORD.finditer(text):
        kind = _KIND.search(text, max(0, word.start() - _AROUND), word.start())
        number = _NUMBER.match(text, word.end()) if kind else None
        if kind and number and len(re.findall(r"\d", number[1])) > 2:
            yield kind.start(), number.end()


def _bare(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a number with its year stands right behind «dossier» or «zaak»."""
    if not any(word in text for word in _BARE_WORDS):
        return  # far quicker than the pattern
    for number in _BARE.finditer(text):
        if not _YEARS.fullmatch(number[1]):
            yield number.span()


def _of_courts(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a number stands as courts write it."""
    if any(sign in text for sign in _SIGNS):
        for number in _OF_COURT.finditer(text):
            yield number.span()
