"""The ids and titles of practices, far quicker than by parsing their files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable

from isj_cli.store.ids import is_id
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice

MOST_TITLES = 500  # of more practices at once, nobody reads the titles
_HEAD_BYTES = 4096
# A title in one line, which no line continues: between quotes, or without any.
_TITLE = re.compile(
    r"""^title:[ ]+("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\W_][^#:\r\n]*?)[ ]*\r?$(?!\n[ \t])""", re.M
)


def titles(kb: KnowledgeBase, choose: Callable[[list[str]], list[str]]) -> dict[str, str]:
    """Return the titles of the practices that `choose` takes out of all ids, by id.

    A title is empty where there is none or where the file cannot be read, and all are where there
    are more than `MOST_TITLES`. Raises `IsjError` where the folder is shut.
    """
    entries = {name.removesuffix(".yaml"): entry for name, entry in sorted(kb.entries().items())}
    found = choose(list(filter(is_id, entries)))
    if len(found) > MOST_TITLES:
        return dict.fromkeys(found, "")
    return {id: _title(entries[id]) for id in found}


def _title(entry: os.DirEntry[str]) -> str:
    try:
        if not entry.is_file():
            return ""
        with open(entry.path, "rb", buffering=0) as stream:  # noqa: PTH123 (quicker)
            head = stream.read(_HEAD_BYTES).decode("utf-8", "ignore")
        if match := _TITLE.search(head):
            said = match[1]
            if said[0] == '"':
                return str(json.loads(said))
            return said[1:-1].replace("''", "'") if said[0] == "'" else said
    except (OSError, ValueError):
        pass
    return _parsed_title(entry)


def _parsed_title(entry: os.DirEntry[str]) -> str:
    from pathlib import Path

    practice = read_practice(Path(entry.path), only=("title",)).practice
    return practice.title if practice else ""
