"""A practice has the keys, the types and the values that the schema asks for.

Codes: ISJ101 a key is missing, ISJ102 an unknown key, ISJ103 a wrong type, ISJ104 a value that is
not in its closed list, ISJ105 a wrong form, ISJ106 too short or too long, ISJ107 a number out of
range, ISJ108 an empty list or something named twice. In a concept a missing text is a warning.
Tags are left to ISJ202, and what still says TODO to ISJ301.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from isj_cli.domain.finding import Finding, Severity
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.validation.collection import Checked, is_unfilled
from isj_cli.validation.rules.known_tags import TAG_LISTS
from isj_cli.validation.schema import SchemaCheck


@lru_cache(maxsize=4)
def _schema_of(kb: KnowledgeBase) -> SchemaCheck:
    return SchemaCheck(in_step(read_schema(schema_path(kb)), kb.taxonomy))


def check(file: Checked) -> Iterator[Finding]:
    """Yield what does not fit."""
    for found in _schema_of(file.collection.kb).mismatches(file.document.data):
        value = _value(file, found.pointer)
        if isinstance(value, str) and (is_unfilled(value) or found.list_name in TAG_LISTS):
            continue
        draft = found.is_text and file.is_draft
        yield file.finding(
            found.code,
            Severity.WARNING if draft else Severity.ERROR,
            found.pointer,
            found.message,
            found.hint,
            key=found.at_key,
        )


def _value(file: Checked, pointer: tuple[str | int, ...]) -> object:
    node = file.document.data
    for step in pointer:
        node = node[step]
    return node
