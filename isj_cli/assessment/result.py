"""From the answers of one or more respondents to where a team stands.

There is no total: a median for each statement, with how far the answers lie apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import NamedTuple

from isj_cli.assessment.answers import (
    FAMILY,
    FULL,
    HIGHEST,
    MOST_PRIORITIES,
    NOT_APPLICABLE,
    SHORT,
    TEAM,
    UNSURE,
    Answer,
    Answers,
    asked,
    view_of,
)
from isj_cli.domain.taxonomy import Taxonomy

FEWEST = 3  # respondents of a kind who are shown apart; fewer could be recognised
APART = 2  # steps of the scale between answers that count as divided
FEW = 4  # below this number the outermost answers are compared, from it on the middle half
GAP = 3  # a median below «common practice» leaves something to learn


class Tally(NamedTuple):
    """What a number of respondents answered to one statement.

    `scores` are in order; who skipped the statement counts in `unsure` or `not_applicable` and in
    no score. `unproven` counts the highest answers that have nothing to show for them.
    """

    scores: tuple[int, ...] = ()
    unsure: int = 0
    not_applicable: int = 0
    unproven: int = 0

    @property
    def median(self) -> float | None:
        """The middle score, None where there is none."""
        return float(median(self.scores)) if self.scores else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """Between which scores the answers lie: all of a few, the middle half of more."""
        if not self.scores:
            return None
        if len(self.scores) < FEW:
            return float(self.scores[0]), float(self.scores[-1])
        low, _middle, high = quantiles(self.scores, n=4, method="inclusive")
        return low, high

    @property
    def is_divided(self) -> bool:
        """Whether the answers lie so far apart that a median hides more than it says."""
        return self.spread is not None and self.spread[1] - self.spread[0] >= APART


class Row(NamedTuple):
    """Where a team stands on one statement; a view or role with few respondents is left out."""

    id: str
    all: Tally
    views: Mapping[str, Tally]
    roles: Mapping[str, Tally]

    @property
    def is_gap(self) -> bool:
        """Whether there is something to learn here."""
        return self.all.median is not None and self.all.median < GAP


@dataclass(frozen=True)
class Result:
    """Where a team stands, statement by statement.

    `priorities` are the statements that most respondents put first, three at most.
    """

    kind: str
    respondents: int
    rows: Sequence[Row]
    priorities: tuple[str, ...]

    @property
    def gaps(self) -> list[Row]:
        """The rows to learn from: priorities first, then the lowest median, then by order."""
        return sorted(
            (row for row in self.rows if row.is_gap),
            key=lambda row: (
                row.id not in self.priorities,
                -1.0 if row.all.median is None else row.all.median,
            ),
        )


def result(all_answers: Sequence[Answers], taxonomy: Taxonomy) -> Result:
    """Return where the respondents say that their team stands; their order does not matter.

    A view or a role is shown apart where at least `FEWEST` have it and nobody could be recognised
    by subtracting it from the whole.
    """
    kind = FULL if any(each.kind == FULL for each in all_answers) else SHORT
    by_view = _shown(
        {
            view: [each for each in all_answers if view_of(each.role, taxonomy) == view]
            for view in (TEAM, FAMILY)
        }
    )
    roles = dict.fromkeys(each.role for each in all_answers if each.role)
    by_role = _shown(
        {role: [each for each in all_answers if each.role == role] for role in sorted(roles)}
    )
    statements = [each.id for each in asked(kind, taxonomy)]
    if any(each.kind == SHORT for each in all_answers):
        short = [each.id for each in asked(SHORT, taxonomy)]
        statements += [id for id in short if id not in statements]
    return Result(
        kind,
        len(all_answers),
        [
            Row(
                id,
                tally(id, all_answers),
                {view: tally(id, some) for view, some in by_view.items()},
                {role: tally(id, some) for role, some in by_role.items()},
            )
            for id in statements
        ],
        _priorities(all_answers, statements),
    )


def tally(statement: str, some: Iterable[Answers]) -> Tally:
    """Return what some respondents answered to a statement."""
    given = [each.answers.get(statement, Answer()) for each in some]
    return Tally(
        tuple(sorted(each.score for each in given if each.score is not None)),
        sum(each.skipped == UNSURE for each in given),
        sum(each.skipped == NOT_APPLICABLE for each in given),
        sum(each.is_unproven for each in given),
    )


def _shown(groups: dict[str, list[Answers]]) -> dict[str, list[Answers]]:
    """Return the groups that may stand apart.

    All of them together are known. So where those that are too small hold fewer than `FEWEST` in
    all, the smallest of the others is left out too: nobody can then be found by subtracting.
    """
    shown = {name: some for name, some in groups.items() if len(some) >= FEWEST}
    hidden = sum(len(some) for name, some in groups.items() if name not in shown)
    if 0 < hidden < FEWEST and shown:
        del shown[min(shown, key=lambda name: (len(shown[name]), name))]
    return shown if len(groups) > 1 else {}


def _priorities(all_answers: Sequence[Answers], statements: Sequence[str]) -> tuple[str, ...]:
    named = Counter(id for each in all_answers for id in dict.fromkeys(each.about.priorities))
    order = {id: place for place, id in enumerate(statements)}
    known = [id for id in named if id in order]
    return tuple(sorted(known, key=lambda id: (-named[id], order[id]))[:MOST_PRIORITIES])


__all__ = ["FEWEST", "GAP", "HIGHEST", "Result", "Row", "Tally", "result", "tally"]
