"""How well a document answers to a query.

A term scores by BM25F in its simple form (Robertson, Zaragoza & Taylor 2004): fields weigh in the
frequency of a term, which then counts less and less. Texts differ little in length here, so length
is no part of it. What stands side by side scores like a term, the rarer the more. Of the ways in
which a document can answer to one word the best counts, the others for a share (a disjunction
maximum, as in Lucene).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple, Protocol

from isj_cli.search import query
from isj_cli.search.widening import Asked, Plan, Variant

# `benchmarks/relevance.py` measures what these do to the ranking.
SATURATION = 6.0  # the weighted frequency with which a term scores half of what it can (BM25's k1)
TIE = 0.7  # of the scores of the ways to answer to a word that are not the best
BELOW = 0.99  # of the lowest score of what was typed: the highest of what only widens it
NEAR = 0.3  # of the score that words near one another would have as a term
NEAR_SLOP = 4  # positions from one word to the next that still are near

Scores = Mapping[int, float]


class Answer(NamedTuple):
    """Documents with their scores, and those among them that match all that was asked."""

    scores: Scores
    whole: Set[int]


class Source(Protocol):
    """Tells where terms stand in `number` documents; see `Terms.standing`."""

    number: int

    def standing(self, terms: Sequence[str], slop: int = 1, field: str = "") -> Mapping[int, float]:
        """Return how heavily terms stand side by side in each document where they do."""


class Scorer:
    """Answers one query from one index."""

    def __init__(self, source: Source, plan: Plan, everything: Callable[[], Set[int]]) -> None:
        """Score by what `source` says where the words of a query stand, as `plan` reads them.

        `everything` returns the documents that can be found.
        """
        self._source = source
        self._plan = plan
        self._everything = everything

    def answer(self, node: query.Node) -> Answer:
        """Return what a query finds."""
        if isinstance(node, query.Words):
            return self._side_by_side(self._plan[node.number])
        if isinstance(node, query.Not):
            rest = self._everything() - self.answer(node.node).whole
            return Answer(dict.fromkeys(rest, 0.0), rest)
        if isinstance(node, query.Some):
            return _either([self.answer(each) for each in node.nodes])
        # What must not match never makes a practice match, however loosely the rest is joined.
        unwanted: set[int] = set()
        asked: list[query.Node] = []
        for each in node.nodes:
            if query.only_leaves_out(each):
                for one in query.left_out(each):
                    unwanted |= self.answer(one).whole
            else:
                asked.append(each)
        if not asked:
            rest = self._everything() - unwanted
            return Answer(dict.fromkeys(rest, 0.0), rest)
        if isinstance(node, query.All):
            found = _both([self.answer(each) for each in asked])
        else:
            found = self._sequence(asked)
        if not unwanted:
            return found
        kept = {id: score for id, score in found.scores.items() if id not in unwanted}
        return Answer(kept, found.whole - unwanted)

    def _sequence(self, nodes: Sequence[query.Node]) -> Answer:
        """Return what clauses side by side find: all of them first, and near one another."""
        words = [
            asked
            for node in nodes
            if isinstance(node, query.Words)
            for asked in self._plan[node.number]
        ]
        others = [self.answer(node) for node in nodes if not isinstance(node, query.Words)]
        found = self._side_by_side(words, others)
        scores = dict(found.scores)
        for near in _neighbours(words):
            for id, score in self._score(self._source.standing(near, NEAR_SLOP)).items():
                if id in scores:
                    scores[id] += NEAR * score
        return Answer(scores, found.whole)

    def _side_by_side(self, words: Sequence[Asked], others: Sequence[Answer] = ()) -> Answer:
        large = [each for each in words if not each.small]
        answers = [self._asked(each) for each in large or (() if others else words)]
        units = [*(Answer(scores, scores.keys()) for scores in answers), *others]
        if len(units) == 1:
            return units[0]
        whole = min((unit.whole for unit in units), key=len)
        return Answer(
            _sum(unit.scores for unit in units),
            {id for id in whole if all(id in unit.whole for unit in units)},
        )

    def _asked(self, asked: Asked) -> Scores:
        """Return the documents that answer to a word.

        Those that only answer to what widens it rank below all that have what was typed.
        """
        typed = self._best([each for each in asked.variants if each.is_typed], asked.field)
        widened = self._best([each for each in asked.variants if not each.is_typed], asked.field)
        if not typed or not widened:
            return typed or widened
        both = _best_of([typed, {id: widened[id] for id in typed.keys() & widened.keys()}])
        only = {id: score for id, score in widened.items() if id not in typed}
        if not only:
            return both
        share = min(1.0, BELOW * min(both.values()) / max(only.values()))
        return {**both, **{id: share * score for id, score in only.items()}}

    def _best(self, variants: Iterable[Variant], field: str) -> Scores:
        found = [
            {id: each.weight * score for id, score in self._variant(each, field).items()}
            if each.weight != 1
            else self._variant(each, field)
            for each in variants
        ]
        return _best_of(list(filter(None, found)))

    def _variant(self, variant: Variant, field: str) -> Scores:
        if not variant.apart or len(variant.terms) == 1:
            return self._score(self._source.standing(variant.terms, 1, field))
        parts = [self._score(self._source.standing([term], 1, field)) for term in variant.terms]
        return {
            id: sum(part[id] for part in parts) / len(parts)
            for id in min(parts, key=len)
            if all(id in part for part in parts)
        }

    def _score(self, weights: Mapping[int, float]) -> Scores:
        """Return BM25F scores for weighted frequencies."""
        rarity = math.log(1 + (self._source.number - len(weights) + 0.5) / (len(weights) + 0.5))
        most = rarity * (SATURATION + 1)
        return {id: most * weight / (weight + SATURATION) for id, weight in weights.items()}


def _neighbours(words: Sequence[Asked]) -> Iterator[tuple[str, ...]]:
    """Yield the terms that had better stand near one another: two by two, and all of them."""
    run = [each for each in words if each.term]
    for one, two in pairwise(run):
        if not (one.small and two.small):
            yield one.term, two.term
    if len(run) > 2:
        yield tuple(each.term for each in run)


def _best_of(all_scores: Sequence[Scores]) -> Scores:
    """Return for each document its best score, and a share of the others."""
    first, *rest = sorted(all_scores, key=len, reverse=True) or [{}]
    best, others = dict(first), dict[int, float]()
    for scores in rest:
        for id, score in scores.items():
            known = best.get(id)
            if known is None:
                best[id] = score
            else:
                best[id] = max(known, score)
                others[id] = others.get(id, 0.0) + min(known, score)
    for id, score in others.items():
        best[id] += TIE * score
    return best


def _sum(all_scores: Iterable[Scores]) -> dict[int, float]:
    first, *rest = sorted(all_scores, key=len, reverse=True) or [{}]
    total = dict(first)
    for scores in rest:
        for id, score in scores.items():
            total[id] = total.get(id, 0.0) + score
    return total


def _either(answers: Sequence[Answer]) -> Answer:
    return Answer(
        _sum(each.scores for each in answers), set().union(*(each.whole for each in answers))
    )


def _both(answers: Sequence[Answer]) -> Answer:
    found = _sum(each.scores for each in answers)
    return Answer(
        {id: score for id, score in found.items() if all(id in each.scores for each in answers)},
        set(answers[0].whole).intersection(*(each.whole for each in answers)),
    )
