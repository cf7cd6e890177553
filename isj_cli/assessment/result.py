"""From the answers of one or more respondents to where a team stands.

There is no total: a median for each statement, with how far the answers lie apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from isj_cli.assessment.answers import (
    FAMILY,
    FULL,
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
from isj_cli.domain.text import one_line

FEWEST = 3  # respondents of a kind who are shown apart; fewer could be recognised
APART = 2  # steps of the scale between answers that count as divided
QUARTER = 4  # the outermost answers, one in so many at either end, are left out of the spread
NO_VIEW = ""  # of who named no role: they could be anyone
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
    def spread(self) -> tuple[int, int] | None:
        """Between which scores the answers lie: all of three, from four on the middle half."""
        outer = len(self.scores) // QUARTER
        return (self.scores[outer], self.scores[-1 - outer]) if self.scores else None

    @property
    def is_divided(self) -> bool:
        """Whether the answers lie so far apart that a median hides more than it says."""
        return self.spread is not None and self.spread[1] - self.spread[0] >= APART


class Row(NamedTuple):
    """Where a team stands on one statement; a view or role with few respondents is left out.

    `proofs` are the lines of proof, by alphabet, so that they tell nothing of who wrote them.
    """

    id: str
    all: Tally
    views: Mapping[str, Tally] = MappingProxyType({})
    roles: Mapping[str, Tally] = MappingProxyType({})
    proofs: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether there is something to learn here."""
        return self.all.median is not None and self.all.median < GAP

    @property
    def is_strong(self) -> bool:
        """Whether this is common practice at least, and all see it so."""
        median = self.all.median
        return median is not None and median >= GAP and not self.is_seen_differently

    @property
    def is_seen_differently(self) -> bool:
        """Whether respondents, or the two views, are far apart."""
        middles = [each.median for each in self.views.values() if each.median is not None]
        far = bool(middles) and max(middles) - min(middles) >= APART
        return far or self.all.is_divided

    @property
    def is_unknown(self) -> bool:
        """Whether at least as many respondents do not know as do."""
        return 0 < self.all.unsure >= len(self.all.scores)


@dataclass(frozen=True)
class Result:
    """Where a team stands, statement by statement.

    `respondents` counts who answered anything, `by_view` and `by_role` those who may be shown
    apart. `priorities` are the statements that most respondents put first, three at most.
    `without_role` counts who named no role, and so count in the whole only; `left_out` the
    statements that were asked of too few of them to be shown.
    """

    kind: str
    respondents: int
    by_view: Mapping[str, int]
    by_role: Mapping[str, int]
    rows: Sequence[Row]
    priorities: tuple[str, ...]
    without_role: int = 0
    left_out: int = 0

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

    Who answered nothing yet does not count. A view or a role is shown apart where at least
    `FEWEST` have it, for a statement where at least `FEWEST` of them gave a score, and never
    where fewer could be found by subtracting it from what else is shown.
    """
    some = [each for each in all_answers if not each.is_empty]
    kind = FULL if any(each.kind == FULL for each in some) else SHORT
    statements, left_out = _statements(some, taxonomy)
    people = Counter((_view(each, taxonomy), each.role) for each in some)
    views, roles = apart(people)
    rows = []
    for id in statements:
        scored = Counter(
            (_view(each, taxonomy), each.role)
            for each in some
            if each.answers.get(id, Answer()).score is not None
        )
        own_views, own_roles = apart(scored)
        rows.append(
            Row(
                id,
                tally(id, some),
                {
                    view: tally(id, [each for each in some if _view(each, taxonomy) == view])
                    for view in own_views
                    if view in views
                },
                {
                    role: tally(id, [each for each in some if each.role == role])
                    for role in own_roles
                    if role in roles
                },
                tuple(
                    sorted(
                        {
                            proof
                            for each in some
                            if (proof := one_line(each.answers.get(id, Answer()).proof))
                        }
                    )
                ),
            )
        )
    return Result(
        kind,
        len(some),
        views,
        roles,
        rows,
        _priorities(some, statements),
        sum(not each.role for each in some),
        left_out,
    )


def _view(answers: Answers, taxonomy: Taxonomy) -> str:
    """Return from which view somebody answered, `NO_VIEW` where they named no role."""
    return view_of(answers.role, taxonomy) if answers.role else NO_VIEW


def _statements(some: Sequence[Answers], taxonomy: Taxonomy) -> tuple[list[str], int]:
    """Return what was asked of any of them, or answered: those of the full assessment first.

    Where one or two have another kind of file than the others, what only they were asked would tell
    what they answered; it is left out, and the number of such statements is returned as well.
    """
    by_kind = {kind: [each.id for each in asked(kind, taxonomy)] for kind in (FULL, SHORT)}
    people = Counter(id for each in some for id in {*each.answers, *by_kind[each.kind]})
    if not some:
        people.update(by_kind[SHORT])
    order = dict.fromkeys(id for ids in by_kind.values() for id in ids)
    wanted = [id for id in order if people[id]]
    if len(some) < FEWEST:
        return wanted, 0
    kept = [id for id in wanted if people[id] >= FEWEST]
    return kept, len(wanted) - len(kept)


def apart(people: Mapping[tuple[str, str], int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the views and the roles that may be shown apart, with how many have each.

    `people` are those who count, by view and role. What is shown can be subtracted from a view
    that is shown and from the whole; each remainder is nobody, or `FEWEST` at least. A view is
    shown only where both are, a role only where there is another one in what it belongs to.
    """
    sizes = dict.fromkeys((TEAM, FAMILY, NO_VIEW), 0)
    for (view, _role), number in people.items():
        sizes[view] += number
    views = {view: sizes[view] for view in (TEAM, FAMILY)}
    if min(views.values()) < FEWEST or 0 < sizes[NO_VIEW] < FEWEST:
        views = {}
    wholes = [[view] for view in views] or [[*sizes]]
    roles: dict[str, int] = {}
    for whole in wholes:
        members = {
            role: number for (view, role), number in people.items() if view in whole and number
        }
        shown = {role: each for role, each in members.items() if each >= FEWEST and role}
        hidden = sum(members.values()) - sum(shown.values())
        if 0 < hidden < FEWEST and shown:
            del shown[min(shown, key=lambda role: (shown[role], role))]
        if len(members) > 1:
            roles |= shown
    order = sorted(roles)
    return views, {role: roles[role] for role in order}


def tally(statement: str, some: Iterable[Answers]) -> Tally:
    """Return what some respondents answered to a statement."""
    given = [each.answers.get(statement, Answer()) for each in some]
    return Tally(
        tuple(sorted(each.score for each in given if each.score is not None)),
        sum(each.skipped == UNSURE for each in given),
        sum(each.skipped == NOT_APPLICABLE for each in given),
        sum(each.is_unproven for each in given),
    )


def _priorities(all_answers: Sequence[Answers], statements: Sequence[str]) -> tuple[str, ...]:
    named = Counter(id for each in all_answers for id in dict.fromkeys(each.about.priorities))
    order = {id: place for place, id in enumerate(statements)}
    known = [id for id in named if id in order]
    return tuple(sorted(known, key=lambda id: (-named[id], order[id]))[:MOST_PRIORITIES])
