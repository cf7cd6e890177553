"""A practice did not end before it started.

Fails:

    period: {started: 2020, ended: 2015}

Passes:

    period: {started: 2015, ended: 2020}
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_year
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding where the end comes before the beginning."""
    started, ended = file.practice.period.started, file.practice.period.ended
    if is_year(started) and is_year(ended) and ended < started:
        yield Found(
            ("period", "ended"),
            _("The practice ended ({ended}) before it started ({started}).").format(
                ended=ended, started=started
            ),
            _("Exchange 'started' and 'ended', or correct them."),
        )
