"""An e-mail address in a practice is that of a general mailbox, not of a person.

The name of a team, a place, an organisation or the practice itself may stand before the @.

Fails:

    contact:
      organisation: Organisatie A
      email: j.jansen@example.org

Passes:

    contact:
      organisation: Organisatie A
      email: aanmelden@example.org
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

_AT = re.compile(r"\s*[\[({]\s?(?:at|apenstaartje)\s?[\])}]\s*|@|%40")
_SIGNS = ("@", "%40", "at]", "at)", "at}", "apenst")
_NAME = re.compile(r"[\w.+-]+\Z")
_DOMAIN = re.compile(r"((?:[\w-]+\.)+)[^\W\d_]{2,}")
_PASSWORD = re.compile(r"https?://[^\s/@]*:\Z")
_INITIALS = re.compile(r"(?:[^\W\d_][._]){1,4}[^\W\d_]{3,}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST_NAME = 3


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each address that seems to be a person's, in web addresses too."""
    text = file.document.text.replace("#", " ")
    if not any(sign in text for sign in _SIGNS):
        return
    for sign in _AT.finditer(text):
        domain = _DOMAIN.match(text, sign.end())
        name = domain and _NAME.search(text, max(0, sign.start() - 64), sign.start())
        if name and _PASSWORD.search(text, max(0, name.start() - 200), name.start()):
            continue  # of a web address: ISJ306 tells of it
        if name and domain and _is_personal(name[0].lower(), domain[1].lower(), file):
            yield finding_at(
                file.document,
                name.start(),
                domain.end(),
                _("This looks like the e-mail address of a person."),
                take_out("ISJ403"),
            )


def _is_personal(name: str, domain: str, file: Checked) -> bool:
    """Tell whether the words before the @ name a person, as far as they can tell."""
    words = _WORD.findall(name)
    if _INITIALS.match(name):
        return True
    if any(map(is_general, words)):
        return False
    if len(words) != 1:
        return len(words) > 1
    is_short = len(words[0]) < _SHORTEST_NAME or not _VOWEL.search(words[0])
    return not is_short and words[0] not in _own_names(domain, file)


def _own_names(domain: str, file: Checked) -> set[str]:
    """Return the words of what and where the practice is, and each name as one word."""
    practice = file.practice
    names = [practice.id, practice.title, *practice.region.names]
    names += [each.name for each in practice.organisations]
    found = [_WORD.findall(name.lower()) for name in (*names, *domain.split("."))]
    return {word for words in found for word in (*words, "".join(words))}
