"""What the wizard asks first: what the practice is, where, since when and for whom."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question, Section
from isj_cli.cli.adding.questions.often import YEAR
from isj_cli.domain import taxonomy as t
from isj_cli.locale import N_

# fmt: off
WHAT_AND_WHO = Section(
    N_("What and who"),
    (
        Question(
            "title", Kind.LINE, N_("Title"), N_("What is the practice called?"),
            N_("The name as people know it."), required=True,
        ),
        Question(
            "organisations", Kind.PARTS, N_("Organisations"), "", "", required=True,
            parts=(
                Question(
                    "name", Kind.LINE, N_("Organisation"), N_("Which organisation leads it?"),
                    N_("The name of an organisation, never of a person."), required=True,
                    more=N_("Which other organisation takes part?"),
                ),
                Question(
                    "role", Kind.ONE, N_("Role"),
                    N_("What does this organisation do in the practice?"),
                    N_("Choose what fits best."), t.ROLES,
                ),
                Question(
                    "sector", Kind.ONE, N_("Sector"),
                    N_("To which sector does this organisation belong?"),
                    N_("Choose what fits best."), t.SECTORS,
                ),
            ),
        ),
        Question("doubles", Kind.DOUBLES, "", "", required=True),
        Question(
            "id", Kind.LINE, N_("File"), N_("What shall its file be called?"),
            N_("Small letters, digits and hyphens; the name never changes."), required=True,
        ),
        Question(
            "provenance", Kind.ONE, N_("Provenance"), N_("Who describes the practice?"),
            N_("Readers see whether the practice itself has confirmed the text."),
            t.PROVENANCES, required=True,
        ),
    ),
)

CORE = Section(
    N_("The core"),
    (
        Question(
            "summary", Kind.TEXT, N_("Summary"), N_("What is it, in two to four sentences?"),
            N_("For whom, what happens, what is special; a parent should be able to read it."),
            required=True,
        ),
        Question(
            "strength", Kind.LINE, N_("Strength"), N_("What makes it work?"),
            N_("One sentence."),
        ),
    ),
)

WHERE_AND_WHEN = Section(
    N_("Where and when"),
    (
        Question(
            "region.level", Kind.ONE, N_("Region"),
            N_("How large is the area that it works in?"), N_("Choose what fits best."),
            t.REGION_LEVELS, required=True,
        ),
        Question(
            "region.names", Kind.PLACES, N_("Places"),
            N_("In which places, regions or provinces?"),
            N_("A name that is not in the list can be typed. Tick none if you do not know."),
            t.REGIONS, required=True,
        ),
        Question(
            "period.started", Kind.NUMBER, N_("Began"), N_("In which year did it begin?"),
            YEAR,
        ),
        Question(
            "period.state", Kind.ONE, N_("State"), N_("Does it still run?"),
            N_("What has stopped can still teach others something."), t.PERIOD_STATES,
        ),
        Question(
            "period.ended", Kind.NUMBER, N_("Ended"), N_("In which year did it stop?"),
            N_("Leave this empty if it still runs."),
        ),
    ),
)

FOR_WHOM = Section(
    N_("For whom"),
    (
        Question(
            "target_group.text", Kind.LINE, N_("Target group"), N_("For whom is it?"),
            N_("In plain words: which children, young people, parents or families?"),
            required=True,
        ),
        Question(
            "target_group.who", Kind.MANY, N_("Who"), N_("Whom does the help turn to?"),
            N_("Tick all that fit."), t.AUDIENCES,
        ),
        Question(
            "target_group.age_min", Kind.NUMBER, N_("Age from"), N_("From what age?"),
            N_("In years; 0 is from birth."),
        ),
        Question(
            "target_group.age_max", Kind.NUMBER, N_("Age up to"),
            N_("Up to and including what age?"), N_("In years."),
        ),
    ),
)
# fmt: on
