"""The fields of the index that hold text: their weights and names, and the record they lead to."""

from __future__ import annotations

from typing import Any

from isj_cli.domain.hit import Record

PRACTICE, MENTION = "practice", "mention"
OTHER_NAMES = "meaning"
# What stands between parts of a text, such as two results, over which no phrase runs.
APART = "\n\n"

WEIGHTS = {
    "title": 8.0,
    "strength": 4.0,
    "principle": 4.0,
    "factor": 4.0,
    "topic": 5.0,
    "sector": 4.0,
    "summary": 2.0,
    "target": 1.0,
    "approach": 1.5,
    "how": 1.5,
    "bottleneck": 1.2,
    "result": 2.0,
    "organisation": 2.0,
    "region": 2.0,
    "meaning": 1.5,
    "other": 1.0,
    "source": 0.6,
}

FIELD_NAMES = {
    "title": "title",
    "titel": "title",
    "strength": "strength",
    "kracht": "strength",
    "principle": "principle",
    "principe": "principle",
    "factor": "factor",
    "topic": "topic",
    "onderwerp": "topic",
    "sector": "sector",
    "summary": "summary",
    "samenvatting": "summary",
    "target": "target",
    "doelgroep": "target",
    "approach": "approach",
    "aanpak": "approach",
    "bottleneck": "bottleneck",
    "knelpunt": "bottleneck",
    "result": "result",
    "resultaat": "result",
    "organisation": "organisation",
    "organisatie": "organisation",
    "region": "region",
    "regio": "region",
    "source": "source",
    "bron": "source",
}


def from_json(data: dict[str, Any]) -> Record:
    """Return the record that the JSON of its `_asdict()` describes."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return Record(**values)
