"""The tool `taxonomy`."""

from __future__ import annotations

from typing import Any

from isj_cli.assistants.tool import Text, Tool
from isj_cli.cli.taxonomy import listing
from isj_cli.cli.tools.asked import COUNT, TEXT, Asked, Found, output, rows, sources_of
from isj_cli.domain.frameworks import Framework
from isj_cli.locale import N_

KINDS = ("principles", "factors", "frameworks", "topics", "sectors", "regions")

TOOL = Tool(
    "taxonomy",
    N_("List principles, factors, topics and other filter values"),
    N_(
        "List the leading principles, effective factors, frameworks, topics, sectors or regions, "
        "each with id and label, and the number of published practices that have it (of a "
        "framework: the number of its items). Begin here to know what the filters of 'search' and "
        "'matrix' take. A number says how often something was described, never how well it works."
    ),
    {"kind": Text(N_("What to list."), required=True, choices=KINDS)},
    output(rows({"id": TEXT, "label": TEXT, "count": COUNT}, {"role": TEXT})),
)


def answer(session: Asked, given: dict[str, Any]) -> Found:
    """Return the values of a kind, and the sources of the frameworks that they come from."""
    kind, taxonomy = given["kind"], session.kb.taxonomy

    def belongs(framework: Framework) -> bool:
        extra = kind == "factors" and {item.id for item in framework.items} & {
            *taxonomy.extra_tags.ids
        }
        return kind == "frameworks" or framework.field == kind or bool(extra)

    others = {
        each.id: sources_of([each.source], taxonomy)
        for each in taxonomy.frameworks
        if belongs(each)
    }
    return Found(listing(session, kind).items, others=others)
