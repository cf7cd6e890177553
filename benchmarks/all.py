"""How fast everything is, in one table, beside the least it could take and what else does it.

    python benchmarks/all.py [--runs 9] [--budget 20] [--small] [--huge]

Each row is a whole process and its peer, run in turn on the same files; their medians and ratio are
of one run of this script. Knowledge bases: the shipped one, 1,000 and 10,000 practices made of its
words (`corpus.py`), with `--huge` 100,000 too, with `--small` the shipped one and 300. A row takes
`--runs` rounds, or fewer once they have taken `--budget` seconds. Peers from the extras `bench` and
`site` that are not installed are left out. The table is markdown; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus import make, shipped
from floors import CONSTANT, COPY, FTS5, LOOK, READ, WHOOSH, WORD, fts5, search_floor
from measuring import Command, Figures, change, has, in_turn, isj, program, python, warm

from isj_cli.store.knowledge_base import KnowledgeBase

MOST_ARGUMENTS = 20_000  # of check-jsonschema; the system takes no more


class Measurement(NamedTuple):
    """Commands of the program that are measured in turn, with the peers of all of them."""

    commands: Mapping[str, Command]
    peers: Mapping[str, Command]


def starting(kb: KnowledgeBase) -> Iterator[Measurement]:
    """Yield what there is to measure of a start alone."""
    warm(kb.root)
    yield Measurement(
        {"`isj --version`": Command(isj(kb.root, "--version")), "`isj`": Command(isj(kb.root))},
        {"a Typer program that prints a constant": Command(python(CONSTANT))},
    )


def asking(kb: KnowledgeBase, place: Path) -> Iterator[Measurement]:
    """Yield what there is to measure of searching and reading; the index is there."""
    root = kb.root
    database = fts5(kb, place / f"{root.name}.db")
    peers = {
        "the same terms in plain Whoosh": Command(search_floor(kb, place)),
        "SQLite FTS5 in plain Python": Command(python(FTS5, database, WORD)),
    }
    if grep := shutil.which("grep"):
        names = [grep, "-ril", WORD, str(kb.practices_folder)]
        peers["`grep -ril`"] = Command(names)
    yield Measurement({f"search {WORD}": Command(isj(root, "search", WORD))}, peers)
    yield Measurement(
        {"show": Command(isj(root, "show", kb.files()[0].stem))},
        {"a Typer program that prints a constant": Command(python(CONSTANT))},
    )
    yield Measurement(
        {name: Command(isj(root, name)) for name in ("list", "matrix", "stats", "stale")},
        {"PyYAML (C) reads all files": Command(python(READ, root))},
    )


def validating(kb: KnowledgeBase) -> Iterator[Measurement]:
    """Yield what there is to measure of validating."""
    peers = {"PyYAML (C) reads all files": Command(python(READ, kb.root))}
    names = [kb.relative(path) for path in kb.files()]
    if has("check_jsonschema") and len(names) <= MOST_ARGUMENTS:
        args = ["--schemafile", "schema/practice.schema.json", *names]
        peers["check-jsonschema, the schema alone"] = Command(
            [program("check-jsonschema"), *args], folder=kb.root
        )
    yield Measurement({"validate": Command(isj(kb.root, "validate"))}, peers)


def exporting(kb: KnowledgeBase, place: Path) -> Iterator[Measurement]:
    """Yield what there is to measure of exports, each to where nothing is, then where it is."""
    forms = ["json", "csv", "markdown", *(["site"] if has("pagefind_bin") else [])]
    for form in forms:
        dest, copy = place / f"{form}-{kb.root.name}", place / "copy"
        command = isj(kb.root, "export", form, str(dest))
        copying = {
            "copying what it wrote": Command(
                python(COPY, dest, copy), lambda copy=copy: remove(copy)
            )
        }
        yield Measurement(
            {f"export {form}": Command(command, lambda dest=dest: remove(dest))}, copying
        )
        if form in ("markdown", "site"):
            yield Measurement({f"export {form}, nothing changed": Command(command)}, copying)
            changed = Command(command, lambda: change(kb.root))
            yield Measurement({f"export {form}, one file changed": changed}, copying)
        remove(dest)
        remove(copy)


def indexing(kb: KnowledgeBase) -> Iterator[Measurement]:
    """Yield what there is to measure of the index."""
    command = isj(kb.root, "--quiet", "index")
    looking = {"plain Python looks at the times of all files": Command(python(LOOK, kb.root))}
    yield Measurement(
        {"index, from nothing": Command([*command, "--rebuild"])},
        {"plain Whoosh with its Dutch analyzer": Command(python(WHOOSH, kb.root))},
    )
    yield Measurement(
        {"index, one file changed": Command(command, lambda: change(kb.root))}, looking
    )
    warm(kb.root)
    yield Measurement({"index, nothing changed": Command(command)}, looking)


def remove(path: Path) -> None:
    """Remove a file or a folder, where there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def everything(kb: KnowledgeBase, place: Path) -> Iterator[Measurement]:
    """Yield all that there is to measure in one knowledge base."""
    warm(kb.root)
    yield from asking(kb, place)
    yield from validating(kb)
    yield from indexing(kb)
    yield from exporting(kb, place)


def rows(measurement: Measurement, size: str, found: Mapping[str, Figures]) -> Iterator[str]:
    """Yield the lines of the table for one measurement."""
    for name in measurement.commands:
        own = found[name]
        for peer in measurement.peers:
            other = found[peer].seconds
            ratio = own.seconds / other
            yield (
                f"| {name} | {size} | {_time(own.seconds)} | {peer} | {_time(other)} "
                f"| {ratio:.2f} | {own.peak:.0f} | {own.runs} |"
            )


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 10 else f"{1000 * seconds:.0f} ms"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--budget", type=float, default=20)
    options.add_argument("--small", action="store_true")
    options.add_argument("--huge", action="store_true")
    chosen = options.parse_args()
    numbers = [300] if chosen.small else [1_000, 10_000, *([100_000] if chosen.huge else [])]
    began = time.perf_counter()
    print("| what | practices | isj | its floor or peer | takes | isj ÷ it | peak MB | runs |")
    print("| --- | --: | --: | --- | --: | --: | --: | --: |")

    def measure(measurements: Iterator[Measurement], size: str) -> None:
        for each in measurements:
            found = in_turn({**each.commands, **each.peers}, chosen.runs, chosen.budget)
            print(*rows(each, size, found), sep="\n", flush=True)
            passed = time.perf_counter() - began
            print(f"{passed:5.0f} s: {size}, {', '.join(each.commands)}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["ISJ_CACHE"] = str(place / "cache")
        kb = KnowledgeBase(shipped(place / "shipped"))
        size = f"{len(kb.files())}"
        measure(starting(kb), size)
        measure(everything(kb, place), size)
        for number in numbers:
            kb = KnowledgeBase(make(place / f"made-{number}", number))
            measure(everything(kb, place), f"{number:,}")


if __name__ == "__main__":
    main()
