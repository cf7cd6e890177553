"""What the tests share: a small knowledge base, and running the program as people do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import DATA, ROOT, Ran, Run

from isj_cli import locale
from isj_cli.store.knowledge_base import KnowledgeBase

# A shell lets what it starts in the background ignore Ctrl-C, and so would all that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record",
        action="store_true",
        help="write anew what tests recorded: golden sessions, docs/reliability.md",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """With `ISJ_TEST_ALL=1` a test that cannot run here has failed."""
    report = yield
    if report.skipped and os.environ.get("ISJ_TEST_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"not run, though ISJ_TEST_ALL=1: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """English, a cache of its own, nothing of the machine."""
    cache = tmp_path_factory.getbasetemp() / "cache"
    # The readline that pytest imports sets the last two for what it starts.
    told = "ISJ_KB ISJ_LANG ISJ_DEBUG NO_COLOR PAGER EDITOR VISUAL COLUMNS LINES"
    for name in told.split():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ISJ_CACHE", str(cache))
    monkeypatch.setenv("ISJ_DATA", str(cache.with_name("data")))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    locale.speak("en")


@pytest.fixture
def kb_folder(tmp_path: Path) -> Path:
    """A small knowledge base that a test may change."""
    return Path(shutil.copytree(DATA / "kb", tmp_path / "kb"))


@pytest.fixture
def kb(kb_folder: Path) -> KnowledgeBase:
    """The small knowledge base, opened."""
    return KnowledgeBase(kb_folder)


@pytest.fixture
def run(kb_folder: Path) -> Iterator[Run]:
    """Run `isj` as a process of its own, in the small knowledge base."""

    def going(
        *args: str,
        cwd: Path = kb_folder,
        stdin: str | bytes = b"",
        env: dict[str, str] | None = None,
        python: str = sys.executable,
    ) -> Ran:
        done = subprocess.run(
            [python, "-m", "isj_cli", *args],
            cwd=cwd,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            capture_output=True,
            timeout=120,
        )
        out, err = (each.decode().replace(os.linesep, "\n") for each in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err)

    yield going
