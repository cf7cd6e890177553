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
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import make
from startup import WORD, isj, median, search_floor, warm

from isj_cli.search.documents import texts
from isj_cli.store.knowledge_base import KnowledgeBase, find

PLAIN = """
import sys, tempfile, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from whoosh import fields, index
from whoosh.analysis import LanguageAnalyzer
from isj_cli.search.documents import texts
from isj_cli.store.knowledge_base import KnowledgeBase
kb = KnowledgeBase(Path(sys.argv[1]))
writer = None
with tempfile.TemporaryDirectory() as folder:
    for file in kb.read_all():
        found = texts(file.practice, kb.taxonomy)
        if writer is None:
            text = fields.TEXT(analyzer=LanguageAnalyzer("nl"), stored=True)
            names = {name: text for name in found}
            schema = fields.Schema(id=fields.ID(stored=True, unique=True), **names)
            writer = index.create_in(folder, schema).writer(limitmb=256)
        writer.add_document(id=file.practice.id, **found)
    writer.commit()
"""

MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def taken(command: list[str]) -> float:
    """Return the wall time of one run in seconds."""
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - began


def fts5(kb: KnowledgeBase, path: Path) -> list[str]:
    """Make an FTS5 table of the same texts, and return the command that searches it."""
    base = sqlite3.connect(path)
    rows = [
        (file.practice.id, "\n".join(texts(file.practice, kb.taxonomy).values()))
        for file in kb.read_all()
        if file.practice
    ]
    base.execute("CREATE TABLE practices (id TEXT, text TEXT)")
    base.executemany("INSERT INTO practices VALUES (?, ?)", rows)
    base.commit()
    base.close()
    program = str(Path(sys.executable).with_name("sqlite-utils"))
    subprocess.run([program, "enable-fts", str(path), "practices", "text"], check=True)
    return [program, "search", str(path), "practices", WORD, "--limit", "10", "-c", "id"]


def change(kb: KnowledgeBase, number: int) -> None:
    """Write a word behind the summaries of the first files."""
    for path in kb.files()[:number]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("approach: ", "approach: Nieuw. ", 1), encoding="utf-8")


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
            warm(kb)
        floors = []
        for name, kb in (("shipped", shipped), ("large", large)):
            (place / f"floor-{name}").mkdir()
            floors.append(search_floor(kb, place / f"floor-{name}"))
        searches = [isj("--kb", str(kb.root), "search", WORD) for kb in (shipped, tenth, large)]
        commands = {
            "search, shipped": searches[0],
            "floor, shipped": floors[0],
            "search, a tenth": searches[1],
            "search, large": searches[2],
            "floor, large": floors[1],
            "sqlite-utils, large": fts5(large, place / "fts.db"),
        }
        found = median(commands, chosen.runs)
        memory = subprocess.run(
            [sys.executable, "-c", MEMORY, *searches[2]], capture_output=True, text=True, check=True
        )
        rebuild = isj("--kb", str(large.root), "--quiet", "index", "--rebuild")
        plain = [sys.executable, "-c", PLAIN, str(large.root)]
        found["full build"] = statistics.median(taken(rebuild) for _ in range(3))
        found["plain Whoosh, full build"] = statistics.median(taken(plain) for _ in range(3))
        changes = []
        for _ in range(5):
            change(large, 20)
            changes.append(taken(searches[2]))
        found["search after 20 changes"] = statistics.median(changes)
    for name, seconds in found.items():
        print(f"{name:26} {seconds * 1000:8.0f} ms")
    for one, other in (
        ("search, shipped", "floor, shipped"),
        ("search, large", "floor, large"),
        ("search, large", "sqlite-utils, large"),
        ("full build", "plain Whoosh, full build"),
        ("search after 20 changes", "full build"),
        ("search, large", "search, a tenth"),
    ):
        print(f"{one} ÷ {other}: {found[one] / found[other]:.2f}")
    print(f"peak memory of a search: {int(memory.stdout) / 1024:.0f} MB")


if __name__ == "__main__":
    main()
