"""The tool `matrix`."""

from __future__ import annotations

from typing import Any

from isj_cli.assistants.tool import Number, Text, Tool
from isj_cli.cli import selecting
from isj_cli.cli.filters import filters_of
from isj_cli.cli.matrix import columns_named, find_gaps, tell_without_tag
from isj_cli.cli.selecting import nothing_passes
from isj_cli.cli.tools.asked import (
    COUNT,
    FILTERS,
    TEXT,
    Asked,
    Found,
    output,
    rows,
    sources_of,
)
from isj_cli.domain import coverage
from isj_cli.domain.frameworks import FrameworkSource
from isj_cli.domain.hit import Filters
from isj_cli.domain.taxonomy import CARRIED_AS, Taxonomy
from isj_cli.locale import N_, _, ngettext

MOST_ROWS = 25

TOOL = Tool(
    "matrix",
    N_("Show which practices carry what, and what few cover"),
    N_(
        "Show which practices carry which principles, factors, sectors, topics, regions or items "
        "of a framework: a column each with the number of practices, and a row for a practice. A "
        "cell is null where it carries nothing, 'carried', or the degree that it says it has come "
        "to. With 'gaps' it lists instead what fewer than so many practices cover: an item in a "
        "sector, the most wanted first. Counts and degrees tell what was described, never which "
        "practice is better."
    ),
    {
        "by": Text(
            N_(
                "What the columns are: principle, factor, framework, sector, topic or region, or "
                "the id of a framework for its items."
            ),
            default="principle",
        ),
        "gaps": Number(
            N_("List what fewer than so many practices cover in a sector."), low=1, high=10_000
        ),
        "limit": Number(N_("Give at most so many."), default=10, low=1, high=MOST_ROWS),
        "offset": Number(N_("Leave out the first so many."), default=0, low=0, high=1_000_000),
        **FILTERS,
    },
    output(
        {
            "anyOf": [
                {
                    "type": "object",
                    "properties": {
                        "by": TEXT,
                        "columns": rows({"id": TEXT, "label": TEXT, "count": COUNT}),
                        "rows": rows({"id": TEXT, "title": TEXT, "cells": {"type": "object"}}),
                    },
                    "required": ["by", "columns", "rows"],
                },
                rows({"id": TEXT, "label": TEXT, "item": TEXT, "sector": TEXT, "count": COUNT}),
            ]
        }
    ),
)


def answer(session: Asked, given: dict[str, Any]) -> Found:
    """Return the matrix, or its gaps."""
    by, filters = columns_named(session, given["by"]), filters_of(given)
    if given["gaps"]:
        return _gaps(session, by, filters, given)
    from isj_cli.render.matrix import matrix_listing

    practices = selecting.chosen(session, filters)
    found = coverage.matrix(by, practices, session.kb.taxonomy)
    tell_without_tag(session, by, found.columns)
    whole = matrix_listing(found, session.language).document
    shown = _part(session, whole["rows"], given)
    if not practices:
        session.say(nothing_passes(session))
    ids = [row["id"] for row in shown]
    return Found({**whole, "rows": shown}, ids, _sources(by, session.kb.taxonomy))


def _gaps(session: Asked, by: str, filters: Filters, given: dict[str, Any]) -> Found:
    from isj_cli.render.matrix import gaps_listing

    practices, found = find_gaps(session, by, given["gaps"], filters)
    if not practices:
        session.say(nothing_passes(session))
    elif not found:
        session.say(_("There are no such gaps; a higher number for 'gaps' shows the thinnest."))
    tell_without_tag(session, by, coverage.columns(by, session.kb.taxonomy))
    shown = _part(session, [*gaps_listing(found, session.language).items], given)
    return Found(shown, others=_sources(by, session.kb.taxonomy))


def _part(session: Asked, things: list[Any], given: dict[str, Any]) -> list[Any]:
    """Return those asked for, and say how many more there are."""
    start, stop = given["offset"], given["offset"] + given["limit"]
    left = len(things) - stop
    if left > 0:
        session.say(
            ngettext(
                "There is {number} more; 'offset' {next} gives it.",
                "There are {number} more; 'offset' {next} gives the next.",
                left,
            ).format(number=left, next=stop)
        )
    return things[start:stop]


def _sources(by: str, taxonomy: Taxonomy) -> dict[str, tuple[FrameworkSource, ...]]:
    """Return the sources of the frameworks that the columns belong to."""
    return {
        each.id: sources_of([each.source], taxonomy)
        for each in taxonomy.frameworks
        if by in ("framework", each.id) or (each.field and each.field == CARRIED_AS.get(by))
    }
