"""The tool `show`."""

from __future__ import annotations

from typing import Any

from isj_cli.assistants.tool import Texts, Tool
from isj_cli.cli.named import find, unknown, unreadable
from isj_cli.cli.tools.asked import TEXT, Asked, Found, output, rows, sources_of
from isj_cli.domain.errors import IsjError, NotFoundError, YamlError
from isj_cli.domain.frameworks import FrameworkSource, Reference
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import N_

MOST_IDS = 5

TOOL = Tool(
    "show",
    N_("Read a practice, principle, factor or reference"),
    N_(
        "Give all that the knowledge base says of a practice, or of a principle, factor, "
        "framework, topic, sector, vocabulary or reference, by id. What a practice does not say "
        "is not known. "
        "'evidence' is the strongest kind of study done, never proof that it works; what a study "
        "found stands in 'results'. A practice with another status than 'gepubliceerd' is a draft "
        "or was withdrawn."
    ),
    {
        "ids": Texts(
            N_("The id of a practice, principle, factor, framework, topic, sector or reference."),
            required=True,
            most=MOST_IDS,
        )
    },
    output(rows({}, {"id": TEXT, "status": TEXT, "provenance": TEXT, "evidence": TEXT})),
)


def answer(session: Asked, given: dict[str, Any]) -> Found:
    """Return what has these ids; raises `IsjError` where nothing can be given of any of them."""
    found, practices, problems = [], [], []
    others: dict[str, tuple[FrameworkSource | Reference, ...]] = {}
    for id in dict.fromkeys(given["ids"]):
        try:
            things = [data for _page, data in find(session, id)]
        except NotFoundError:
            problems.append(unknown(session, id))
            continue
        except YamlError as error:
            problems.append(unreadable(session, id, error))
            continue
        for thing in things:
            known = str(thing.get("id", id))
            if session.kb.holds(id) or session.kb.holds(known):
                practices.append(id if session.kb.holds(id) else known)
            else:
                others[known] = _sources(known, session.kb.taxonomy)
        found += things
    if not found:
        raise IsjError(" ".join(problems))
    for problem in problems:
        session.warn(problem)
    return Found(found, practices, others)


def _sources(id: str, taxonomy: Taxonomy) -> tuple[FrameworkSource | Reference, ...]:
    """Return what a thing of the taxonomy was taken from, and what it refers to."""
    item, framework = taxonomy.items.get(id), taxonomy.framework_of.get(id)
    refs = set(item.refs if item else ()) | {id}
    names = [framework.source] if framework else []
    names += [each.source for each in taxonomy.frameworks if each.id == id]
    names += [each.source for each in taxonomy.vocabularies if each.id == id]
    cited = tuple(each for each in taxonomy.references if each.id in refs)
    return (*sources_of(names, taxonomy), *cited)
