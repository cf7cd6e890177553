"""What the rules about privacy share: where a match stands, what to do, and words of mailboxes.

They look at the text of a file as it was typed, comments included, so that nothing slips through
between the lines. Every pattern lets a line break and its indentation stand for a space.
"""

from __future__ import annotations

import re

from isj_cli.locale import _
from isj_cli.store.yaml_document import Document
from isj_cli.validation.rule import Found

# Each pattern begins with a letter or digit that has to be there: Python looks for that much faster
# than for anything else, and every practice is read.
_WEB_ADDRESS = re.compile(r"http(?<!\w.{4})s?://[^\s\"<>»”]+")
_SHORT_ADDRESS = re.compile(r"www\.[^\s\"<>»”]+")
_DOI = re.compile(r"10\.(?<![\w.].{3})\d{4,9}/\S+")
_FILLER = "\0"

# In the name of a mailbox or after «familie», these say that no person is meant.
_GENERAL_PARTS = re.compile(
    "aanmeld|academi|account|admin|advies|afdeling|agenda|algemeen|ambulant|apotheek|archief|balie"
    "|beheer|begeleid|behandel|beleid|beraad|beschermd|bestel|bestuur|bezwaar|bibliothe|boekhoud"
    "|bureau|campus|centraal|centrum|cli[eë]nt|club|coach|college|communic|congres|consult|contact"
    "|co[oö]rdinat|crisis|debiteur|diagnost|digita|direct|ervaring|evaluat|event|expert|facilit"
    "|factu|financ|fonds|gemeente|gezins|griffie|helpdesk|huisarts|hulpverl|indicat|informat|inkoop"
    "|innovat|inschrijv|intake|jeugd|jongeren|justit|juridisch|kantoor|kennis|kinder|klacht|klant"
    "|kliniek|kwaliteit|leden|leerling|leerplicht|loket|lokaal|maatschap|magazijn|marketing|media|meldpunt"
    "|mentor|methodi|monitor|museum|netwerk|nieuwsbrief|noreply|office|onderhoud|onderwijs|onderzoek"
    "|ondersteun|opleiding|opvang|order|organisat|ouder|participat|partner|personeel|planning"
    "|platform|pleegzorg|poli(?:kliniek)?$|politie|praktijk|privacy|programma|project|psychiat"
    "|psycholog|pilot|recept|reclasser|redact|regio|reserver|salaris|samenwerk|school|secretar"
    "|security|service|sociaal|sport|steunpunt|stichting|support|symposi|systeem|team|technisch|therap|toegang"
    "|training|trefpunt|triage|uitgever|vacature|veilig|vereniging|verkoop|verwij[sz]|voogd|vragen"
    "|vrijwillig|webmaster|welkom|welzijn|werken|wethouder|wijkteam|winkel|wonen|woordvoer|zorg"
)
_GENERAL_WORDS = frozenset(
    "avg cjg doe fact fg first ggz hallo hello help hr hrm huis hulp ict iht info jb jggz jr lvb"
    " mail mbo meedoen mst mdft nederland noord oost pers po poh post punt raad ret staf thuis vo"
    " vraag web west wijk wmo zuid".split()
)


def prose(text: str) -> str:
    """Return a text of the same length, without web addresses, signs of comments and escapes."""
    for pattern in (_WEB_ADDRESS, _SHORT_ADDRESS, _DOI):
        text = pattern.sub(lambda address: _FILLER * len(address[0]), text)
    return text.replace("#", " ").replace("''", " '").replace('\\"', ' "')


def finding_at(document: Document, start: int, end: int, message: str, hint: str) -> Found:
    """Return what is to be said of the characters from `start` up to `end` of a file."""
    return Found(document.place_at(start), message, hint, length=end - start)


def take_out(code: str) -> str:
    """Return the hint of an error: what to do, and how to overrule it."""
    return _(
        "Take it out; if it may be public, say why in a comment above the line or the text's key: "
        "{comment}"
    ).format(comment=overruling_comment(code))


def overruling_comment(code: str) -> str:
    """Return the comment that overrules a finding, but for the reason."""
    return _("# isj: allow {code} because …").format(code=code)


def is_general(word: str) -> bool:
    """Tell whether a word (in small letters) speaks of an organisation and not of a person."""
    return word in _GENERAL_WORDS or _GENERAL_PARTS.search(word) is not None
