"""Filling an index: its schema, and the document that each practice becomes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from isj_cli.search import terms
from isj_cli.search.engine import RegexTokenizer, columns
from isj_cli.search.engine import fields as whoosh_fields
from isj_cli.search.widening import Synonyms
from isj_cli.search.word_list import WordList
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice

SORTS = ("title", "date", "region")


def schema() -> Any:
    """Return the index's schema: terms of texts, values to filter by, values to sort by.

    What lists show (`record`), when a practice was looked at (`review`) and all that its file says
    (`practice`) stand apart, so that all of one kind are read without the others.
    """
    tabs = RegexTokenizer(r"[^\t]+")
    values = {
        f"f_{name}": whoosh_fields.KEYWORD(scorable=False)
        for name in (
            "principle",
            "factor",
            "sector",
            "topic",
            "level",
            "region",
            "organisation",
            "status",
            "evidence",
            "ages",
            "kind",
        )
    }
    for field in values.values():
        field.analyzer = tabs
    numbers = {f"f_{name}": whoosh_fields.ID() for name in ("age_min", "age_max", "since")}
    return whoosh_fields.Schema(
        name=whoosh_fields.ID(stored=True, unique=True, sortable=True),
        texts=whoosh_fields.STORED,
        record=whoosh_fields.COLUMN(columns.VarBytesColumn()),
        review=whoosh_fields.COLUMN(columns.VarBytesColumn()),
        practice=whoosh_fields.COLUMN(columns.CompressedBytesColumn()),
        **{terms.TERMS: terms.field()},
        **values,
        **numbers,
        **{f"s_{name}": whoosh_fields.COLUMN(columns.VarBytesColumn()) for name in SORTS},
    )


def add_all(
    kb: KnowledgeBase, writer: Any, words: WordList, names: Iterable[str]
) -> tuple[Synonyms, set[str]]:
    """Add what the taxonomy lets people search, and the practices.

    Return the synonyms with which their texts were read, and the names of unreadable practices.
    """
    from isj_cli.search import documents
    from isj_cli.store.synonyms import read_synonyms

    synonyms = Synonyms.made(read_synonyms(kb.synonyms_file), words)
    expressions = synonyms.expressions()
    for name, stored, texts, values in documents.mentions(kb.taxonomy):
        values["record"] = _as_json(stored)
        _add_document(writer, words, expressions, name, texts, values)
    return synonyms, add_practices(kb, writer, words, expressions, names)


def add_practices(
    kb: KnowledgeBase,
    writer: Any,
    words: WordList,
    expressions: terms.Expressions,
    names: Iterable[str],
) -> set[str]:
    """Add the practices to the index; return the names of those that cannot be read."""
    from isj_cli.search import documents
    from isj_cli.store.codec import to_mapping

    unreadable = set()
    for name in names:
        path = kb.practices_folder / name
        practice = read_practice(path).practice
        if practice is None:
            unreadable.add(name)
            continue
        some = documents.bounded(practice)
        record = documents.record(some, path.stem, kb.relative(path), kb.taxonomy)
        texts = documents.texts(some, kb.taxonomy)
        values = documents.filter_values(some, record, kb.taxonomy)
        values["record"] = _as_json(record._asdict())
        values["review"] = _as_json(to_mapping(practice.review))
        values["practice"] = _as_json({**to_mapping(practice), "id": path.stem})
        _add_document(writer, words, expressions, name, texts, values)
    return unreadable


def _add_document(
    writer: Any,
    words: WordList,
    expressions: terms.Expressions,
    name: str,
    texts: dict[str, str],
    values: dict[str, Any],
) -> None:
    texts = {key: text for key, text in texts.items() if text}
    writer.add_document(
        name=name,
        texts=json.dumps(texts, ensure_ascii=False),
        **{terms.TERMS: terms.postings(texts, words, expressions)},
        **values,
    )


def _as_json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
