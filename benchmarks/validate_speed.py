"""How fast validation is, beside check-jsonschema (extra `bench`) with the same schema.

    python benchmarks/validate_speed.py [--runs 3] [--small]

Makes knowledge bases of 1,000 and 10,000 practices (with `--small` a tenth of that) out of the
words of the real ones (`corpus.py`), each in a git repository of its own, and prints medians of
whole processes, taken in turn, and their ratios in one run:

- `check-jsonschema`, which only tells whether the files fit the schema ÷ `isj validate`, which
  runs all rules on them, at both sizes;
- one changed file with `--changed-since` ÷ a full run; growth; peak memory of a full run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from corpus import make
from measuring import Command, change, in_turn, isj, program

NUMBERS = (1_000, 10_000)


def made(folder: Path, number: int) -> Path:
    """Make a knowledge base in a git repository, with one file changed since its only commit."""
    root = make(folder, number)
    me = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org"]
    for args in (["init", "--quiet"], ["add", "."], [*me, "commit", "--quiet", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(root), *args], check=True)
    change(root)
    return root


def check_jsonschema(root: Path) -> Command:
    """Return the command that only tells whether the files fit the schema."""
    names = sorted(path.relative_to(root).as_posix() for path in root.glob("practices/*.yaml"))
    schema = ["--schemafile", "schema/practice.schema.json"]
    return Command([program("check-jsonschema"), *schema, *names], folder=root)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--small", action="store_true")
    chosen = options.parse_args()
    small, large = (number // 10 for number in NUMBERS) if chosen.small else NUMBERS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ISJ_CACHE"] = str(Path(folder) / "cache")
        roots = {number: made(Path(folder) / str(number), number) for number in (small, large)}
        commands = {}
        for number, root in roots.items():
            commands |= {
                f"isj validate, {number}": Command(isj(root, "validate"), folder=root),
                f"one changed, {number}": Command(
                    isj(root, "validate", "--changed-since", "HEAD"), folder=root
                ),
                f"check-jsonschema, {number}": check_jsonschema(root),
            }
        found = in_turn(commands, chosen.runs)
    for name, figures in found.items():
        print(f"{name:24} {figures.seconds:8.2f} s {figures.peak:6.0f} MB")
    for one, other in (
        *((f"check-jsonschema, {each}", f"isj validate, {each}") for each in roots),
        *((f"one changed, {each}", f"isj validate, {each}") for each in roots),
        (f"isj validate, {large}", f"isj validate, {small}"),
    ):
        print(f"{one} ÷ {other}: {found[one].seconds / found[other].seconds:.2f}")


if __name__ == "__main__":
    main()
