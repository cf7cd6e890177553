"""Handing the terminal to another program: an editor or a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _

USUAL_EDITORS = ("notepad",) if os.name == "nt" else ("nano", "editor")


def own_editor() -> list[str] | None:
    """Return the command that `VISUAL` or `EDITOR` names, None where there is none."""
    return program(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")


def editor() -> list[str]:
    """Return the command of the person's own editor; raises `IsjError` where there is none.

    In a terminal, one that the system has will do where `VISUAL` and `EDITOR` name none.
    """
    if command := own_editor():
        return command
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    for usual in USUAL_EDITORS if not named and sys.stdin.isatty() else ():
        if command := program(usual):
            return command
    raise IsjError(
        _("There is no editor '{name}'; name one in the variable EDITOR, such as nano.").format(
            name=named
        )
        if named
        else _("No editor is known; name one in the variable EDITOR, such as nano.")
    )


def program(named: str) -> list[str] | None:
    """Return the command that a variable such as `EDITOR` names, None where there is none."""
    try:
        command = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        return None
    name = command[0].strip('"') if command else ""
    found = shutil.which(name) if name else None
    # What lies in the folder where one happens to be is only run if it is named as lying there.
    if not found or not (Path(found).is_absolute() or Path(name).name != name):
        return None
    return [found, *(each.strip('"') for each in command[1:])]


def edit(command: list[str], path: Path) -> int:
    """Open a file in an editor; return its exit code. Raises `OSError` where it cannot be run."""
    return run([*command, str(path.absolute())])  # absolute: no name can look like an option


def run(command: list[str], *, text: str | None = None) -> int:
    """Run a program that has the terminal, with `text` as its input; return its exit code.

    Ctrl-C is for the program alone. Raises `OSError` where it cannot be run.
    """
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX")}
    # A handler, unlike ignoring, is not passed on to the program.
    before = signal.signal(signal.SIGINT, lambda *ignored: None)
    try:
        return subprocess.run(  # noqa: S603 (the person's own program, without a shell)
            command, input=text.encode() if text else None, env=environment, check=False
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)
