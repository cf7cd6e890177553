"""How long a search and a page take, as whole processes, beside the least that they could take.

    python benchmarks/startup.py [--runs 15]

Two floors are made and timed in the same run, in turn with the real commands: a script that only
imports typer and whoosh, opens the same index and looks for the same terms; and a Typer program
with one command that prints a constant. Medians and ratios are printed; no limit is enforced.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from isj_cli.search import query
from isj_cli.search.index import open_index
from isj_cli.search.searcher import Search
from isj_cli.search.terms import TERMS
from isj_cli.search.widening import plan
from isj_cli.store import cache
from isj_cli.store.knowledge_base import KnowledgeBase, find

WORD = "trauma"

SEARCH_FLOOR = """
import warnings
warnings.simplefilter("ignore")
import typer
from whoosh import index, query
app = typer.Typer()
@app.command()
def search() -> None:
    with index.open_dir({folder!r}).searcher() as searcher:
        wanted = query.Or([
            query.Phrase({field!r}, terms, boost=weight) if len(terms) > 1
            else query.Term({field!r}, terms[0], boost=weight)
            for terms, weight in {variants!r}
        ])
        published = query.Term("f_status", "gepubliceerd")
        for hit in searcher.search(wanted, filter=published, limit=10):
            print(hit["name"])
app()
"""

PAGE_FLOOR = """
import typer
app = typer.Typer()
@app.command()
def show() -> None:
    print("constant")
app()
"""


def median(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """Return the median of each command's wall time in seconds; they run in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    # With compiled modules, as an installed program has them.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    for run in range(runs + 2):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=environment)
            if run >= 2:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(taken) for name, taken in times.items()}


def warm(kb: KnowledgeBase) -> None:
    """Bring the index into step; files that were just written are looked at twice."""
    Search(kb).prepare()
    time.sleep(2.5)
    Search(kb).prepare()


def search_floor(kb: KnowledgeBase, place: Path) -> list[str]:
    """Return the command of a script that only looks for the terms of `WORD` in a warm index."""
    index = open_index(kb)
    asked = query.parse(WORD)
    [[words]] = plan(asked, index.words, index.synonyms).values()
    script = place / "search_floor.py"
    text = SEARCH_FLOOR.format(
        folder=str(cache.folder_for(kb) / cache.key_for(kb)),
        field=TERMS,
        variants=[(list(each.terms), each.weight) for each in words.variants],
    )
    script.write_text(text, encoding="utf-8")
    return [sys.executable, str(script)]


def isj(*args: str) -> list[str]:
    """Return the command of the program that stands beside this Python."""
    return [str(Path(sys.executable).with_name("isj")), *args]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    kb = find()
    warm(kb)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        page_floor = place / "page_floor.py"
        page_floor.write_text(PAGE_FLOOR, encoding="utf-8")
        found = median(
            {
                "search": isj("search", WORD),
                "search floor": search_floor(kb, place),
                "show": isj("show", kb.files()[0].stem),
                "page floor": [sys.executable, str(page_floor)],
            },
            runs,
        )
    for name, seconds in found.items():
        print(f"{name:14} {seconds * 1000:6.0f} ms")
    print(f"search ÷ floor {found['search'] / found['search floor']:.2f}")
    print(f"show ÷ floor   {found['show'] / found['page floor']:.2f}")


if __name__ == "__main__":
    main()
