"""A practice does not quote a child, a young person, a parent or another client.

Someone may know them by their words. Tell what they said in words of your own. A motto, a term or a
title between quotation marks is no quotation, nor is what a professional said.

Fails:

    client_voice: Een moeder zei «ik werd eindelijk gehoord» tegen het team.

Passes:

    client_voice: Ouders zeggen dat zij zich gehoord voelen. Hun motto is «niet zonder ons».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain import practice
from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.personal import finding_at, overruling_comment
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING

_OPEN = re.compile(r"[«“„‘\"'](?<!\w.)(?=[^\s\"'\0])")
_CLOSED = {
    "«": re.compile(r"[^«»]*»"),
    "“": re.compile(r"[^“”\"]*[”\"]"),
    "„": re.compile(r"[^„”“\"]*[”“\"]"),
    "‘": re.compile(r"[^‘’]*(?:’\w[^‘’]*)*’(?!\w)"),
    '"': re.compile(r'[^"]*"'),
    "'": re.compile(r"(?!(?:s|t|n|m|r)\b)[^'\"]*(?:'\w[^'\"]*)*'(?!\w)"),
}
_OPENS = re.compile(r"(?:^|[\s(\[>«“„‘'\"\0–—-])\Z")
# What stands on a line before a mark that is of YAML and not of the text.
_BEFORE_YAML = re.compile(r"\s*(?:- +)*(?:[\[{](?:.*, *)?)?(?:(?P<key>[\w-]+):\s+)?")
_KEYS = {name for kind in vars(practice).values() for name in getattr(kind, "_fields", ())}
_KEYS |= set(practice.Practice.__dataclass_fields__)
_VALUE_START = re.compile(
    rf"(?:\n\s*(?:- +)*|[{{,]\s*)(?:{'|'.join(sorted(_KEYS - {'title'}))}):\s|\n\s*- +"
)
_SPEAKER = (
    r"(?:ex-|pleeg|stief|oud-|groot|mede)?(?:cli[eë]nt|kind|jongere|jeugdige|meisje|meid|jongen|moeder|vader"
    r"|mama|papa|ouder|zus|zusje|broer|broertje|oma|opa|gezin|leerling|deelnemer|deelneemster|pupil"
    r"|tiener|puber|dochter|zoon|pati[eë]nt|bewoner|bewoonster|student|kleuter|tante|oom)"
    r"(?:n|en|eren|s|'s|ën|es)?\b"
)
_SAID = (
    r"\b(?:zeg|zegt|zeggen|zei|zeiden|gezegd|vertel\w*|schrijf\w*|schreef|schreven|aldus|volgens|roept|riep"
    r"|fluister\w*|antwoord\w*|merkt|merkte|verzucht\w*|legt|legde|blikt|blikte|geeft|gaf|reageer\w*|denkt"
    r"|dacht|vraagt|vroeg|lacht|lachte|vindt|vond|noemt|noemde|herinner\w*|verklaar\w*|meldt|meldde)\b"
)
_SPOKEN_AFTER = re.compile(
    rf"[\s,.!?–-]*(?:{_SAID}[^.!?:«“„\"]{{0,30}}?\b{_SPEAKER}|(?:\(|[–—-]\s*)(?:[^().\n]{{0,25}}\b)?{_SPEAKER})",
    re.IGNORECASE,
)
_SPOKEN_BEFORE = re.compile(
    rf"(?:\b{_SPEAKER}[^.!?]*{_SAID}|{_SAID}[^.!?]*\b{_SPEAKER})[^.!?]*\Z", re.IGNORECASE
)
_SPEAKER_AND_COLON = re.compile(rf"\b{_SPEAKER}[^.!?:]*:\s*\Z", re.IGNORECASE)
_TITLE = re.compile(
    r"(?i)(?:\btitle: *|\b(?:motto|boek\w*|folder|titel|naam|genaamd|heet|heette|lijst|vraag|term"
    r"|rubriek|film|artikel|rapport|slogan|methode|module|training|spel|project|campagne|woord)"
    r"(?:\s+(?:is|was|van|de|het|luidt|heet))*[\s,:\0]*)\Z"
)
_CLIENT_VOICE = re.compile(r"client_voice:.*(?:\n(?:[ \t].*)?$)*", re.MULTILINE)
_LEAST_WORDS = 3
_MOST_CHARACTERS = 1500
_MOST_WEIGHED = 3000  # quotations in a file; behind those no words around them help any more
_AROUND = 160
_LONGEST_KEY = 200  # characters of a line before the text of its value


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning for each quotation of someone who was helped."""
    text = file.prose
    voice = _CLIENT_VOICE.match(text, text.find("\nclient_voice:") + 1)
    end = weighed = 0
    for mark in _OPEN.finditer(text):
        start = mark.start()
        if start < end:
            continue
        quoted = _CLOSED[mark[0]].match(text, start + 1, start + _MOST_CHARACTERS)
        if quoted and len(quoted[0].split()) >= _LEAST_WORDS and _is_of_text(text, start):
            end = quoted.end()
            is_own = voice is not None and voice.start() < start < voice.end()
            weighed += 1
            if weighed > _MOST_WEIGHED or _is_of_client(text, start, end, is_own=is_own):
                yield finding_at(
                    file.document,
                    start,
                    end,
                    _("This looks like a quotation of a client."),
                    _(
                        "Tell it in words of your own; if it may be public, say why in a comment "
                        "above the line or the text's key: {comment}"
                    ).format(comment=overruling_comment("ISJ408")),
                )


def _is_of_text(text: str, at: int) -> bool:
    """Tell whether a quotation mark opens what a text quotes, rather than the text itself."""
    if text[at] not in "\"'":
        return True
    if not _OPENS.search(text, max(0, at - 2), at):
        return False
    line = text.rfind("\n", max(0, at - _LONGEST_KEY), at) + 1
    if not line and at > _LONGEST_KEY:
        return True
    if text[line:at].strip():
        before = _BEFORE_YAML.fullmatch(text, line, at)
        return before is None or (before["key"] or "title") not in _KEYS
    before = _BEFORE_YAML.fullmatch(text, text.rfind("\n", 0, max(0, line - 1)) + 1, line)
    return before is None or before["key"] not in _KEYS


def _is_of_client(text: str, start: int, end: int, *, is_own: bool) -> bool:
    """Tell whether a quotation is of someone who was helped; in the text of their own it is."""
    before = _VALUE_START.split(text[max(0, start - _AROUND) : start])[-1]
    if _TITLE.search(before):
        return False
    return bool(
        is_own
        or _SPOKEN_AFTER.match(text, end, end + _AROUND)
        or _SPOKEN_BEFORE.search(before)
        or (text[start + 1].isupper() and _SPEAKER_AND_COLON.search(before))
    )
