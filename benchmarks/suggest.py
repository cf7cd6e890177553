"""How well `isj suggest` finds the tags of a practice whose tags it does not see.

    python benchmarks/suggest.py [--half 1|2]

Each published practice in turn is left out: its texts are the question, its own tags the answer,
and only the others are learned from. The texts that belong to a tag (`how`) are left out, and so
are all ids: sectors of organisations, kinds of bottlenecks, levels. Beside it stands the baseline,
the five tags that most of the other practices carry. Precision, recall and F1 are of all
suggestions together (micro-averaged), at five of each kind. "best" is what five of each kind reach
at most: practices with fewer tags cannot have five right ones. "shown" are those of the five that
`isj suggest` shows, which have the least score or more.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from isj_cli.domain.practice import Practice
from isj_cli.search.searcher import LEAST, Search
from isj_cli.store.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
DEPTH = 5


class Count(NamedTuple):
    """How many tags were suggested, how many there are, and how many of both are the same."""

    right: int = 0
    suggested: int = 0
    carried: int = 0

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(*map(sum, zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of the suggestions that is right."""
        return self.right / max(1, self.suggested)

    @property
    def recall(self) -> float:
        """The share of the tags that was suggested."""
        return self.right / max(1, self.carried)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(1, self.suggested + self.carried)


def texts_only(practice: Practice) -> Practice:
    """Return a practice without its tags, and without ids that would give them away."""
    return replace(
        practice,
        principles=(),
        factors=(),
        topics=(),
        sectors=(),
        levels=(),
        organisations=tuple(each._replace(sector="", role="") for each in practice.organisations),
        bottlenecks=tuple(each._replace(kind="") for each in practice.bottlenecks),
    )


def compared(suggested: Iterable[str], carried: Iterable[str]) -> Count:
    """Return how suggestions answer to the tags of one practice."""
    one, other = set(suggested), set(carried)
    return Count(len(one & other), len(one), len(other))


def measure(kb: KnowledgeBase, half: int | None) -> dict[str, dict[str, Count]]:
    """Return the counts of each way to suggest, by kind and for all."""
    search = Search(kb)
    practices = [
        file.practice
        for file in kb.read_all()
        if file.practice and file.practice.status == "gepubliceerd"
    ]
    carriers: dict[str, Counter[str]] = defaultdict(Counter)
    for practice in practices:
        for kind, ids in practice.tags().items():
            carriers[kind].update(set(ids))
    found: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    for number, practice in enumerate(practices):
        if half and number % 2 != half - 1:
            continue
        suggestions = search.suggest(texts_only(practice), DEPTH, practice.id, least=0)
        for kind, ids in practice.tags().items():
            others = carriers[kind] - Counter(set(ids))
            best = [each for each in suggestions if each.kind == kind]
            for way, answer in (
                ("isj", [each.id for each in best]),
                ("shown", [each.id for each in best if each.score >= LEAST]),
                ("best", list(ids)[:DEPTH] + [""] * (DEPTH - len(ids))),
                ("baseline", sorted(others, key=lambda id: (-others[id], id))[:DEPTH]),
            ):
                count = compared(answer, ids)
                if way == "best":
                    count = count._replace(suggested=DEPTH)
                found[way][kind] += count
                found[way]["all"] += count
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", type=int, choices=(1, 2), help="only every other practice")
    found = measure(KnowledgeBase(ROOT), options.parse_args().half)
    ways = ("baseline", "best", "isj", "shown")
    print(f"{'F1 at 5':10}" + "".join(f"{way:>24}" for way in ways) + f"{'÷ baseline':>16}")
    print(f"{'':10}" + f"{'P':>10}{'R':>7}{'F1':>7}" * len(ways) + f"{'isj':>9}{'shown':>7}")
    for kind in ("principle", "factor", "topic", "sector", "all"):
        counts = [found[way][kind] for way in ways]
        cells = "".join(f"{c.precision:10.3f}{c.recall:7.3f}{c.f1:7.3f}" for c in counts)
        base, _best, isj, shown = (count.f1 for count in counts)
        print(f"{kind:10}{cells}{isj / base:9.2f}{shown / base:7.2f}")


if __name__ == "__main__":
    main()
