"""The words that are known, with their terms, forms, parts and stems."""

from __future__ import annotations

import re
from collections.abc import Iterable

from isj_cli.domain.words import fold
from isj_cli.search.analysis import lemma, stem, surface


class WordList:
    """The terms of known words, and their parts, in a text that is searched rather than parsed.

    A line holds a term, the (folded) words that have it, the terms of its parts, and its stem,
    between tabs: `traumabehandeling`, ` traumabehandeling traumabehandelingen `,
    ` trauma behandeling `, `traumabehandel`. Every word stands between spaces, so that finding one
    is one search through the bytes.
    """

    def __init__(self, data: bytes = b"") -> None:
        """Take the bytes of a list that `dump` made."""
        self._data = data
        self._new: dict[str, str] = {}
        self._new_parts: dict[str, tuple[str, ...]] = {}
        self._analyses: dict[str, tuple[str, tuple[str, ...]]] = {}

    def term(self, word: str) -> str:
        """Return the term of a lower-case word; an unknown word is looked up and remembered."""
        folded = fold(word)
        if (known := self._new.get(folded)) is not None:
            return known
        if (line := self._line_with(folded)) is not None:
            return line[0]
        found = self._new[folded] = lemma(word)
        return found

    def analysis(self, word: str) -> tuple[str, tuple[str, ...]]:
        """Return the term of a lower-case word and the terms of its parts."""
        if (known := self._analyses.get(word)) is None:
            term = self.term(word)
            known = self._analyses[word] = term, self.parts(term)
        return known

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order."""
        return [self.term(word) for word in surface(text)]

    def parts(self, term: str) -> tuple[str, ...]:
        """Return the terms of the words that a term is made of, none where it is no compound."""
        if (known := self._new_parts.get(term)) is not None:
            return known
        if (line := self._line_of(term)) is not None:
            return tuple(line[2].split())
        from isj_cli.search.compounds import split

        parts = tuple(dict.fromkeys(lemma(part) for part in split(term)))
        found = self._new_parts[term] = parts if term not in parts else ()
        return found

    def forms(self, term: str) -> set[str]:
        """Return the known (folded) words that have this term."""
        line = self._line_of(term)
        known = line[1].split() if line else []
        return {*known, *(word for word, its in self._new.items() if its == term), term}

    def containing(self, term: str) -> set[str]:
        """Return the known (folded) words that have this term as a part."""
        found: set[str] = set()
        wanted = b" " + term.encode() + b" "
        at = self._data.find(wanted)
        while at >= 0:
            columns = self._columns(at)
            if term in columns[2].split():
                found.update(columns[1].split())
            at = self._data.find(wanted, at + 1)
        return found

    def relatives(self, term: str) -> list[str]:
        """Return the other known terms that have the stem of this one."""
        line = self._line_of(term)
        shared = line[3] if line else stem(term)
        found = re.findall(rb"\n([^\t]+)\t[^\t]*\t[^\t]*\t%s(?=\n)" % shared.encode(), self._data)
        return [each.decode() for each in found if each != term.encode()]

    def occurs(self, word: str) -> bool:
        """Tell whether a word occurs, as it is, in what was indexed."""
        return self._line_with(fold(word)) is not None

    def knows(self, word: str) -> bool:
        """Tell whether a word, or another form of it, occurs in what was indexed."""
        return self.occurs(word) or self._line_of(self.term(word)) is not None

    def beginning(self, start: str) -> list[str]:
        """Return the known (folded) words that begin with `start`."""
        found = re.findall(rb" (%s[^ \t\n]*)" % re.escape(fold(start).encode()), self._data)
        return [word.decode() for word in found]

    def words(self) -> list[str]:
        """Return all known (folded) words."""
        lines = self._data.decode().splitlines()
        return [word for line in lines if line for word in line.split("\t")[1].split()]

    def _line_of(self, term: str) -> list[str] | None:
        """Return the columns of the line of a term."""
        at = self._data.find(b"\n" + term.encode() + b"\t")
        return self._columns(at + 1) if at >= 0 else None

    def _line_with(self, word: str) -> list[str] | None:
        """Return the columns of the line in which a word is a form."""
        wanted = b" " + word.encode() + b" "
        at = self._data.find(wanted)
        while at >= 0:
            columns = self._columns(at)
            if word in columns[1].split():
                return columns
            at = self._data.find(wanted, at + 1)
        return None

    def _columns(self, at: int) -> list[str]:
        start = self._data.rfind(b"\n", 0, at + 1) + 1
        return self._data[start : self._data.find(b"\n", start)].decode().split("\t")

    def dump(self) -> bytes:
        """Return the whole list, new words included, as bytes."""
        forms: dict[str, set[str]] = {}
        parts: dict[str, tuple[str, ...]] = {}
        stems: dict[str, str] = {}
        for line in filter(None, self._data.decode().splitlines()):
            term, words, its_parts, its_stem = line.split("\t")
            forms[term] = set(words.split())
            parts[term] = tuple(its_parts.split())
            stems[term] = its_stem
        for word, term in self._new.items():
            forms.setdefault(term, set()).add(word)
        lines = (
            "\t".join(
                (
                    term,
                    _spaced(sorted(words)),
                    _spaced(parts[term] if term in parts else self.parts(term)),
                    stems.get(term) or stem(term),
                )
            )
            for term, words in sorted(forms.items())
        )
        return ("\n" + "\n".join(lines) + "\n").encode()

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those of a list: not cut, not something else."""
        return self._data[:1] == b"\n" == self._data[-1:]

    def whole(self) -> WordList:
        """Return the list with its new words among the others, where all questions see them."""
        return WordList(self.dump()) if self.has_new else self

    @property
    def has_new(self) -> bool:
        """Whether words were added since the list was read."""
        return bool(self._new)


class KnownWords(WordList):
    """The words of a list in a table: quicker for a whole text, and never in need of a dictionary.

    A word that the list does not have is a term of its own, without parts.
    """

    def __init__(self, words: WordList) -> None:
        """Take the words that `words` was read from."""
        super().__init__(words._data)
        self.forms_of: dict[str, list[str]] = {}
        for line in filter(None, self._data.decode().splitlines()):
            term, forms, parts, _stem = line.split("\t")
            self.forms_of[term] = forms.split()
            self._analyses.update(dict.fromkeys(self.forms_of[term], (term, tuple(parts.split()))))

    def analysis(self, word: str) -> tuple[str, tuple[str, ...]]:
        """Return the term of a lower-case word and the terms of its parts."""
        folded = fold(word)
        return self._analyses.get(folded) or (folded, ())

    def term(self, word: str) -> str:
        """Return the term of a lower-case word."""
        return self.analysis(word)[0]


def _spaced(words: Iterable[str]) -> str:
    """Return words with a space on either side of each."""
    return f" {' '.join(words)} "
