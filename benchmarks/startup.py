"""How long a search and a page take, as whole processes, beside the least that they could take.

    python benchmarks/startup.py [--runs 15]

Two floors are made and timed in the same run, in turn with the real commands: a script that only
imports typer and whoosh, opens the same index and looks for the same terms; and a Typer program
with one command that prints a constant. Medians and ratios are printed; no limit is enforced.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from floors import CONSTANT, WORD, search_floor
from measuring import Command, in_turn, isj, python, warm

from isj_cli.store.knowledge_base import find


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    kb = find()
    warm(kb.root)
    with tempfile.TemporaryDirectory() as folder:
        found = in_turn(
            {
                "search": Command(isj(kb.root, "search", WORD)),
                "search floor": Command(search_floor(kb, Path(folder))),
                "show": Command(isj(kb.root, "show", kb.files()[0].stem)),
                "page floor": Command(python(CONSTANT)),
            },
            runs,
        )
    for name, figures in found.items():
        print(f"{name:14} {figures.seconds * 1000:6.0f} ms")
    print(f"search ÷ floor {found['search'].seconds / found['search floor'].seconds:.2f}")
    print(f"show ÷ floor   {found['show'].seconds / found['page floor'].seconds:.2f}")


if __name__ == "__main__":
    main()
