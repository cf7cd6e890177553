"""Surroundings in which a person may find the program: the same commands, and what is different."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from support import Ran, in_terminal, posix
from terminal import Terminal

from faults import page
from faults.world import ID, READING, WRITING, Files, World, name_of

pytestmark = posix
ASKING = ("add-practice",), ("assess", "fill", "../out/antwoorden.yaml")
COMMANDS = [
    *(each.args for each in WRITING),
    *READING,
    *ASKING,
]
UNMENDED = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
ESCAPE = "\x1b"
SHOWN = ("search", "trauma"), ("show", ID), ("list",), ("validate",), ("matrix",), ("stats",)
COLUMNS = 40
ANSWERED = "an answer"
NO_EDITOR = ("edit", ID)


class Seen(NamedTuple):
    """What a command answered, what it said besides, and the files after it."""

    ran: Ran
    told: str
    files: Files


def seen(world: World, args: Sequence[str], env: Mapping[str, str], before: Files) -> Seen:
    """Run a command where everything is as it was before."""
    world.reset(before)
    ran = world.run(args, env)
    return Seen(ran, world.told(ran), world.files())


class Usual(NamedTuple):
    """Two worlds that are alike, what they hold, and what each command does there."""

    worlds: tuple[World, World]
    before: Files
    seen: dict[tuple[str, ...], Seen]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    """Return what the commands do where nothing is the matter."""
    folder = tmp_path_factory.mktemp("surroundings")
    worlds = World(folder / "één"), World(folder / "twee")
    before = worlds[0].files()
    for world in worlds:
        world.run(["search", "trauma"], plain(world))
    return Usual(worlds, before, at_once(worlds, before, plain))


def at_once(
    worlds: tuple[World, World], before: Files, env: Callable[[World], Mapping[str, str]]
) -> dict[tuple[str, ...], Seen]:
    """Run all commands, half of them in each world."""

    def going(number: int) -> list[tuple[tuple[str, ...], Seen]]:
        world = worlds[number]
        return [(args, seen(world, args, env(world), before)) for args in COMMANDS[number::2]]

    with ThreadPoolExecutor(2) as pool:
        return dict(one for half in pool.map(going, (0, 1)) for one in half)


def plain(world: World, **more: str) -> dict[str, str]:
    return {name: each for name, each in world.env(**more).items() if name not in ("LANG", "TERM")}


def homeless(world: World) -> dict[str, str]:
    env = world.fault("homeless", "kb", 0)
    gone = ("HOME", "ISJ_CACHE", "ISJ_DATA")
    return {
        name: each for name, each in env.items() if name not in gone and not name.startswith("XDG_")
    }


def read_only(world: World) -> dict[str, str]:
    """Let nothing be written below the world; root obeys permissions without its rights."""
    if os.geteuid() == 0:
        world.enter = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]
    for folder, _folders, _files in os.walk(world.folder):
        Path(folder).chmod(0o500)
    return plain(world)


def stdin_closed(world: World) -> dict[str, str]:
    world.enter = ["sh", "-c", 'exec "$@" <&-', "sh"]
    return plain(world)


SURROUNDINGS: dict[str, tuple[str, Callable[[World], Mapping[str, str]]]] = {
    "read-only": ("An answer, or a reason; nothing is changed.", read_only),
    "no-home": ("The same, with an index in memory.", homeless),
    "locale-c": ("The same.", lambda world: plain(world, LC_ALL="C", **UNMENDED)),
    "locale-posix": ("The same.", lambda world: plain(world, LC_ALL="POSIX", **UNMENDED)),
    "past": ("The same.", lambda world: {**plain(world), **world.fault("past", "kb", 0)}),
    "stdin-closed": ("The same; who has to be asked is told what to do.", stdin_closed),
}


@pytest.mark.parametrize("fault", SURROUNDINGS)
def test_the_same_or_a_reason(fault: str, usual: Usual, request: pytest.FixtureRequest) -> None:
    promised, around = SURROUNDINGS[fault]
    if fault == "read-only" and os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root can write anywhere, and there is no setpriv to take that away")
    if fault == "read-only":
        for world in usual.worlds:
            world.reset(usual.before)
            shutil.rmtree(world.cache)
            world.cache.mkdir(mode=0o700)
    try:
        found = at_once(usual.worlds, usual.before, around)
    finally:
        for world in usual.worlds:
            world.enter = ()
            for folder, _folders, _files in os.walk(world.folder):
                Path(folder).chmod(0o700)
    page.hold_all(
        fault,
        promised,
        {name_of(args): compared(found[args], usual.seen[args], usual.before) for args in COMMANDS},
        record=request.config.getoption("--record"),
    )


def compared(found: Seen, usual: Seen, before: Files) -> str:
    """Return how what was seen differs from what is usual."""
    if found.ran.code == usual.ran.code and found.files == usual.files:
        more = [each for each in lines(found) if each not in lines(usual)]
        same = "the same" if found.ran.out == usual.ran.out else "the same files"
        return same + "".join(f", and «{each}»" for each in more)
    assert found.files == before
    assert found.ran.code == 2, found.ran
    return f"nothing is changed; exit 2: «{found.told}»"


def lines(one: Seen) -> list[str]:
    return re.split(r"(?<=\.) ", one.told)


def test_without_a_terminal_nobody_is_asked(usual: Usual, request: pytest.FixtureRequest) -> None:
    found = {}
    for args, one in usual.seen.items():
        assert ESCAPE not in one.ran.out + one.ran.err
        found[name_of(args)] = f"exit 2: «{one.told}»" if one.ran.code else ANSWERED
    world = usual.worlds[0]
    without = {name: each for name, each in plain(world).items() if name != "EDITOR"}
    told = seen(world, NO_EDITOR, without, usual.before).told
    found["isj edit (no EDITOR)"] = f"exit 2: «{told}»"
    page.hold_all(
        "no-terminal",
        "An answer without terminal codes, or what to do.",
        found,
        record=request.config.getoption("--record"),
    )


def test_a_dumb_terminal_gets_no_codes(usual: Usual, request: pytest.FixtureRequest) -> None:
    world, found = usual.worlds[0], {}
    world.reset(usual.before)
    for args in (*SHOWN, *ASKING):
        terminal = Terminal(*args, cwd=world.kb, env={**plain(world), "TERM": "dumb"})
        code = terminal.end()
        assert ESCAPE not in terminal.log, args
        told = world.told(Ran(code, "", terminal.log))
        found[name_of(args)] = f"exit {code}: «{told}»" if code else ANSWERED
    page.hold_all(
        "dumb",
        "An answer without terminal codes, or what to do.",
        found,
        record=request.config.getoption("--record"),
    )


def test_forty_columns_hold_all(usual: Usual, request: pytest.FixtureRequest) -> None:
    world, found = usual.worlds[0], {}
    for args in SHOWN:
        lines = in_terminal(list(args), COLUMNS, world.kb).splitlines()
        wide = [each for each in lines if len(each) > COLUMNS]
        assert "…" not in "".join(wide)
        found[name_of(args)] = (
            f"{len(wide)} lines are wrapped by the terminal" if wide else "no line is wider"
        )
    page.hold_all(
        "narrow",
        "Lines fit, but for findings, which are one line each; nothing is cut.",
        found,
        record=request.config.getoption("--record"),
    )
