"""A small world in which a command runs, and something goes wrong on order.

`kb` holds a knowledge base, `out` what is written elsewhere, `cache` and `data` what the program
keeps for itself. Whatever a fault does, files are compared with those of before and with those that
an undisturbed run makes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from support import DATA, ROOT, Ran
from terminal import Terminal

INSIDE = Path(__file__).parent / "inside"
PAGEFIND = "pagefind"
LIST_OF_FILES = ".isj-export.json"
ID, NEW_ID = "asja-fier", "asja"
Files = dict[str, bytes]

PROPOSAL = """\
id: warm-welkom
title: Warm welkom
summary: Gezinnen in Voorbeeldstad spreken bij de eerste vraag met één vast team.
review: {described_on: "2026-01-15"}
"""
# An editor that adds a line once, and tells that it was there.
EDITOR = """\
#!/bin/sh
grep -q bijgewerkt "$1" || echo "# bijgewerkt" >> "$1"
touch {edited}
"""
# What the program may leave when it is killed: what it was writing, and a copy that one works in.
DRAFT = re.compile(r"\..+\.isj-draft")
COPY = re.compile(r"\..+\.[a-z0-9_]{8}\.yaml")


def name_of(args: Sequence[str]) -> str:
    """Return the words that choose a command, as the page names it."""
    many = args[0] in ("export", "assess") or args[1:2] in (("--fix",), ("--from",))
    return f"isj {' '.join(args[: 1 + many])}"


class Command(NamedTuple):
    """A command that changes files, below which folder, and how the same command ends after it.

    `most` is the number of moments at which a fault happens; `rooms` are the kilobytes that are
    left on a full disk.
    """

    args: tuple[str, ...]
    below: str
    again: tuple[int, ...] = (0,)
    most: int = 16
    rooms: tuple[int, ...] = (0, 4)

    @property
    def name(self) -> str:
        """What it is called in the page: the words that choose it."""
        return name_of(self.args)


WRITING = (
    Command(("add-practice", "--from", "../out/voorstel.yaml", "--no-input"), "kb", (0, 2)),
    Command(("edit", ID), "kb"),
    Command(("rename", ID, NEW_ID), "kb", (0, 2)),
    Command(("validate", "--fix", "practices/veilige-veste.yaml"), "kb"),
    Command(("index", "--rebuild"), "cache", most=4, rooms=(200,)),
    Command(("export", "markdown", "../out/md"), "out", most=6, rooms=(0, 100)),
    Command(("export", "site", "../out/site"), "out", most=4, rooms=(0, 400)),
    Command(("assess", "new", "../out/nieuw.yaml", "--quick"), "out", (0, 2)),
    Command(
        ("assess", "report", "../out/antwoorden.yaml", "--output", "../out/verslag.html"), "out"
    ),
)
READING = (
    ("search", "trauma"),
    ("show", ID),
    ("list",),
    ("validate",),
    ("stale",),
)


class World:
    """The folders of one run after another; `enter` are words that go before each command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.enter: Sequence[str] = ()
        self.root = Path("/")  # as seen from which its files are
        self.kb, self.out, self.cache = (folder / name for name in ("kb", "out", "cache"))
        self.edited = folder / "edited"
        self.editor = folder / "editor"
        self.log = folder / "log"
        for name in ("out", "cache", "data", "home"):
            (folder / name).mkdir(parents=True, mode=0o700)
        shutil.copytree(DATA / "kb/practices", self.kb / "practices")
        shutil.copytree(ROOT / "schema", self.kb / "schema")
        for path in ROOT.glob("*.yaml"):
            shutil.copy(path, self.kb)
        mendable = self.kb / "practices/veilige-veste.yaml"
        mendable.write_text(mendable.read_text("utf-8").replace("\n", "  \n", 3), "utf-8")
        (self.out / "voorstel.yaml").write_text(PROPOSAL, "utf-8")
        shutil.copy(DATA / "assess/format-1.yaml", self.out / "antwoorden.yaml")
        self.editor.write_text(EDITOR.format(edited=self.edited), "utf-8")
        self.editor.chmod(0o755)

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment in which commands run."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ISJ_CACHE": str(self.cache),
            "ISJ_DATA": str(self.folder / "data"),
            "EDITOR": str(self.editor),
            "HOME": str(self.folder / "home"),
            **more,
        }

    def fault(self, kind: str, below: str, at: int, **more: str) -> dict[str, str]:
        """Return the environment in which a fault happens at a change below a folder."""
        for name in ("log", "log.here", "log.go"):
            (self.folder / name).unlink(missing_ok=True)
        return self.env(
            PYTHONPATH=os.pathsep.join([str(INSIDE), str(ROOT)]),
            FAULT_KIND=kind,
            FAULT_BELOW=str(self.folder / below),
            FAULT_AT=str(at),
            FAULT_LOG=str(self.log),
            **more,
        )

    def start(
        self, args: Sequence[str], env: Mapping[str, str] | None = None, **settings: object
    ) -> subprocess.Popen[bytes]:
        """Start `isj` in the knowledge base."""
        here = ("sh", "-c", 'cd "$0" && exec "$@"', str(self.kb)) if self.enter else ()
        return subprocess.Popen(
            [*self.enter, *here, sys.executable, "-m", "isj_cli", *args],
            **{
                "cwd": self.kb,
                "env": self.env() if env is None else env,
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                **settings,
            },
        )

    def run(
        self, args: Sequence[str], env: Mapping[str, str] | None = None, **settings: object
    ) -> Ran:
        """Run `isj` in the knowledge base to its end."""
        return ended(self.start(args, env, **settings))

    def files(self) -> Files:
        """Return all that a person has here; of hidden files those that an export keeps.

        Two runs of Pagefind give other bytes, so its files are left out.
        """
        return {
            path.relative_to(self._here).as_posix(): _comparable(path)
            for path in self._all()
            if not self._is_hidden(path) and PAGEFIND not in path.parts
        }

    def left(self) -> list[Path]:
        """Return the hidden files."""
        return [each for each in self._all() if self._is_hidden(each)]

    def exports(self) -> list[Path]:
        """Return the folders that hold an export."""
        return [each.parent for each in self._all() if each.name == LIST_OF_FILES]

    @property
    def _here(self) -> Path:
        return self.root / self.folder.relative_to("/")

    def _all(self) -> list[Path]:
        found = [each for name in ("kb", "out") for each in (self._here / name).rglob("*")]
        return sorted(each for each in found if each.is_file() and each.name != ".filler")

    @staticmethod
    def _is_hidden(path: Path) -> bool:
        return path.name.startswith(".") and path.name != LIST_OF_FILES

    def reset(self, files: Files) -> None:
        """Make everything as it was, but for files that are that already."""
        for path in self._all():
            if files.get(path.relative_to(self.folder).as_posix()) != path.read_bytes():
                path.unlink()
        for name, data in files.items():
            path = self.folder / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self.edited.unlink(missing_ok=True)

    def told(self, ran: Ran) -> str:
        """Return what was said on stderr, with no name of this world in it."""
        assert "Traceback" not in ran.err, ran.err
        text = re.sub(rf"(?:{re.escape(str(self.folder))}|\.\.)/[^\s:;,']+", "FILE", ran.err)
        text = re.sub(r"practices/[\w.-]+\.yaml", "FILE", text)
        text = re.sub(r"\d+(?= (?:files?|rules?|notes?|places?|pages?)\b)", "N", text)
        return " ".join(text.split()).removeprefix("isj: ")

    def holds_text_of_editor(self) -> bool:
        """Tell whether what was written in the editor is somewhere, if anything was."""
        places = [self._here / f"kb/practices/{ID}.yaml", *self.left()]
        return not self.edited.exists() or any(
            b"bijgewerkt" in each.read_bytes() for each in places
        )


def _comparable(path: Path) -> bytes:
    """Return what a file holds; of the list of an export what it says, but for Pagefind's files."""
    data = path.read_bytes()
    if path.name != LIST_OF_FILES:
        return data
    digests: dict[str, str] = json.loads(data)["files"]
    return json.dumps(
        {name: each for name, each in digests.items() if not name.startswith(PAGEFIND)}
    ).encode()


def is_whole_export(folder: Path) -> bool:
    """Tell whether a folder holds what the list of its export names, byte for byte.

    Of a file that an export before it did not come to finish, it knows the name alone.
    """
    digests = json.loads((folder / LIST_OF_FILES).read_bytes())["files"]
    made = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    return made == {name: digest or made.get(name) for name, digest in digests.items()}


def ended(process: subprocess.Popen[bytes]) -> Ran:
    """Wait for a process that was started; return what it answered."""
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out.decode(), err.decode())


class Case(NamedTuple):
    """A command in two worlds that are alike, and what an undisturbed run of it does."""

    command: Command
    worlds: tuple[World, World]
    before: Files
    wanted: Files
    said: Ran
    changes: int

    def moments(self) -> list[int]:
        """Return the changes at which something goes wrong: all, or some with first and last."""
        if self.changes <= self.command.most:
            return list(range(1, self.changes + 1))
        # Pagefind writes a few files more or fewer from one run to the next.
        step = (self.changes * 0.97 - 1) / (self.command.most - 1)
        return [1 + round(number * step) for number in range(self.command.most)]

    def when(self) -> str:
        """Return how a page tells of the moments."""
        if self.changes <= self.command.most:
            return "at each change"
        return f"at {self.command.most} moments"

    def at_each(self, happen: Callable[[World, int], object]) -> list[object]:
        """Return what happens at every moment, in order; each begins with what there was."""

        def going(world: World, moments: Iterable[int]) -> list[tuple[int, object]]:
            found = []
            for at in moments:
                self.anew(world)
                found.append((at, happen(world, at)))
            return found

        moments = self.moments()
        with ThreadPoolExecutor(2) as pool:
            halves = pool.map(going, self.worlds, (moments[::2], moments[1::2]))
        return [each for _at, each in sorted((one for half in halves for one in half), key=_first)]

    def anew(self, world: World) -> None:
        """Make a world as it was; an index is built from nothing."""
        world.reset(self.before)
        if self.command.below == "cache":
            shutil.rmtree(world.cache)
            world.cache.mkdir(mode=0o700)

    def state(self, world: World) -> str:
        """Return how the files of a world are; fails where one is neither old nor new."""
        now = world.files()
        if now == self.wanted != self.before:
            return "as asked"
        if now == self.before:
            return "as it was"
        for name in now.keys() | self.before.keys() | self.wanted.keys():
            if name.endswith(LIST_OF_FILES) and name in now:
                # It may name files that are still to be written, and never leaves one out.
                folder = name.removesuffix(LIST_OF_FILES)
                made = {each.removeprefix(folder) for each in now if each.startswith(folder)}
                assert made - {LIST_OF_FILES} <= json.loads(now[name]).keys()
                continue
            assert now.get(name) in (self.before.get(name), self.wanted.get(name)), name
        return "each file as it was or as asked"


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def case(folder: Path, command: Command) -> Case:
    """Return two worlds, of which the first one has shown what the command does."""
    worlds = World(folder / "één"), World(folder / "twee")
    for world in worlds if command.args[0] in ("add-practice", "export") else ():
        assert world.run(["search", "trauma"]).code == 0  # so that the index is there
    first = worlds[0]
    before = first.files()
    said = first.run(command.args, first.fault("", command.below, 0))
    assert said.code == 0, said
    made = Case(command, worlds, before, first.files(), said, first.log.stat().st_size)
    assert made.changes
    made.anew(first)
    return made


class Answering:
    """A self-assessment in a world that nobody has answered yet; `before` are all files then."""

    FIRST_QUESTION = "From which role do you answer?"
    SECOND_QUESTION = "From which sector is the help?"
    THIRD_QUESTION = "Who gets the help?"

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.path = self.world.out / "nieuw.yaml"
        assert self.world.run(["assess", "new", str(self.path), "--quick"]).code == 0
        self.before = self.world.files()

    def ask(self, env: dict[str, str] | None = None) -> Terminal:
        """Begin to answer, or go on."""
        args = "assess", "fill", str(self.path)
        return Terminal(*args, cwd=self.world.kb, env=env or self.world.env(), columns=300)


def was_killed(ran: Ran) -> bool:
    """Tell whether a process was killed, as it should have been."""
    return ran.code == -signal.SIGKILL
