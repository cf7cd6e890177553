"""How the index keeps terms: in which practices they stand, how heavily they weigh, and where.

All texts of a practice share one field, so that a word is looked up once and not in every field. A
term weighs the sum of `WEIGHTS` of the places where it stands; as a part of a compound it weighs
less. Each text has a range of positions of its own: a phrase never runs from one text into the
next, and a position tells in which text it lies. Words as they were written are kept beside it.
"""

from __future__ import annotations

import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from isj_cli.search.analysis import WordList, surface
from isj_cli.search.fields import OTHER_NAMES, WEIGHTS

with warnings.catch_warnings():  # whoosh's sources have escapes that Python 3.12 warns of
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import fields as whoosh_fields
    from whoosh import formats
    from whoosh.reading import TermNotFound

TERMS, WRITTEN = "terms", "written"
PART = 0.3
_STRIDE = 1 << 20
_STARTS = {field: number * _STRIDE for number, field in enumerate(WEIGHTS)}
_WEIGHTS = tuple(WEIGHTS.values())


def positions_of(field: str) -> range:
    """Return the positions that the words of a text can have."""
    return range(_STARTS[field], _STARTS[field] + _STRIDE)


def weight_at(position: int) -> float:
    """Return the weight of the text in which a position lies."""
    return _WEIGHTS[position // _STRIDE]


class Posting(NamedTuple):
    """A term in one practice: its weight and its positions, in order."""

    term: str
    weight: float
    positions: array[int]


class _Postings(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's form of postings that were made beforehand."""

    def word_values(
        self, value: Iterable[Posting], analyzer: object, **options: object
    ) -> Iterator[tuple[str, int, float, bytes]]:
        for term, weight, positions in value:
            yield term, len(positions), weight, positions.tobytes()

    def decode_positions(self, data: bytes) -> array[int]:
        return array("I", data)


def field() -> Any:
    """Return a field of the index that takes lists of `Posting`."""
    # Whoosh asks the length of each posting's text; where there is none, it asks the disk.
    return whoosh_fields.FieldType(_Postings(), None, scorable=True)


def named(term: str) -> str:
    """Return the term of a word in another name of a tag, which the texts themselves do not say."""
    return f"~{term}"


def postings(texts: Mapping[str, str], words: WordList) -> dict[str, list[Posting]]:
    """Return what the index holds of the texts of one practice, by field of the index."""
    terms: dict[str, list[int]] = defaultdict(list)
    written: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    for name, weight in WEIGHTS.items():
        start = _STARTS[name]
        for at, word in enumerate(surface(texts.get(name, ""))[:_STRIDE], start):
            term, parts = words.analysis(word)
            if name == OTHER_NAMES:
                term, parts = named(term), ()
            else:
                written[word].append(at)
            terms[term].append(at)
            weights[term] += weight
            for part in parts:
                terms[part].append(at)
                weights[part] += weight * PART
    return {
        TERMS: [Posting(term, weights[term], array("I", at)) for term, at in terms.items()],
        WRITTEN: [
            Posting(word, sum(map(weight_at, at)), array("I", at)) for word, at in written.items()
        ],
    }


class Terms:
    """Reads postings from an index, each once."""

    def __init__(self, reader: Any, field: str = TERMS) -> None:
        """Read the postings of a field of the index."""
        self.number = reader.doc_count()
        self._reader = reader
        self._field = field
        self._weights: dict[str, dict[int, float]] = {}
        self._positions: dict[str, dict[int, array[int]]] = {}

    def weights(self, term: str) -> Mapping[int, float]:
        """Return the weight of a term in each document that holds it."""
        if term not in self._weights:
            self._weights[term] = {
                matcher.id(): matcher.weight() for matcher in self._documents(term)
            }
        return self._weights[term]

    def positions(self, term: str) -> Mapping[int, array[int]]:
        """Return the positions of a term in each document that holds it."""
        if term not in self._positions:
            self._positions[term] = {
                matcher.id(): array("I", matcher.value()) for matcher in self._documents(term)
            }
        return self._positions[term]

    def beginning(self, prefix: str) -> Iterator[str]:
        """Yield the terms that begin with `prefix`."""
        for term in self._reader.expand_prefix(self._field, prefix):
            yield term.decode()

    def _documents(self, term: str) -> Iterator[Any]:
        try:
            matcher = self._reader.postings(self._field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()
