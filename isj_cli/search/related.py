"""Practices like a given one, and what they share."""

from __future__ import annotations

import json
import math
from collections.abc import Set
from heapq import nsmallest
from typing import Any

from isj_cli.domain.hit import Related
from isj_cli.search.analysis import FUNCTION_WORDS, WordList
from isj_cli.search.fields import OTHER_NAMES, from_json
from isj_cli.search.terms import Terms, postings

TAGS = {"topic": 3.0, "factor": 2.0, "principle": 2.0, "sector": 1.0, "level": 0.5}
WORDS = 30
SHOWN_WORDS = 6
LINKED = 0.5
NOT_COMPARED = ("source", "organisation", "region", OTHER_NAMES, *TAGS)
COMMON = 0.3
SHORTEST = 4


def related(
    searcher: Any, words: WordList, name: str, found: Set[int], links: Set[str], limit: int
) -> tuple[Related, ...]:
    """Return the practices most like the one in the file `name`, best first.

    What two practices share counts by how rare it is (its idf), as a share of what the first has:
    half for its tags, half for its `WORDS` most telling words. A link between the two adds
    `LINKED`. `found` are the documents to choose from, `links` the names of the files linked.
    """
    reader = searcher.reader()
    own = next(iter(Terms(reader, "name").weights(name)))
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
    names = reader.column_reader("name")
    best = nsmallest(limit, score, key=lambda id: (-score[id], names[id]))
    return tuple(
        Related(
            from_json(json.loads(searcher.stored_fields(id)["record"])),
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
        if len(term) < SHORTEST or not term.isalpha() or term in FUNCTION_WORDS:
            continue
        holders = terms.weights(term).keys() & found
        if 1 < len(holders) < COMMON * len(found) + 2:
            telling.append((term, _rarity(holders, found) * weight / (weight + 4), holders))
    return sorted(telling, key=lambda each: (-each[1], each[0]))[:WORDS]
