"""What stands in the place of characters that the encoding of a terminal or pipe does not have.

That is ASCII, which every such encoding has.
"""

from __future__ import annotations

import unicodedata

SIGNS = {
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "·": ".", "•": "*", "×": "x",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": "<<", "»": ">>", "€": "EUR", "ß": "ss",
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "→": "->", "←": "<-", "↔": "<->", "↑": "^",
    "↓": "v", "≤": "<=", "≥": ">=", "‖": "||", "☐": "[ ]",
    "░": "-", "▒": "+", "▓": "=", "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#",
    "▍": "|", "▎": "|", "▏": "|",
}  # fmt: skip
UNKNOWN = "?"
UNSEEN = ("Mn", "Cf")  # categories of what stands above or between other characters


def legible(error: UnicodeError) -> tuple[str, int]:
    """Return what to write instead, and where to go on: a handler for `codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_ascii, error.object[error.start : error.end])), error.end


def _ascii(character: str) -> str:
    """Return a sign much like it, a letter without its accents, or a question mark."""
    if character in SIGNS:
        return SIGNS[character]
    if unicodedata.category(character) in UNSEEN:
        return ""
    plain = "".join(map(_without_accents, unicodedata.normalize("NFKD", character)))
    return plain if plain.isascii() else UNKNOWN


def _without_accents(character: str) -> str:
    """Return `l` for `ł`, whose stroke is no character of its own; nothing for an accent."""
    if unicodedata.category(character) in UNSEEN:
        return ""
    name, accents, _which = unicodedata.name(character, "").partition(" WITH ")
    try:
        return unicodedata.lookup(name) if accents else character
    except KeyError:
        return character
