"""How the index keeps terms: in which practices they stand, how heavily they weigh, and where.

All texts of a practice share one field, so that a word is looked up once and not in every field. A
term weighs the sum of `WEIGHTS` of the places where it stands; as a part of a compound it weighs
less. Each text has a range of positions of its own: a phrase never runs from one text into the
next, and a position tells in which text it lies. What is only a part of a word stands in no phrase.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from isj_cli.search.analysis import surface
from isj_cli.search.engine import TermNotFound, formats
from isj_cli.search.engine import fields as whoosh_fields
from isj_cli.search.fields import APART, OTHER_NAMES, WEIGHTS
from isj_cli.search.word_list import WordList

TERMS = "terms"
PART = 0.3
FEW = 8
GAP = 20
BETWEEN = r"(?:(?!\n\n)[\W_])+"  # what stands between the words of a phrase
_STRIDE = 1 << 26  # more than a file can hold
_INSIDE = 1 << 31  # marks the position of a word in which the term is only a part
_STARTS = {field: number * _STRIDE for number, field in enumerate(WEIGHTS)}
_WEIGHTS = tuple(WEIGHTS.values())
_NAMES = tuple(WEIGHTS)


def positions_of(field: str) -> range:
    """Return the positions that the words of a text can have."""
    return range(_STARTS[field], _STARTS[field] + _STRIDE)


def text_of(position: int) -> str:
    """Return the name of the text in which a position lies."""
    return _NAMES[(position & ~_INSIDE) // _STRIDE]


def weight_at(position: int) -> float:
    """Return the weight of the text in which a position lies."""
    return _WEIGHTS[(position & ~_INSIDE) // _STRIDE] * (PART if position & _INSIDE else 1)


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


def placed(texts: Mapping[str, str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the words of each piece of text as written, with its name and its first position."""
    for name, start in _STARTS.items():
        for piece in texts.get(name, "").split(APART):
            found = surface(piece)
            yield name, start, found
            start += len(found) + GAP


def written_at(posting: Posting, pieces: Iterable[tuple[str, int, list[str]]]) -> str:
    """Return a term as it is written where it first stands in what `placed` yielded."""
    first = posting.positions[0] & ~_INSIDE
    for _name, start, words in pieces:
        if start <= first < start + len(words):
            return " ".join(words[first - start :][: posting.term.count(" ") + 1])
    return ""


Expressions = Mapping[str, Sequence[tuple[int, list[str]]]]


def expressions_of(written: Iterable[str]) -> Expressions:
    """Return the expressions of several terms, by their longest one and how many precede it."""
    found: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for expression in sorted(set(written)):
        terms = expression.split(" ")
        if len(terms) > 1:
            longest = max(terms, key=len)
            found[longest].append((terms.index(longest), terms))
    return found


def postings(texts: Mapping[str, str], words: WordList, expressions: Expressions) -> list[Posting]:
    """Return what the index holds of the texts of one practice.

    An expression that people search for (see `Synonyms.expressions`) is a term too, with spaces.
    """
    places: dict[str, list[int]] = defaultdict(list)
    inside: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    for name, start, surfaces in placed(texts):
        weight = WEIGHTS[name]
        found = [words.analysis(word) for word in surfaces]
        terms = [term for term, _parts in found]
        for at, (term, parts) in enumerate(found):
            if name == OTHER_NAMES:
                places[named(term)].append(start + at)
                weights[named(term)] += weight
                continue
            places[term].append(start + at)
            weights[term] += weight
            for part in parts:
                inside[part].append(start + at | _INSIDE)
                weights[part] += weight * PART
            for before, expression in expressions.get(term, ()):
                first = at - before
                if first >= 0 and terms[first : first + len(expression)] == expression:
                    whole = " ".join(expression)
                    places[whole].append(start + first)
                    weights[whole] += weight
    for part, its in inside.items():
        places[part] += its
    return [Posting(term, weights[term], array("I", at)) for term, at in places.items()]


class Terms:
    """Reads the postings of a field of an index, each once."""

    def __init__(self, reader: Any, field: str = TERMS) -> None:
        """Read from `reader`, a reader of Whoosh."""
        self.number = reader.doc_count()
        self._reader = reader
        self._field = field
        self._weights: dict[str, dict[int, float]] = {}
        self._positions: dict[str, dict[int, array[int]]] = {}

    def holds(self, term: str) -> bool:
        """Tell whether any document holds a term."""
        matcher = self._matcher(term)
        return matcher is not None and bool(matcher.is_active())

    def frequency(self, term: str) -> int:
        """Return the number of documents that hold a term, those not wanted included."""
        return int(self._reader.doc_frequency(self._field, term))

    def weights(self, term: str) -> Mapping[int, float]:
        """Return the weight of a term in each document that holds it."""
        if term not in self._weights:
            found: dict[int, float] = {}
            if (matcher := self._matcher(term)) is not None:
                active, id, weight, forward = (
                    matcher.is_active,
                    matcher.id,
                    matcher.weight,
                    matcher.next,
                )
                while active():
                    found[id()] = weight()
                    forward()
            self._weights[term] = found
        return self._weights[term]

    def standing(self, terms: Sequence[str], slop: int = 1, field: str = "") -> Mapping[int, float]:
        """Return how heavily terms stand side by side in each document where they do.

        They stand in order, each at most `slop` words after the one before; with `field`, only in
        that text.
        """
        if len(terms) == 1 and not field:
            return self.weights(terms[0])
        within = positions_of(field) if field else None
        found: dict[int, float] = {}
        places: dict[str, Mapping[int, array[int]]] = {}
        among: Mapping[int, array[int]] | None = None
        rarest_first = sorted(set(terms), key=lambda term: (self.frequency(term), term))
        for term in rarest_first:  # the rarest narrows down the most
            places[term] = among = self._places(term, among)
            if not among:
                return found
        for id in among or ():
            rest = [places[term][id] for term in terms[1:]]
            weight = sum(
                weight_at(start)
                for start in places[terms[0]][id]
                if (within is None or start & ~_INSIDE in within) and _follows(start, rest, slop)
            )
            if weight:
                found[id] = weight
        return found

    def _places(
        self, term: str, among: Mapping[int, array[int]] | None
    ) -> Mapping[int, array[int]]:
        """Return the positions of a term; with `among`, only in those documents."""
        if (known := self._positions.get(term)) is not None:
            return known if among is None else {id: known[id] for id in among if id in known}
        found: dict[int, array[int]] = {}
        matcher = self._matcher(term)
        if matcher is None:
            return found
        active, id, value = matcher.is_active, matcher.id, matcher.value
        if among is not None and len(among) * FEW < self.frequency(term):
            for wanted in sorted(among):
                if active():
                    matcher.skip_to(wanted)
                if active() and id() == wanted:
                    found[wanted] = array("I", value())
            return found
        forward = matcher.next
        while active():
            if among is None or id() in among:
                found[id()] = array("I", value())
            forward()
        if among is None:
            self._positions[term] = found
        return found

    def _matcher(self, term: str) -> Any:
        try:
            return self._reader.postings(self._field, term)
        except TermNotFound:
            return None


def _follows(start: int, rest: Sequence[Sequence[int]], slop: int) -> bool:
    """Tell whether terms come one after the other from `start` on."""
    for positions in rest:
        next_one = bisect_right(positions, start)
        if next_one == len(positions) or positions[next_one] > start + slop:
            return False
        start = positions[next_one]
    return True
