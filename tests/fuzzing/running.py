"""Running cases within bounds, and judging what came of them.

Workers are forked from a process that has imported all of the program, and run case after case in a
folder of their own, so that a case costs what its command costs. Time is what the processor spends
on a case, so that a busy machine changes nothing; what waits for something is ended by the clock.
Memory is the most that is resident during a case, with all that start-up and the cases before it
left there. The address space is bounded as well, more widely since libraries reserve more than they
use: that keeps a bomb from taking the machine along. A worker that is ended by a bound, or by a
crash of the interpreter, is replaced.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import pty
import re
import resource
import select
import shutil
import signal
import sys
import termios
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread
from typing import NoReturn

from fuzzing.targets import TAXONOMY, Case, case_of, practices
from support import DATA, ROOT

SECONDS = 2.0
MEGABYTES = 512
GROWN = 350  # megabytes of a worker that is replaced, so that the next cases begin afresh
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
    from isj_cli.search.analysis import surface
    from isj_cli.search.compounds import split
    from isj_cli.search.documents import mentions
    from isj_cli.search.word_list import WordList
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
        self._make()

    def _make(self) -> None:
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
            wrong = (*_wrong(done), *_wrong_files(self.folder / "out"))
            if any(each.startswith("crash") for each in wrong):
                done = self._run(case, debug=True)
            return replace(done, wrong=wrong)
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
        if any(now.get(path) != state for path, state in self._kb.items()):
            self._make()  # the case changed one of the practices that are always there
        elif _state(self.folder / "cache") != self._cache:
            shutil.rmtree(self.folder / "cache")
            shutil.copytree(self.folder / "cache-kept", self.folder / "cache")
            self._cache = _state(self.folder / "cache")

    def _run(self, case: Case, *, debug: bool = False) -> Outcome:
        os.chdir(self.folder / "kb")
        os.environ.update(
            ISJ_CACHE=str(self.folder / "cache"), ISJ_DATA=str(self.folder / "data"), ISJ_LANG="en",
            HOME=str(self.folder), TERM="dumb", COLUMNS="80", LC_ALL="C.UTF-8", EDITOR="true",
            PAGER="cat", ISJ_DEBUG=str(int(debug)),
        )  # fmt: skip
        (self.folder / "stdin").write_bytes(case.stdin)
        with _streams(self.folder, terminal=case.terminal) as told:
            Path("/proc/self/clear_refs").write_text("5")  # counts the peak anew
            began = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            signal.setitimer(signal.ITIMER_REAL, WAITING)
            try:
                code = _load(self.folder / case.load) if case.load else _command(case.args)
            except BaseException:
                code = 3
                traceback.print_exc()
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            seconds = time.process_time() - began
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return Outcome(code, *told, seconds, int(peak[1]) / 1024 if peak else 0.0)


def _command(args: Sequence[str]) -> int:
    from isj_cli.cli.program import run

    return run(list(args))


@contextlib.contextmanager
def _streams(folder: Path, *, terminal: bool) -> Iterator[list[str]]:
    """Lead the three streams of this process to files, or stdout to a terminal.

    Yields a list that holds, afterwards, what was written to stdout and to stderr.
    """
    kept, streams = [os.dup(number) for number in range(3)], (sys.stdin, sys.stdout, sys.stderr)
    parts: list[bytes] = []
    reader = None
    told: list[str] = []
    out = os.open(folder / "stdout", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    if terminal:
        os.close(out)
        master, out = pty.openpty()
        mode = termios.tcgetattr(out)
        mode[1] &= ~termios.OPOST  # as the program writes it
        termios.tcsetattr(out, termios.TCSANOW, mode)
        reader = Thread(target=_read_on, args=(master, parts))
        reader.start()
    files = (
        os.open(folder / "stdin", os.O_RDONLY),
        out,
        os.open(folder / "stderr", os.O_RDWR | os.O_CREAT | os.O_TRUNC),
    )
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    try:
        yield told
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, own in enumerate(kept):
            os.dup2(own, number)
            os.close(own)
        if reader:
            reader.join()
            os.close(master)
        written = b"".join(parts) if terminal else (folder / "stdout").read_bytes()
        for data in (written, (folder / "stderr").read_bytes()):
            told.append(data.decode("utf-8", "surrogateescape"))


def _read_on(master: int, parts: list[bytes]) -> None:
    with contextlib.suppress(OSError):  # nobody writes any more
        while part := os.read(master, 65536):
            parts.append(part)


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return what changes with the files of a folder."""
    found = {}
    for path in folder.rglob("*"):
        stat = path.lstat()
        found[path] = (stat.st_mtime_ns if not path.is_dir() else 0, stat.st_size)
    return found


@dataclass
class Row:
    """A case that has run: which one, and what came of it but for the output."""

    target: str
    number: int
    code: int
    seconds: float = 0.0
    megabytes: float = 0.0
    wrong: Sequence[str] = ()
    args: str = ""
    said: str = ""


@dataclass
class _Worker:
    """A process that runs cases, and tells of each through a pipe."""

    cases: list[tuple[str, int]]
    folder: Path
    pid: int = 0
    pipe: int = -1
    rest: bytes = b""

    def start(self, seed: int) -> None:
        self.pipe, out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.pipe)
            _work(self.cases, seed, self.folder, out)
        os.close(out)


def run_all(
    wanted: Sequence[tuple[str, int]], seed: int, processes: int, folder: Path
) -> Iterator[Row]:
    """Run cases, named by target and number; yield a row for each as soon as it is done."""
    shares = [list(wanted[start::processes]) for start in range(processes)]
    workers = [_Worker(share, folder / str(n)) for n, share in enumerate(shares) if share]
    for worker in workers:
        worker.start(seed)
    while workers:
        ready = select.select([worker.pipe for worker in workers], [], [])[0]
        for worker in [each for each in workers if each.pipe in ready]:
            data = os.read(worker.pipe, 65536)
            *lines, worker.rest = (worker.rest + data).split(b"\n")
            for line in lines:
                worker.cases.pop(0)
                yield Row(**json.loads(line))
            if data:
                continue
            os.close(worker.pipe)
            code = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
            if code and worker.cases:
                target, number = worker.cases.pop(0)
                done = Outcome(code, "", "isj: .", 0.0, 0.0)
                yield Row(target, number, code, wrong=tuple(_wrong(done)))
            worker.rest = b""
            if worker.cases:
                worker.start(seed)
            else:
                workers.remove(worker)


def _work(cases: Sequence[tuple[str, int]], seed: int, folder: Path, out: int) -> NoReturn:
    """Be a worker, in a fork: run cases until all are done or memory has grown; never returns."""
    code = 3
    try:
        for number in (signal.SIGPROF, signal.SIGALRM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        place = Place(folder)
        for target, number in cases:
            case = case_of(target, seed, number)
            done = place.run(case)
            row = Row(target, number, done.code, done.seconds, done.megabytes, done.wrong)
            if done.wrong:
                row.args = ascii(" ".join(case.args))[:80]
                row.said = "".join(done.err.strip().splitlines()[-1:])[:160]
            os.write(out, json.dumps(asdict(row)).encode() + b"\n")
            if done.megabytes > GROWN:
                break
        code = 0
    except BaseException:  # of the fuzzer itself
        traceback.print_exc()
    os._exit(code)


def _load(path: Path) -> int:
    """Read a file with the loader, ask it for the place of everything; return the exit code."""
    from isj_cli.cli.program import failed
    from isj_cli.domain.errors import IsjError, YamlError
    from isj_cli.store.practice_file import read_practice
    from isj_cli.store.yaml_document import LocatedDict
    from isj_cli.store.yaml_loader import BREAK, parse, read
    from isj_cli.store.yaml_places import scalars, spans

    read_practice(path)
    try:
        document = read(path)
    except YamlError as error:
        assert error.code.startswith("ISJ00"), error.code
        assert (error.line >= 1) == (error.column >= 1)
        return failed(IsjError(f"{error.message} {error.hint}"))
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
        if found := RAW.search(_without_table(text)):
            yield f"raw: {found[0]!r} in {name}"
    lines = done.err.splitlines()
    if done.code == 2 and not (lines and lines[-1].startswith("isj: ")):
        yield "words: exit code 2 without a sentence"
    if any(len(line) > LONGEST_LINE for line in lines):
        yield f"words: a line of more than {LONGEST_LINE} signs on stderr"
    if done.code == 2 and lines and lines[-1][-1:] not in (".", "?", "…", "'", ")"):
        yield f"words: no sentence: {lines[-1][-60:]}"


def _without_table(text: str) -> str:
    """Return text without what Excel wants of a table: a mark in front, and its ends of lines."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _wrong_files(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files that a case wrote."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            if found := RAW.search(_without_table(text)):
                yield f"raw: {found[0]!r} in a file {path.suffix}"
