"""How well `isj search` finds what people mean, beside engines that know no Dutch of their own.

    python benchmarks/relevance.py [--engine isj] [--queries]

Scores the queries of `relevance*.yaml`, whose answers were graded by meaning (2 squarely, 1
partly), on the shipped practices: nDCG@10 (gain 2^grade - 1, discount log2(rank + 1)), recall@10
and success@1, over all queries and by kind. The other engines get the same texts: SQLite FTS5 with
the tokenizers unicode61 and trigram, Whoosh with its Dutch analyzer, tantivy with the Dutch stemmer
(extra `bench`).
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from isj_cli.domain.errors import IsjError
from isj_cli.search.documents import texts
from isj_cli.search.searcher import Search
from isj_cli.store.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
DEPTH = 10

Engine = Callable[[str], Sequence[str]]


class Scores(NamedTuple):
    """The three measures of one query, or their means."""

    ndcg: float
    recall: float
    success: float


def score(found: Sequence[str], grades: dict[str, int]) -> Scores:
    """Return the measures of an answer against graded ones."""
    gains = [2 ** grades.get(id, 0) - 1 for id in found[:DEPTH]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]

    def discounted(values: Sequence[int]) -> float:
        return sum(value / math.log2(rank + 2) for rank, value in enumerate(values))

    relevant = sum(1 for grade in grades.values() if grade)
    hits = sum(1 for id in found[:DEPTH] if grades.get(id))
    return Scores(
        discounted(gains) / discounted(ideal),
        hits / min(relevant, DEPTH),
        1.0 if found and grades.get(found[0]) else 0.0,
    )


def engines(kb: KnowledgeBase) -> dict[str, Engine]:
    """Return the engines to compare, each over the same texts."""
    documents = {
        file.practice.id: {
            name: text
            for name, text in texts(file.practice, kb.taxonomy).items()
            if name != "meaning"  # what other words mean is for each engine to know
        }
        for file in kb.read_all()
        if file.practice
    }
    return {
        "isj": isj(kb),
        "fts5-unicode61": fts5(documents, "unicode61 remove_diacritics 2"),
        "fts5-trigram": fts5(documents, "trigram"),
        "whoosh-nl": whoosh_nl(documents),
        "tantivy-nl": tantivy_nl(documents),
    }


def isj(kb: KnowledgeBase) -> Engine:
    """Return the search that people use."""
    search = Search(kb)

    def run(query: str) -> Sequence[str]:
        try:
            return [hit.record.id for hit in search.search(query, limit=DEPTH).hits]
        except IsjError:
            return []

    return run


def fts5(documents: dict[str, dict[str, str]], tokenizer: str) -> Engine:
    """Return SQLite's full-text search, words joined by OR, ranked by BM25."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    base.executemany(
        "INSERT INTO d VALUES (?, ?)",
        [(id, "\n".join(fields.values())) for id, fields in documents.items()],
    )

    def run(query: str) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = base.execute(
            "SELECT id FROM d WHERE d MATCH ? ORDER BY rank, id LIMIT ?", (words, DEPTH)
        )
        return [id for (id,) in rows]

    return run


def whoosh_nl(documents: dict[str, dict[str, str]]) -> Engine:
    """Return Whoosh with its own Dutch analyzer, words joined by OR."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh import fields, qparser
        from whoosh.analysis import LanguageAnalyzer
        from whoosh.filedb.filestore import RamStorage

    names = list(next(iter(documents.values())))
    analyzer = LanguageAnalyzer("nl")
    schema = fields.Schema(
        id=fields.ID(stored=True), **{name: fields.TEXT(analyzer=analyzer) for name in names}
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for id, values in documents.items():
        writer.add_document(id=id, **values)
    writer.commit()
    parser = qparser.MultifieldParser(names, schema, group=qparser.OrGroup)

    def run(query: str) -> Sequence[str]:
        with index.searcher() as searcher:
            return [hit["id"] for hit in searcher.search(parser.parse(query), limit=DEPTH)]

    return run


def tantivy_nl(documents: dict[str, dict[str, str]]) -> Engine:
    """Return tantivy with the Dutch stemmer, words joined by OR."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="dutch")
    schema: Any = builder.build()
    index = tantivy.Index(schema)
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("dutch"))
        .build()
    )
    index.register_tokenizer("dutch", analyzer)
    writer = index.writer()
    for id, values in documents.items():
        writer.add_document(tantivy.Document(id=id, text="\n".join(values.values())))
    writer.commit()
    index.reload()

    def run(query: str) -> Sequence[str]:
        words = " ".join(re.findall(r"\w+", query))
        searcher = index.searcher()
        hits = searcher.search(index.parse_query(words, ["text"]), DEPTH).hits
        return [searcher.doc(address)["id"][0] for _score, address in hits]

    return run


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", help="only this one")
    options.add_argument("--queries", action="store_true", help="print every query")
    chosen = options.parse_args()
    found = engines(KnowledgeBase(ROOT))
    for path in sorted(Path(__file__).parent.glob("relevance*.yaml")):
        print(f"== {path.name}")
        queries = yaml.safe_load(path.read_text("utf-8"))
        for name, engine in found.items():
            if chosen.engine in (None, name):
                _report(name, engine, queries, each=chosen.queries)


def _report(name: str, engine: Engine, queries: list[dict[str, Any]], *, each: bool) -> None:
    by_kind: dict[str, list[Scores]] = defaultdict(list)
    for query in queries:
        scores = score(engine(query["q"]), query["rel"])
        by_kind[query["kind"]].append(scores)
        by_kind["all"].append(scores)
        if each:
            print(f"{scores.ndcg:5.2f} {query['kind']:10} {query['q']}")
    print(f"{name:15} nDCG@10 recall@10 success@1")
    for kind in ["all", *sorted(by_kind.keys() - {"all"})]:
        means = [sum(column) / len(column) for column in zip(*by_kind[kind], strict=True)]
        print(f"  {kind:13} {means[0]:7.3f} {means[1]:9.3f} {means[2]:9.3f}")


if __name__ == "__main__":
    main()
