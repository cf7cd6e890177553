"""A practice names no person: no name stands after «mevrouw», «de heer», «familie» or «juf».

Write what the person does, such as «de vader» or «de vaste begeleider».

Fails:

    approach: Het gezin belt met mw. A. van den Berg van het wijkteam.

Passes:

    approach: Het gezin belt met een vaste begeleider. Mevrouw de burgemeester opende het huis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.personal import finding_at, is_general, take_out
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

_TITLE = r"(?:[Dd]r|[Dd]rs|[Pp]rof|[Ii]r|[Mm]r|[Ii]ng|[Dd]s)\.?\s+"
_PREFIX = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Tt]en|[Tt]er|[Tt]e|[Oo]p|[Ii]n|['’][Tt]|[Hh]et|[Ee]l"
    r"|[Aa]l|[Bb]en|[Ll]a|[Ll]e|[Uu]it)\s+"
)
_NAME = re.compile(
    r"(?P<who>[DFHJMdfhjm](?<!\w.)(?:evrouw|eneer|ijnheer|evr\b\.?|w\b\.?|hr\b\.?|amilie|am\.|eester"
    r"|(?<=[Hh])(?:eer|eren|r\b\.?)|(?<=[Jj])uf(?:frouw)?))\s+"
    rf"(?:{_TITLE}){{0,3}}(?P<initials>(?:[^\W\d_a-z]\.\s*){{0,5}})(?P<prefix>(?:{_PREFIX}){{0,3}})"
    r"(?P<name>[^\W\d_a-z][\w'’-]+)"
)
_OF_MANY = {"familie", "fam.", "juf", "juffrouw", "meester"}
_NO_NAMES = frozenset(
    "aan alle als bij daar daarbij daarna dan dat de deze die dit door een elk elke en er ga"
    " geen haar het hier hij hun ieder iedere in is ja je later maar met na naast nederland niet"
    " nog nu of om omdat ook op over samen soms te tijdens toch toen tot tussen uit vaak van"
    " vanaf veel volgens voor want wat we wel wie wij zij zijn zo zodra ze".split()
)


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each name of a person."""
    for person in _NAME.finditer(file.prose):
        name = person["name"]
        if not name[0].isupper() or name.lower() in _NO_NAMES:
            continue
        if person["who"].lower() in _OF_MANY and is_general(name.lower()):
            continue
        yield finding_at(
            file.document,
            *person.span(),
            _("This looks like the name of a person."),
            take_out("ISJ407"),
        )
