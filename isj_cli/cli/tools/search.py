"""The tool `search`."""

from __future__ import annotations

from typing import Any

from isj_cli.assistants.tool import Flag, Number, Text, Tool
from isj_cli.cli.filters import filters_of
from isj_cli.cli.selecting import Sort, nothing_found, tell_of_query
from isj_cli.cli.tools.asked import (
    COUNT,
    FILTERS,
    TEXT,
    TEXTS,
    Asked,
    Found,
    output,
    rows,
)
from isj_cli.domain.hit import Settings
from isj_cli.locale import N_

MOST_HITS = 25

TOOL = Tool(
    "search",
    N_("Search the practices"),
    N_(
        "Search good-practice examples of Dutch integrated specialist youth care, most of them in "
        "Dutch, so search with Dutch words. Practices with all words come first, then those with "
        'some. "…" makes a phrase, -word leaves a word out, word* finds what begins so; AND, OR, '
        "NOT and brackets work. Without words it lists all that pass the filters. Values of one "
        "filter are joined by or, filters by and; 'taxonomy' lists what they take. The result is a "
        "summary of each practice; 'show' gives all of one. The order says how well the words fit, "
        "never which practice is better."
    ),
    {
        "query": Text(N_("The words to look for."), default="", longest=1000),
        "limit": Number(N_("Give at most so many."), default=5, low=1, high=MOST_HITS),
        "offset": Number(N_("Leave out the first so many."), default=0, low=0, high=1_000_000),
        "sort": Text(
            N_("Order: relevance, title, date (newest first) or region."),
            default=Sort.RELEVANCE.value,
            choices=tuple(each.value for each in Sort),
        ),
        "exact": Flag(
            N_("Words as written: no other forms, parts, synonyms or corrections."),
        ),
        "facets": Flag(N_("Count the results per principle, sector and so on.")),
        **FILTERS,
    },
    output(
        {
            "type": "object",
            "properties": {
                "query": TEXT,
                "corrected": {"type": ["string", "null"]},
                "suggestion": {"type": ["string", "null"]},
                "total": COUNT,
                "offset": COUNT,
                "limit": COUNT,
                "hits": rows(
                    {
                        "rank": COUNT, "id": TEXT, "title": TEXT, "summary": TEXT,
                        "organisations": TEXTS, "region": TEXTS, "sectors": TEXTS,
                        "topics": TEXTS, "principles": TEXTS, "factors": TEXTS, "status": TEXT,
                        "provenance": TEXT, "evidence": TEXT, "snippet": TEXT,
                    }
                ),
                "also": rows({"id": TEXT, "label": TEXT, "kind": TEXT, "text": TEXT}),
                "facets": {"type": "object"},
            },
            "required": ["query", "total", "offset", "limit", "hits"],
        }
    ),
)  # fmt: skip


def answer(session: Asked, given: dict[str, Any]) -> Found:
    """Return the hits and their number."""
    from isj_cli.render.hits import search_listing

    result = session.search.search(
        given["query"],
        filters_of(given),
        limit=given["limit"],
        offset=given["offset"],
        settings=Settings(given["exact"], given["sort"], facets=given["facets"]),
    )
    session.tell_of_search()
    tell_of_query(session, result)
    if not result.total and not result.also:
        session.say(nothing_found(session, result))
    return Found(search_listing(result).document, [hit.record.id for hit in result.hits])
