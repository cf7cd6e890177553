"""A terminal in which the program runs as it does for a person: keys go in, a screen comes out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "backspace": "\x7f",
    "ctrl-b": "\x02",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
    "ctrl-n": "\x0e",
    "ctrl-u": "\x15",
}

# The program as it is, but for the suggestions, which a test sets itself.
DRIVER = """
import sys
from types import SimpleNamespace as Tag
from isj_cli.search.searcher import Search
def suggest(self, practice, *, limit=10, **_):
    assert practice.title and "TODO" not in practice.summary
    return [Tag(kind="topic", id="trauma", score=0.9, words=("angst", "veilig"),
                practices=("asja-fier", "onbekend"), label_found="PTSS"),
            Tag(kind="principle", id="veiligheid", score=0.5, words=(), practices=("asja-fier",),
                label_found=""),
            Tag(kind="principle", id="onderwijs", score=0.4, words=("school", "les"),
                practices=("kings-accare-smilde",), label_found="")]
Search.suggest = suggest
from isj_cli.cli.program import run
sys.exit(run(sys.argv[1:]))
"""


class Terminal:
    """`isj` in a terminal of so many columns and rows."""

    def __init__(
        self,
        *args: str,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        columns: int = 80,
        rows: int = 30,
    ) -> None:
        if os.name == "nt":
            pytest.skip("a terminal needs a POSIX system")
        pexpect = pytest.importorskip("pexpect")
        pyte = pytest.importorskip("pyte")
        self._nothing_yet = pexpect.TIMEOUT
        self._end = pexpect.EOF
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        self._child: Any = pexpect.spawn(
            sys.executable,
            ["-c", DRIVER, *args],
            cwd=str(cwd),
            env=surroundings,
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=60,
        )
        self._screen: Any = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self._screen.write_process_input = self._child.send
        self._stream = pyte.Stream(self._screen)
        self.log = ""

    @property
    def pid(self) -> int:
        """The number of the process."""
        return int(self._child.pid)

    @property
    def shown(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def all(self) -> str:
        """What stands on the screen, and what has gone off its top."""
        gone = [
            "".join(line[column].data for column in range(self._screen.columns)).rstrip()
            for line in self._screen.history.top
        ]
        return "\n".join(gone) + "\n" + self.shown

    def see(self, text: str) -> Terminal:
        """Wait until a text stands on the screen."""
        while text not in self._joined():
            self._read(text)
        return self

    def _joined(self) -> str:
        """The screen as running text, so that a line that wraps does not matter."""
        return " ".join(self.shown.split())

    def is_killed(self, text: str) -> bool:
        """Wait until a text stands on the screen, or the program is no more; tell which."""
        try:
            self.see(text)
        except AssertionError:
            self._child.close()
            return self._child.signalstatus == signal.SIGKILL
        return False

    def keys(self, *keys: str) -> Terminal:
        """Press keys by their names, or type."""
        for key in keys:
            self._child.send(KEYS.get(key, key))
        return self

    def end(self) -> int:
        """Wait for the program to end; return its exit code."""
        while True:
            try:
                self._read("")
            except EOFError:
                break
        self._child.close()
        assert self._child.exitstatus is not None, self.shown
        return int(self._child.exitstatus)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._child.kill(9)
        self._child.close()

    def _read(self, wanted: str) -> None:
        try:
            part = self._child.read_nonblocking(65536, timeout=60)
            self.log += part
            self._stream.feed(part)
        except self._nothing_yet:
            raise AssertionError(f"{wanted!r} did not appear on:\n{self.shown}") from None
        except self._end:
            if not wanted:
                raise EOFError from None
            raise AssertionError(f"ended before {wanted!r} appeared on:\n{self.all}") from None
