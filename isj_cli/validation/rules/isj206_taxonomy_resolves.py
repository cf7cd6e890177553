"""Within the taxonomy every id is unique and every reference resolves.

Items of frameworks have ids that no other item has. Groups, sources, references, crosswalk, extra
tags and links name ids that exist. Values of a vocabulary are unique within it.

Of the self-assessment every score and every role stands there once, and a statement is about an
item of a framework that practices name, or about a group of such items; each at most once.

What every practice has to have needs a list to choose from: a framework with 'field: principles',
and the vocabularies statussen (concept, gepubliceerd and ingetrokken), herkomst, regioniveaus,
sectoren and onderwerpen.

Passes:

    principles:
      - id: veiligheid
        how: Het team kijkt eerst of iedereen thuis veilig is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import CONCEPT, PUBLISHED, WITHDRAWN
from isj_cli.domain.taxonomy import (
    FACTORS,
    PRINCIPLES,
    PROVENANCES,
    REGION_LEVELS,
    SECTORS,
    STATUSES,
    TOPICS,
)
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.store.yaml_document import LocatedDict
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR
SCALE = frozenset(range(5))  # the scores that a report reckons with
NEEDED = {
    STATUSES: (CONCEPT, PUBLISHED, WITHDRAWN),
    PROVENANCES: (),
    REGION_LEVELS: (),
    SECTORS: (),
    TOPICS: (),
}


def check_taxonomy(data: LocatedDict) -> Iterator[Found]:
    """Yield what does not resolve, with the way to it."""
    yield from (Found(pointer, *_twice(id)) for pointer, id in _twice_among(_item_ids(data)))
    known = {
        key: [each.get("id") for each in _mappings(data.get(key))]
        for key in ("sources", "references")
    }
    known["item"] = [id for _pointer, id in _item_ids(data)]
    for pointer, id, kind in _references(data):
        if isinstance(id, str) and id not in known[kind] and known[kind]:
            near = nearest(id, [str(each) for each in known[kind]], 1)
            yield Found(
                pointer,
                _("'{id}' is not the id of anything in the taxonomy.").format(id=id),
                _("Did you mean '{near}'?").format(near=near[0])
                if near
                else _("Correct the id, or add what it names."),
            )
    for number, vocabulary in enumerate(_mappings(data.get("vocabularies"))):
        ids = [
            (("vocabularies", number, "items", place, "id"), each.get("id"))
            for place, each in enumerate(_mappings(vocabulary.get("items")))
        ]
        yield from (Found(pointer, *_twice(id)) for pointer, id in _twice_among(ids))
    yield from _missing(data)
    yield from _assessment(data)


def _assessment(data: LocatedDict) -> Iterator[Found]:
    """Yield what stands twice or lacks in the self-assessment, and statements about nothing."""
    assessment = data.get("assessment")
    if not isinstance(assessment, dict):
        return
    for key, name in (("scale", "score"), ("roles", "id"), ("statements", "id")):
        values = [
            (("assessment", key, number, name), str(each[name]))
            for number, each in enumerate(_mappings(assessment.get(key)))
            if isinstance(each.get(name), str | int)
        ]
        for pointer, value in _twice_among(values):
            if name == "score":
                yield Found(
                    pointer,
                    _("The score {score} stands here a second time.").format(score=value),
                    _("Give each answer of the scale its own number."),
                )
            else:
                yield Found(pointer, *_twice(value))
    steps = _mappings(assessment.get("scale"))
    scores = {each["score"] for each in steps if isinstance(each.get("score"), int)}
    if scores and len(scores) == len(steps) and (left := SCALE - scores):
        yield Found(
            ("assessment", "scale"),
            _("The scale has no answer for {scores}.").format(
                scores=", ".join(map(str, sorted(left)))
            ),
            _("Write all five, from 0 to 4: a report counts below 3 as something to learn."),
            key=True,
        )
    known = set(_askable(data))
    for number, each in enumerate(_mappings(assessment.get("statements"))):
        id = each.get("id")
        if isinstance(id, str) and id not in known and known:
            near = nearest(id, known, 1)
            yield Found(
                ("assessment", "statements", number, "id"),
                _("'{id}' is nothing that a practice can name, nor a group of that.").format(id=id),
                _("Did you mean '{near}'?").format(near=near[0])
                if near
                else _("Correct the id, or take the statement out."),
            )


def _askable(data: LocatedDict) -> Iterator[str]:
    """Yield the ids of principles and factors, and of the groups that hold factors."""
    for framework in _mappings(data.get("frameworks")):
        if framework.get("field") in (PRINCIPLES, FACTORS):
            items = _mappings(framework.get("items"))
            yield from (str(each["id"]) for each in items if "id" in each)
            if framework["field"] == FACTORS:
                yield from (str(each["group"]) for each in items if "group" in each)
    extra = data.get("extra_tags")
    yield from map(str, _list(extra.get("ids")) if isinstance(extra, dict) else ())


def _missing(data: LocatedDict) -> Iterator[Found]:
    """Yield the lists without which no practice can be valid."""
    if "frameworks" in data:
        fields = [each.get("field") for each in _mappings(data["frameworks"])]
        if PRINCIPLES not in fields:
            yield Found(
                ("frameworks",),
                _("No framework has 'field: principles', so no practice can name a principle."),
                _("Write it under the framework that holds the principles."),
                key=True,
            )
    if "vocabularies" in data:
        vocabularies = _mappings(data["vocabularies"])
        lists = {
            str(each.get("id")): [term.get("id") for term in _mappings(each.get("items"))]
            for each in vocabularies
        }
        for name, ids in NEEDED.items():
            if name not in lists:
                yield Found(
                    ("vocabularies",),
                    _("The list '{list}' is missing, and every practice needs it.").format(
                        list=name
                    ),
                    _("Add it, with the values that a practice can have."),
                    key=True,
                )
            for id in ids if name in lists else ():
                if id not in lists[name]:
                    yield Found(
                        ("vocabularies", list(lists).index(name)),
                        _("The list '{list}' has no '{id}', and the program needs it.").format(
                            list=name, id=id
                        ),
                        _("Add it; its label may be what you like."),
                    )


def _twice(id: str) -> tuple[str, str]:
    return _("The id '{id}' stands here a second time.").format(id=id), _("Give each its own id.")


def _twice_among(ids: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, str]]:
    seen = set()
    for pointer, id in ids:
        if not isinstance(id, str):
            continue  # the schema says so
        if id in seen:
            yield pointer, id
        seen.add(id)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> list[Any]:
    return (
        [each if isinstance(each, dict) else {} for each in value]
        if isinstance(value, list)
        else []
    )


def _item_ids(data: LocatedDict) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, framework in enumerate(_mappings(data.get("frameworks"))):
        at: tuple[str | int, ...] = ("frameworks", number)
        lists: list[tuple[tuple[str | int, ...], Any]] = [((*at, "items"), framework.get("items"))]
        uncounted = framework.get("not_counted")
        if isinstance(uncounted, dict):
            lists += [((*at, "not_counted", key), value) for key, value in uncounted.items()]
        for pointer, found in lists:
            for place, item in enumerate(_mappings(found)):
                yield (*pointer, place, "id"), item.get("id")
                for aspect, each in enumerate(_mappings(item.get("aspects"))):
                    yield (*pointer, place, "aspects", aspect, "id"), each.get("id")


def _references(data: LocatedDict) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    """Yield each id that refers to something, with the way to it and what it should be."""
    for number, framework in enumerate(_mappings(data.get("frameworks"))):
        at: tuple[str | int, ...] = ("frameworks", number)
        yield (*at, "source"), framework.get("source"), "sources"
        for place, item in enumerate(_mappings(framework.get("items"))):
            for cited, id in enumerate(_list(item.get("refs"))):
                yield (*at, "items", place, "refs", cited), id, "references"
    for number, row in enumerate(_mappings(data.get("crosswalk"))):
        for key in ("from", "to"):
            yield ("crosswalk", number, key), row.get(key), "item"
    for number, row in enumerate(_mappings(data.get("no_counterpart"))):
        yield ("no_counterpart", number, "id"), row.get("id"), "item"
    extra = data.get("extra_tags")
    for number, id in enumerate(_list(extra.get("ids")) if isinstance(extra, dict) else ()):
        yield ("extra_tags", "ids", number), id, "item"
    links = data.get("principle_factor_links")
    found = links.get("links") if isinstance(links, dict) else None
    for principle, factors in found.items() if isinstance(found, dict) else ():
        yield ("principle_factor_links", "links", principle), principle, "item"
        for number, id in enumerate(_list(factors)):
            yield ("principle_factor_links", "links", principle, number), id, "item"
