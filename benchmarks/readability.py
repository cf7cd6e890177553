"""How easily the summaries read: Flesch's reading ease, with the constants of Douma for Dutch.

    python benchmarks/readability.py [--all]

Prints the median, the lowest and the ten hardest summaries (Douma 1960; package textstat). Beside
it stands the same figure for the approaches, the longest texts of the same practices. 100 is very
easy, 60 plain, 30 difficult.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from pathlib import Path

import textstat

from isj_cli.domain.practice import Practice
from isj_cli.store.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]


def scores(kb: KnowledgeBase, text: Callable[[Practice], str]) -> dict[str, float]:
    """Return the reading ease of a text of every practice, by id."""
    textstat.set_lang("nl")
    return {
        file.practice.id: textstat.flesch_reading_ease(text(file.practice))
        for file in kb.read_all()
        if file.practice
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", action="store_true", help="list every summary")
    whole = options.parse_args().all
    kb = KnowledgeBase(ROOT)
    for name, found in (
        ("summaries", scores(kb, lambda practice: practice.summary)),
        ("approaches", scores(kb, lambda practice: practice.approach)),
    ):
        print(
            f"{name:11} {len(found)} texts, median {statistics.median(found.values()):.0f}, "
            f"lowest {min(found.values()):.0f}"
        )
    found = scores(kb, lambda practice: practice.summary)
    for id, score in sorted(found.items(), key=lambda each: each[1])[: None if whole else 10]:
        print(f"{score:5.0f}  {id}")


if __name__ == "__main__":
    main()
