"""What the measurements share: whole processes in turn, and a knowledge base to run them on."""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# A process of its own, so that the peak is that of the command and not of what measures it.
CHILD = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
ran = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                     stderr=subprocess.PIPE, text=True, errors="replace")
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([seconds, peak, ran.returncode, ran.stderr]))
"""


class Run(NamedTuple):
    """One run of a command: seconds, peak memory in MB, and what it said on stderr."""

    seconds: float
    peak: float
    said: str


class Figures(NamedTuple):
    """Several runs of a command: the median of the seconds, the peak memory in MB."""

    seconds: float
    peak: float
    runs: int


class Command(NamedTuple):
    """A command, and what has to be done before each run of it, which is not measured."""

    args: Sequence[str]
    before: Callable[[], object] = lambda: None
    folder: Path | None = None


def program(name: str) -> str:
    """Return the program that stands beside this Python."""
    return str(Path(sys.executable).with_name(name))


def isj(root: Path, *args: str) -> list[str]:
    """Return a command of the program on the knowledge base in `root`."""
    return [program("isj"), "--lang", "en", "--kb", str(root), *args]


def python(text: str, *args: object) -> list[str]:
    """Return the command that runs a script."""
    return [sys.executable, "-c", text, *map(str, args)]


def has(name: str) -> bool:
    """Tell whether a module is installed."""
    return importlib.util.find_spec(name) is not None


def run(command: Command) -> Run:
    """Run a command once, ending the program where it fails; a negative answer is none."""
    command.before()
    # With compiled modules, as an installed program has them.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, *command.args],
        stdout=subprocess.PIPE, check=True, env=environment, cwd=command.folder,
    )  # fmt: skip
    seconds, peak, code, said = json.loads(ran.stdout)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command.args)[:200]}: {said}")
    return Run(seconds, peak, said)


def in_turn(
    commands: Mapping[str, Command], runs: int, budget: float = float("inf")
) -> dict[str, Figures]:
    """Run each of the commands `runs` times, in turn, or less often if that takes too long.

    After `budget` seconds no new round begins. The first of several rounds warms the machine up
    and does not count.
    """
    began = time.perf_counter()
    rounds: list[dict[str, Run]] = []
    while len(rounds) <= runs and (not rounds or time.perf_counter() - began < budget):
        rounds.append({name: run(command) for name, command in commands.items()})
    counted = rounds[1:] or rounds
    return {
        name: Figures(
            statistics.median(each[name].seconds for each in counted),
            max(each[name].peak for each in rounds),
            len(counted),
        )
        for name in commands
    }


def change(root: Path, number: int = 1) -> None:
    """Write a word into the texts of the first practices."""
    for path in sorted((root / "practices").glob("*.yaml"))[:number]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("approach: ", "approach: Nieuw. ", 1), encoding="utf-8")


def warm(root: Path) -> None:
    """Bring the index into step; files that were just written are looked at twice."""
    run(Command(isj(root, "--quiet", "index")))
    time.sleep(2.5)
    run(Command(isj(root, "--quiet", "index")))
