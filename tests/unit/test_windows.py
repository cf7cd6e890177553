"""Windows, as far as that can be tried on another system.

Its Python has no POSIX modules, and its consoles know few characters.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import DATA, ROOT, posix

from isj_cli.domain.typed import as_typed
from isj_cli.render.legible import legible

ANSWERS = str(DATA / "assess/format-1.yaml")
REPORT = ["--kb", str(ROOT), "--lang", "nl", "assess", "report", ANSWERS]
TITLE, LEGIBLE = "Łódź → Čakovec ☃", "Lódz -> Cakovec ?"

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
        (["--kb", str(ROOT), "assess", "report", ANSWERS], 0),
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


# What a console of old lets rich do.
LEGACY = "import rich.console; rich.console.detect_legacy_windows = lambda: True"
SAID = [
    (["search", "cakovec"], 0, LEGIBLE),
    (["show", "asja-fier"], 0, LEGIBLE),
    (["--lang", "nl", "list"], 0, "Lódz"),
    (["matrix", "--format", "table"], 0, "Lódz"),
    (["validate"], 1, "practices/fout.yaml"),
    (["stats", "--format", "table"], 0, "####"),
    (REPORT, 0, "geborgd en geëvalueerd"),
    (["--lang", "nl", "--help"], 0, "Zoek in de praktijkvoorbeelden"),
    (["--lang", "en", "matrix", "--help"], 0, "Show which practices carry which"),
    (["show", "→č"], 2, "There is nothing with the id '->c'"),
    (["search", "--topic", "łódź", "x"], 2, "does not know 'lódz'"),
]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with letters and signs that no Western console has, only to be read."""
    folder = Path(shutil.copytree(DATA / "kb", tmp_path_factory.mktemp("foreign") / "kb"))
    path = folder / "practices/asja-fier.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"title: {TITLE}" if line.startswith("title:") else line for line in lines]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    wrong = folder / "practices/fout.yaml"
    wrong.write_text(f"id: fout\ntitle: {TITLE}\nčç: ☃\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("args", "code", "says"), SAID, ids=lambda value: str(value)[:40])
def test_what_the_encoding_lacks_is_written_legibly(
    args: list[str], code: int, says: str, foreign: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "isj_cli", *args],
        cwd=foreign,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="cp1252",
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert says in said
    assert "Traceback" not in said and "inside the program" not in said


@posix
@pytest.mark.parametrize(("args", "code", "says"), SAID, ids=lambda value: str(value)[:40])
def test_an_old_console_shows_it_legibly_too(
    args: list[str], code: int, says: str, foreign: Path, tmp_path: Path
) -> None:
    import pexpect

    (tmp_path / "sitecustomize.py").write_text(LEGACY, encoding="utf-8")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "isj_cli", "--no-pager", *args],
        cwd=str(foreign),
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
            "PYTHONIOENCODING": "cp1252",
        },
        dimensions=(50, 100),
        timeout=120,
    )
    said = child.read().decode("cp1252")
    child.close()
    assert child.exitstatus == code, said
    assert says in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)
    assert "Traceback" not in said and "inside the program" not in said
    assert "\x1b]8" not in said  # it knows no links
    if "?" in re.sub(r"Cakovec \?|\S+\?\S+", "", said):
        assert args[0] in ("show", "search", "validate"), said  # their texts hold questions


def test_json_loses_nothing_where_the_encoding_lacks_something(foreign: Path) -> None:
    for form in ("json", "jsonl"):
        done = subprocess.run(
            [sys.executable, "-m", "isj_cli", "list", "--format", form],
            cwd=foreign,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
            capture_output=True,
            encoding="cp1252",
        )
        text = done.stdout if form == "json" else f"[{','.join(done.stdout.splitlines())}]"
        assert TITLE in [each["title"] for each in json.loads(text)]


@pytest.mark.parametrize(
    "args", [("show", "asja-fier"), ("compare", "asja-fier", "mdft-teylingereind")]
)
def test_what_is_a_file_is_utf_8_whatever_the_screen_shows(
    args: tuple[str, ...], foreign: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "isj_cli", *args, "--format", "markdown"],
        cwd=foreign,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        encoding="utf-8",
    )
    assert TITLE in done.stdout


def test_a_letter_keeps_its_place_and_a_sign_its_meaning() -> None:
    def written(text: str, encoding: str = "ascii") -> str:
        import codecs

        codecs.register_error("legible-test", legible)
        return text.encode(encoding, "legible-test").decode(encoding)

    assert written("Fryslân, één, Ærø, ŁÓDŹ, đ") == "Fryslan, een, AEro, LODZ, d"
    assert written("«ja» – “nee” … 3 × €") == '<<ja>> - "nee" ... 3 x EUR'
    assert written("░▒▓█▏") == "-+=#|"
    assert written("░▒▓█", "cp850") == "░▒▓█"
    assert written("e\u0301 a\u200bb ﬁ ²") == "e ab fi 2"
    assert written("日本 \ud800 ☃ \U0001f600") == "?? ? ? ?"


@pytest.mark.parametrize(
    ("system", "typed"),
    [
        ("nt", 'isj assess fill "mijn antwoorden\\format 1.yaml"'),
        ("posix", "isj assess fill 'mijn antwoorden\\format 1.yaml'"),
    ],
)
def test_a_hint_can_be_typed_in_the_shell_of_the_system(
    monkeypatch: pytest.MonkeyPatch, system: str, typed: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", system)
        said = as_typed("isj", "assess", "fill", r"mijn antwoorden\format 1.yaml")
    assert said == typed
