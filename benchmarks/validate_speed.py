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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from corpus import make

NUMBERS = (1_000, 10_000)

MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def program(name: str) -> str:
    """Return the program that stands beside this Python."""
    return str(Path(sys.executable).with_name(name))


def made(folder: Path, number: int) -> Path:
    """Make a knowledge base in a git repository, with one file changed since its only commit."""
    root = make(folder, number)
    me = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org"]
    for args in (["init", "--quiet"], ["add", "."], [*me, "commit", "--quiet", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(root), *args], check=True)
    path = root / "practices" / "voorbeeld-000007.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("approach: ", "approach: Nieuw. ", 1), encoding="utf-8")
    return root


def commands(root: Path) -> dict[str, list[str]]:
    """Return what is compared, by name; each runs in the knowledge base's folder."""
    names = sorted(path.relative_to(root).as_posix() for path in root.glob("practices/*.yaml"))
    schema = ["--schemafile", "schema/practice.schema.json"]
    return {
        "isj validate": [program("isj"), "validate"],
        "isj, one changed": [program("isj"), "validate", "--changed-since", "HEAD"],
        "check-jsonschema": [program("check-jsonschema"), *schema, *names],
    }


def medians(roots: Mapping[int, Path], runs: int) -> dict[tuple[str, int], float]:
    """Return the median wall time in seconds of each command at each size; they run in turn."""
    times: dict[tuple[str, int], list[float]] = {}
    for _ in range(runs):
        for number, root in roots.items():
            for name, command in commands(root).items():
                began = time.perf_counter()
                ran = subprocess.run(command, cwd=root, capture_output=True, text=True)
                if ran.returncode not in (0, 1):
                    sys.exit(f"{name}: {ran.stderr}")
                times.setdefault((name, number), []).append(time.perf_counter() - began)
    return {which: statistics.median(taken) for which, taken in times.items()}


def memory(root: Path) -> float:
    """Return the peak memory of a full run in MB."""
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, *commands(root)["isj validate"]],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(ran.stdout) / 1024


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
        peaks = {number: memory(root) for number, root in roots.items()}
        found = medians(roots, chosen.runs)
    for (name, number), seconds in found.items():
        print(f"{name:17} {number:6} {seconds:8.2f} s")
    for number in roots:
        print(f"peak memory       {number:6} {peaks[number]:8.0f} MB")
    for number in roots:
        ratio = found["check-jsonschema", number] / found["isj validate", number]
        print(f"check-jsonschema ÷ isj validate, {number}: {ratio:.2f}")
    for number in roots:
        ratio = found["isj, one changed", number] / found["isj validate", number]
        print(f"one changed ÷ isj validate, {number}: {ratio:.2f}")
    ratio = found["isj validate", large] / found["isj validate", small]
    print(f"isj validate, {large} ÷ {small}: {ratio:.2f}")


if __name__ == "__main__":
    main()
