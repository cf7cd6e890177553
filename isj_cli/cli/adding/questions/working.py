"""What the wizard asks of how the practice works, and which tags it carries."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question, Section
from isj_cli.domain import taxonomy as t
from isj_cli.locale import N_

_HOW = Question(
    "how",
    Kind.LINE,
    N_("How"),
    N_("How do you see this in the practice?"),
    N_("One or two sentences on how it is done here; not the definition in other words."),
    required=True,
)
_DEGREE = Question(
    "degree",
    Kind.ONE,
    N_("Degree"),
    N_("How far has the practice come with this?"),
    N_("Only if you know."),
    t.DEGREES,
)

# fmt: off
HOW_IT_WORKS = Section(
    N_("How it works"),
    (
        Question(
            "reason", Kind.TEXT, N_("Reason"), N_("Why was it begun?"),
            N_("Which problem had to be solved?"),
        ),
        Question(
            "goals", Kind.LINES, N_("Goal"), N_("What does it want to achieve?"),
            N_("One goal at a time."), more=N_("What else does it want to achieve?"),
        ),
        Question(
            "approach", Kind.TEXT, N_("Approach"),
            N_("How does it work, from the first step to the end?"),
            N_("Who does what, when, with whom? 60 to 180 words; leave a line empty at times."),
            required=True,
        ),
        Question(
            "team", Kind.LINE, N_("Team"), N_("Who is in the team?"),
            N_("Professions and functions, no names of people."),
        ),
        Question(
            "setting", Kind.MANY, N_("Setting"), N_("Where is the help given?"),
            N_("Tick all that fit."), t.SETTINGS,
        ),
        Question(
            "mode", Kind.MANY, N_("Mode"), N_("In which form is the help given?"),
            N_("Tick all that fit."), t.MODES,
        ),
        Question(
            "intensity", Kind.LINE, N_("Intensity"), N_("How often, how long, how much?"),
            N_("Such as: twice a week, for half a year."),
        ),
        Question(
            "client_voice", Kind.TEXT, N_("Voice of clients"),
            N_("How were young people and parents heard, or how did they have a say?"),
            N_("Never a quotation."),
        ),
    ),
)

ABOUT = Section(
    N_("What it is about"),
    (
        Question(
            "sectors", Kind.MANY, N_("Sectors"), N_("Which sectors take part?"),
            N_("Tick all that take part."), t.SECTORS, required=True,
        ),
        Question(
            "topics", Kind.MANY, N_("Topics"), N_("What is it about?"),
            N_("Tick what matters, one to six topics."), t.TOPICS, required=True,
        ),
        Question(
            "levels", Kind.MANY, N_("Levels"), N_("How intensive is the help?"),
            N_("By the levels of Positief Opgroeien."), t.LEVELS,
        ),
    ),
)

PRINCIPLES_AND_FACTORS = Section(
    N_("Principles and factors"),
    (
        Question(
            t.PRINCIPLES, Kind.TAGS, N_("Leading principles"),
            N_("Which leading principles do you see in the practice?"),
            N_("Tick only what the facts bear out; more is not better."), t.PRINCIPLES,
            required=True,
            parts=(_HOW, _DEGREE),
        ),
        Question(
            t.FACTORS, Kind.TAGS, N_("Effective factors"),
            N_("Which effective factors do you see in the practice?"),
            N_("Tick only what the facts bear out; tick none if you see none."), t.FACTORS,
            required=True,
            parts=(_HOW, _DEGREE),
        ),
    ),
)
# fmt: on
