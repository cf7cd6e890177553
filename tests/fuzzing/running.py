"""Running cases, each in a process of its own with bounds, and judging what came of them.

A process is forked from one that has imported all of the program, so that a case costs what the
command costs. Time is what the processor spends on the case, start-up left out, so that a busy
machine changes nothing; what waits for something is ended by the clock. Memory is the most that was
ever resident, start-up and dictionaries included. The address space is bounded as well, more
widely since libraries reserve what they never use: that keeps a bomb from taking the machine along.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import os
import pkgutil
import pty
import re
import resource
import shutil
import signal
import sys
import termios
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from fuzzing.targets import TAXONOMY, Case, practices
from support import DATA, ROOT

SECONDS = 2.0
MEGABYTES = 512
ADDRESS_SPACE = 2 << 30
LARGEST_FILE = 128 << 20
WAITING = 60.0  # by the clock, on a busy machine: for what uses no processor
SETTLED = 2.1  # seconds after which the index trusts the times of files
LONGEST_LINE = 1200
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
TEXTS = {".md", ".html", ".csv", ".json", ".jsonl", ".ttl", ".jsonld", ".svg", ".xml", ".txt"}
CRASHED = "inside the program", "in het programma zelf"


@dataclass(frozen=True)
class Outcome:
    """What came of a case: exit code (negative: a signal), output, cost, and what is wrong."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float
    wrong: tuple[str, ...] = ()


def import_all() -> None:
    """Import the program and what it uses, and load what it loads only once."""
    import isj_cli

    for module in pkgutil.walk_packages(isj_cli.__path__, "isj_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in ("rich.table", "rich.console", "phonenumbers", "stdnum.nl.bsn", "jsonschema",
                 "jsonschema_rs", "difflib", "csv", "hashlib", "rdflib", "jinja2", "platformdirs",
                 "hypothesis"):  # fmt: skip
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    from isj_cli.search.analysis import WordList, surface
    from isj_cli.search.compounds import split
    from isj_cli.search.documents import mentions
    from isj_cli.store.knowledge_base import KnowledgeBase

    # Terms and parts come from a dictionary: most words of the cases are looked up here.
    kb, words = KnowledgeBase(ROOT), WordList()
    texts = [data.decode() for data in practices()]
    texts += [text for _, _, its, _ in mentions(kb.taxonomy) for text in its.values()]
    for word in {word for text in texts for word in surface(text)}:
        words.parts(words.term(word))
    split("kinderen")
    gc.collect()
    gc.freeze()  # what is shared with the processes of the cases stays so


class Place:
    """A folder in which cases run one after another; each finds it as the first one did."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remade = 0
        self._make()

    def _make(self) -> None:
        self.remade += 1
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(DATA / "kb", self.folder / "kb")
        for name in TAXONOMY:
            shutil.copy(ROOT / name, self.folder / "kb" / name)
        for name in ("cache", "data", "in", "out"):
            (self.folder / name).mkdir(mode=0o700)
        time.sleep(SETTLED)
        for args in (("search", "trauma"), ("list",), ("show", "veiligheid")):
            done = self._run(Case(args))
            assert done.code == 0, done
        shutil.copytree(self.folder / "cache", self.folder / "cache-kept")
        self._cache = _state(self.folder / "cache")
        self._kb = _state(self.folder / "kb")

    def run(self, case: Case) -> Outcome:
        """Run a case, judge it, and put all back in its place."""
        saved: dict[Path, Path] = {}
        try:
            for name, data in case.files.items():
                path = self.folder / name
                if path.exists():
                    saved[path] = self.folder / f"saved-{len(saved)}"
                    path.rename(saved[path])
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
            if case.in_cache:
                case.in_cache(self.folder / "cache")
            done = self._run(case)
            wrong = [*_wrong(done), *_wrong_files(self.folder / "out")]
            if any("Traceback" in each or each.startswith("crash") for each in wrong):
                done = self._run(case, debug=True)
            return Outcome(
                done.code, done.out, done.err, done.seconds, done.megabytes, tuple(wrong)
            )
        finally:
            self._restore(case, saved)

    def _restore(self, case: Case, saved: dict[Path, Path]) -> None:
        for name in case.files:
            (self.folder / name).unlink(missing_ok=True)
        for path, where in saved.items():
            where.rename(path)
        for name in ("in", "out", "data"):
            if any((self.folder / name).iterdir()):
                shutil.rmtree(self.folder / name)
                (self.folder / name).mkdir(mode=0o700)
        now = _state(self.folder / "kb")
        for path in sorted(now.keys() - self._kb.keys()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        own = {path for path in saved}
        if any(now.get(path) != state for path, state in self._kb.items() if path not in own):
            self._make()  # the case changed one of the practices that are always there
        elif _state(self.folder / "cache") != self._cache:
            shutil.rmtree(self.folder / "cache")
            shutil.copytree(self.folder / "cache-kept", self.folder / "cache")
            self._cache = _state(self.folder / "cache")

    def _run(self, case: Case, *, debug: bool = False) -> Outcome:
        told = [self.folder / name for name in ("stdin", "stdout", "stderr")]
        told[0].write_bytes(case.stdin)
        terminal = pty.openpty() if case.terminal else None
        pid = os.fork()
        if pid == 0:
            _be_the_case(case, self.folder, terminal, debug=debug)
        out = b""
        if terminal:
            os.close(terminal[1])
            while part := _part(terminal[0]):
                out += part
            os.close(terminal[0])
        _pid, status, used = os.wait4(pid, 0)
        if not terminal:
            out = told[1].read_bytes()
        return Outcome(
            os.waitstatus_to_exitcode(status),
            out.decode("utf-8", "surrogateescape"),
            told[2].read_bytes().decode("utf-8", "surrogateescape"),
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024,
        )


def _part(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # nobody writes any more
        return b""


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return what changes with the files of a folder."""
    found = {}
    for path in folder.rglob("*"):
        stat = path.lstat()
        found[path] = (stat.st_mtime_ns if not path.is_dir() else 0, stat.st_size)
    return found


def _be_the_case(
    case: Case, folder: Path, terminal: tuple[int, int] | None, *, debug: bool
) -> NoReturn:
    """Become the process of a case, in a fork; never returns."""
    code = 3
    try:
        os.chdir(folder / "kb")
        os.environ.update(
            ISJ_CACHE=str(folder / "cache"), ISJ_DATA=str(folder / "data"), HOME=str(folder),
            ISJ_LANG="en", TERM="dumb", COLUMNS="80", LC_ALL="C.UTF-8", ISJ_DEBUG=str(int(debug)),
            EDITOR="true", PAGER="cat", NO_COLOR="1",
        )  # fmt: skip
        os.environ.pop("ISJ_KB", None)
        if terminal:
            mode = termios.tcgetattr(terminal[1])
            mode[1] &= ~termios.OPOST
            termios.tcsetattr(terminal[1], termios.TCSANOW, mode)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(folder / "stdin", os.O_RDONLY), 0)
        os.dup2(terminal[1] if terminal else os.open(folder / "stdout", flags), 1)
        os.dup2(os.open(folder / "stderr", flags), 2)
        os.closerange(3, 64)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        for number in (signal.SIGINT, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        if debug:
            faulthandler.register(signal.SIGPROF, sys.stderr, chain=True)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.setitimer(signal.ITIMER_REAL, WAITING)
        if case.load:
            code = _load(folder / case.load)
        else:
            from isj_cli.cli.program import run

            code = run(list(case.args))
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        with contextlib.suppress(Exception):
            sys.stderr.flush()
    os._exit(code)


def _load(path: Path) -> int:
    """Read a file with the loader, ask it for the place of everything; return the exit code."""
    from isj_cli.domain.errors import YamlError
    from isj_cli.store.knowledge_base import read_practice
    from isj_cli.store.yaml_loader import BREAK, LocatedDict, parse, read, scalars, spans

    read_practice(path)
    try:
        document = read(path)
    except YamlError as error:
        assert error.code.startswith("ISJ00"), error.code
        assert error.line >= 1 and error.column >= 1
        print(f"isj: {error.message} {error.hint}", file=sys.stderr)
        return 2
    lines = len(BREAK.split(document.text))
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), document.data)]
    for pointer, node in waiting:
        place = document.place(pointer)
        assert 1 <= place.line <= lines, place
        keys = node if isinstance(node, dict) else range(len(node)) if type(node) is list else ()
        if len(waiting) < 2000:
            waiting += [((*pointer, key), node[key]) for key in keys]
    if isinstance(document.data, LocatedDict):
        read(path, ("title", "id"))
    assert isinstance(spans(document.text), dict)
    assert isinstance(scalars(document.text), list)
    assert parse(document.text, path).data == document.data or "nan" in document.text.lower()
    return 0


def _wrong(done: Outcome) -> Iterator[str]:
    """Yield what is wrong with what came of a case."""
    if done.code == -signal.SIGPROF:
        yield f"time: more than {SECONDS:g} seconds of the processor"
    elif done.code == -signal.SIGALRM:
        yield f"time: waits for more than {WAITING:g} seconds"
    elif done.code not in (0, 1, 2):
        yield f"crash: exit code {done.code}"
    if done.megabytes > MEGABYTES:
        yield f"memory: {done.megabytes:.0f} MB"
    if "Traceback" in done.err:
        yield "crash: Traceback"
    if any(said in done.err for said in CRASHED):
        yield "crash: what was not foreseen"
    for name, text in (("stdout", done.out), ("stderr", done.err)):
        # Excel knows UTF-8 by the mark in front of it.
        if found := RAW.search(text.removeprefix("\ufeff")):
            yield f"raw: {found[0]!r} in {name}"
    lines = done.err.splitlines()
    if done.code == 2 and not (lines and lines[-1].startswith("isj: ")):
        yield "words: exit code 2 without a sentence"
    if any(len(line) > LONGEST_LINE for line in lines):
        yield f"words: a line of more than {LONGEST_LINE} signs on stderr"
    if done.code == 2 and lines and lines[-1][-1:] not in (".", "?", "…", "'", ")"):
        yield f"words: no sentence: {lines[-1][-60:]}"


def _wrong_files(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files that a case wrote."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            if found := RAW.search(text.removeprefix("\ufeff").replace("\r\n", "\n")):
                yield f"raw: {found[0]!r} in a file {path.suffix}"
