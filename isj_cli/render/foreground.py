"""Handing the terminal to another program: an editor or a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess


def program(named: str) -> list[str] | None:
    """Return the command that a variable such as `EDITOR` names, None where there is none."""
    try:
        command = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        return None
    found = shutil.which(command[0].strip('"')) if command else None
    return [found, *command[1:]] if found else None


def editor() -> list[str] | None:
    """Return the command of the person's own editor, None where there is none."""
    return program(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")


def run(command: list[str], *, text: str | None = None) -> int:
    """Run a program that has the terminal, with `text` as its input; return its exit code.

    Ctrl-C is for it alone. Raises `OSError` where it cannot be started.
    """
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX")}
    # A handler, unlike ignoring, is not passed on to the program.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        done = subprocess.run(  # noqa: S603 (the person's own program, without a shell)
            command, input=text.encode() if text else None, env=environment, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode
