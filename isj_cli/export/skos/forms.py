"""The graph as text: Turtle and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rdflib import Graph

from isj_cli.export.skos.statements import PREFIXES


def as_turtle(graph: Graph) -> str:
    """Return a graph as Turtle; the same graph gives the same text."""
    return graph.serialize(format="turtle")


def as_jsonld(graph: Graph) -> str:
    """Return a graph as JSON-LD; the same graph gives the same text."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    made = json.loads(graph.serialize(format="json-ld", context=context))
    return json.dumps(_in_order(made), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


FORMS: dict[str, Callable[[Graph], str]] = {".ttl": as_turtle, ".jsonld": as_jsonld}
"""What writes a graph to a file, by the extension of that file."""

STARTS = {".ttl": "@prefix dc: ", ".jsonld": '{\n  "@context": {\n    "dc": '}
"""What such a file begins with, by which it is known again."""


def _in_order(value: Any, *, is_list: bool = False) -> Any:
    """Return JSON-LD with the values of every set in one order; a list keeps its own."""
    if isinstance(value, dict):
        return {key: _in_order(each, is_list=key == "@list") for key, each in value.items()}
    if isinstance(value, list):
        found = [_in_order(each) for each in value]
        return (
            found if is_list else sorted(found, key=lambda each: json.dumps(each, sort_keys=True))
        )
    return value
