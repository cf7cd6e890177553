"""Which tags a practice may carry, judged by its texts: those of like practices, and those named.

Like practices vote (k nearest neighbours; Yang & Liu 1999, "A re-examination of text
categorization methods"). The `NEIGHBOURS` that share the most telling words with the texts each
have a vote, the more like the heavier, and a tag gets the share of the votes of those that carry
it. Words weigh as in a search (BM25F, see `scoring`), and the texts are compared with all that the
index holds of a practice, the names of its tags and how it carries them included.

A name of a tag that stands in the texts counts by itself, the rarer the more; what `synonyms.yaml`
gives for that name counts for less. Names and votes are joined as independent evidence (noisy-or).
`benchmarks/suggest.py` measures it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from isj_cli.domain.frameworks import Item
from isj_cli.domain.hit import SUGGESTED, Suggestion
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.vocabularies import Term
from isj_cli.search import documents
from isj_cli.search.analysis import FUNCTION_WORDS
from isj_cli.search.fields import OTHER_NAMES
from isj_cli.search.index import OpenIndex
from isj_cli.search.scoring import SATURATION
from isj_cli.search.terms import Posting, Terms, expressions_of, placed, postings, written_at
from isj_cli.search.widening import SYNONYM, Synonyms
from isj_cli.search.word_list import KnownWords, WordList

NEIGHBOURS = 20
POWER = 2
TELLING = 100  # words; beyond these, longer texts find no better neighbours
SHORTEST = 3
DOUBT = 1.0  # about what one rare word in a title brings
NAME_SATURATION = 3.0
ALIKE = 0.9  # where all carry a tag, its words are those that make them alike
SHOWN_WORDS = 6
SHOWN_PRACTICES = 5
NOT_READ = ("source", "region", OTHER_NAMES, *SUGGESTED)


class _Neighbour(NamedTuple):
    """A like practice: its share of the votes, and of that what each shared word brought."""

    share: float
    words: Mapping[str, float]


def suggest(
    reader: Any,
    index: OpenIndex,
    taxonomy: Taxonomy,
    practice: Practice,
    learned: Mapping[int, str],
    limit: int,
    least: float,
) -> tuple[Suggestion, ...]:
    """Return the tags that a practice does not carry and may, by kind, best first.

    There are at most `limit` of a kind, each with a score of at least `least`. `learned` are the
    documents to learn from, with their ids.
    """
    words = KnownWords(index.words)
    names = {
        (kind, tag.id): _names(tag, words, index.synonyms)
        for kind in SUGGESTED
        for tag in taxonomy.values_of(kind)
    }
    texts = {
        field: text
        for field, text in documents.texts(practice, taxonomy).items()
        if field not in NOT_READ
    }
    expressions = expressions_of(name for own in names.values() for name in own)
    found = {each.term: each for each in postings(texts, words, expressions)}
    pieces = list(placed(texts))
    terms = Terms(reader)
    near = _neighbours(terms, found, learned)
    carried = practice.tags()
    carrying = {kind: Terms(reader, f"f_{kind}") for kind in SUGGESTED}
    by_kind: dict[str, list[Suggestion]] = {kind: [] for kind in SUGGESTED}
    for (kind, id), own in names.items():
        if id in carried[kind]:
            continue
        carriers = near.keys() & carrying[kind].weights(id).keys()
        named = {
            name: weight * _telling_name(name, terms, found, learned)
            for name, weight in own.items()
            if name in found
        }
        against = 1 - sum(near[each].share for each in carriers)
        score = 1 - against * math.prod(1 - weight for weight in named.values())
        if not score or score < least:
            continue
        label = max(named, key=lambda name: (own[name], named[name], name), default="")
        telling = (written_at(found[term], pieces) for term in _telling_words(near, carriers))
        by_kind[kind].append(
            Suggestion(
                kind,
                id,
                round(score, 3),
                tuple(dict.fromkeys(telling)),
                tuple(learned[each] for each in near if each in carriers)[:SHOWN_PRACTICES],
                written_at(found[label], pieces) if label else "",
            )
        )
    return tuple(
        each
        for of_kind in by_kind.values()
        for each in sorted(of_kind, key=lambda each: (-each.score, each.id))[:limit]
    )


def _names(tag: Item | Term, words: WordList, synonyms: Synonyms) -> dict[str, float]:
    """Return what names a tag, in terms, and how much it counts."""
    written = (tag.label.nl, tag.label.en, *tag.alt.nl, *tag.alt.en)
    own = [terms for name in written if (terms := words.terms(name)) and not _mistaken(name, terms)]
    names = dict.fromkeys((same for terms in own for same in synonyms.of(terms)), SYNONYM)
    names |= {" ".join(terms): 1.0 for terms in own}
    return {
        name: weight
        for name, weight in names.items()
        if name not in FUNCTION_WORDS and not name.replace(" ", "").isdigit()
    }


def _mistaken(name: str, terms: Sequence[str]) -> bool:
    """Tell whether an abbreviation was taken for a word, as ZAT for a form of 'zitten'."""
    return name.isalpha() and name.isupper() and list(terms) != [name.lower()]


def _telling_name(
    name: str, terms: Terms, found: Mapping[str, Posting], learned: Mapping[int, str]
) -> float:
    """Return how much it says that a name stands in the texts, from 0 to 1."""
    number = len(learned) + 1
    holders = len(terms.weights(name).keys() & learned.keys())
    rarity = math.log(1 + number / max(1, holders)) / math.log(1 + number)
    return rarity * _saturated(found[name].weight, NAME_SATURATION)


def _neighbours(
    terms: Terms, found: Mapping[str, Posting], learned: Mapping[int, str]
) -> dict[int, _Neighbour]:
    """Return the practices that share the most telling words, most like first."""
    told = {
        term: _saturated(posting.weight, SATURATION)
        for term, posting in found.items()
        if len(term) >= SHORTEST
        and " " not in term
        and term not in FUNCTION_WORDS
        and not term.isdigit()
    }
    telling = {
        term: weight * math.log(1 + terms.number / frequency)
        for term, weight in told.items()
        if (frequency := terms.frequency(term))
    }
    shared: dict[int, dict[str, float]] = defaultdict(dict)
    left = TELLING
    for term in sorted(telling, key=lambda term: (-telling[term], term)):
        weights = terms.weights(term)
        if not (holders := weights.keys() & learned.keys()):
            continue
        own = told[term] * math.log(1 + len(learned) / len(holders))
        for id in holders:
            shared[id][term] = own * _saturated(weights[id], SATURATION)
        left -= 1
        if not left:
            break
    # One word in common says little, unless there is no other.
    least = min(2, len(told))
    likeness = {id: sum(words.values()) for id, words in shared.items() if len(words) >= least}
    best = sorted(likeness, key=lambda id: (-likeness[id], learned[id]))[:NEIGHBOURS]
    votes = sum(likeness[id] ** POWER for id in best)
    # One vote for no tag: neither a single practice nor a few common words decide alone.
    votes += max(DOUBT, votes / max(1, len(best)))
    near = {}
    for id in best:
        part = likeness[id] ** (POWER - 1) / votes
        words = {term: weight * part for term, weight in shared[id].items()}
        near[id] = _Neighbour(sum(words.values()), words)
    return near


def _telling_words(near: Mapping[int, _Neighbour], carriers: Set[int]) -> list[str]:
    """Return the words that speak for those that carry a tag, rather than for all alike."""
    whole = sum(each.share for each in near.values()) or 1.0
    share = ALIKE * sum(near[id].share for id in carriers) / whole
    gain: dict[str, float] = defaultdict(float)
    for id, neighbour in near.items():
        for term, weight in neighbour.words.items():
            gain[term] += weight * ((id in carriers) - share)
    telling = (term for term in gain if gain[term] > 0)
    return sorted(telling, key=lambda term: (-gain[term], term))[:SHOWN_WORDS]


def _saturated(weight: float, half: float) -> float:
    """Return a weight as a share of 1, which it has half of at `half`."""
    return weight / (weight + half)
