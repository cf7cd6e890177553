"""Practices like a given one, and what they share."""

from __future__ import annotations

import json
import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from heapq import heappush, heappushpop, nlargest, nsmallest
from typing import Any

from isj_cli.domain.hit import Alike
from isj_cli.search.analysis import FUNCTION_WORDS
from isj_cli.search.fields import OTHER_NAMES, from_json
from isj_cli.search.terms import TERMS, Terms, postings, text_of, weight_at
from isj_cli.search.word_list import WordList

# What the rarity of a shared tag is multiplied by.
TAGS = {"topic": 3.0, "factor": 2.0, "principle": 2.0, "sector": 1.0, "level": 0.5}
WORDS = 30  # the most telling ones of a practice, which are compared
SHOWN_WORDS = 6
LINKED = 0.5  # added to a score of at most 1: as much as all tags, or all words
NOT_COMPARED = ("source", "organisation", "region", OTHER_NAMES, *TAGS)
COMMON, MOST = 0.3, 300  # a word that more practices hold tells little: a share, a number
SHORTEST = 4  # letters of a word that is compared
CANDIDATES = 200  # practices whose tags are compared too, where all are compared with all


def related(
    searcher: Any, words: WordList, name: str, found: Set[int], links: Set[str], limit: int
) -> tuple[Alike, ...]:
    """Return the practices most like the one in the file `name`, best first.

    What two practices share counts by how rare it is (its idf), as a share of what the first has:
    half for its tags, half for its `WORDS` most telling words. A link between the two adds
    `LINKED`. `found` are the documents to choose from, `links` the names of the files linked. A
    file that is not in the index is like none.
    """
    reader = searcher.reader()
    own = next(iter(Terms(reader, "name").weights(name)), None)
    if own is None:
        return ()
    others = found - {own}
    tags: list[tuple[str, str, float, Set[int]]] = [
        (kind, value, weight * _rarity(having, found), having)
        for kind, weight in TAGS.items()
        for value in reader.field_terms(f"f_{kind}")
        if own in (having := set(Terms(reader, f"f_{kind}").weights(value)))
    ]
    telling = _telling_words(searcher, words, own, found)
    linked = {id for link in links for id in Terms(reader, "name").weights(link)} & others
    score = dict.fromkeys(linked, LINKED)
    shared: list[list[tuple[float, Set[int]]]] = [
        [(weight, holders) for _kind, _value, weight, holders in tags],
        [(weight, holders) for _word, weight, holders in telling],
    ]
    for half in shared:
        whole = sum(weight for weight, _holders in half) or 1.0
        for weight, holders in half:
            for id in others & holders:
                score[id] = score.get(id, 0.0) + weight / whole / 2
    names, records = reader.column_reader("name"), reader.column_reader("record")
    best = nsmallest(limit, score, key=lambda id: (-score[id], names[id]))
    return tuple(
        Alike(
            from_json(json.loads(records[id])),
            round(score[id], 3),
            id in linked,
            {
                kind: values
                for kind in TAGS
                if (values := tuple(tag[1] for tag in tags if tag[0] == kind and id in tag[3]))
            },
            tuple(word for word, _weight, holders in telling if id in holders)[:SHOWN_WORDS],
        )
        for id in best
    )


def related_of_all(
    searcher: Any, found: Set[int], but: Mapping[int, Set[int]], limit: int
) -> dict[int, list[int]]:
    """Return for each of the documents `found` those most like it, best first, as `related` does.

    `but` gives those to leave out, by document. Each term is read once, for all of them. Of more
    than `CANDIDATES`, only those that share the most telling words with one are compared further.
    """
    reader = searcher.reader()
    telling: dict[int, list[tuple[float, int, str]]] = defaultdict(list)
    holding: dict[str, array[int]] = {}
    for number, (term, weights) in enumerate(_terms_to_compare(reader, found)):
        holding[term] = array("I", weights)
        rarity = _rarity(weights.keys(), found)
        for id, weight in weights.items():
            if weight:
                own = telling[id]
                push = heappush if len(own) < WORDS else heappushpop
                push(own, (rarity * weight / (weight + 4), -number, term))
    tags: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for kind, factor in TAGS.items():
        for value in reader.field_terms(f"f_{kind}"):
            having = Terms(reader, f"f_{kind}").weights(value).keys()
            for id in having & found:
                tags[id][kind, value] = factor * _rarity(having, found)
    column = reader.column_reader("name")
    names = {id: column[id] for id in found}
    made = {}
    for own_id in found:
        score: dict[int, float] = defaultdict(float)
        whole = sum(weight for weight, _number, _term in telling[own_id]) or 1.0
        for weight, _number, term in telling[own_id]:
            share = weight / whole / 2
            for id in holding[term]:
                score[id] += share
        near = found
        if len(found) > CANDIDATES:
            near = set(nlargest(CANDIDATES, score, key=score.__getitem__))
        near = near - {own_id} - but.get(own_id, frozenset())
        whole = sum(tags[own_id].values()) or 1.0
        for id in near:
            shared = tags[own_id].keys() & tags[id].keys()
            score[id] += sum(tags[own_id][tag] for tag in shared) / whole / 2
        best = nsmallest(limit, near, key=lambda id: (-round(score[id], 6), names[id]))
        made[own_id] = [id for id in best if score[id]]
    return made


def _terms_to_compare(reader: Any, found: Set[int]) -> Iterator[tuple[str, dict[int, float]]]:
    """Yield each term that can tell practices apart, with its weight in those that hold it."""
    most = _most(found) + reader.doc_count_all() - len(found)
    for name in reader.field_terms(TERMS):
        if not _is_telling(name) or not 1 < reader.doc_frequency(TERMS, name) < most:
            continue
        weights = {}
        matcher = reader.postings(TERMS, name)
        while matcher.is_active():
            if (id := matcher.id()) in found:
                weights[id] = sum(
                    weight_at(position)
                    for position in array("I", matcher.value())
                    if text_of(position) not in NOT_COMPARED
                )
            matcher.next()
        if 1 < len(weights) < _most(found):
            yield name, weights


def _is_telling(term: str) -> bool:
    return len(term) >= SHORTEST and term.isalpha() and term not in FUNCTION_WORDS


def _most(found: Set[int]) -> float:
    """Return how many may hold a word that tells them apart."""
    return min(COMMON * len(found) + 2, MOST)


def _rarity(holders: Set[int], found: Set[int]) -> float:
    return math.log(1 + len(found) / len(holders))


def _telling_words(
    searcher: Any, words: WordList, own: int, found: Set[int]
) -> list[tuple[str, float, Set[int]]]:
    """Return the words that say most about a practice, with their weight and who holds them."""
    texts = json.loads(searcher.stored_fields(own)["texts"])
    compared = {name: text for name, text in texts.items() if name not in NOT_COMPARED}
    terms = Terms(searcher.reader())
    telling: list[tuple[str, float, Set[int]]] = []
    for term, weight, _positions in postings(compared, words, {}):
        if not _is_telling(term):
            continue
        holders = terms.weights(term).keys() & found
        if 1 < len(holders) < _most(found):
            telling.append((term, _rarity(holders, found) * weight / (weight + 4), holders))
    return sorted(telling, key=lambda each: (-each[1], each[0]))[:WORDS]
