"""`kill -9` at every change that a command makes to files, half of a write included."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import posix

from faults import page
from faults.world import (
    COPY,
    DRAFT,
    WRITING,
    Answering,
    Case,
    Command,
    World,
    case,
    is_whole_export,
    was_killed,
)

pytestmark = posix
FAULT = "kill"
PROMISES = {
    "isj add-practice --from": "The practice is there whole, or not at all.",
    "isj edit": "The practice is as it was or as it was saved, and no text of the editor is lost.",
    "isj rename": "The practice is there under an id that leads to it; the same command finishes.",
    "isj index": "The next search builds what is missing.",
    "isj export": "Each file is whole; the next export makes the rest.",
}
ALL = "A file is as it was or as it should be."


@pytest.mark.parametrize("command", WRITING, ids=lambda each: each.name)
def test_killed_at_any_moment(
    tmp_path: Path, command: Command, request: pytest.FixtureRequest
) -> None:
    tried = case(tmp_path, command)

    def killed(world: World, at: int) -> tuple[str, int]:
        ran = world.run(command.args, world.fault("kill", command.below, at))
        assert was_killed(ran), ran
        state = tried.state(world)
        assert world.holds_text_of_editor()
        assert all(DRAFT.fullmatch(each.name) or COPY.fullmatch(each.name) for each in world.left())
        return state, next_run(tried, world)

    found = tried.at_each(killed)
    states = sorted({state for state, _code in found})
    codes = sorted({code for _state, code in found})
    promised = next((said for name, said in PROMISES.items() if command.name.startswith(name)), ALL)
    page.hold(
        FAULT,
        command.name,
        promised,
        f"killed {tried.when()}: {', '.join(states)}; then the same command: "
        f"all as asked (exit {' or '.join(map(str, codes))})",
        record=request.config.getoption("--record"),
    )


def next_run(tried: Case, world: World) -> int:
    """Run the same command again; all is as asked then, and a search finds it."""
    ran = world.run(tried.command.args)
    assert ran.code in tried.command.again, ran
    assert "Traceback" not in ran.err
    assert world.files() == tried.wanted
    for made in world.exports():
        assert is_whole_export(made)
    if tried.command.below == "cache":
        assert ran.out == tried.said.out
    return ran.code


def test_answering_that_is_killed_goes_on_with_all_answers(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each answer goes into the file at once: as it was, or with the answer, and asked again."""
    answering = Answering(tmp_path)
    world, before = answering.world, answering.before
    states, at = set(), 0
    while True:
        world.reset(before)
        at += 1
        terminal = answering.ask(world.fault("kill", "out", at))
        terminal.see(answering.FIRST_QUESTION).keys("enter")
        if terminal.is_killed(answering.SECOND_QUESTION):
            states.add("as it was" if world.files() == before else "with the answer")
        else:
            terminal.kill()
            break
        again = answering.ask()
        if world.files() == before:
            again.see(answering.FIRST_QUESTION).keys("enter")
        again.see(answering.SECOND_QUESTION).kill()
    assert at > 4
    page.hold(
        FAULT,
        "isj assess fill",
        "The file is whole, with all answers given before.",
        f"killed at each change: {', '.join(sorted(states))}; then it asks on from there",
        record=request.config.getoption("--record"),
    )
