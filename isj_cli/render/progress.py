"""A progress bar for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator

PATIENCE_SECONDS = 2.0


def showing_progress(what: str, *, quiet: bool) -> Callable[[Iterable[str], int], Iterable[str]]:
    """Return a function that goes through names and shows on stderr how far it is."""

    def going(names: Iterable[str], total: int) -> Iterator[str]:
        if quiet or not sys.stderr.isatty():
            yield from names
            return
        began = time.monotonic()
        bar = None
        try:
            for done, name in enumerate(names):
                if bar is None and time.monotonic() - began > PATIENCE_SECONDS:
                    from rich.console import Console
                    from rich.progress import Progress

                    bar = Progress(console=Console(stderr=True), transient=True)
                    task = bar.add_task(what, total=total, completed=done)
                    bar.start()
                yield name
                if bar is not None:
                    bar.update(task, completed=done + 1)
        finally:
            if bar is not None:
                bar.stop()

    return going
