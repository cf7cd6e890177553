"""How long the shell waits after TAB, beside the start of the smallest Typer program.

    python benchmarks/completion.py [--runs 15] [--practices N]

Everything runs as whole processes, in turn, in the same run: a Typer program with one command that
prints a constant; the same program completing that command's argument from a list in its code, in
the way of Typer; and `isj` completing, as bash asks for it (ids) and as fish does (with titles).
`--practices` makes a knowledge base of so many practices first. Medians
and their ratios to the first are printed; no limit is enforced.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from corpus import make
from floors import CONSTANT
from measuring import Command, in_turn, program

from isj_cli.store.knowledge_base import KnowledgeBase, find

COMPLETING = """
import typer
app = typer.Typer()
@app.command()
def show(id: str = typer.Argument(autocompletion=lambda: ["asja-fier", "veilige-veste"])) -> None:
    print("constant")
app()
"""

ASKED = {
    "commands": ("bash", "isj s"),
    "ids, a few": ("bash", "isj related {begun}"),
    "ids, all": ("bash", "isj related "),
    "ids and titles, a few": ("fish", "isj related {begun}"),
    "ids and titles, all": ("fish", "isj related "),
    "ids of all kinds and titles": ("fish", "isj show "),
    "principles": ("fish", "isj list --principle "),
    "topics": ("fish", "isj list --topic "),
    "codes of rules": ("fish", "isj explain "),
}


def asking(shell: str, line: str, command: list[str], name: str = "ISJ") -> list[str]:
    """Return the command by which a shell asks what may come next."""
    said = {
        "_TYPER_COMPLETE_ARGS": line,  # what isj and Typer's fish read
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        f"_{name}_COMPLETE": f"complete_{shell}",
    }
    return ["env", *(f"{key}={value}" for key, value in said.items()), *command]


def beginning(kb: KnowledgeBase) -> str:
    """Return the letters with which a few ids begin, ten at most."""
    ids = [path.stem for path in kb.files()]
    id = ids[len(ids) // 2]
    return next(
        id[:length]
        for length in range(1, len(id) + 1)
        if sum(other.startswith(id[:length]) for other in ids) <= 10
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--practices", type=int)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bare, completing = place / "bare", place / "completing"
        bare.write_text(CONSTANT, encoding="utf-8")
        completing.write_text(COMPLETING, encoding="utf-8")
        root = make(place / "kb", given.practices) if given.practices else find().root
        begun = beginning(find(root))
        os.environ["ISJ_KB"] = str(root)
        os.environ["ISJ_CACHE"] = str(place / "cache")
        peer = asking("fish", "completing ", [sys.executable, str(completing)], "COMPLETING")
        commands = {"a bare Typer program": [sys.executable, str(bare)], "it, completing": peer}
        for name, (shell, line) in ASKED.items():
            commands[name] = asking(shell, line.format(begun=begun), [program("isj")])
        found = in_turn({name: Command(args) for name, args in commands.items()}, given.runs)
    floor = found["a bare Typer program"].seconds
    for name, figures in found.items():
        print(f"{name:31}{figures.seconds * 1000:6.0f} ms {figures.seconds / floor:6.2f}")


if __name__ == "__main__":
    main()
