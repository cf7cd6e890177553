"""What would change in a file, line by line."""

from __future__ import annotations

from difflib import unified_diff

from isj_cli.domain.text import clean
from isj_cli.render.plain import write_lines


def write_diff(name: str, before: bytes, new_name: str, after: bytes) -> None:
    """Write the difference between two UTF-8 texts, as git does."""
    old, new = (data.decode("utf-8-sig", "replace").splitlines() for data in (before, after))
    write_lines(clean(line) for line in unified_diff(old, new, name, new_name, lineterm=""))
