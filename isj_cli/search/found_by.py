"""The words by which a search that knows no Dutch finds what `isj search` finds.

Such a search, as that in a browser, finds a word by its stem and by how it begins. It is helped
with what a practice does not say in that way: other names of its tags and places, the parts of its
compounds, other forms of its nouns, and the synonyms of what it says.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from isj_cli.domain.taxonomy import REGIONS, Taxonomy
from isj_cli.domain.words import fold
from isj_cli.search.analysis import FUNCTION_WORDS, surface
from isj_cli.search.fields import OTHER_NAMES, from_json
from isj_cli.search.index import OpenIndex
from isj_cli.search.widening import Synonyms
from isj_cli.search.word_list import KnownWords

SHORTEST = 3
# The texts that say what a practice is about.
CORE = ("title", "strength", "topic", "sector", "summary", "target")
_LONGEST_EXPRESSION = 6  # terms
_ENDINGS = ("heden", "en", "e", "s", "t", "d")


class FoundBy(NamedTuple):
    """What else each practice is to be found by, by its id, and the words most of them hold.

    Of those words the rarest come first.
    """

    more: dict[str, str]
    common: tuple[str, ...]


def found_by(searcher: Any, index: OpenIndex, found: Set[int], taxonomy: Taxonomy) -> FoundBy:
    """Return by which words a search that knows no Dutch finds the documents `found`."""
    more = _More(KnownWords(index.words), index.synonyms)
    holding: Counter[str] = Counter()
    forms: dict[str, set[str]] = defaultdict(set)
    places = {
        term.id: surface(" ".join((term.label.nl, *term.alt.nl)))
        for term in taxonomy.terms(REGIONS)
    }
    made = {}
    records = searcher.reader().column_reader("record") if found else ()
    for id in sorted(found):
        record = from_json(json.loads(records[id]))
        texts = json.loads(searcher.stored_fields(id)["texts"])
        names = surface(texts.pop(OTHER_NAMES, ""))
        for region in taxonomy.regions_of(record.region):
            names += places.get(region, [])
        said = [word for text in texts.values() for word in surface(text)]
        core = [word for name in CORE for word in surface(texts.get(name, ""))]
        made[record.id] = " ".join(more.than(said, core, names))
        terms = {word: more.words.term(word) for word in dict.fromkeys(said)}
        holding.update(set(terms.values()))
        for word, term in terms.items():
            forms[term].add(word)
    rarest = sorted(holding, key=lambda term: (holding[term], term))
    common = (sorted(forms[term]) for term in rarest if holding[term] > len(found) / 2)
    return FoundBy(made, tuple(dict.fromkeys(chain.from_iterable(common))))


class _More:
    """Tells which words follow from others, each with its stem; what was told is remembered."""

    def __init__(self, words: KnownWords, synonyms: Synonyms) -> None:
        self.words = words
        self.synonyms = _groups(synonyms)
        self.by_term: dict[str, dict[str, str]] = {}
        self.by_expression: dict[str, dict[str, str]] = {}

    def than(self, said: Iterable[str], core: Iterable[str], names: Iterable[str]) -> Iterable[str]:
        """Return names, and what follows from what is said, as far as it is not said.

        Synonyms follow only from `core`, the words that say what a practice is about.
        """
        distinct = dict.fromkeys(said)
        stems = set(map(_stem, distinct))
        told = [_stemmed(names)]
        told += map(self._of_term, dict.fromkeys(map(self.words.term, distinct)))
        expressions = self._expressions([self.words.term(word) for word in core])
        told += map(self._of_expression, dict.fromkeys(expressions))
        found: dict[str, str] = {}
        for each in told:
            for stem, word in each.items():
                if stem not in stems and stem not in found:
                    found[stem] = word
        return sorted(found.values())

    def _of_term(self, term: str) -> dict[str, str]:
        """Return the parts of a term and, unless it is a verb, the words that are its forms."""
        if (known := self.by_term.get(term)) is None:
            forms = () if term.endswith("en") else self.words.forms_of.get(term, ())
            known = self.by_term[term] = _stemmed((*self.words.analysis(term)[1], *forms))
        return known

    def _of_expression(self, expression: str) -> dict[str, str]:
        if (known := self.by_expression.get(expression)) is None:
            same = " ".join(self.synonyms[expression]).split()
            known = self.by_expression[expression] = _stemmed(same)
        return known

    def _expressions(self, terms: Sequence[str]) -> Iterator[str]:
        """Yield the expressions among terms of which synonyms are known."""
        for at, begun in enumerate(terms):
            for term in (*terms[at + 1 : at + _LONGEST_EXPRESSION], ""):
                if begun not in self.synonyms:
                    break
                yield begun
                begun += f" {term}"


def _groups(synonyms: Synonyms) -> dict[str, list[str]]:
    """Return the expressions that say the same, by each of them.

    The beginnings of longer ones are there too, so that a look tells where none goes on.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for line in synonyms.data.decode().splitlines():
        group = line.strip("\t").split("\t")
        for expression in group:
            found[expression] += group
            terms = expression.split(" ")
            for end in range(1, len(terms)):
                found.setdefault(" ".join(terms[:end]), [])
    return dict(found)


def _stemmed(words: Iterable[str]) -> dict[str, str]:
    """Return (folded) words that are worth finding, by their stem."""
    return {
        _stem(word): fold(word)
        for word in words
        if len(word) >= SHORTEST and word not in FUNCTION_WORDS
    }


@cache
def _stem(word: str) -> str:
    """Return about what a stemmer of Dutch leaves of a word: *scholen* and *school* become one."""
    word = fold(word)
    ending = next((each for each in _ENDINGS if word.endswith(each)), "")
    stem = word.removesuffix(ending) if len(word) > len(ending) + 2 else word
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    if len(stem) > 3 and stem[-2] == stem[-3] and stem[-2] in "aeou":
        stem = stem[:-2] + stem[-1]
    return stem
