"""Running the program as people do, and where the tests' files are."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"


posix = pytest.mark.skipif(os.name == "nt", reason="this is how POSIX systems do it")


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def in_terminal(args: list[str], columns: int, cwd: Path, keys: bytes = b"") -> str:
    """Return what a person sees who runs `isj` in a terminal of that width, without colours."""
    return talk(["--no-pager", *args], cwd, {}, ("", keys), columns=columns).out


def talk(
    args: list[str], cwd: Path, env: dict[str, str], *turns: tuple[str, bytes], columns: int = 80
) -> Ran:
    """Run `isj` in a terminal as `converse` does, and leave colours and links out."""
    isj = [sys.executable, "-m", "isj_cli", *args]
    ran = converse(isj, cwd, {"PYTHONPATH": str(ROOT), **env}, *turns, columns=columns)
    text = plain(ran.out)
    return Ran(ran.code, text, text)


def converse(
    command: list[str], cwd: Path, env: dict[str, str], *turns: tuple[str, bytes], columns: int = 80
) -> Ran:
    """Run a program in a terminal; type each answer when its question has been asked.

    What answers no question is typed at once. What is seen has its colours and links.
    """
    pty = pytest.importorskip("pty", reason="a terminal needs a POSIX system")
    import fcntl
    import select
    import struct
    import termios

    pid, master = pty.fork()
    size = struct.pack("HHHH", 50, columns, 0, 0)
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, size)
        os.chdir(cwd)
        # With the environment named: the readline that pytest imports sets COLUMNS behind Python.
        os.execvpe(command[0], command, {**os.environ, **env})
    seen, waiting, asked = b"", list(turns), 0
    while True:
        if waiting and waiting[0][0].encode() in seen[asked:]:
            asked = len(seen)
            os.write(master, waiting.pop(0)[1])
        if not select.select([master], [], [], 120)[0]:
            os.kill(pid, 9)
            raise AssertionError(f"{command} waits for ever:\n{seen.decode()}")
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(master)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert not waiting, seen.decode()
    text = seen.decode().replace("\r\n", "\n")
    return Ran(code, text, text)


def plain(text: str) -> str:
    """Return what a terminal shows without its colours and links."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\", "", text)


def with_keys(text: str, piece: str) -> str:
    """Return the text of a practice with the keys of `piece` in the place of its own.

    A key that a comment of its own names (`# goals:`) is taken out. A piece that begins with no
    key replaces all.
    """
    blocks = re.split(r"(?m)^(?=[a-z_]+:)", text)
    new = re.split(r"(?m)^(?=[a-z_]+:)", piece.rstrip("\n") + "\n")
    if len(new) == 1:
        return new[0]
    for block in new[1:]:
        key = block.split(":")[0]
        places = [at for at, old in enumerate(blocks) if old.startswith(f"{key}:")]
        if places:
            blocks[places[0]] = block
        else:
            blocks.append(block)
    gone = tuple(re.findall(r"(?m)^# ([a-z_]+:)$", piece))
    return "".join(block for block in blocks if not (gone and block.startswith(gone)))
