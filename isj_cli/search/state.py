"""What an index knows of the practices' files, by which it sees later which of them changed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.reading import read_bytes

RACY_NANOSECONDS = 2_000_000_000


class State(NamedTuple):
    """The practices' files as they were just before they were read.

    `lines` gives the name and the signature of each, `unreadable` the names of those that could
    not be read. A file that was written in the moment in which it was read may change without a
    trace in its times; `recent` has the digests of such files, which are compared by content, as
    git does.
    """

    lines: str
    recent: dict[str, str]
    unreadable: tuple[str, ...] = ()

    @classmethod
    def of(cls, kb: KnowledgeBase, files: Mapping[str, str]) -> State:
        """Return the state of files that are yet to be read, from their signatures by name."""
        now = time.time_ns()
        recent = {
            name: _digest(kb, name)
            for name, signature in files.items()
            if now - RACY_NANOSECONDS <= max(map(int, signature.split()[:2]), default=0) <= now
        }
        return cls(_as_lines(files), recent)

    @classmethod
    def read(cls, path: Path) -> State:
        """Return the state that `text` was written of to `path`; raises what a damaged one does."""
        head, _end, lines = path.read_text("utf-8").partition("\n")
        found = json.loads(head)
        return cls(lines, found["recent"], tuple(found["unreadable"]))

    @property
    def text(self) -> str:
        """What `read` reads."""
        head = json.dumps({"recent": self.recent, "unreadable": self.unreadable})
        return f"{head}\n{self.lines}"

    @property
    def files(self) -> dict[str, str]:
        """The signature of each file, by name."""
        return dict(line.split("\t", 1) for line in self.lines.splitlines())

    def changed(self, kb: KnowledgeBase, now: Mapping[str, str]) -> set[str]:
        """Return the names of the files that changed, came or went; `now` are the signatures."""
        if not self.recent and self.lines == _as_lines(now):
            return set()
        changed = {name for name, _signature in self.files.items() ^ now.items()}
        return changed | {
            name
            for name, digest in self.recent.items()
            if name not in changed and _digest(kb, name) != digest
        }


def _as_lines(files: Mapping[str, str]) -> str:
    return "".join(sorted([f"{name}\t{signature}\n" for name, signature in files.items()]))


def _digest(kb: KnowledgeBase, name: str) -> str:
    import hashlib

    try:
        data = read_bytes(kb.practices_folder / name)
    except OSError:
        data = b""
    return hashlib.sha256(data).hexdigest()
