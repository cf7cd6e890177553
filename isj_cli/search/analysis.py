"""From Dutch text to the terms that the index holds.

A term is the lemma of a word (simplemma's Dutch dictionary), without case and accents: *gezinnen*
and *gezin* give `gezin`, *één* gives `een`. No word is left out: *niet* and *zonder* matter here.
The dictionary takes a quarter of a second to load, so terms of words that were seen before are
kept beside the index, in a `WordList`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from isj_cli.domain.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GENITIVE = re.compile(r"['’]s$")

# Words that say how others belong together. They are indexed and found like any other, but beside
# other words they are not asked for.
FUNCTION_WORDS = frozenset(
    """aan af al als alle alles ben bent bij daar daarna dan dat de deze die dit doe doen
    doet door dus een en er ergens erg ga gaan gaat geen had hadden hebben heeft hem hen het
    hier hij hoe hun iets ik in is ja je jij jou jouw kan kun kunnen maar me mee meer men
    met mij mijn moet moeten na naar nog nu of om ons onze ook op over te tegen toch tot
    tussen u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke
    werd wie wij wil willen word worden wordt ze zelf zich zij zijn zo zou zouden zijne""".split()
)

_NUMBER_WORDS = """twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien
    vijftien zestien zeventien achttien negentien twintig eenentwintig tweeentwintig
    drieentwintig""".split()
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 2)}

LEMMAS = {
    **NUMBERS,
    # The dictionary takes these for forms of "een".
    "eerste": "eerste",
    "eersten": "eerste",
    # And these for comparatives of "oud" and "jong", leather, past suffering.
    "ouder": "ouder",
    "ouders": "ouder",
    "jongere": "jongere",
    "jongeren": "jongere",
    "leren": "leren",
    "leden": "lid",
    # These it leaves as they are, or takes for words apart.
    "kinder": "kind",
    "gehandicapte": "gehandicapt",
    "gehandicapten": "gehandicapt",
    "psychologe": "psycholoog",
    "psychologen": "psycholoog",
}


def surface(text: str) -> list[str]:
    """Return the words of a text as written: lower case, with accents."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    words = _WORD.findall(composed)
    if "'" in composed or "’" in composed:
        words = [_GENITIVE.sub("", word) for word in words]
    return [word.lower() for word in words]


def written(text: str) -> list[str]:
    """Return the words of a text as written, a genitive *'s* and accents included; lower case."""
    composed = unicodedata.normalize("NFC", text).replace("’", "'")
    return [found.group().lower() for found in _WORD.finditer(composed)]


@cache
def lemma(word: str) -> str:
    """Return the term of one lower-case word: by the dictionary, or else by what it is made of."""
    if (found := LEMMAS.get(fold(word))) is not None:
        return found
    if not word.isalpha() or len(word) > LONGEST:
        return fold(word)
    import simplemma

    if len(word) > 4 and not simplemma.is_known(word, lang="nl"):
        from isj_cli.search.compounds import split

        word = next((each for each in _singular(word) if simplemma.is_known(each, lang="nl")), word)
        if parts := split(fold(word)):
            return fold(word).removesuffix(parts[-1]) + lemma(parts[-1])
    # The dictionary writes "aan_bieden" for verbs that it saw apart.
    found = simplemma.lemmatize(word, lang="nl").replace("_", "")
    if found.endswith("je"):
        found = simplemma.lemmatize(found, lang="nl")
    if word.endswith("e") and (found == word or found.endswith("en")):
        found = next(filter(_is_adjective, _uninflected(word)), found)
    return fold(LEMMAS.get(found) or found)


def _singular(word: str) -> Iterator[str]:
    """Yield what a word that the dictionary does not know may be a form of."""
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("en"):
        stem = word[:-2]
        yield stem
        if len(stem) > 3 and stem[-1] == stem[-2]:
            yield stem[:-1]
        yield word[:-1]
    if word.endswith("e"):
        yield word[:-1]


def _uninflected(word: str) -> Iterator[str]:
    """Yield the adjectives that a word on -e may be a form of: *sombere*, *intensieve*, *kale*."""
    stem = word[:-1]
    yield stem
    last = {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
    yield stem[:-1] + last
    if len(stem) > 2 and stem[-2] in "aeou":
        yield stem[:-1] + stem[-2] + last


def _is_adjective(word: str) -> bool:
    import simplemma

    return (
        word.endswith(_ADJECTIVES)
        and simplemma.lemmatize(word, lang="nl") == word
        and (simplemma.is_known(word, lang="nl"))
    )


def stem(term: str) -> str:
    """Return what a term shares with those made from the same verb or adjective.

    *overbruggen* and *overbrugging*, *begeleiden* and *begeleider*, *motiveren* and *motivatie*,
    *eenzaam* and *eenzaamheid* have one stem. What is left of a short verb is marked, so that
    *weten* is not taken for *wet*.
    """
    if term.endswith("heid") and len(term) > 7:
        return term[:-4]
    for ending in ("ering", "eren", "atie", "aar", "ing", "er", "en"):
        base = term.removesuffix(ending)
        if base == term or len(base) < 4:
            continue
        if base[-1] == base[-2] and base[-1] not in "aeou":
            base = base[:-1]
        return base if len(base) > 4 else base + "~"
    return term


# How adjectives end; others on -e, such as "waarde", are words of their own.
_ADJECTIVES = (
    "aal", "aam", "ant", "baar", "eel", "end", "ent", "er", "erd", "est", "gericht", "ief", "iek",
    "ig", "isch", "lijk", "loos", "matig", "rijk", "zaam",
)  # fmt: skip


# Longer ones are no words, and would take long to take apart.
LONGEST = 60


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
        at = self._data.find(b"\n" + term.encode() + b"\t")
        if at >= 0:
            return tuple(self._columns(at + 1)[2].split())
        from isj_cli.search.compounds import split

        parts = tuple(dict.fromkeys(lemma(part) for part in split(term)))
        found = self._new_parts[term] = parts if term not in parts else ()
        return found

    def forms(self, term: str) -> set[str]:
        """Return the known (folded) words that have this term."""
        at = self._data.find(b"\n" + term.encode() + b"\t")
        known = self._columns(at + 1)[1].split() if at >= 0 else []
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
        at = self._data.find(b"\n" + term.encode() + b"\t")
        shared = self._columns(at + 1)[3] if at >= 0 else stem(term)
        found = re.findall(rb"\n([^\t]+)\t[^\t]*\t[^\t]*\t%s(?=\n)" % shared.encode(), self._data)
        return [each.decode() for each in found if each != term.encode()]

    def occurs(self, word: str) -> bool:
        """Tell whether a word occurs, as it is, in what was indexed."""
        return self._line_with(fold(word)) is not None

    def knows(self, word: str) -> bool:
        """Tell whether a word, or another form of it, occurs in what was indexed."""
        return self.occurs(word) or self._data.find(b"\n" + self.term(word).encode() + b"\t") >= 0

    def beginning(self, start: str) -> list[str]:
        """Return the known (folded) words that begin with `start`."""
        found = re.findall(rb" (%s[^ \t\n]*)" % re.escape(fold(start).encode()), self._data)
        return [word.decode() for word in found]

    def words(self) -> list[str]:
        """Return all known (folded) words."""
        lines = self._data.decode().splitlines()
        return [word for line in lines if line for word in line.split("\t")[1].split()]

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
