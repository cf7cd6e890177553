"""A practice holds no citizen service number (BSN).

A number of nine digits that passes the eleven test is taken for one, however it is grouped. Not so
an amount, or a number that is said to be another one: a project, an RSIN, an account.

Fails:

    approach: De gemeente noteert BSN 9999.90.019 bij de aanmelding.

Passes:

    approach: De gemeente trok er 123.456.782 euro voor uit.
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

_NINE_DIGITS = re.compile(r"[0-9](?<![\w.,+/-].)(?:[.-]?\d|\s+\d){8}(?!\w|[.,/-]\d)")
_ASKED_FOR = re.compile(r"(?i)(?:\bbsn|burgerservice|\bsofi|service-?nummer)[^.!?]{0,60}$")
_A_NUMBER = re.compile(r"(?i)(?:nummer|\bnr\.?)\s*$")
_ANOTHER = re.compile(
    r"(?i)(?:€|\beur|\beuro|\brsin|\bkvk|\bisbn|\bissn|\bagb|\bpmid|\bdoi|\bzonmw|\bfiscaal|\bproject"
    r"|\bzaak|\bdossier|\brol|\brekest|\bcli[eë]nt|\bbestel|\bartikel|\bsubsidie|\brekening|\biban"
    r"|\bregistratie|\bkenmerk|\breferentie|\bfactuur|\bproduct)[\w-]*[\s.:=]*(?:code|nummer|nr\.?)?"
    r"(?:\s+(?:is|was|van))?[\s:]*$"
)
_AMOUNT = re.compile(
    r"\s*(?:euro|eur\b|€|%|,-|,–|(?:vierkante|kubieke)?\s*(?:kilo)?meter|minuten|inwoners|uren?\b)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{3}([.]|\s+)\d{3}([.]|\s+)\d{3}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each number that is one."""
    for number in _NINE_DIGITS.finditer(file.prose):
        from stdnum.nl import bsn

        if not bsn.is_valid(re.sub(r"\D", "", number[0])):
            continue
        before = file.prose[max(0, number.start() - 90) : number.start()]
        if _ASKED_FOR.search(before) or not _is_another(number, before):
            yield finding_at(
                file.document,
                *number.span(),
                _("This looks like a citizen service number."),
                take_out("ISJ401"),
            )


def _is_another(number: re.Match[str], before: str) -> bool:
    """Tell whether a number of nine digits is something else, by the words and signs around it."""
    if _ANOTHER.search(before) or _AMOUNT.match(number.string, number.end()):
        return True
    if _THOUSANDS.match(number[0]):
        return not _A_NUMBER.search(before)
    parts = re.split(r"\s+|[.-]", number[0])
    signs = {sign[:1].strip() for sign in re.findall(r"\s+|[.-]", number[0])}
    return len(signs) > 1 or (len(parts) > 1 and any(map(_YEAR.fullmatch, parts)))
