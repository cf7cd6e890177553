"""What the wizard says and asks in several places."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question
from isj_cli.locale import N_

URL = N_("The whole address, as it stands at the top of your browser.")
YEAR = N_("A year, such as 2024.")
OF_WHICH_YEAR = Question("year", Kind.NUMBER, N_("Year"), N_("Of which year is it?"), YEAR)
