"""The documents of the project: which there are, what they tell people to type, how that is run.

A block of `sh` or `powershell` holds commands, one a line. A block of `console` is a session: each
line that begins with `$ ` is a command, the lines below it are all that a terminal of 100 columns
shows for it. A line with only `…` stands for lines that are left out. A command exits 0, but the
last one of a block below `<!-- exit: 1 -->` with 1. All commands of a document are run in order, in
one folder; a `cd` holds for its block. Dutch documents are run in Dutch.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from issues import ANSWERS, body
from markdown_it import MarkdownIt
from support import ROOT, Ran, converse

COLUMNS = 100
SHELLS = ("sh", "powershell", "console")
DUTCH = ("CONTRIBUTING.md", "docs/handleiding/")
# Whose readers stand in a copy of the project; others have the program and stand anywhere.
IN_A_COPY = (
    "README.md", "CONTRIBUTING.md", "docs/data.md", "docs/developing.md",
    "docs/handleiding/controleren.md", "docs/handleiding/zelfevaluatie.md",
)  # fmt: skip
COPIED = (
    "practices", "schema", "principles.yaml", "vocabularies.yaml", "synonyms.yaml",
    "docs/handleiding/voorbeeldstad",
)  # fmt: skip
LEFT_OUT = "…"


@dataclass(frozen=True)
class Block:
    """A block of code: its language, its text, its lines in the document, the code it ends with."""

    language: str
    text: str
    begin: int
    end: int
    exit: int = 0


@dataclass(frozen=True)
class Command:
    """What is typed, the code that it exits with, and what is shown, None where nothing is told."""

    typed: str
    exit: int
    shown: str | None


def documents() -> list[Path]:
    """Return all documents that people read."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def name(path: Path) -> str:
    """Return what a document is called in the project."""
    return path.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """Return the blocks of code of a document, in order."""
    found, before = [], ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence":
            assert token.map is not None
            told = re.fullmatch(r"<!-- exit: (\d+) -->\n?", before)
            language = token.info.strip()
            exit = int(told[1]) if told else 0
            found.append(Block(language, token.content, *token.map, exit))
        before = token.content if token.type == "html_block" else ""
    return found


def commands(block: Block) -> list[Command]:
    """Return the commands of a block, in order; none of a language that nobody types."""
    if block.language not in SHELLS:
        return []
    if block.language != "console":
        typed = [(line, None) for line in block.text.splitlines() if line.strip()]
    else:
        parts = re.split(r"(?m)^\$ ", block.text)
        assert not parts[0], f"a session begins with '$ ': {parts[0]}"
        typed = [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts[1:]]
    last = len(typed) - 1
    return [
        Command(line, block.exit if at == last else 0, shown)
        for at, (line, shown) in enumerate(typed)
    ]


class Reader:
    """Somebody who types what a document says, in a folder of their own."""

    def __init__(self, document: Path, folder: Path) -> None:
        language = "nl" if name(document).startswith(DUTCH) else "en"
        self.home = self.folder = folder / "reader"
        self.folder.mkdir()
        if name(document) in IN_A_COPY:
            for each in COPIED:
                copy = shutil.copytree if (ROOT / each).is_dir() else shutil.copy
                copy(ROOT / each, self.folder / each)
            for line in (
                "init -q -b main",
                "add -A",
                "-c user.name=x -c user.email=x commit -qm x",
            ):
                subprocess.run(["git", *line.split()], cwd=self.folder, check=True)
        (self.folder / "issue.md").write_text(body(ANSWERS), encoding="utf-8")
        programs = folder / "bin"
        programs.mkdir()
        isj = programs / "isj"
        isj.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m isj_cli "$@"\n', encoding="utf-8")
        isj.chmod(0o755)
        beside = Path(sys.executable).parent
        self.env = {
            "PATH": os.pathsep.join([str(programs), str(beside), os.environ["PATH"]]),
            "PYTHONPATH": str(ROOT),
            "ISJ_LANG": language,
            "ISJ_DATA": str(folder / "data"),
            "COLUMNS": str(COLUMNS),
            "BROWSER": "true %s",
            "EDITOR": "true",
            "PAGER": "cat",
        }

    def types(self, line: str, *turns: tuple[str, bytes]) -> Ran:
        """Run a line as a shell does; the answer is what a terminal shows, without colours."""
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ")
            return Ran(0, "", "")
        shell = ["bash", "-o", "pipefail", "-c", line]
        ran = converse(shell, self.folder, self.env, *turns, columns=COLUMNS)
        return Ran(ran.code, left_on_screen(ran.out), "")


def left_on_screen(text: str) -> str:
    """Return what stands on a high screen in the end; a bar that came and went is not on it."""
    pyte = pytest.importorskip("pyte")
    links_out = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", text)
    screen = pyte.Screen(COLUMNS, 50 + len(links_out) // 20)
    pyte.Stream(screen).feed(links_out.replace("\n", "\r\n"))
    seen = "\n".join(row.rstrip() for row in screen.display).strip("\n")
    return f"{seen}\n" if seen else ""


def is_as_told(shown: str, told: str) -> bool:
    """Tell whether a terminal shows what a document says."""
    rows = [
        r"(?:.*\n)*" if row == LEFT_OUT else re.escape(f"{row.rstrip()}\n")
        for row in told.rstrip("\n").splitlines()
    ]
    return re.fullmatch("".join(rows), shown) is not None


def recorded(text: str, block: Block, shown: list[str]) -> str:
    """Return a document with what its session really showed; `shown` has an answer a command."""
    lines = text.split("\n")
    first = lines[block.begin]
    indent = first[: len(first) - len(first.lstrip())]
    new: list[str] = []
    for command, answer in zip(commands(block), shown, strict=True):
        kept = command.shown if is_as_told(answer, command.shown or "") else answer
        new += [f"$ {command.typed}", *(kept or "").rstrip("\n").splitlines()]
    body = [f"{indent}{line}".rstrip() for line in new]
    return "\n".join([*lines[: block.begin + 1], *body, *lines[block.end - 1 :]])
