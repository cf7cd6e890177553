"""From Dutch text to the terms that the index holds.

A term is the lemma of a word (simplemma's Dutch dictionary), without case and accents: *gezinnen*
and *gezin* give `gezin`, *één* gives `een`. No word is left out: *niet* and *zonder* matter here.
The dictionary takes a quarter of a second to load, so terms of words that were seen before are
kept beside the index, in a `WordList`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from isj_cli.domain.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GENITIVE = re.compile(r"['’]s$")

LEMMAS = {
    # The dictionary takes these for forms of "een".
    "eerste": "eerste",
    "eersten": "eerste",
    # And these for comparatives of "oud" and "jong".
    "ouder": "ouder",
    "ouders": "ouder",
    "jongere": "jongere",
    "jongeren": "jongere",
}


class Token(NamedTuple):
    """A word and where it stands in its text (offsets in characters)."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text (with composed letters, NFC), folded, in order."""
    for found in _WORD.finditer(text):
        yield Token(fold(_GENITIVE.sub("", found.group())), found.start(), found.end())


def surface(text: str) -> list[str]:
    """Return the words of a text as written: lower case, with accents."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return [_GENITIVE.sub("", found.group()).lower() for found in _WORD.finditer(composed)]


@cache
def lemma(word: str) -> str:
    """Return the term of one lower-case word, by the dictionary."""
    if word in LEMMAS:
        return LEMMAS[word]
    if not word.isalpha():
        return fold(word)
    import simplemma

    return fold(simplemma.lemmatize(word, lang="nl"))


class WordList:
    """The terms of known words, in a text that is searched rather than parsed.

    A line holds a term and the (folded) words that have it: `gezin gezin gezinnen`. Each word
    stands between spaces, so that finding one is a single search through the bytes of the list.
    """

    def __init__(self, data: bytes = b"") -> None:
        """Take the bytes of a list that `dump` made."""
        self._data = data
        self._new: dict[str, str] = {}

    def term(self, word: str) -> str:
        """Return the term of a lower-case word; an unknown word is looked up and remembered."""
        folded = fold(word)
        if (known := self._new.get(folded)) is not None:
            return known
        if (line := self._line(b" " + folded.encode() + b" ")) is not None:
            return line[0]
        found = self._new[folded] = lemma(word)
        return found

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order."""
        return [self.term(word) for word in surface(text)]

    def forms(self, term: str) -> set[str]:
        """Return the known (folded) words that have this term."""
        line = self._line(b"\n" + term.encode() + b"\t") or []
        return {*line[1:], *(word for word, known in self._new.items() if known == term), term}

    def _line(self, wanted: bytes) -> list[str] | None:
        at = self._data.find(wanted)
        if at < 0:
            return None
        start = self._data.rfind(b"\n", 0, at + 1) + 1
        return self._data[start : self._data.find(b"\n", start)].decode().split()

    def dump(self) -> bytes:
        """Return the whole list, new words included, as bytes."""
        by_term: dict[str, set[str]] = {}
        for line in self._data.decode().splitlines():
            if parts := line.split():
                by_term.setdefault(parts[0], set()).update(parts[1:])
        for word, term in self._new.items():
            by_term.setdefault(term, set()).add(word)
        lines = (f"{term}\t {' '.join(sorted(words))} " for term, words in sorted(by_term.items()))
        return ("\n" + "\n".join(lines) + "\n").encode()

    @property
    def has_new(self) -> bool:
        """Whether words were added since the list was read."""
        return bool(self._new)
