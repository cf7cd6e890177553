"""A practice holds no telephone number of a person or a place.

Any country's number counts, however it is written. Numbers of services may stay: 112, 113, 14 0xx,
0800, 0900, 116 and the company numbers that begin with 088.

Fails:

    approach: Bel de coördinator op 06 - 12 34 56 78.

Passes:

    approach: Veilig Thuis is dag en nacht te bereiken op 0800-2000.
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

_BETWEEN = r"(?:[^\S\n]|[().\u2010-\u2015/-]|\n\s*){0,4}"
_CANDIDATE = re.compile(
    r"[+(0](?<![\w.,/+-].)(?:"
    rf"(?:(?<=\()(?:\+|00)|(?<=\+)|(?<=0)0){_BETWEEN}[1-9](?:{_BETWEEN}\d){{7,13}}(?!\w)"
    rf"|(?:(?<=\()0|(?<=0))[1-9](?:{_BETWEEN}\d){{8}}(?!\w|[.,]\d))"
)
_DATE_OR_TIME = re.compile(
    r"0\d[-/.][01]?\d[-/.](?:19|20)\d\d\b|0\d[.:][0-5]\d\s*\D{0,3}[012]\d[.:][0-5]\d"
)
_LAST_GROUP = re.compile(r"(?:\A|\D+)\d+\Z")


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each number that can be called."""
    at = 0
    while candidate := _CANDIDATE.search(file.prose, at):
        at = candidate.start() + 1
        number = "" if _DATE_OR_TIME.match(candidate[0]) else candidate[0]
        while number and (kind := _kind(number)) is None:
            number = _LAST_GROUP.sub("", number)  # the digits at its end may be another number
        if number:
            at = candidate.start() + len(number)
            if not _is_service(kind):
                yield finding_at(
                    file.document,
                    candidate.start(),
                    at,
                    _("This looks like a telephone number."),
                    take_out("ISJ402"),
                )


def _kind(number: str) -> int | None:
    """Return what kind of number it is, None where nobody can be called under it."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(" ".join(number.split()), "NL")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(parsed) if phonenumbers.is_valid_number(parsed) else None


def _is_service(kind: int | None) -> bool:
    from phonenumbers import PhoneNumberType

    return kind in (
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,  # a company's number, such as 088
    )
