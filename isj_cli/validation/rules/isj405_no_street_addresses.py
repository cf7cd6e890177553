"""A practice holds no street with a house number.

A postal code with a house number counts too. A post box, a town or a neighbourhood may stay.

Fails:

    setting: [thuis]
    approach: De groep woont aan de Burgemeester van Dijklaan 7a.

Passes:

    setting: [thuis]
    approach: De groep woont in een gewone straat. Post gaat naar Postbus 123.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.personal import finding_at, take_out
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

_ENDS = tuple(
    "straat laan weg plein kade gracht singel dijk hof pad dreef steeg markt allee boulevard wal"
    " brink strjitte".split()
)
_NUMBER = re.compile(
    r"[1-9](?<=\s.)\d{0,3}(?![\d%]|[.,:]\d|\s?%)"
    r"(?:\s?[a-zA-Z]\b|[a-zA-Z]{1,2}\b|\s?-\s?(?:\d{1,4}|[IVX]+)\b|\s(?:bis|hs|[IV]+)\b)*"
)
_STREET = re.compile(
    rf"(?P<first>[^\W\d_][\w'’.-]*)?(?P<end>{'|'.join(_ENDS)})"
    r"(?P<of>\s+(?:van|naar|tot)\s+(?:(?:de[nr]?|het|'t)\s+)?(?:(?-i:[^\W\d_a-z])[\w-]+[\s-]*){1,3})?"
    r"(?:,?\s+|(?<=\s))(?:(?:nr|no|nummer|huisnummer)\b\.?\s*)?\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\s+\Z")
_POSTAL_CODE = re.compile(
    r"[1-9](?<!\w.)(?:\d{0,3}\s?[a-zA-Z]?,?\s+[1-9])?\d{3}\s?[A-Z]{2}\b"
    r"(?:[\s,]+(?:(?:nr|nummer|huisnummer)\b\.?\s*)?\d{1,4}[a-zA-Z]?\b(?![.,]\d))?"
)
_POST_BOX = re.compile(r"(?i)(?:postbus|antwoordnummer|box)\s+\Z")
_COUNTED = re.compile(
    r"\s+(?:keer|maal|x\b|×|ja(?:ar|ren)|maand|we(?:ek|ken)|dag|uur|uren|minu|kwartier|procent|euro|mln"
    r"|miljoen|duizend|honderd|km|kilometer|meter|kind|jonge|jeugdig|gezin|ouder|mens|plek|plaats|plan"
    r"|huizen|woning|groep|team|scholen|leerling|deelnemer|gesprek|stap|fase|meisje|medewerk|hulpverlen"
    r"|professional|organisatie|gemeente|soort|vorm|punten|vragen|regel|opties|manier|rond|bijeenkomst"
    r"|tot\s+(?:en\s+met\s+)?\d|[aà]\s+\d|of\s+\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALONE = {"singel", "markt", "brink", "plein", "kade", "gracht", "dijk", "boulevard", "wal"}
_IN_SMALL_LETTERS = {"straat", "laan", "kade", "gracht", "singel", "dijk", "dreef", "steeg"}
_NO_STREETS = frozenset(
    "afweg arbeidsmarkt banenmarkt bijpad decade doorweg gerechtshof groeipad halfweg halverweg"
    " herstelpad huisvestingsmarkt jaarmarkt keuzepad leefpad leerpad levenspad omweg onderweg"
    " onderwijsmarkt ontwikkelpad overweg snelweg stappenpad supermarkt tussenweg uitweg"
    " woningmarkt zijpad zijweg zorgmarkt zorgpad".split()
)
_ARTICLES = {"de", "het", "een", "deze", "die", "dit", "dat", "op", "in", "als", "elke"}
_NUMBERED = {"afdeling", "fase", "groep", "pilot", "project", "team"}
_AROUND = 80
_WORDS = 7


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each address."""
    text = file.prose
    last = 0
    for start, end in merge(_streets(text), _postal_codes(text)):
        if start >= last:
            yield finding_at(
                file.document,
                start,
                end,
                _("This looks like a street address."),
                take_out("ISJ405"),
            )
            last = end


def _streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a street and a house number stand."""
    for number in _NUMBER.finditer(text):
        begin = max(0, number.start() - _AROUND)
        words = text[begin : number.start()].lower().replace(",", " ").split()[-_WORDS:]
        if not any(word.endswith(_ENDS) for word in words):
            continue
        street = _STREET.search(text, begin, number.start())
        digits = re.match(r"\d+", number[0])
        if (
            street is None
            or digits is None
            or _YEAR.fullmatch(digits[0])
            or _COUNTED.match(text, number.end())
            or _COUNTED.match(text, number.start() + digits.end())
        ):
            continue
        start = street.start()
        before = _WORD_BEFORE.search(text, max(0, start - 30), start)
        named = before is not None and before[1][0].isupper() and before[1].lower() not in _ARTICLES
        is_team = before is not None and before[1].lower() in _NUMBERED
        if not is_team and _is_street(street, named=named):
            yield before.start() if before and named else start, number.end()


def _is_street(street: re.Match[str], *, named: bool) -> bool:
    """Tell whether a word is the name of a street, by its capital and the words around it."""
    name, end = street[0], street["end"].lower()
    if street["first"]:
        word = street["first"].lower() + end
        if word in _NO_STREETS:
            return False
        return name[0].isupper() or (len(street["first"]) > 2 and end in _IN_SMALL_LETTERS)
    return name[0].isupper() and (named or bool(street["of"]) or end in _ALONE)


def _postal_codes(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a postal code and a house number, before or after it, stand."""
    for code in _POSTAL_CODE.finditer(text):
        has_number = len(re.findall(r"\d+", code[0])) > 1
        is_box = _POST_BOX.search(text, max(0, code.start() - 20), code.start())
        if has_number and not is_box and not _COUNTED.match(text, code.end()):
            yield code.span()
