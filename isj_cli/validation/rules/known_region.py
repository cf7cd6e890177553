"""ISJ205: a place in `region.names` is known in the vocabulary `regios` (a warning).

A known place can be found by its province and by its other spellings.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.taxonomy import REGIONS
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _
from isj_cli.validation.collection import TODO, Checked


def check(file: Checked) -> Iterator[Finding]:
    """Yield a warning for each place that is not known."""
    terms = file.collection.taxonomy.terms(REGIONS)
    known = {
        fold(name): term.label.nl
        for term in terms
        for name in (term.label.nl, term.label.en, *term.alt.nl, *term.alt.en)
        if name
    }
    for number, name in enumerate(file.practice.region.names):
        if terms and name and fold(name) not in known and TODO not in name:
            near = nearest(name, known, 1)
            yield file.finding(
                "ISJ205",
                Severity.WARNING,
                ("region", "names", number),
                _("The place '{name}' is not known in vocabularies.yaml.").format(name=name),
                _("Did you mean '{near}'?").format(near=known[near[0]])
                if near
                else _("Check the spelling, or add the place to the list 'regios'."),
            )
