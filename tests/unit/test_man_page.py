"""The manual page: what manual readers say of it, and what roff may not do with text."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT

from isj_cli.cli.app import COMMANDS

PAGES = {"en": ROOT / "docs/man/isj.1", "nl": ROOT / "docs/man/nl/isj.1"}


@pytest.fixture(scope="module")
def man_page() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "scripts")
        yield importlib.import_module("man_page")


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


def read(path: Path) -> str:
    """Return the page as `man` shows it, which must have nothing to say of it."""
    surroundings = {**os.environ, "MANWIDTH": "10000"}
    ran = subprocess.run(
        [tool("man"), "--warnings", "-l", str(path)],
        capture_output=True, text=True, check=True, env=surroundings,
    )  # fmt: skip
    assert ran.stderr == ""
    return " ".join(ran.stdout.split())


def test_the_pages_are_in_step_with_the_commands() -> None:
    script = [sys.executable, "scripts/man_page.py", "--check"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, env=surroundings)
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize("language", PAGES)
def test_man_shows_every_command_without_a_warning(language: str) -> None:
    shown = read(PAGES[language])
    for command in COMMANDS:
        assert f"isj {command}" in shown
    assert ("isj - een kennisbank" if language == "nl" else "isj - a knowledge base") in shown
    assert ("één voor elk" if language == "nl" else "one for each practice") in shown


@pytest.mark.parametrize("language", PAGES)
def test_mandoc_finds_nothing_but_that_there_is_no_date(language: str) -> None:
    lint = [tool("mandoc"), "-T", "lint", str(PAGES[language])]
    said = subprocess.run(lint, capture_output=True, text=True).stdout
    # The page changes with the program, whose version stands in it.
    assert [line for line in said.splitlines() if "missing date" not in line] == []


def test_what_commands_take_is_named_in_the_language_of_the_page(man_page: ModuleType) -> None:
    assert r"\fIOUD\fR \fINIEUW\fR" in man_page.page("nl")
    assert r"\fIOLD\fR \fINEW\fR" in man_page.page("en")


def test_text_is_nothing_but_text_to_roff(man_page: ModuleType, tmp_path: Path) -> None:
    texts = [".SH MACRO", "'so /etc/passwd", r"\fBvet\fR \n(.$ \(co", '"één" -- ~^`\' %s', "a\n.br"]
    body = "\n".join(line for text in texts for line in (".PP", *man_page.paragraph(text)))
    path = tmp_path / "tekst.1"
    path.write_text(f'.TH TEKST 1 "" "" ""\n.SH NAAM\n{body}\n', encoding="ascii")
    shown = read(path)
    for text in texts:
        assert " ".join(text.split()) in shown
