"""The tool `related`."""

from __future__ import annotations

from typing import Any

from isj_cli.assistants.tool import Number, Text, Tool
from isj_cli.cli.related import related_to
from isj_cli.cli.tools.asked import TEXT, TEXTS, Asked, Found, output, rows
from isj_cli.locale import N_

MOST = 25

TOOL = Tool(
    "related",
    N_("Show the practices that are like one, and why"),
    N_(
        "List the practices most like one, with what they share: tags, telling words, and links "
        "that the practices name themselves. The score says how much they share, never which is "
        "better."
    ),
    {
        "id": Text(N_("The id of a practice."), required=True),
        "limit": Number(N_("Give at most so many."), default=5, low=1, high=MOST),
    },
    output(
        rows(
            {
                "id": TEXT,
                "title": TEXT,
                "score": {"type": "number"},
                "relation": {"type": ["string", "null"]},
                "shared": {"type": "object", "additionalProperties": TEXTS},
                "words": TEXTS,
            }
        )
    ),
)


def answer(session: Asked, given: dict[str, Any]) -> Found:
    """Return the practices most like one."""
    from isj_cli.render.related import related_listing

    results, relations = related_to(session, given["id"], given["limit"])
    listing = related_listing(results, relations, session.kb.taxonomy, session.language)
    return Found(listing.items, [each.record.id for each in results])
