"""Text from files as text: it can do nothing to what shows it."""

import re
import unicodedata
from typing import Literal

# Control characters (C0, C1), and the marks that make text run the other way.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# Besides those, what nobody sees at all and a program reads: format characters, tags, selectors of
# variants, private and half characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\uf8ff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
MOST_MARKS = 30  # on one letter; no language needs more (UAX 15, Stream-Safe Text Format)
_SHORT = 1000  # characters that are put in order at once, whatever they are
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # beside the control characters
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")  # the wide ones run as well
_BEFORE = ("\t", "\n")
_MOST = 1000  # characters of a sentence: longer than any path, and than any sentence of our own


def clean(text: str) -> str:
    """Return text that can do nothing to a terminal; newlines and tabs stay."""
    return _UNSAFE.sub("", text)


def composed(text: str, form: Literal["NFC", "NFD", "NFKD"] = "NFC") -> str:
    """Return text in a normal form of Unicode, of the marks on one letter `MOST_MARKS` at most.

    Python puts marks in order in a time that grows with the square of their number.
    """
    if len(text) > _SHORT and (pile := _pile_in(text)):
        text = pile.sub(lambda found: found[0][:MOST_MARKS], text)
    return unicodedata.normalize(form, text)


def pile_of_marks(text: str) -> int | None:
    """Return where more than `MOST_MARKS` marks stand on one letter, None where none do."""
    pile = _pile_in(text)
    found = pile and pile.search(text)
    return found.start() if found else None


def _pile_in(text: str) -> re.Pattern[str] | None:
    """Return what finds the piles of the marks that a text has, None where it has none.

    What falls apart into marks is one.
    """
    signs = [sign for sign in set(text) if not sign.isascii()]
    marks = [
        sign for sign in signs if unicodedata.combining(unicodedata.normalize("NFKD", sign)[0])
    ]
    if not marks:
        return None
    return re.compile(f"[{re.escape(''.join(marks))}]{{{MOST_MARKS + 1},}}")


def bounded(sentence: str) -> str:
    """Return a sentence that quotes a long text without the middle of it.

    What is wrong stands at the beginning, what to do at the end.
    """
    if len(sentence) <= _MOST:
        return sentence
    return f"{sentence[: _MOST // 2].rstrip()} … {sentence[-_MOST // 2 :].lstrip()}"


def one_line(text: str) -> str:
    """Return text as a single line without tabs."""
    return " ".join(clean(text).split())


def xml(text: str) -> str:
    """Return text that XML 1.0 can hold, and that does nothing to a terminal either."""
    return _NOT_IN_XML.sub("", clean(text))


def seen(text: str) -> str:
    """Return the part of a text that people see; newlines and tabs stay."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def visible(json_text: str) -> str:
    """Return JSON in which what nobody sees is written as an escape: it says the same.

    So it can do nothing to a terminal, and no program takes a character for the end of a line.
    """
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def cell(text: str) -> str:
    """Return text as the cell of a spreadsheet, which must not run it.

    What begins, perhaps after spaces, as a formula does gets an apostrophe before it:
    https://owasp.org/www-community/attacks/CSV_Injection
    """
    safe = clean(text)
    return f"'{safe}" if safe[:1] in _BEFORE or safe.lstrip()[:1] in _FORMULA else safe


# What begins something in the markdown of GitHub, GitLab, pandoc, Jekyll: links, tables, mentions,
# formulas, templates; then addresses and emoji, which do so without brackets. The signs come first:
# then Python passes over all others many times as fast.
_SPECIAL = re.compile(
    r"([\\`*_\[\]<>|~$#@{%:/.])"
    r"(?:(?<![%:/.])|(?<=\{%)|(?<=:)(?=//|[\w+-]+:)|(?<=/)(?<!:/)(?=/)|(?<=[wW]{3}\.))"
)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Return text that markdown shows as it is, on one line."""
    words = " ".join(clean(text).split())
    before = " " if text[:1].isspace() else ""
    after = " " if words and text[-1:].isspace() else ""
    return before + _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", words)) + after
