"""Recorded sessions: what was typed and what was answered, as documentation and as tests.

A session is a file `golden/*.session` with commands (`$ isj …`) and their output. Lines of stderr
begin with `! `; an exit code other than 0 is the last line. `pytest --record` writes the output
of all sessions anew. Sessions run one after the other in one copy of the small knowledge base.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from support import Run

from isj_cli import __version__

SESSIONS = sorted((Path(__file__).parent / "golden").glob("*.session"))


def play(session: str, run: Run, folder: Path) -> str:
    """Return the session as it goes now."""
    head, _first, _rest = session.partition("\n$ isj")
    lines = [head.strip()]
    for line in session.splitlines():
        if not line.startswith("$ isj"):
            continue
        ran = run(*shlex.split(line)[2:], env={"COLUMNS": "80"})
        lines += ["", line]
        lines += ran.out.splitlines()
        lines += [f"! {each}" for each in ran.err.splitlines()]
        lines += [f"[exit code {ran.code}]"] if ran.code else []
    text = "\n".join(lines).replace(str(folder), "FOLDER").replace(__version__, "VERSION")
    return re.sub(r"described_on: '?[0-9-]{10}'?", "described_on: TODAY", text) + "\n"


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_session_goes_as_it_was_recorded(
    path: Path, run: Run, kb_folder: Path, request: pytest.FixtureRequest
) -> None:
    recorded = path.read_text(encoding="utf-8")
    played = play(recorded, run, kb_folder)
    if request.config.getoption("--record"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == recorded


def test_there_are_sessions() -> None:
    assert SESSIONS
