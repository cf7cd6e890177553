"""A practice names at least one effective factor.

Where the sources show none, the list stays empty, and this warning says so.

Fails:

    factors: []

Passes:

    factors:
      - id: vast-aanspreekpunt
        how: Ouders en school bellen met elke vraag dezelfde hulpverlener.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.taxonomy import FACTORS
from isj_cli.locale import _
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning for an empty list of factors."""
    if file.document.mapping.get("factors") == [] and file.taxonomy.carried(FACTORS):
        yield Found(
            ("factors",),
            _("No effective factor is named."),
            _("Name the factors that the sources show; 'isj factors' lists them."),
        )
