"""The JSON Schemas, and the closed lists in them that follow the taxonomy.

A list that follows has a comment `lijst: NAME`, where NAME is a vocabulary, or `principles`,
`factors` or `levels` for the items that practices may carry under that key. What each value means
stands beside it in `enumDescriptions`, which is no keyword of JSON Schema but is shown by editors.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import IsjError
from isj_cli.domain.frameworks import Item
from isj_cli.domain.taxonomy import FACTORS, LEVELS, PRINCIPLES, Taxonomy
from isj_cli.domain.text import visible
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import _
from isj_cli.store.knowledge_base import SCHEMA, KnowledgeBase, bundled
from isj_cli.store.reading import read_bytes

PRACTICE_SCHEMA = "practice.schema.json"
MARK = "lijst: "


def schema_path(kb: KnowledgeBase, name: str = PRACTICE_SCHEMA) -> Path:
    """Return the knowledge base's own schema, else the one that comes with the program."""
    path = kb.root / SCHEMA / name
    own = bundled()
    if path.is_file() or own is None:
        return path
    return own / SCHEMA / name


def read_schema(path: Path) -> dict[str, Any]:
    """Read a schema; raises `IsjError` where it is missing or no JSON."""
    try:
        found = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError) as error:
        raise IsjError(
            _("The schema {path} cannot be read; restore it, for instance with git.").format(
                path=path
            )
        ) from error
    if not isinstance(found, dict):
        raise IsjError(
            _("The schema {path} is no JSON object; restore it, for instance with git.").format(
                path=path
            )
        )
    return found


def in_step(schema: dict[str, Any], taxonomy: Taxonomy) -> dict[str, Any]:
    """Return the schema with its closed lists as the taxonomy has them.

    Where the taxonomy has no such list, any text will do.
    """
    filled: dict[str, Any] = _fill(schema, taxonomy)
    return filled


def _fill(node: Any, taxonomy: Taxonomy) -> Any:
    if isinstance(node, list):
        return [_fill(each, taxonomy) for each in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _fill(value, taxonomy) for key, value in node.items()}
    comment = node.get("$comment", "")
    if isinstance(comment, str) and comment.startswith(MARK):
        if values := _values(comment.removeprefix(MARK), taxonomy):
            filled["enum"] = [each.id for each in values]
            filled["enumDescriptions"] = [_explained(each) for each in values]
        else:
            filled.pop("enum", None)
            filled.pop("enumDescriptions", None)
    return filled


def listed(name: str, taxonomy: Taxonomy) -> list[str]:
    """Return the ids of a closed list that can be typed."""
    return [each.id for each in _values(name, taxonomy)]


def _values(name: str, taxonomy: Taxonomy) -> list[Item] | list[Term]:
    if name in (PRINCIPLES, FACTORS, LEVELS):
        return list(taxonomy.carried(name))
    return [term for term in taxonomy.terms(name) if not term.computed]


def _explained(value: Item | Term) -> str:
    """Return what a value means, in the Dutch of the schema's other texts."""
    return ". ".join(text for text in (value.label.nl, value.description.nl) if text)


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as its file holds it."""
    return visible(json.dumps(schema, ensure_ascii=False, indent=2)) + "\n"
