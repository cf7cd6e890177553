"""A disk that is full from some change on, and a real one that has too little room."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from support import Ran, posix
from terminal import Terminal

from faults import page
from faults.test_kill import next_run
from faults.world import WRITING, Answering, Case, Command, World, case

pytestmark = posix
FAULT = "full-disk"
SIZE = "16384"  # kilobytes
PROMISES = {
    "isj index": "The index is built in memory, and the answer is the same.",
    "isj export markdown": "Each file is whole; with room, the next export makes the rest.",
    "isj export site": "Each file is whole; with room, the next export makes the rest.",
    "isj edit": "The practice is as it was, and the text of the editor is kept beside it.",
}
ALL = "All of it is written, or everything is as it was."


@pytest.mark.parametrize("command", WRITING, ids=lambda each: each.name)
def test_no_room(tmp_path: Path, command: Command, request: pytest.FixtureRequest) -> None:
    tried = case(tmp_path, command._replace(most=min(6, command.most)))

    def full(world: World, at: int) -> Outcome:
        found = outcome(
            tried, world, world.run(command.args, world.fault("full", command.below, at))
        )
        next_run(tried, world)
        return found

    found = tried.at_each(full)
    world = tried.worlds[0]
    for room in command.rooms:
        tried.anew(world)
        with small_disk(world, command.below, room) as filler:
            if filler:
                found.append(outcome(tried, world, world.run(command.args)))
                filler.unlink()
                next_run(tried, world)
    states = sorted({each.state for each in found})
    failed = [each for each in found if each.code] or found
    told = sorted({each.told for each in failed if each.told})
    codes = sorted({each.code for each in found})
    page.hold(
        FAULT,
        command.name,
        PROMISES.get(command.name, ALL),
        f"full {tried.when()}: {', '.join(states)}; exit {' or '.join(map(str, codes))}: "
        f"{' / '.join(f'«{each}»' for each in told)}; with room: all as asked",
        record=request.config.getoption("--record"),
    )
    assert is_said_in_dutch_too(tried, told)


def test_no_room_for_what_is_kept_of_answers(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Who answers questions knows from the start, or from the moment on when it is full."""
    world = World(tmp_path)

    def told(at: int, shows: str) -> None:
        env = world.fault("full", "data", at)
        terminal = Terminal("add-practice", cwd=world.kb, env=env)
        terminal.see("What is the practice called?").keys("Warm welkom", "enter")
        terminal.see("Which organisation leads it?").see(shows).kill()

    told(1, "Nothing can be kept meanwhile")
    told(2, "cannot be written: No space left on device")
    page.hold(
        FAULT,
        "isj add-practice",
        "Who answers questions is told that nothing is kept, and can go on.",
        "full from the start, or from the first answer on: it says so, and asks the next question",
        record=request.config.getoption("--record"),
    )


def test_no_room_for_an_answer_of_the_self_assessment(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    answering = Answering(tmp_path)
    world = answering.world
    terminal = answering.ask(world.fault("full", "out", 1))
    terminal.see(answering.FIRST_QUESTION).keys("enter")
    terminal.see("cannot be written: No space left on device. Nothing was changed.").kill()
    assert world.files() == answering.before
    terminal = answering.ask().see(answering.FIRST_QUESTION).keys("enter")
    terminal.see(answering.SECOND_QUESTION).kill()
    page.hold(
        FAULT,
        "isj assess fill",
        "The file is whole, with all answers given before.",
        "full from the first answer on: as it was, and it says so; with room: it asks on",
        record=request.config.getoption("--record"),
    )


class Outcome(NamedTuple):
    """How the files are after a run, what it said and its exit code."""

    state: str
    told: str
    code: int


def outcome(tried: Case, world: World, ran: Ran) -> Outcome:
    """Return what came of a run without room; nothing is lost, and it says what is the matter."""
    found = Outcome(tried.state(world), world.told(ran), ran.code)
    if ran.code:
        assert ran.code == 2, ran
        assert re.search("(?m)^isj: .*No space left on device", ran.err), ran
    else:
        assert ran.out == tried.said.out
    assert world.holds_text_of_editor()
    return found


def is_said_in_dutch_too(tried: Case, told: Sequence[str]) -> bool:
    """Tell whether the first moment is told in other words to who reads Dutch."""
    world = tried.worlds[0]
    tried.anew(world)
    ran = world.run(tried.command.args, world.fault("full", tried.command.below, 1, ISJ_LANG="nl"))
    return bool(world.told(ran)) and world.told(ran) not in told


@contextmanager
def small_disk(world: World, below: str, room: int) -> Iterator[Path | None]:
    """Put a folder of a world on a disk of its own with so many kilobytes left.

    Yields the file that takes all other room, or nothing where this system lets us mount none. The
    disk is there for the commands of this world alone.
    """
    is_root = os.geteuid() == 0
    folder = world.folder / below
    script = 'mount -t tmpfs -o mode=700,size="$2"k isj "$1" && echo mounted && read end'
    try:
        holder = subprocess.Popen(
            ["unshare", "-m" if is_root else "-rm", "sh", "-c", script, "sh", folder, SIZE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        yield None
        return
    assert holder.stdout
    try:
        if holder.stdout.readline() != b"mounted\n":
            yield None
            return
        root = Path(f"/proc/{holder.pid}/root")
        disk = root / folder.relative_to("/")
        shutil.copytree(folder, disk, dirs_exist_ok=True)
        filler = disk / ".filler"
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        filler.write_bytes(bytes(max(0, free - room * 1024)))
        spaces = ["-m"] if is_root else ["--preserve-credentials", "-U", "-m"]
        world.enter = ["nsenter", "-t", str(holder.pid), *spaces]
        world.root = root
        yield filler
    finally:
        world.enter, world.root = (), Path("/")
        holder.communicate()
