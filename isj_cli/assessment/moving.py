"""What has moved between two self-assessments."""

from __future__ import annotations

from typing import NamedTuple

from isj_cli.assessment.result import Result, Tally


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


def movements(old: Result, new: Result) -> list[Movement]:
    """Return every statement of either, in the order of the new one."""
    before = {row.id: row.all for row in old.rows}
    after = {row.id: row.all for row in new.rows}
    return [Movement(id, before.get(id), after.get(id)) for id in {**after, **before}]
