"""What the rules look at: the files to check, and the whole knowledge base around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.place import Place
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.store.knowledge_base import KnowledgeBase, PracticeFile
from isj_cli.store.yaml_loader import Document

Pointer = Sequence[str | int]
TODO = "TODO"
_TODO = re.compile(rf"\b{TODO}\b")


@dataclass(frozen=True)
class Collection:
    """A knowledge base with all its practices, read once."""

    kb: KnowledgeBase
    taxonomy: Taxonomy
    files: tuple[PracticeFile, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all practices, by their files' names."""
        return frozenset(file.path.stem for file in self.files)

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """The present id of each former one."""
        return {
            old: file.path.stem
            for file in self.files
            if file.practice
            for old in file.practice.former_ids
        }

    @cached_property
    def titles(self) -> dict[str, list[Path]]:
        """The files that have each title, without case."""
        found: dict[str, list[Path]] = {}
        for file in self.files:
            if file.practice:
                found.setdefault(file.practice.title.casefold(), []).append(file.path)
        return found


@dataclass(frozen=True)
class Checked:
    """A practice's file that could be read, with the collection around it."""

    path: Path
    shown: str
    document: Document
    practice: Practice
    collection: Collection

    @property
    def is_draft(self) -> bool:
        """Whether it is a concept, in which unfinished texts are only warned of."""
        return self.practice.status == "concept"

    def finding(
        self,
        code: str,
        severity: Severity,
        pointer: Pointer,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
    ) -> Finding:
        """Return a finding at the value (or, with `key`, the key) that `pointer` leads to."""
        return Finding(
            code, severity, self.shown, self.document.place(pointer, key=key), message, hint
        )

    def finding_at(
        self, code: str, severity: Severity, place: Place, message: str, hint: str = ""
    ) -> Finding:
        """Return a finding at a place."""
        return Finding(code, severity, self.shown, place, message, hint)


def is_unfilled(text: str) -> bool:
    """Tell whether a text still says that it has to be filled in."""
    return _TODO.search(text) is not None


def texts(node: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[Pointer, str]]:
    """Yield every text below a value, with the way to it."""
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, (*pointer, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, (*pointer, number))


def shown_path(path: Path) -> str:
    """Return a path as people type it from here: relative where it lies below this folder."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
