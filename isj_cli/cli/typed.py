"""Commands in hints, as people can type them."""

from __future__ import annotations

import os


def as_typed(*words: str) -> str:
    """Return words as a shell of this system takes them, in quotes where they need those."""
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline(words)
    import shlex

    return shlex.join(words)
