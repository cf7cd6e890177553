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


def to_describe(*tags: tuple[str, str]) -> str:
    """Return the command that begins a practice with these tags, each a kind and an id."""
    said = [
        f"--{kind} {as_typed(id)}" + ('="…"' if kind in ("principle", "factor") else "")
        for kind, id in tags
    ]
    return " ".join(["isj add-practice", *said])
