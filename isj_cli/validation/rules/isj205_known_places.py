"""A place in 'region.names' stands in the list of places.

A known place can be found by its province and by its other spellings. A place that is right but
not in the list can be added to 'regios' in vocabularies.yaml.

Fails:

    region:
      level: gemeente
      names: [Leeuwardn]

Passes:

    region:
      level: gemeente
      names: [Leeuwarden]
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.taxonomy import REGIONS
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_unfilled
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning for each place that is not known."""
    known = file.taxonomy.places
    for number, name in enumerate(file.practice.region.names):
        if known and name and fold(name) not in known and not is_unfilled(name):
            near = nearest(name, known, 1)
            yield Found(
                ("region", "names", number),
                _("The place '{name}' is not known in vocabularies.yaml.").format(name=name),
                _("Did you mean '{near}'?").format(
                    near=file.taxonomy.label(REGIONS, known[near[0]], "nl")
                )
                if near
                else _("Check the spelling, or add the place to the list 'regios'."),
            )
