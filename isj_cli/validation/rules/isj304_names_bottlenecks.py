"""A practice names at least one bottleneck.

What went wrong or stays hard is what others learn most from. Where the sources show none, this note
stays. In the first example the key is missing.

Fails:

    title: Thuisteam
    # bottlenecks:

Passes:

    bottlenecks:
      - text: School en hulp hadden elk een eigen plan.
        answer: Zij schrijven nu in hetzelfde plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.INFO


def check(file: Checked) -> Iterator[Found]:
    """Yield a note where the key for bottlenecks is missing."""
    if "bottlenecks" not in file.document.mapping:
        yield Found(
            (),
            _("No bottleneck is named."),
            _("Add 'bottlenecks:' with what went wrong or stays hard; others learn from that."),
        )
