"""Reading `synonyms.yaml`: words and expressions that say the same."""

from __future__ import annotations

from pathlib import Path

from isj_cli.domain.errors import YamlError
from isj_cli.store.yaml_loader import read

# As many as a group can have; the schema says so too.
MOST = 100


def read_synonyms(path: Path) -> list[list[str]]:
    """Return the groups in a file, none where it cannot be used; validation tells why."""
    try:
        groups = read(path).mapping.get("synonyms")
    except YamlError:
        return []
    return [
        [each for each in group[:MOST] if isinstance(each, str)]
        for group in (groups if isinstance(groups, list) else [])
        if isinstance(group, list)
    ]
