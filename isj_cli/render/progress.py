"""A progress bar for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE_SECONDS = 2.0
NARROW = 60  # columns below which the bar is short, and the words are cut rather than the number
SHORT = 8

T = TypeVar("T")


class Going(Protocol):
    """Goes through things and tells how far it is; `total` is their number, None if unknown."""

    def __call__(self, things: Iterable[T], total: int | None, /) -> Iterable[T]:
        """Yield the things."""


def showing_progress(what: str, *, quiet: bool) -> Going:
    """Return what goes through things and shows on stderr how far it is."""

    def going(things: Iterable[T], total: int | None, /) -> Iterator[T]:
        if quiet or not sys.stderr.isatty():
            yield from things
            return
        began = time.monotonic()
        bar = None
        try:
            for done, thing in enumerate(things):
                if bar is None and time.monotonic() - began > PATIENCE_SECONDS:
                    bar = _bar()
                    task = bar.add_task(what, total=total, completed=done)
                    bar.start()
                yield thing
                if bar is not None:
                    bar.update(task, completed=done + 1)
        finally:
            if bar is not None:
                bar.stop()

    return going


def _bar() -> Progress:
    """Return a progress bar on stderr, which goes when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.table import Column

    console = Console(stderr=True)
    if console.width >= NARROW:
        return Progress(console=console, transient=True)
    return Progress(
        TextColumn("{task.description}", table_column=Column(ratio=1, no_wrap=True)),
        BarColumn(SHORT),
        TaskProgressColumn(),
        console=console,
        transient=True,
        expand=True,
    )
