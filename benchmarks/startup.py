"""How long a search and a page take, as whole processes, beside the least that they could take.

    python benchmarks/startup.py [--runs 15]

Two floors are made and timed in the same run, in turn with the real commands: a script that only
imports typer and whoosh, opens the same index and runs the same query; and a Typer program with
one command that prints a constant. Medians and ratios are printed; no limit is enforced.
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

from isj_cli.search.fields import WEIGHTS
from isj_cli.search.searcher import Search
from isj_cli.store import cache
from isj_cli.store.knowledge_base import find

SEARCH_FLOOR = """
import warnings
warnings.simplefilter("ignore")
import typer
from whoosh import index, query
app = typer.Typer()
@app.command()
def search(word: str) -> None:
    with index.open_dir({folder!r}).searcher() as searcher:
        wanted = query.Or([query.Term(name, word, boost=boost)
                           for name, boost in {weights!r}.items()])
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


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    kb = find()
    Search(kb).prepare()
    time.sleep(2.5)  # files that were just written are looked at twice; see search/index.py
    Search(kb).prepare()
    folder = cache.folder_for(kb) / cache.key_for(kb)
    isj = [str(Path(sys.executable).with_name("isj"))]
    with tempfile.TemporaryDirectory() as place:
        floors = {
            "search floor": SEARCH_FLOOR.format(folder=str(folder), weights=WEIGHTS),
            "page floor": PAGE_FLOOR,
        }
        commands = {
            "search": [*isj, "search", "trauma"],
            "show": [*isj, "show", kb.files()[0].stem],
        }
        for name, text in floors.items():
            script = Path(place) / f"{name.replace(' ', '_')}.py"
            script.write_text(text, encoding="utf-8")
            commands[name] = [sys.executable, str(script)] + (
                ["trauma"] if name == "search floor" else []
            )
        found = median(commands, runs)
    for name, seconds in found.items():
        print(f"{name:14} {seconds * 1000:6.0f} ms")
    print(f"search ÷ floor {found['search'] / found['search floor']:.2f}")
    print(f"show ÷ floor   {found['show'] / found['page floor']:.2f}")


if __name__ == "__main__":
    main()
