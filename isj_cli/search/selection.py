"""Filters: from what a person typed to queries of the index.

Values may be ids, labels or alternative labels, in either language; an unknown value is an error
that names the nearest valid ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from isj_cli.domain.errors import UnknownValueError
from isj_cli.domain.fixed import PUBLISHED
from isj_cli.domain.hit import CLOSED_FILTERS, Filters
from isj_cli.domain.naming import Names
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.words import fold, nearest, slug
from isj_cli.search.documents import number
from isj_cli.search.engine import q
from isj_cli.search.fields import MENTION, PRACTICE
from isj_cli.store.knowledge_base import KnowledgeBase


def resolve(kind: str, value: str, taxonomy: Taxonomy) -> str:
    """Return the id that `value` means for such a filter; raises `UnknownValueError`."""
    return Names(taxonomy.values_of(kind)).resolve(kind, value)


def selecting(filters: Filters, kb: KnowledgeBase, reader: Any) -> tuple[Any, Any]:
    """Return the queries of the practices that the filters include and of those they exclude.

    Raises `UnknownValueError` for a value that nothing can have. Without a filter on status only
    what is published passes. The taxonomy is read only where a filter needs it.
    """
    required, excluded = [q.Term("f_kind", PRACTICE)], []
    if not filters.include.get("status"):
        required.append(q.Term("f_status", PUBLISHED))
    for kind in CLOSED_FILTERS:
        if wanted := filters.include.get(kind, ()):
            required.append(_any(kind, (resolve(kind, value, kb.taxonomy) for value in wanted)))
        if unwanted := filters.exclude.get(kind, ()):
            excluded.append(_any(kind, (resolve(kind, value, kb.taxonomy) for value in unwanted)))
    if regions := filters.include.get("region", ()):
        required.append(_any("region", (_region(value, kb.taxonomy, reader) for value in regions)))
    if names := filters.include.get("organisation", ()):
        required.append(
            _any(
                "organisation",
                (found for value in names for found in _organisations(value, reader)),
            )
        )
    if items := filters.include.get("item", ()):
        required.append(q.Or([tag for value in items for tag in _item(value, kb.taxonomy)]))
    if filters.age is not None:
        required += [
            q.TermRange("f_age_min", number(0), number(filters.age)),
            q.TermRange("f_age_max", number(filters.age), number(9999)),
        ]
    if filters.since is not None:
        required.append(q.TermRange("f_since", number(max(filters.since, 1)), number(9999)))
    return q.And(required), q.Or(excluded)


def selecting_mentions(filters: Filters, kb: KnowledgeBase) -> Any:
    """Return the query of what may be found beside practices, None where filters ask for more.

    Only a topic can be asked of it.
    """
    asked = {kind for kind, values in filters.include.items() if values} - {"topic"}
    bounded = filters.age is not None or filters.since is not None
    if asked or any(filters.exclude.values()) or bounded:
        return None
    topics = [resolve("topic", value, kb.taxonomy) for value in filters.include.get("topic", ())]
    required = [q.Term("f_kind", MENTION)] + ([_any("topic", topics)] if topics else [])
    return q.And(required)


def _any(kind: str, values: Iterable[str]) -> Any:
    return q.Or([q.Term(f"f_{kind}", value) for value in values])


def _item(value: str, taxonomy: Taxonomy) -> list[Any]:
    id = resolve("item", value, taxonomy)
    return [
        q.Term(f"f_{kind}", tag)
        for kind, tags in taxonomy.tags_of(id).items()
        for tag in sorted(tags)
    ]


def _region(value: str, taxonomy: Taxonomy, reader: Any) -> str:
    by_name: dict[str, str] = {
        **taxonomy.places,
        **{id: id for id in reader.field_terms("f_region")},
    }
    for name in (fold(value.strip()), slug(value)):
        if name in by_name:
            return by_name[name]
    near = dict.fromkeys(by_name[name] for name in nearest(value, by_name))
    raise UnknownValueError("region", value, list(near))


def _organisations(value: str, reader: Any) -> list[str]:
    names = list(reader.field_terms("f_organisation"))
    wanted = fold(value.strip())
    found = [name for name in names if wanted and wanted in name]
    if not found:
        raise UnknownValueError("organisation", value, nearest(value, names))
    return found
