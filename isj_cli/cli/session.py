"""What one call of the program knows: the global options, and where its answers go."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from isj_cli.locale import _, language

if TYPE_CHECKING:
    from isj_cli.search.searcher import Search
    from isj_cli.store.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class Session:
    """The global options of this call."""

    kb_option: Path | None = None
    quiet: bool = False
    pager: bool = True

    @property
    def language(self) -> str:
        """The language spoken: `nl` or `en`."""
        return language()

    @cached_property
    def kb(self) -> KnowledgeBase:
        """The knowledge base in use; raises `IsjError` where there is none."""
        from isj_cli.store.knowledge_base import find

        return find(self.kb_option)

    @cached_property
    def search(self) -> Search:
        """Searching the knowledge base in use."""
        from isj_cli.render.progress import showing_progress
        from isj_cli.search.searcher import Search

        return Search(self.kb, showing_progress(_("Reading the practices"), quiet=self.quiet))

    def say(self, message: str) -> None:
        """Write a hint, count or warning to stderr, unless `--quiet` was asked for."""
        if not self.quiet:
            self.warn(message)

    def warn(self, message: str) -> None:
        """Write what must not be missed to stderr."""
        from isj_cli.domain.text import bounded, one_line

        text = bounded(one_line(message))
        if sys.stderr.isatty():
            text = textwrap.fill(text, get_terminal_size().columns, break_on_hyphens=False)
        print(text, file=sys.stderr)

    def tell_of_search(self) -> None:
        """Report what the last search could not take into account."""
        if self.search.in_memory:
            self.say(
                _(
                    "The cache folder cannot be used, so the index was built in memory; "
                    "ISJ_CACHE names another folder."
                )
            )
        self.tell_unreadable(self.kb.practices_folder / name for name in self.search.unreadable)

    def tell_unreadable(self, paths: Iterable[Path]) -> None:
        """Report the files that cannot be read, with the place and the reason."""
        from isj_cli.store.practice_file import read_practice

        for path in paths:
            problem = read_practice(path).problem
            if problem is not None:
                self.warn(problem.told(self.kb.relative(path)))
