"""Running a search: from a query and filters to ranked hits.

Scores are BM25F as Whoosh computes it (Robertson & Zaragoza 2009), a field at a time, with the
weights of `WEIGHTS`. Practices with all words come before those with some of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters, Hit, Mention, Record, SearchResult
from isj_cli.domain.words import fold
from isj_cli.search import query
from isj_cli.search.analysis import FUNCTION_WORDS
from isj_cli.search.fields import MENTION, PRACTICE, WEIGHTS, from_json
from isj_cli.search.index import OpenIndex, Progress, open_index, q, rebuild
from isj_cli.search.snippets import Matcher, best_passage
from isj_cli.store.knowledge_base import KnowledgeBase

T = TypeVar("T")
MENTIONS = 5
APART = 0.4
NEAR_SLOP = 3
NEAR_BOOST = 1.0
NEAR = ("title", "strength", "summary", "approach", "how", "bottleneck", "target")


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
        self, text: str, filters: Filters | None = None, *, limit: int | None = 10, offset: int = 0
    ) -> SearchResult:
        """Return the hits from `offset` on, `limit` at most (None for all).

        An empty text finds every practice, by id. Words that occur nowhere are mended where that
        is possible; the result names the query whose hits it holds. Raises `IsjError` for a query
        or a filter that cannot mean anything.
        """
        parsed = query.parse(text)
        chosen = filters or Filters()

        def answer(index: OpenIndex) -> SearchResult:
            mended = _corrected(text, parsed, index)
            asked = query.parse(mended) if mended else parsed
            with index.whoosh.searcher() as searcher:
                total, found = _found(searcher, index, asked, chosen, self.kb, limit, offset)
                also = _mentions(searcher, index, asked, chosen, self.kb)
            hits = _hits(index, asked, found, offset)
            return SearchResult(text, total, offset, limit, hits, corrected=mended, also=also)

        return self._with_index(answer)

    def records(self, filters: Filters | None = None) -> tuple[Record, ...]:
        """Return every practice that passes the filters, by id."""

        def answer(index: OpenIndex) -> tuple[Record, ...]:
            chosen, everything = filters or Filters(), query.Sequence(())
            with index.whoosh.searcher() as searcher:
                _total, found = _found(searcher, index, everything, chosen, self.kb, None, 0)
            return tuple(_record(stored) for _score, stored in found)

        return self._with_index(answer)

    def regions(self) -> dict[str, int]:
        """Return the places and provinces of published practices, with their numbers."""

        def count(index: OpenIndex) -> dict[str, int]:
            with index.whoosh.searcher() as searcher:
                reader = searcher.reader()
                names = list(reader.field_terms("f_region"))
                published = q.Term("f_status", "gepubliceerd")
                return {
                    name: len(
                        searcher.search(q.And([q.Term("f_region", name), published]), limit=1)
                    )
                    for name in names
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


def _corrected(text: str, parsed: query.Sequence, index: OpenIndex) -> str | None:
    asked = [
        word
        for words in _positive(parsed)
        if not words.prefix and not words.field
        for word in words.words
    ]
    if all(map(index.words.occurs, asked)):
        return None
    from isj_cli.search.corrections import corrected

    return corrected(text, asked, index.words)


def _practices_in(index: OpenIndex) -> int:
    with index.whoosh.searcher() as searcher:
        return len(searcher.search(q.Term("f_kind", PRACTICE), limit=1))


def _record(stored: dict[str, Any]) -> Record:
    return from_json(json.loads(stored["record"]))


Stored = tuple[float, dict[str, Any]]


def _hits(
    index: OpenIndex, parsed: query.Sequence, found: Sequence[Stored], offset: int
) -> tuple[Hit, ...]:
    matcher = _matcher(parsed, index)
    hits = []
    for rank, (score, stored) in enumerate(found, offset + 1):
        passage = best_passage(json.loads(stored["texts"]), matcher)
        hits.append(Hit(rank, round(score, 3), _record(stored), passage.text, passage.matched))
    return tuple(hits)


def _found(
    searcher: Any,
    index: OpenIndex,
    parsed: query.Sequence,
    filters: Filters,
    kb: KnowledgeBase,
    limit: int | None,
    offset: int,
) -> tuple[int, list[Stored]]:
    """Return the number of all hits, and the score and stored fields of those asked for."""
    order = {} if parsed.nodes else {"sortedby": "name"}
    total = 0
    found: list[Stored] = []
    seen: list[Any] = []
    for selection in _selections(filters, kb, searcher.reader()):
        for wanted in _tiers(parsed, index):
            room = None if limit is None else max(offset + limit - len(found), 1)
            results = searcher.search(
                wanted, filter=selection, mask=q.Or(seen) if seen else None, limit=room, **order
            )
            found += [(0.0 if order else hit.score, hit.fields()) for hit in results]
            total += len(results)
            seen.append(q.And([wanted, selection]))
    stop = None if limit is None else offset + limit
    return total, found[offset:stop]


def _mentions(
    searcher: Any,
    index: OpenIndex,
    parsed: query.Sequence,
    filters: Filters,
    kb: KnowledgeBase,
) -> tuple[Mention, ...]:
    """Return what answers to all the words and is no practice."""
    if filters == Filters():
        selection = q.Term("f_kind", MENTION) if parsed.nodes else None
    else:
        from isj_cli.search.selection import selecting_mentions

        selection = selecting_mentions(filters, kb)
    if selection is None:
        return ()
    results = searcher.search(_tiers(parsed, index)[0], filter=selection, limit=MENTIONS)
    return tuple(Mention(**json.loads(hit["record"])) for hit in results)


def _selections(filters: Filters, kb: KnowledgeBase, reader: Any) -> list[Any]:
    """Return the queries of what passes the filters, in the order in which it is listed."""
    if filters == Filters():
        return [q.Term("f_status", "gepubliceerd")]
    from isj_cli.search.selection import selecting, with_ages

    chosen = selecting(filters, kb, reader)
    if filters.age is None:
        return [chosen]
    return [with_ages(chosen, known=True), with_ages(chosen, known=False)]


def _tiers(parsed: query.Sequence, index: OpenIndex) -> list[Any]:
    """Return the queries to run one after the other: all words first, then some of them."""
    if not parsed.nodes:
        return [q.Every()]
    tiers = [_query(parsed, index, strict=True)]
    if sum(1 for _words in _positive(parsed)) > 1:
        tiers.append(_query(parsed, index, strict=False))
    return tiers


def _query(node: query.Node, index: OpenIndex, *, strict: bool) -> Any:
    """Return the query for a node; `strict` asks for all that stands side by side."""
    if isinstance(node, query.Words):
        names = [node.field] if node.field else list(WEIGHTS)
        whole = q.Or([_words(node, name, index) for name in names])
        parts = _parts(node, index)
        if not parts:
            return whole
        # A compound that nobody wrote is also found where its parts stand.
        apart = [
            q.Or([q.Term(name, part, boost=WEIGHTS[name] * APART) for name in names])
            for part in parts
        ]
        return q.Or([whole, q.And(apart)])
    if isinstance(node, query.Not):
        return q.AndNot(q.Every(), _query(node.node, index, strict=True))
    if isinstance(node, query.Some):
        return q.Or([_query(each, index, strict=strict) for each in node.nodes])
    # What must not match never makes a practice match, however loosely the rest is joined.
    unwanted = [each for part in node.nodes if _only_leaves_out(part) for each in _left_out(part)]
    asked = [each for each in node.nodes if not _only_leaves_out(each)]
    small = [each for each in asked if _is_small(each)] if isinstance(node, query.Sequence) else []
    large = [each for each in asked if each not in small] or asked
    loose = not strict and isinstance(node, query.Sequence)
    wanted = [_query(each, index, strict=strict) for each in large]
    chosen = (q.Or(wanted) if loose else q.And(wanted)) if wanted else q.Every()
    if near := _near(asked, index):
        chosen = q.AndMaybe(chosen, near)
    if not unwanted:
        return chosen
    return q.AndNot(chosen, q.Or([_query(each, index, strict=True) for each in unwanted]))


def _is_small(node: query.Node) -> bool:
    return (
        isinstance(node, query.Words)
        and not node.field
        and not node.prefix
        and len(node.words) == 1
        and fold(node.words[0]) in FUNCTION_WORDS
    )


def _near(nodes: Sequence[query.Node], index: OpenIndex) -> Any:
    """Return what gives more weight to texts in which the words stand near one another."""
    words = [
        word
        for node in nodes
        if isinstance(node, query.Words) and not node.field and not node.prefix
        for word in node.words
    ]
    terms = [index.words.term(word) for word in words]
    pairs = [
        terms[at : at + 2]
        for at, pair in enumerate(pairwise(words))
        if not set(pair) <= FUNCTION_WORDS
    ]
    if len(terms) > 2:
        pairs.append(terms)
    phrases = [
        q.Phrase(name, near, slop=NEAR_SLOP, boost=WEIGHTS[name] * len(near) * NEAR_BOOST)
        for near in pairs
        for name in NEAR
    ]
    return q.Or(phrases) if phrases else None


def _only_leaves_out(node: query.Node) -> bool:
    if isinstance(node, query.Sequence | query.All):
        return all(map(_only_leaves_out, node.nodes))
    return isinstance(node, query.Not)


def _left_out(node: query.Node) -> Iterator[query.Node]:
    if isinstance(node, query.Not):
        yield node.node
    elif isinstance(node, query.Sequence | query.All):
        for each in node.nodes:
            yield from _left_out(each)


def _parts(node: query.Words, index: OpenIndex) -> tuple[str, ...]:
    if len(node.words) != 1 or node.prefix:
        return ()
    return index.words.parts(index.words.term(node.words[0]))


def _words(node: query.Words, name: str, index: OpenIndex) -> Any:
    boost = WEIGHTS[name]
    if node.prefix:
        first = [q.Term(name, index.words.term(word)) for word in node.words[:-1]]
        return q.And([*first, q.Prefix(name, fold(node.words[-1]))], boost=boost)
    terms = [index.words.term(word) for word in node.words]
    if len(terms) == 1:
        return q.Term(name, terms[0], boost=boost)
    return q.Phrase(name, terms, boost=boost)


def _positive(node: query.Node) -> Iterator[query.Words]:
    if isinstance(node, query.Words):
        yield node
    elif not isinstance(node, query.Not):
        for each in node.nodes:
            yield from _positive(each)


def _matcher(parsed: query.Sequence, index: OpenIndex) -> Matcher:
    """Return what tells which query word a word of a text answers to."""
    numbers: dict[tuple[str, str], int] = {}
    prefixes: list[tuple[str, str, int]] = []
    number = 0
    for words in _positive(parsed):
        for word in words.words:
            number += 1
            if words.prefix and word == words.words[-1]:
                prefixes.append((words.field, fold(word), number))
                continue
            term = index.words.term(word)
            forms = index.words.forms(term) | index.words.containing(term)
            for part in index.words.parts(term):
                forms |= index.words.forms(part) | index.words.containing(part)
            for form in forms:
                numbers.setdefault((words.field, form), number)
    return Matcher(numbers, prefixes)
