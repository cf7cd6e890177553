"""One search in an open index: which practices, in which order, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from functools import cached_property
from heapq import nlargest, nsmallest
from typing import Any

from isj_cli.domain.fixed import PUBLISHED
from isj_cli.domain.hit import NO_FILTERS, PLAIN, Filters, Hit, Mention, SearchResult, Settings
from isj_cli.search import query
from isj_cli.search.fields import MENTION, from_json
from isj_cli.search.index import OpenIndex
from isj_cli.search.scoring import Answer, Scorer, Source
from isj_cli.search.snippets import Matcher, best_passage
from isj_cli.search.terms import Terms
from isj_cli.search.widening import Plan, plan, plan_as_written
from isj_cli.store.knowledge_base import KnowledgeBase

MENTIONS = 5
SAME = 1e-6  # scores that differ less are equal
FACETS = ("principle", "factor", "sector", "topic", "region", "level", "evidence")


def holding(reader: Any, field: str, value: str) -> set[int]:
    """Return the documents that have a value."""
    return set(Terms(reader, field).weights(value))


def column_of(reader: Any, field: str) -> Any:
    """Return the values of a field by document; nothing where no document has one."""
    return reader.column_reader(field) if reader.has_column(field) else {}


class Run:
    """One search in an open index."""

    def __init__(
        self,
        searcher: Any,
        index: OpenIndex,
        kb: KnowledgeBase,
        asked: query.Sequence = query.NOTHING,
        filters: Filters = NO_FILTERS,
        settings: Settings = PLAIN,
    ) -> None:
        """Search an open Whoosh `searcher`; where nothing is asked, all that pass are found."""
        self.searcher = searcher
        self.reader = searcher.reader()
        self.index = index
        self.asked = asked
        self.filters = filters
        self.settings = settings
        self.kb = kb
        self.chosen = self._chosen()
        self.plan: Plan = (
            plan_as_written(asked) if settings.exact else plan(asked, index.words, index.synonyms)
        )
        self.found = self._answer() if asked.nodes else None
        self.matching = self.found.scores.keys() & self.chosen if self.found else self.chosen

    @cached_property
    def records(self) -> Any:
        """What lists show of each document, as JSON."""
        return column_of(self.reader, "record")

    @property
    def ids(self) -> dict[int, str]:
        """The id of each practice that passes the filters, by document."""
        names = column_of(self.reader, "name")
        return {document: names[document].removesuffix(".yaml") for document in self.chosen}

    def _chosen(self) -> set[int]:
        """Return the documents that pass the filters."""
        if self.filters == NO_FILTERS:
            others = set(holding(self.reader, "f_kind", MENTION))
            for status in self.reader.field_terms("f_status"):
                if status != PUBLISHED:
                    others |= holding(self.reader, "f_status", status)
            return self._everything() - others
        from isj_cli.search.selection import selecting

        # Whoosh's own AndNot can let the first document through.
        wanted, unwanted = selecting(self.filters, self.kb, self.reader)
        return set(self.searcher.docs_for_query(wanted)) - set(
            self.searcher.docs_for_query(unwanted)
        )

    def _answer(self) -> Answer:
        source: Source = Terms(self.reader)
        if self.settings.exact:
            from isj_cli.search.written import Written

            source = Written(self.searcher, self.index.words)
        return Scorer(source, self.plan, self._everything).answer(self.asked)

    def _everything(self) -> set[int]:
        if self.reader.has_deletions():
            return set(self.reader.all_doc_ids())
        return set(range(self.reader.doc_count_all()))

    def result(
        self, text: str, corrected: str | None, limit: int | None, offset: int
    ) -> SearchResult:
        """Return the hits from `offset` on, and what else is to be told of them."""
        words = None if self.settings.exact else self.index.words
        matcher = Matcher(self.asked, self.plan, words)
        stop = None if limit is None else offset + limit
        hits = tuple(
            self._hit(rank, id, matcher)
            for rank, id in enumerate(self.ranked(stop)[offset:], offset + 1)
        )
        return SearchResult(
            text,
            len(self.matching),
            offset,
            limit,
            hits,
            corrected=corrected,
            also=self._mentions(),
            facets=self._facets() if self.settings.facets else {},
        )

    def _hit(self, rank: int, id: int, matcher: Matcher) -> Hit:
        texts = json.loads(self.searcher.stored_fields(id)["texts"])
        matches = matcher.matches(texts)
        passage = best_passage(texts, matches)
        score = self.found.scores[id] if self.found else 0.0
        return Hit(
            rank,
            round(score, 3),
            from_json(json.loads(self.records[id])),
            passage.text,
            passage.matched,
            matcher.reasons(texts, matches) if self.settings.explain else None,
        )

    def ranked(self, stop: int | None) -> list[int]:
        """Return the first `stop` hits in order; equal ones stand in the order of their ids."""
        keys = self._keys(self._best(stop))
        if stop is not None and stop < len(keys):
            last = nsmallest(max(stop, 1), keys.values())[-1]
            keys = {id: key for id, key in keys.items() if key <= last}
        if len(set(keys.values())) < len(keys):
            names = column_of(self.reader, "name")
            keys = {id: (*key, names[id]) for id, key in keys.items()}
        return sorted(keys, key=keys.__getitem__)[:stop]

    def _best(self, stop: int | None) -> Set[int]:
        """Return the matching documents, without most of those that score too low to be shown."""
        by_score = self.settings.sort == "relevance" and self.filters.age is None
        if not stop or self.found is None or not by_score:
            return self.matching
        whole = self.found.whole & self.matching
        if len(whole) < stop:
            return self.matching
        scores = self.found.scores
        last = nlargest(stop, (scores[id] for id in whole))[-1] - 2 * SAME
        return {id for id in whole if scores[id] >= last}

    def _keys(self, matching: Set[int]) -> dict[int, tuple[Any, ...]]:
        """Return what to order documents by."""
        late: Set[int] = set()
        if self.filters.age is not None:
            late = holding(self.reader, "f_ages", "unknown")
        if (sort := self.settings.sort) != "relevance":
            values = column_of(self.reader, f"s_{sort}")
            newest_first = sort == "date"
            return {
                id: (
                    id in late,
                    not value,
                    tuple(-byte for byte in value) if newest_first else value,
                )
                for id in matching
                for value in [values[id]]
            }
        if self.found is None:
            return {id: (id in late,) for id in matching}
        scores, whole = self.found
        return {id: (id in late, id not in whole, -round(scores[id] / SAME)) for id in matching}

    def _mentions(self) -> tuple[Mention, ...]:
        """Return what answers to all the words and is no practice."""
        if self.filters == NO_FILTERS:
            chosen = holding(self.reader, "f_kind", MENTION) if self.asked.nodes else set()
        else:
            from isj_cli.search.selection import selecting_mentions

            wanted = selecting_mentions(self.filters, self.kb)
            chosen = set(self.searcher.docs_for_query(wanted)) if wanted is not None else set()
        scores: Mapping[int, float] = dict.fromkeys(chosen, 0.0)
        if self.found:
            scores = {id: self.found.scores[id] for id in chosen & self.found.whole}
        best = sorted(scores, key=lambda id: (-scores[id], id))[:MENTIONS]
        return tuple(Mention(**json.loads(self.records[id])) for id in best)

    def _facets(self) -> dict[str, dict[str, int]]:
        """Return how many hits have each value, by kind; most first."""
        facets = {}
        for kind in FACETS:
            terms = Terms(self.reader, f"f_{kind}")
            counts = {
                value: sum(1 for id in terms.weights(value) if id in self.matching)
                for value in self.reader.field_terms(f"f_{kind}")
            }
            facets[kind] = dict(
                sorted(
                    ((value, count) for value, count in counts.items() if count),
                    key=lambda pair: (-pair[1], pair[0]),
                )
            )
        return facets
