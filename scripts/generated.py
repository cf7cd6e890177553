"""Files that a script makes: written, or with `--check` held against what it would make now."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def write_or_check(made: Mapping[Path, str]) -> int:
    """Write the files, or with `--check` name those that are out of date; return the exit code."""
    stale = [path for path, text in made.items() if not _holds(path, text)]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path} is out of date: run python {sys.argv[0]}", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8", newline="\n")
    return 0


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
