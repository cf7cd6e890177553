"""Mending what can safely be mended, with comments and layout kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import YamlError
from isj_cli.domain.practice import Practice
from isj_cli.domain.reviewing import today
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.writing import alone_in, write_atomically
from isj_cli.store.yaml_document import Document, LocatedDict
from isj_cli.store.yaml_loader import parse, read
from isj_cli.validation.choosing import TAXONOMY_SCHEMAS
from isj_cli.validation.collection import Checked
from isj_cli.validation.report import Selection
from isj_cli.validation.rule import LineEdit
from isj_cli.validation.rules import all_rules

_ROUNDS = 10  # two edits of one line take two rounds


def mend(kb: KnowledgeBase, paths: Sequence[Path], selection: Selection) -> list[Path]:
    """Mend practices in place; return those that changed.

    A file that cannot be read is left as it is. What a rule mends is kept only where the file then
    says the same, but for what the rule is about. Raises `IsjError` for the knowledge base that
    comes with the program, which is only read.
    """
    if any(path.is_relative_to(kb.root) for path in paths):
        kb.refuse_if_bundled("validate --fix")
    rules = [rule for rule in all_rules() if rule.mends and selection.takes(rule.code)]
    mended = []
    for path in paths:
        if path.name in TAXONOMY_SCHEMAS:
            continue
        with alone_in(path.parent):
            try:
                first = document = read(path)
            except YamlError:
                continue
            for rule in rules:
                if isinstance(document.data, LocatedDict):
                    document = _mended(rule.module, document, kb)
            if document.text != first.text:
                write_atomically(path, _as_in(path.read_bytes(), document.text))
                mended.append(path)
    return mended


def _as_in(before: bytes, text: str) -> str:
    """Return text with the byte order mark and the line ends that a file had."""
    if before.count(b"\r\n") * 2 > before.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return f"\ufeff{text}" if before.startswith(codecs.BOM_UTF8) else text


def _mended(module: Any, document: Document, kb: KnowledgeBase) -> Document:
    """Return a document with the edits of a rule: all of them, else those that are safe alone."""
    for _round in range(_ROUNDS):
        practice = from_mapping(Practice, document.mapping)
        file = Checked(document.path, document, practice, kb, kb.taxonomy, today())
        edits = sorted(module.mend(file), key=lambda edit: edit.start, reverse=True)
        before = document
        for some in (edits, *([edit] for edit in edits)):
            found = _edited(document, some)
            if found and says_the_same(document.data, found.data, module.TOUCHES):
                document = found
                if some is edits:
                    break
        if document.text == before.text:
            break
    return document


def _edited(document: Document, edits: Sequence[LineEdit]) -> Document | None:
    """Return a document with edits, the last one in the text first; nothing if it is no YAML."""
    lines = document.text.split("\n")
    for edit in edits:
        lines[edit.start : edit.end] = edit.lines
    try:
        return parse("\n".join(lines), document.path)
    except YamlError:
        return None


def says_the_same(one: Any, two: Any, touched: Sequence[str] = ()) -> bool:
    """Tell whether two files say the same, but for spaces and what a rule may touch.

    `touched` names keys, with a dot for one inside another: of a list the order may differ, another
    value may be any.
    """
    return repr(_comparable(one, touched)) == repr(_comparable(two, touched))


def _comparable(node: Any, touched: Sequence[str], name: str = "") -> Any:
    if isinstance(node, dict):
        inner = {key: f"{name}.{key}" if name else key for key in node}
        return {
            key: _comparable(value, touched, inner[key])
            for key, value in node.items()
            if inner[key] not in touched or isinstance(value, list)
        }
    if isinstance(node, list):
        parts = [_comparable(each, touched, f"{name}[]") for each in node]
        return sorted(parts, key=repr) if name in touched else parts
    if isinstance(node, str):
        return "\n".join(
            re.sub(r"[ \t]+", " ", line).rstrip() for line in node.split("\n")
        ).rstrip()
    return node
