"""What an assistant reads: what people see too, and no more than it can hold."""

from __future__ import annotations

import json
from typing import Any

from isj_cli.domain.text import seen

MOST = 50_000  # signs of JSON in an answer, some fifteen thousand tokens
CUT = " […]"
TEXT, ITEMS = 4000, 64  # signs of a text and parts of a list, where something has to go
SHORT = 500  # signs of a text from which on lists are cut too
LONGEST_KEY = 100


def clean(value: Any) -> Any:
    """Return a JSON value whose texts hold what people see, and nothing beside it.

    What nobody sees can carry orders to a program that reads it, and half a character cannot be
    written at all. A number that no program can hold counts as not known.
    """
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {seen(str(key)): clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    if isinstance(value, int) and value.bit_length() > 64:
        return None
    return value


def bounded(value: Any, most: int = MOST) -> tuple[Any, bool]:
    """Return a JSON value of at most `most` signs, and whether something was cut.

    Long texts and lists are cut first, and shorter ones only as far as that does not suffice. The
    kinds of values stay as they are.
    """
    text, items = TEXT, ITEMS
    found, is_cut = value, False
    while len(json.dumps(found, ensure_ascii=False)) > most and text:
        found, is_cut = _cut(value, text, items), True
        text, items = text // 2, items if text > SHORT else max(items // 2, 1)
    return found, is_cut


def _cut(value: Any, text: int, items: int) -> Any:
    if isinstance(value, str):
        return value if len(value) <= text else value[:text] + CUT
    if isinstance(value, list):
        return [_cut(each, text, items) for each in value[:items]]
    if isinstance(value, dict):
        kept = list(value.items())[: max(items, ITEMS)]
        return {key[:LONGEST_KEY]: _cut(each, text, items) for key, each in kept}
    return value
