"""What has moved between two self-assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isj_cli.assessment.result import Result, Tally

ROSE, FELL, STAYED, NEW, GONE, UNKNOWN = "rose", "fell", "stayed", "new", "gone", "unknown"


class Movement(NamedTuple):
    """One statement, then and now; what was not asked then or now is None."""

    id: str
    before: Tally | None
    after: Tally | None

    @property
    def steps(self) -> float | None:
        """How far the median went up (down where negative); None where one is not known."""
        before = self.before.median if self.before else None
        after = self.after.median if self.after else None
        return None if before is None or after is None else after - before

    @property
    def kind(self) -> str:
        """What happened: one of the words above; `UNKNOWN` where a score is missing."""
        if self.before is None:
            return NEW
        if self.after is None:
            return GONE
        if self.steps is None:
            return UNKNOWN
        return STAYED if not self.steps else ROSE if self.steps > 0 else FELL


def movements(old: Result, new: Result) -> list[Movement]:
    """Return every statement of either, in the order of the new one."""
    before = {row.id: row.all for row in old.rows}
    after = {row.id: row.all for row in new.rows}
    return [Movement(id, before.get(id), after.get(id)) for id in {**after, **before}]


def by_kind(moved: Sequence[Movement]) -> Mapping[str, list[Movement]]:
    """Return movements by what happened; the furthest first where they rose or fell."""
    kinds = (ROSE, FELL, STAYED, NEW, GONE, UNKNOWN)
    found = {kind: [each for each in moved if each.kind == kind] for kind in kinds}
    for kind in (ROSE, FELL):
        found[kind].sort(key=lambda each: -abs(each.steps or 0.0))
    return {kind: some for kind, some in found.items() if some}
