"""Websites made by `isj export site`, and the pages of each kind in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import html
from support import ROOT

ENGLISH = "en/"


@dataclass(frozen=True)
class Website:
    """A website in a folder, and where it is served."""

    folder: Path
    url: str

    @cached_property
    def names(self) -> list[str]:
        """The name of every page."""
        return sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")
        )

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The fullest Dutch page of each kind: `praktijken/*` for all practices."""
        found: dict[str, str] = {}
        for name in sorted(self.names, key=lambda name: (self.folder / name).stat().st_size):
            if not name.startswith(ENGLISH):
                found[kind_of(name)] = name
        return found

    @property
    def samples(self) -> Iterator[str]:
        """A page of each kind, in Dutch and in English."""
        for name in self.kinds.values():
            yield name
            if ENGLISH + name in self.names:
                yield ENGLISH + name

    def text(self, name: str) -> str:
        """Return what a file of the site holds."""
        return (self.folder / name).read_text(encoding="utf-8")

    def tree(self, name: str) -> html.HtmlElement:
        """Return a page as its elements."""
        return html.document_fromstring((self.folder / name).read_bytes())


def kind_of(name: str) -> str:
    """Return the name of a page with a star for what differs within its kind."""
    *folders, last = name.split("/")
    if not folders:
        return name
    stars = ["*"] * len(folders[1:])
    return "/".join((folders[0], *stars, last if last == "index.html" else "*"))


AS_MANY = """
from isj_cli.cli.main import main
from isj_cli.export.site import pagefind
pagefind.FEW_PRACTICES = 0
main()
"""


def export_site(kb: Path, folder: Path, *options: str, as_many: bool = False) -> str:
    """Make the website of a knowledge base as people do; return what the program said.

    With `as_many` its search is made as that of thousands of practices is.
    """
    program = ["-c", AS_MANY] if as_many else ["-m", "isj_cli"]
    done = subprocess.run(
        [sys.executable, *program, "--kb", str(kb), "--lang", "en", "export", "site",
         str(folder), *options],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ISJ_CACHE": str(folder.parent / "cache")},
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


def words(text: str) -> str:
    """Return a text with one space wherever it has any."""
    return re.sub(r"\s+", " ", text).strip()
