"""ISJ205: a place in `region.names` is known in the vocabulary `regios` (a warning).

A known place can be found by its province and by its other spellings.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.taxonomy import REGIONS
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_unfilled


def check(file: Checked) -> Iterator[Finding]:
    """Yield a warning for each place that is not known."""
    known = file.collection.taxonomy.places
    for number, name in enumerate(file.practice.region.names):
        if known and name and fold(name) not in known and not is_unfilled(name):
            near = nearest(name, known, 1)
            yield file.finding(
                "ISJ205",
                Severity.WARNING,
                ("region", "names", number),
                _("The place '{name}' is not known in vocabularies.yaml.").format(name=name),
                _("Did you mean '{near}'?").format(
                    near=file.collection.taxonomy.label(REGIONS, known[near[0]], "nl")
                )
                if near
                else _("Check the spelling, or add the place to the list 'regios'."),
            )
