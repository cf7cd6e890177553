"""Running a search: from a query and filters to ranked hits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import (
    NO_FILTERS,
    PLAIN,
    Alike,
    Filters,
    Record,
    SearchResult,
    Settings,
    Suggestion,
)
from isj_cli.domain.progress import Progress, unseen
from isj_cli.search import query
from isj_cli.search.fields import PRACTICE, from_json
from isj_cli.search.index import OpenIndex, open_index, rebuild
from isj_cli.search.run import Run, column_of, holding
from isj_cli.search.terms import Terms, named
from isj_cli.store.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice, Review
    from isj_cli.search.found_by import FoundBy

T = TypeVar("T")
LEAST = 0.25  # of the score of a suggestion: a quarter of the votes


class Search:
    """Searching one knowledge base.

    `unreadable` names the files that the last search could not take into account, `in_memory`
    tells that no cache could be used.
    """

    def __init__(self, kb: KnowledgeBase, progress: Progress = unseen) -> None:
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
                run = Run(searcher, index, self.kb, asked, filters, settings)
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
                run = Run(searcher, index, self.kb, filters=filters)
                held = [column_of(run.reader, kind) for kind in kinds]
                return tuple(
                    read(*(json.loads(column[id]) for column in held)) for id in run.ranked(None)
                )

        return self._with_index(answer)

    def related(
        self, name: str, links: Iterable[str] = (), *, limit: int = 10
    ) -> tuple[Alike, ...]:
        """Return the published practices most like the one in the file `name`, best first.

        `links` names the files that are linked with it.
        """
        from isj_cli.search.related import related

        def answer(index: OpenIndex) -> tuple[Alike, ...]:
            with index.whoosh.searcher() as searcher:
                run = Run(searcher, index, self.kb)
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
                run = Run(searcher, index, self.kb)
                ids = run.ids
                numbers = {id: document for document, id in ids.items()}
                out = {
                    numbers[id]: {numbers[other] for other in others if other in numbers}
                    for id, others in but.items()
                    if id in numbers
                }
                found = related_of_all(searcher, run.chosen, out, limit)
                return {ids[one]: [ids[other] for other in others] for one, others in found.items()}

        return self._with_index(answer)

    def found_by(self) -> FoundBy:
        """Return by which words a search that knows no Dutch finds the published practices."""
        from isj_cli.search.found_by import found_by

        def answer(index: OpenIndex) -> FoundBy:
            with index.whoosh.searcher() as searcher:
                chosen = Run(searcher, index, self.kb).chosen
                return found_by(searcher, index, chosen, self.kb.taxonomy)

        return self._with_index(answer)

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
                run = Run(searcher, index, self.kb)
                own = (practice.id, without)
                learned = {document: id for document, id in run.ids.items() if id not in own}
                return suggest(run.reader, index, self.kb.taxonomy, practice, learned, limit, least)

        return self._with_index(answer)

    def regions(self) -> dict[str, int]:
        """Return the places and provinces of published practices, with their numbers."""

        def count(index: OpenIndex) -> dict[str, int]:
            with index.whoosh.searcher() as searcher:
                run = Run(searcher, index, self.kb)
                names = run.reader.field_terms("f_region")
                return {
                    name: len(holding(run.reader, "f_region", name) & run.chosen) for name in names
                }

        return self._with_index(count)

    def prepare(self, *, anew: bool = False) -> int:
        """Bring the index into step, or build it anew; return the number of practices in it."""
        if anew:
            rebuild(self.kb, self.progress)
        return self._with_index(_practices_in)

    def _with_index(self, work: Callable[[OpenIndex], T]) -> T:
        """Do `work` on the index; an index that turns out to be damaged is built anew, once.

        Before and after that it is opened once more, since another process may have replaced it.
        """
        *ways, last = (open_index, open_index, rebuild, open_index)
        for way in ways:
            index = way(self.kb, self.progress)
            try:
                return self._done(work, index)
            except IsjError:
                raise
            except Exception:  # noqa: S112 (the next way shows it again)
                continue
        return self._done(work, last(self.kb, self.progress))

    def _done(self, work: Callable[[OpenIndex], T], index: OpenIndex) -> T:
        done = work(index)
        self.unreadable, self.in_memory = index.unreadable, index.in_memory
        return done


def _practices_in(index: OpenIndex) -> int:
    with index.whoosh.searcher() as searcher:
        return len(holding(searcher.reader(), "f_kind", PRACTICE))


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
