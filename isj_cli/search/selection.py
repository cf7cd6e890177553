"""Filters: from what a person typed to queries of the index.

Values may be ids, labels or alternative labels, in either language; an unknown value is an error
that names the nearest valid ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import CLOSED_FILTERS, Filters
from isj_cli.domain.naming import Names
from isj_cli.domain.taxonomy import (
    FACTORS,
    LEVELS,
    PRINCIPLES,
    SECTORS,
    STATUSES,
    STUDIES,
    TOPICS,
    Item,
    Taxonomy,
    Term,
)
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _
from isj_cli.search.documents import number, region_ids, slug
from isj_cli.search.fields import MENTION, PRACTICE
from isj_cli.search.index import q
from isj_cli.store.knowledge_base import KnowledgeBase

_INVERSE = {"broad": "narrow", "narrow": "broad"}
_SELECTING = ("exact", "close", "narrow")


def known_values(kind: str, taxonomy: Taxonomy) -> tuple[Item, ...] | tuple[Term, ...]:
    """Return the values that a closed filter (`principle`, `sector`, …) can take."""
    items = {"principle": PRINCIPLES, "factor": FACTORS, "level": LEVELS}
    if kind in items:
        return taxonomy.carried(items[kind])
    return taxonomy.terms(
        {"sector": SECTORS, "topic": TOPICS, "status": STATUSES, "evidence": STUDIES}[kind]
    )


def resolve(kind: str, value: str, taxonomy: Taxonomy) -> str:
    """Return the id that `value` means for a closed filter; raises `IsjError` with near ones."""
    return _resolve(kind, value, known_values(kind, taxonomy))


def _resolve(kind: str, value: str, known: Iterable[Item | Term]) -> str:
    names = Names(known)
    found = names.id_of(value)
    if found is None:
        raise _unknown(kind, value, names.near(value))
    return found


def _unknown(kind: str, value: str, near: Sequence[str]) -> IsjError:
    if near:
        return IsjError(
            _("Option --{option} does not know '{value}'; did you mean {near}?").format(
                option=kind, value=value, near=_(" or ").join(near)
            )
        )
    return IsjError(
        _("Option --{option} does not know '{value}'; 'isj {command}' lists what it takes.").format(
            option=kind, value=value, command=_LISTED_BY[kind]
        )
    )


_LISTED_BY = {
    "principle": "principles",
    "factor": "factors",
    "sector": "sectors",
    "topic": "topics",
    "level": "show positief-opgroeien-niveaus",
    "status": "show statussen",
    "evidence": "show soorten-onderzoek",
    "region": "regions",
    "organisation": "list",
    "item": "frameworks",
}


def item_tags(id: str, taxonomy: Taxonomy) -> dict[str, set[str]]:
    """Return the tags that say the same as item `id` of any framework, by the field they are in.

    Exact, close and narrow relations of the crosswalk count, read from the item; broad and
    related ones do not. An aspect stands for the item that it is an aspect of.
    """
    whole = next(
        (
            item.id
            for framework in taxonomy.frameworks
            for item in framework.items
            if any(aspect.id == id for aspect in item.aspects)
        ),
        id,
    )
    same = {whole}
    for row in taxonomy.crossings(whole):
        forward = row.from_ == whole
        relation = row.relation if forward else _INVERSE.get(row.relation, row.relation)
        if relation in _SELECTING:
            same.add(row.to if forward else row.from_)
    return {
        kind: found
        for kind, field in (("principle", PRINCIPLES), ("factor", FACTORS), ("level", LEVELS))
        if (found := same & {item.id for item in taxonomy.carried(field)})
    }


def selecting(filters: Filters, kb: KnowledgeBase, reader: Any) -> Any:
    """Return the query of all practices that pass the filters.

    Raises `IsjError` for a value that nothing can have. Without a filter on status only what is
    published passes. The taxonomy is read only where a filter needs it.
    """
    required, excluded = [q.Term("f_kind", PRACTICE)], []
    if not filters.include.get("status") and not filters.exclude.get("status"):
        required.append(q.Term("f_status", "gepubliceerd"))
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
    chosen = q.And(required) if required else q.Every()
    return q.AndNot(chosen, q.Or(excluded)) if excluded else chosen


def selecting_mentions(filters: Filters, kb: KnowledgeBase) -> Any:
    """Return the query of what may be found beside practices, None where filters ask for more.

    Only a topic can be asked of it.
    """
    asked = {kind for kind, values in filters.include.items() if values} - {"topic"}
    if asked or any(filters.exclude.values()) or filters.age or filters.since:
        return None
    topics = [resolve("topic", value, kb.taxonomy) for value in filters.include.get("topic", ())]
    required = [q.Term("f_kind", MENTION)] + ([_any("topic", topics)] if topics else [])
    return q.And(required)


def with_ages(chosen: Any, *, known: bool) -> Any:
    """Return the part of a selection whose practices name (or do not name) ages."""
    return q.And([chosen, q.Term("f_ages", "known" if known else "unknown")])


def _any(kind: str, values: Iterable[str]) -> Any:
    return q.Or([q.Term(f"f_{kind}", value) for value in values])


def _item(value: str, taxonomy: Taxonomy) -> list[Any]:
    id = _resolve("item", value, taxonomy.items.values())
    return [
        q.Term(f"f_{kind}", tag)
        for kind, tags in item_tags(id, taxonomy).items()
        for tag in sorted(tags)
    ]


def _terms(reader: Any, field: str) -> list[str]:
    return list(reader.field_terms(field))


def _region(value: str, taxonomy: Taxonomy, reader: Any) -> str:
    by_name = region_ids(taxonomy)
    by_name.update((id, id) for id in _terms(reader, "f_region"))
    for name in (fold(value.strip()), slug(value)):
        if name in by_name:
            return by_name[name]
    near = dict.fromkeys(by_name[name] for name in nearest(value, by_name))
    raise _unknown("region", value, list(near))


def _organisations(value: str, reader: Any) -> list[str]:
    names = _terms(reader, "f_organisation")
    wanted = fold(value.strip())
    found = [name for name in names if wanted and wanted in name]
    if not found:
        raise _unknown("organisation", value, nearest(value, names))
    return found
