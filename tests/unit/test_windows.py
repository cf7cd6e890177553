"""Windows, as far as that can be tried on another system.

Its Python has no POSIX modules, and its consoles know few characters.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import DATA, ROOT, Ran, Run, posix

ELSEWHERE = "Łódź, Čakovec, İzmir → ☃ 日本 e\u0301\U0001f600"
AS_TYPED = "Lódz, Cakovec, Izmir -> ? ?? e?"
ANSWERS = str(DATA / "assess/format-1.yaml")

# What stands before the program: these modules and names are those of POSIX systems alone.
WITHOUT_POSIX = """
import os, signal, subprocess, sys
gone = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"}
for name in gone:
    sys.modules.pop(name, None)
class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name in gone:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nowhere())
for name in ("chown", "fchmod", "fchown", "fork", "forkpty", "geteuid", "getegid", "getgid",
             "getpgid", "getuid", "killpg", "lchown", "mkfifo", "mknod", "openpty", "pread",
             "setpgid", "setsid", "sync", "uname", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK"):
    delattr(os, name)
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGTSTP", "SIGWINCH", "pthread_sigmask"):
    delattr(signal, name)
# Whoosh picks its lock by the name of the system.
from whoosh.util import filelock
class Lock(filelock.LockBase):
    def acquire(self, blocking=False):
        return True
    def release(self):
        pass
filelock.FileLock = Lock
import runpy
runpy.run_module("isj_cli", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 0),
        (["--version"], 0),
        (["--lang", "nl", "--help"], 0),
        (["index", "--rebuild"], 0),
        (["search", "truama", "--explain", "--format", "table"], 0),
        (["show", "asja-fier"], 0),
        (["list", "--region", "Friesland", "--format", "csv"], 0),
        (["related", "asja-fier"], 0),
        (["matrix", "--format", "table"], 0),
        (["compare", "asja-fier", "veilige-veste"], 0),
        (["stats"], 0),
        (["stale"], 0),
        (["validate"], 0),
        (["suggest", "asja-fier"], 0),
        (["add-practice", "--title", "Nieuw", "--no-input"], 0),
        (["rename", "asja-fier", "asja"], 0),
        (["init", "eigen"], 0),
        (["export", "markdown", "pages"], 0),
        (["export", "csv", "praktijken.csv"], 0),
        (["assess", "report", ANSWERS], 0),
        (["edit", "asja-fier"], 2),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
@posix
def test_nothing_needs_what_only_posix_systems_have(
    args: list[str], code: int, kb_folder: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX, *args],
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "inside the program" not in done.stderr
