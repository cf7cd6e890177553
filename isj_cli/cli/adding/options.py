"""What the options of `isj add-practice` say, as a practice holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from isj_cli.domain import taxonomy as t
from isj_cli.domain.fixed import TODO
from isj_cli.domain.frameworks import Item
from isj_cli.domain.naming import Names
from isj_cli.domain.vocabularies import Term
from isj_cli.store.drafts import lead

FLAT = (
    "title", "id", "summary", "strength", "reason", "team", "intensity", "approach", "costs",
    "transfer", "client_voice",
)  # fmt: skip


def from_options(taxonomy: t.Taxonomy, given: dict[str, Any]) -> dict[str, Any]:
    """Return the values that options gave, as a practice holds them."""
    values = {key: given[key] for key in FLAT if given[key]}
    for key, vocabulary in (("status", t.STATUSES), ("provenance", t.PROVENANCES)):
        if given[key]:
            values[key] = _known(key, given[key], taxonomy.terms(vocabulary))
    if given["organisation"]:
        values["organisations"] = [
            {"name": name} | (lead(taxonomy) if not number else {})
            for number, name in enumerate(given["organisation"])
        ]
    if given["region"] or given["region_level"]:
        values["region"] = {
            "level": _known("region-level", given["region_level"], taxonomy.terms(t.REGION_LEVELS))
            if given["region_level"]
            else TODO,
            "names": given["region"] or [],
        }
    period = {key: given[key] for key in ("started", "ended") if given[key]}
    if given["state"]:
        period["state"] = _known("state", given["state"], taxonomy.terms(t.PERIOD_STATES))
    if period:
        values["period"] = period
    group = {key: given[key] for key in ("age_min", "age_max") if given[key] is not None}
    if given["who"]:
        audiences = taxonomy.terms(t.AUDIENCES)
        group["who"] = [_known("who", value, audiences) for value in given["who"]]
    if group or given["target_group"]:
        values["target_group"] = {"text": given["target_group"] or TODO} | group
    for key, name, known in (
        ("sectors", "sector", taxonomy.terms(t.SECTORS)),
        ("topics", "topic", taxonomy.terms(t.TOPICS)),
        ("levels", "level", taxonomy.carried(t.LEVELS)),
        ("setting", "setting", taxonomy.terms(t.SETTINGS)),
        ("mode", "mode", taxonomy.terms(t.MODES)),
    ):
        if given[name]:
            values[key] = [_known(name, value, known) for value in given[name]]
    for key, name in (("goals", "goal"), ("lessons", "lesson"), ("conditions", "condition")):
        if given[name]:
            values[key] = given[name]
    for key, name in ((t.PRINCIPLES, "principle"), (t.FACTORS, "factor")):
        if given[name]:
            values[key] = [_tag(name, value, taxonomy.carried(key)) for value in given[name]]
    if given["source"]:
        values["sources"] = [
            {"id": f"bron-{number}", "title": TODO, "url": url}
            for number, url in enumerate(given["source"], 1)
        ]
    return values


def _tag(option: str, value: str, known: Sequence[Item]) -> dict[str, str]:
    id, _equals, how = value.partition("=")
    return {
        "id": _known(option, id, known),
        "how": re.sub(r'^"([^"]*)"$', r"\1", how.strip()) or TODO,
    }


def _known(option: str, value: str, known: Sequence[Item] | Sequence[Term]) -> str:
    return Names(known).resolve(option, value)


def joined(values: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a file with those of options, which come first."""
    both = values | given
    for key in ("region", "target_group", "period"):
        if isinstance(values.get(key), dict) and key in given:
            new = {name: each for name, each in given[key].items() if each not in (TODO, [])}
            both[key] = values[key] | new
    return both
