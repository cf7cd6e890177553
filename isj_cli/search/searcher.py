"""Running a search: from a query and filters to ranked hits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property, partial
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, Any, TypeVar

from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import (
    NO_FILTERS,
    PLAIN,
    Filters,
    Hit,
    Mention,
    Record,
    Related,
    SearchResult,
    Settings,
    Suggestion,
)
from isj_cli.search import query
from isj_cli.search.fields import MENTION, PRACTICE, from_json
from isj_cli.search.index import OpenIndex, Progress, open_index, rebuild
from isj_cli.search.scoring import Answer, Scorer, Source
from isj_cli.search.snippets import Matcher, best_passage
from isj_cli.search.terms import Terms, named
from isj_cli.search.widening import Plan, plan, plan_as_written
from isj_cli.store.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice, Review
    from isj_cli.search.found_by import FoundBy

T = TypeVar("T")
MENTIONS = 5
LEAST = 0.25  # of the score of a suggestion: a quarter of the votes
SAME = 1e-6  # scores that differ less are equal
FACETS = ("principle", "factor", "sector", "topic", "region", "level", "evidence")


class Search:
    """Searching one knowledge base.

    `unreadable` names the files that the last search could not take into account, `in_memory`
    tells that no cache could be used.
    """

    def __init__(self, kb: KnowledgeBase, progress: Progress = lambda names, _: names) -> None:
        """Search in `kb`; `progress` goes around the files that have to be indexed."""
        self.kb = kb
        self.progress = progress
        self.unreadable: tuple[str, ...] = ()
        self.in_memory = False

    def search(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        *,
        limit: int | None = 10,
        offset: int = 0,
        settings: Settings = PLAIN,
    ) -> SearchResult:
        """Return the hits from `offset` on, `limit` at most (None for all).

        An empty text finds every practice, by id. Words that occur nowhere are mended where that
        is possible; the result names the query whose hits it holds. Raises `IsjError` for a query
        or a filter that cannot mean anything.
        """
        parsed = query.parse(text, as_written=settings.exact)

        def answer(index: OpenIndex) -> SearchResult:
            with index.whoosh.searcher() as searcher:
                answers = partial(_answers, Terms(searcher.reader()), index)
                mended = None if settings.exact else _corrected(text, parsed, index, answers)
                asked = query.parse(mended) if mended else parsed
                run = _Run(searcher, index, self.kb, asked, filters, settings)
                found = run.result(text, mended, limit, offset)
                if found.total or found.also or mended or settings.exact:
                    return found
                return found._replace(suggestion=_suggested(text, parsed, index, answers))

        return self._with_index(answer)

    def records(self, filters: Filters = NO_FILTERS) -> tuple[Record, ...]:
        """Return what lists show of every practice that passes the filters, by id."""
        return self._each(filters, from_json, "record")

    def reviews(self, filters: Filters = NO_FILTERS) -> tuple[tuple[str, Review], ...]:
        """Return the id of every practice that passes the filters, and when it was looked at."""
        from isj_cli.domain.practice import Review
        from isj_cli.store.codec import from_mapping

        def read(record: dict[str, Any], review: dict[str, Any]) -> tuple[str, Review]:
            return record["id"], from_mapping(Review, review)

        return self._each(filters, read, "record", "review")

    def practices(self, filters: Filters = NO_FILTERS) -> tuple[Practice, ...]:
        """Return all that is known of every practice that passes the filters, by id.

        The id is that of the file. No file is read: the index is in step with them.
        """
        from isj_cli.domain.practice import Practice
        from isj_cli.store.codec import from_mapping

        return self._each(filters, partial(from_mapping, Practice), "practice")

    def _each(self, filters: Filters, read: Callable[..., T], *kinds: str) -> tuple[T, ...]:
        """Return what `read` makes of some columns for every practice that passes the filters."""

        def answer(index: OpenIndex) -> tuple[T, ...]:
            with index.whoosh.searcher() as searcher:
                run = _Run(searcher, index, self.kb, query.NOTHING, filters, PLAIN)
                held = [_column(run.reader, kind) for kind in kinds]
                return tuple(
                    read(*(json.loads(column[id]) for column in held)) for id in run.ranked(None)
                )

        return self._with_index(answer)

    def related(
        self, name: str, links: Iterable[str] = (), *, limit: int = 10
    ) -> tuple[Related, ...]:
        """Return the published practices most like the one in the file `name`, best first.

        `links` names the files that are linked with it.
        """
        from isj_cli.search.related import related

        def answer(index: OpenIndex) -> tuple[Related, ...]:
            with index.whoosh.searcher() as searcher:
                run = _Run(searcher, index, self.kb, query.NOTHING, NO_FILTERS, PLAIN)
                return related(searcher, index.words, name, run.chosen, set(links), limit)

        return self._with_index(answer)

    def related_of_all(
        self, but: Mapping[str, Iterable[str]], *, limit: int = 5
    ) -> dict[str, list[str]]:
        """Return the published practices most like each published one, best first, all by id.

        `but` gives, by the id of a practice, those to leave out.
        """
        from isj_cli.search.related import related_of_all

        def answer(index: OpenIndex) -> dict[str, list[str]]:
            with index.whoosh.searcher() as searcher:
                chosen = self._published(searcher, index)
                names = _column(searcher.reader(), "name")
                ids = {document: names[document].removesuffix(".yaml") for document in chosen}
                numbers = {id: document for document, id in ids.items()}
                out = {
                    numbers[id]: {numbers[other] for other in others if other in numbers}
                    for id, others in but.items()
                    if id in numbers
                }
                found = related_of_all(searcher, chosen, out, limit)
                return {ids[one]: [ids[other] for other in others] for one, others in found.items()}

        return self._with_index(answer)

    def found_by(self) -> FoundBy:
        """Return by which words a search that knows no Dutch finds the published practices."""
        from isj_cli.search.found_by import found_by

        def answer(index: OpenIndex) -> FoundBy:
            with index.whoosh.searcher() as searcher:
                chosen = self._published(searcher, index)
                return found_by(searcher, index, chosen, self.kb.taxonomy)

        return self._with_index(answer)

    def _published(self, searcher: Any, index: OpenIndex) -> set[int]:
        return _Run(searcher, index, self.kb, query.NOTHING, NO_FILTERS, PLAIN).chosen

    def suggest(
        self, practice: Practice, limit: int = 5, without: str = "", *, least: float = LEAST
    ) -> tuple[Suggestion, ...]:
        """Return the tags that a practice does not carry and may, by kind, best first.

        There are at most `limit` of a kind, each with a score of at least `least`. What the
        published practices carry is learned from, but for this one and the one with the id
        `without`.
        """
        from isj_cli.search.suggest import suggest

        def answer(index: OpenIndex) -> tuple[Suggestion, ...]:
            with index.whoosh.searcher() as searcher:
                run = _Run(searcher, index, self.kb, query.NOTHING, NO_FILTERS, PLAIN)
                names = _column(run.reader, "name")
                ids = {document: names[document].removesuffix(".yaml") for document in run.chosen}
                learned = {
                    document: id for document, id in ids.items() if id not in (practice.id, without)
                }
                return suggest(run.reader, index, self.kb.taxonomy, practice, learned, limit, least)

        return self._with_index(answer)

    def regions(self) -> dict[str, int]:
        """Return the places and provinces of published practices, with their numbers."""

        def count(index: OpenIndex) -> dict[str, int]:
            with index.whoosh.searcher() as searcher:
                run = _Run(searcher, index, self.kb, query.NOTHING, NO_FILTERS, PLAIN)
                names = run.reader.field_terms("f_region")
                return {
                    name: len(_holding(run.reader, "f_region", name) & run.chosen) for name in names
                }

        return self._with_index(count)

    def prepare(self, *, anew: bool = False) -> int:
        """Bring the index into step, or build it anew; return the number of practices in it."""
        if anew:
            rebuild(self.kb, self.progress)
        return self._with_index(lambda index: _practices_in(index))

    def _with_index(self, work: Callable[[OpenIndex], T]) -> T:
        """Do `work` on the index; an index that turns out to be damaged is built anew, once."""
        index = open_index(self.kb, self.progress)
        try:
            done = work(index)
        except IsjError:
            raise
        except Exception:
            index = rebuild(self.kb, self.progress)
            done = work(index)
        self.unreadable, self.in_memory = index.unreadable, index.in_memory
        return done


def _practices_in(index: OpenIndex) -> int:
    with index.whoosh.searcher() as searcher:
        return len(_holding(searcher.reader(), "f_kind", PRACTICE))


def _holding(reader: Any, field: str, value: str) -> set[int]:
    """Return the documents that have a value."""
    return set(Terms(reader, field).weights(value))


def _column(reader: Any, field: str) -> Any:
    """Return the values of a field by document; nothing where no document has one."""
    return reader.column_reader(field) if reader.has_column(field) else {}


class _Run:
    """One search in an open index."""

    def __init__(
        self,
        searcher: Any,
        index: OpenIndex,
        kb: KnowledgeBase,
        asked: query.Sequence,
        filters: Filters,
        settings: Settings,
    ) -> None:
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
        return _column(self.reader, "record")

    def _chosen(self) -> set[int]:
        """Return the documents that pass the filters."""
        if self.filters == NO_FILTERS:
            others = set(_holding(self.reader, "f_kind", MENTION))
            for status in self.reader.field_terms("f_status"):
                if status != "gepubliceerd":
                    others |= _holding(self.reader, "f_status", status)
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
            names = _column(self.reader, "name")
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
            late = _holding(self.reader, "f_ages", "unknown")
        if (sort := self.settings.sort) != "relevance":
            values = _column(self.reader, f"s_{sort}")
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
            chosen = _holding(self.reader, "f_kind", MENTION) if self.asked.nodes else set()
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


def _answers(terms: Terms, index: OpenIndex, word: str) -> bool:
    """Tell whether a practice, a label or a synonym says a word."""
    term = index.words.term(word)
    return terms.holds(term) or terms.holds(named(term)) or bool(index.synonyms.of([term]))


def _corrected(
    text: str, parsed: query.Sequence, index: OpenIndex, answers: Callable[[str], bool]
) -> str | None:
    asked = _words_asked(parsed)
    if all(index.words.occurs(word) and answers(word) for word in asked):
        return None
    from isj_cli.search.corrections import corrected

    return corrected(text, asked, index.words, answers)


def _suggested(
    text: str, parsed: query.Sequence, index: OpenIndex, answers: Callable[[str], bool]
) -> str | None:
    from isj_cli.search.corrections import suggestion

    return suggestion(text, _words_asked(parsed), index.words, answers)


def _words_asked(parsed: query.Sequence) -> list[str]:
    return [
        word
        for words in query.leaves(parsed, negated=False)
        if not words.prefix and not words.field
        for word in words.words
    ]
