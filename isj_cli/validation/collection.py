"""What the rules look at: one file at a time, and what is remembered of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from isj_cli.domain.fixed import CONCEPT, TODO, WITHDRAWN
from isj_cli.domain.place import Place
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.store.git import Changes
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_document import Document
from isj_cli.validation.doubles import Double, Print, doubles, print_of
from isj_cli.validation.personal import prose
from isj_cli.validation.rule import Pointer

YEARS = range(1900, 2101)
_TODO = re.compile(rf"\b{TODO}\b")


class Reference(NamedTuple):
    """The id of another practice that a practice names, and where."""

    id: str
    pointer: Pointer
    place: Place


REMEMBERED = (
    "title", "status", "summary", "approach", "reason", "related", "former_ids", "withdrawn",
)  # fmt: skip


class Entry(NamedTuple):
    """What is remembered of a practice while the others are read."""

    path: Path
    title: str
    title_at: Place
    status: str
    status_at: Place
    references: tuple[Reference, ...]
    former_ids: tuple[Reference, ...]
    print: Print

    @property
    def id(self) -> str:
        """The id, by the name of the file."""
        return self.path.stem


def entry_of(path: Path, document: Document, practice: Practice) -> Entry:
    """Return what is remembered of a practice; the keys of which that is are `REMEMBERED`."""

    def named(id: str, *pointer: str | int) -> Reference:
        return Reference(id, pointer, document.place(pointer))

    references = [named(each.id, "related", at, "id") for at, each in enumerate(practice.related)]
    if practice.withdrawn.replaced_by:
        references.append(named(practice.withdrawn.replaced_by, "withdrawn", "replaced_by"))
    return Entry(
        path,
        practice.title,
        document.place(("title",)),
        practice.status,
        document.place(("status",)),
        tuple(references),
        tuple(named(id, "former_ids", at) for at, id in enumerate(practice.former_ids)),
        print_of(practice),
    )


@dataclass(frozen=True, eq=False)
class Collection:
    """A knowledge base and all its practices, with the files checked beside them.

    `entries` gives what is remembered of each practice, by its file; files that cannot be read are
    not among them. `changes` is what changed since the moment asked for, if one was.
    """

    kb: KnowledgeBase
    taxonomy: Taxonomy
    today: date
    changes: Changes | None
    entries: Mapping[Path, Entry]
    paths: tuple[Path, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all practices, by their files' names."""
        return frozenset(path.stem for path in self.paths)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """What is remembered of each practice, by its id."""
        return {entry.id: entry for entry in self.entries.values()}

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """The present id of each former one."""
        return {old.id: each.id for each in self.entries.values() for old in each.former_ids}

    @cached_property
    def titles(self) -> dict[str, list[Path]]:
        """The files that have each title, without case."""
        found: dict[str, list[Path]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.title.casefold(), []).append(entry.path)
        return found

    @cached_property
    def fallen(self) -> frozenset[str]:
        """The ids of the practices that have gone or were withdrawn with the changes."""
        if self.changes is None:
            return frozenset()
        withdrawn = {entry.id for entry in self.entries.values() if entry.status == WITHDRAWN}
        before = self.changes.before
        return self.changes.gone | {
            id for id in withdrawn & before.keys() if before[id].status != WITHDRAWN
        }

    @cached_property
    def doubles(self) -> Mapping[Path, tuple[Double[Path], ...]]:
        """The practices that each practice resembles, most alike first."""
        return doubles({path: entry.print for path, entry in self.entries.items()})


@dataclass(frozen=True, eq=False)
class Checked:
    """A practice's file that could be read, and what it is checked against."""

    path: Path
    document: Document
    practice: Practice
    kb: KnowledgeBase
    taxonomy: Taxonomy
    today: date

    @cached_property
    def prose(self) -> str:
        """The text of the file, place by place, without web addresses and signs of comments."""
        return prose(self.document.text)

    @property
    def is_draft(self) -> bool:
        """Whether it is a concept, in which unfinished texts are only warned of."""
        return self.practice.status == CONCEPT


def is_unfilled(text: str) -> bool:
    """Tell whether a text still says that it has to be filled in."""
    return _TODO.search(text) is not None


def is_year(number: int | None) -> TypeGuard[int]:
    """Tell whether a number is a year that a practice can name; of others ISJ107 speaks."""
    return number is not None and number in YEARS


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
