"""Mending what can safely be mended, with comments and layout kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import YamlError
from isj_cli.domain.practice import Practice
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.writing import write_atomically
from isj_cli.store.yaml_loader import Document, LocatedDict, parse, read
from isj_cli.validation.check import TAXONOMY_SCHEMAS, Selection
from isj_cli.validation.collection import Checked
from isj_cli.validation.rules import all_rules


def mend(kb: KnowledgeBase, paths: Sequence[Path], selection: Selection) -> list[Path]:
    """Mend practices in place; return those that changed.

    A file that cannot be read is left as it is. What a rule mends is kept only where the file then
    says the same, but for what the rule is about.
    """
    rules = [rule for rule in all_rules() if rule.mends and selection.takes(rule.code)]
    mended = []
    for path in paths:
        if path.name in TAXONOMY_SCHEMAS:
            continue
        try:
            first = document = read(path)
        except YamlError:
            continue
        for rule in rules:
            if isinstance(document.data, LocatedDict):
                document = _mended(rule.module, document, kb)
        if document.text != first.text:
            ends = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
            write_atomically(path, document.text.replace("\n", ends))
            mended.append(path)
    return mended


def _mended(module: Any, document: Document, kb: KnowledgeBase) -> Document:
    practice = from_mapping(Practice, document.mapping)
    today = datetime.now(UTC).date()
    text = module.mend(Checked(document.path, document, practice, kb, kb.taxonomy, today))
    try:
        found = parse(text, document.path)
    except YamlError:
        return document
    same = _comparable(found.data, module.TOUCHES) == _comparable(document.data, module.TOUCHES)
    return found if same else document


def _comparable(node: Any, touched: Sequence[str], key: str = "") -> Any:
    """Return a value without what a rule may change: the keys it touches, spaces at line ends."""
    if isinstance(node, dict):
        return {name: _comparable(each, touched, name) for name, each in node.items()}
    if key in touched:
        return sorted(map(str, node)) if isinstance(node, list) else None
    if isinstance(node, list):
        return [_comparable(each, touched) for each in node]
    return "\n".join(map(str.rstrip, node.split("\n"))) if isinstance(node, str) else node
