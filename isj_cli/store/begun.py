"""What somebody has begun to describe and not yet written: kept until it is, answer by answer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isj_cli.store.cache import name_for, persons_folder, private
from isj_cli.store.writing import write_atomically

if TYPE_CHECKING:
    from isj_cli.store.knowledge_base import KnowledgeBase


@dataclass
class Begun:
    """A practice that was begun.

    `values` are its keys and values, `at` names the question that comes next, `typed` holds what
    was typed at questions without becoming an answer, `spare` the tags that were taken off again,
    by id. `short` tells whether only what is required is asked. `path` is None where nothing can
    be kept.
    """

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)
    at: list[str | int] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    spare: dict[str, dict[str, str]] = field(default_factory=dict)
    short: bool = False

    @property
    def saved_at(self) -> datetime:
        """The moment at which the last answer was kept, on the clock of this machine."""
        moment = self.path.stat().st_mtime if self.path else 0.0
        return datetime.fromtimestamp(moment)

    def keep(self) -> None:
        """Write it to the disk, whole or not at all; raises `IsjError` where that fails."""
        if self.path:
            said = asdict(self)
            del said["path"]
            write_atomically(self.path, json.dumps(said, ensure_ascii=False, indent=1) + "\n")

    def text_path(self, key: str) -> Path | None:
        """Return where the text for `key` lies while it is edited."""
        return self.path.with_name(f"{self.path.stem}-{key}.txt") if self.path else None

    def drop(self) -> None:
        """Throw away what was kept of it."""
        if self.path:
            for path in (self.path, *self.path.parent.glob(f"{self.path.stem}-*.txt")):
                path.unlink(missing_ok=True)


def begin(kb: KnowledgeBase) -> Begun:
    """Return a practice of which nothing is known yet."""
    try:
        folder = _folder(kb)
    except OSError:
        return Begun()
    now = datetime.now().strftime("%Y%m%d-%H%M%S")
    return Begun(folder / f"{now}-{os.getpid()}.json")


def kept(kb: KnowledgeBase) -> list[Begun]:
    """Return what was begun in this knowledge base and not yet written, the newest first."""
    found = []
    try:
        paths = sorted(_folder(kb).glob("*.json"), reverse=True)
    except OSError:
        return []
    for path in paths:
        try:
            said = json.loads(path.read_bytes())
            begun = Begun(path, **said)
        except (OSError, ValueError, TypeError):
            continue
        if isinstance(begun.values, dict) and isinstance(begun.typed, dict):
            found.append(begun)
    return found


def _folder(kb: KnowledgeBase) -> Path:
    """Return the folder for this knowledge base; raises `OSError` where it cannot be trusted."""
    return private(_root() / name_for(kb))


def _root() -> Path:
    """Return the platform's folder for what a program keeps; `ISJ_DATA` names another one."""
    return persons_folder("ISJ_DATA", "user_data_path")
