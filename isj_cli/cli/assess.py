"""`isj assess`: the self-assessment, each command imported only when it is used."""

from __future__ import annotations

from isj_cli.cli.app import LazyGroup, group_app
from isj_cli.locale import N_

STEPS = {
    "new": N_("Make a file to answer in, or a form for a meeting."),
    "fill": N_("Answer the statements, one at a time."),
    "report": N_("Show where a team stands, and which practices help."),
    "compare": N_("Show what has moved between two self-assessments."),
}


class AssessGroup(LazyGroup):
    """The steps of a self-assessment."""

    table = STEPS
    package = "isj_cli.cli.assessing"
    unknown = N_("There is no step '{name}' of a self-assessment; choose from: {known}.")


APPS = {
    "assess": group_app(
        AssessGroup,
        N_("""Hold your own practice against the principles and factors.

Everyone answers in a file of their own, by role and never by name. The answers stay on your
computer: nothing is sent.

\b
  isj assess new antwoorden.yaml
  isj assess fill antwoorden.yaml
  isj assess report antwoorden.yaml --output verslag.html"""),
    )
}
