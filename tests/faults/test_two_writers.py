"""Two processes that write the same: the second one runs while the first stands still halfway."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest
from support import Ran, posix

from faults import page
from faults.test_kill import next_run
from faults.world import ID, WRITING, Answering, Case, Command, World, case, ended

pytestmark = posix
FAULT = "two-writers"
PATIENCE_SECONDS = 3.0  # where the system does not tell that a process waits for another
PROMISES = {
    "isj add-practice --from": "One of the two is written; the other is told that it exists.",
    "isj edit": "One of the two is written; the other text is kept, and it is told where.",
}
ALL = "Both end as one of them would have."


@pytest.mark.parametrize("command", WRITING, ids=lambda each: each.name)
def test_two_at_once(tmp_path: Path, command: Command, request: pytest.FixtureRequest) -> None:
    tried = case(tmp_path, command._replace(most=min(6, command.most)))
    for world in tried.worlds:
        other = world.editor.with_name("other-editor")
        other.write_text(world.editor.read_text("utf-8").replace("bijgewerkt", "elders"), "utf-8")
        other.chmod(0o755)

    def both(world: World, at: int) -> list[tuple[int, str]]:
        first = world.start(command.args, world.fault("wait", command.below, at))
        wait_for(world.log.with_name("log.here"), first)
        env = world.env(EDITOR=str(world.editor.with_name("other-editor")))
        second = world.start(command.args, env)
        until = time.monotonic() + PATIENCE_SECONDS
        while second.poll() is None and not waits_for_lock(second.pid, until):
            time.sleep(0.02)
        world.log.with_name("log.go").touch()
        rans = ended(first), ended(second)
        check(tried, world, rans)
        return [(ran.code, world.told(ran)) for ran in rans]

    found = [ran for pair in tried.at_each(both) for ran in pair]
    codes = sorted({code for code, _told in found})
    told = sorted({told for code, told in found if code})
    page.hold(
        FAULT,
        command.name,
        PROMISES.get(command.name, ALL),
        f"another one begun {tried.when()}: exit {' or '.join(map(str, codes))}"
        + "".join(f", «{each}»" for each in told),
        record=request.config.getoption("--record"),
    )


def test_two_answer_one_self_assessment(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """One answers the first question anew, while another one answers the second."""
    answering = Answering(tmp_path)
    world = answering.world

    def both(at: int) -> None:
        world.reset(answering.before)
        first, second = (
            answering.ask(env).see(answering.FIRST_QUESTION)
            for env in (world.fault("wait" if at else "", "out", at), world.env())
        )
        second.keys("enter").see(answering.SECOND_QUESTION)
        first.keys("down", "enter")
        if at:
            while not world.log.with_name("log.here").exists():
                time.sleep(0.01)
            second.keys("down", "enter")
            until = time.monotonic() + PATIENCE_SECONDS
            while not waits_for_lock(second.pid, until):
                time.sleep(0.02)
            world.log.with_name("log.go").touch()
            second.see(answering.THIRD_QUESTION)
            first.see(answering.SECOND_QUESTION)
            text = answering.path.read_text("utf-8")
            assert re.search("(?m)^role: ouder$", text) and re.search("(?m)^  sector: [a-z]", text)
        else:
            first.see(answering.SECOND_QUESTION)
        first.kill()
        second.kill()

    both(0)
    changes = world.log.stat().st_size
    assert changes > 3
    for at in range(1, changes + 1):
        both(at)
    page.hold(
        FAULT,
        "isj assess fill",
        "The answers of both are in the file; to one question, the last one.",
        "another one answers at each change: the answers of both, and both are asked on",
        record=request.config.getoption("--record"),
    )


def check(tried: Case, world: World, rans: tuple[Ran, Ran]) -> None:
    """Fail where something was lost, or where the next run cannot go on."""
    assert 0 in {ran.code for ran in rans}, rans
    assert not any("Traceback" in ran.err for ran in rans), rans
    if tried.command.args[0] != "edit":
        next_run(tried, world)
        return
    held = [world.kb / f"practices/{ID}.yaml", *world.left()]
    texts = [each.read_bytes() for each in held]
    assert all(any(word in text for text in texts) for word in (b"bijgewerkt", b"elders"))
    assert world.run(["validate", f"practices/{ID}.yaml"]).code == 0


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not path.exists():
        assert process.poll() is None, ended(process)
        time.sleep(0.01)


def waits_for_lock(pid: int, until: float) -> bool:
    """Tell whether a process waits until another one has written."""
    locks = Path("/proc/locks")
    if not locks.exists():
        return time.monotonic() > until
    return re.search(rf"-> FLOCK .* {pid} ", locks.read_text("utf-8")) is not None
