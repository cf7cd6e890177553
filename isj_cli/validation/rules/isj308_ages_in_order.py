"""The youngest age is not above the oldest one.

Fails:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_min: 17
      age_max: 12

Passes:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      age_min: 12
      age_max: 17
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

_AGES = range(121)  # of others ISJ107 speaks


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding where the ages are the wrong way round."""
    youngest, oldest = file.practice.target_group.age_min, file.practice.target_group.age_max
    if youngest is None or oldest is None:
        return
    if youngest in _AGES and oldest in _AGES and youngest > oldest:
        yield Found(
            ("target_group", "age_min"),
            _("The youngest age ({youngest}) is above the oldest ({oldest}).").format(
                youngest=youngest, oldest=oldest
            ),
            _("Exchange 'age_min' and 'age_max', or correct them."),
        )
