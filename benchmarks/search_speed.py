"""How fast searching is, on the shipped practices and on many, beside other ways to do the same.

    python benchmarks/search_speed.py [--runs 15] [--number 10000]

Makes knowledge bases of a tenth of NUMBER and of NUMBER practices out of the words of the real ones
(`corpus.py`), and prints medians of whole processes and their ratios in one run:

- `isj search` ÷ a script that only looks up the same terms (see `startup.py`), small and large;
- `isj search` ÷ `sqlite-utils search` on an FTS5 table of the same texts (extra `bench`);
- a full build ÷ plain Whoosh with its Dutch analyzer on the same files and fields;
- a search after 20 changed files ÷ a full build; peak memory of a search; growth from a tenth.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from corpus import make
from floors import WHOOSH, WORD, fts5, search_floor
from measuring import Command, change, in_turn, isj, program, python, warm

from isj_cli.store.knowledge_base import KnowledgeBase, find


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--number", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["ISJ_CACHE"] = str(place / "cache")
        shipped = find()
        tenth = KnowledgeBase(make(place / "tenth", chosen.number // 10))
        large = KnowledgeBase(make(place / "large", chosen.number))
        for kb in (shipped, tenth, large):
            warm(kb.root)
        base = str(fts5(large, place / "fts.db"))
        searching = isj(large.root, "search", WORD)
        sqlite_utils = [program("sqlite-utils"), "search", base, "practices", WORD]
        found = in_turn(
            {
                "search, shipped": Command(isj(shipped.root, "search", WORD)),
                "floor, shipped": Command(search_floor(shipped, place)),
                "search, a tenth": Command(isj(tenth.root, "search", WORD)),
                "search, large": Command(searching),
                "floor, large": Command(search_floor(large, place)),
                "sqlite-utils, large": Command([*sqlite_utils, "--limit", "10", "-c", "id"]),
            },
            chosen.runs,
        )
        found |= in_turn(
            {
                "full build": Command(isj(large.root, "--quiet", "index", "--rebuild")),
                "plain Whoosh, full build": Command(python(WHOOSH, large.root)),
            },
            2,
        )
        changed = Command(searching, lambda: change(large.root, 20))
        found |= in_turn({"search after 20 changes": changed}, 5)
    for name, figures in found.items():
        print(f"{name:26} {figures.seconds * 1000:8.0f} ms {figures.peak:6.0f} MB")
    for one, other in (
        ("search, shipped", "floor, shipped"),
        ("search, large", "floor, large"),
        ("search, large", "sqlite-utils, large"),
        ("full build", "plain Whoosh, full build"),
        ("search after 20 changes", "full build"),
        ("search, large", "search, a tenth"),
    ):
        print(f"{one} ÷ {other}: {found[one].seconds / found[other].seconds:.2f}")


if __name__ == "__main__":
    main()
