"""What the wizard asks of what went wrong, what came of it and what others can use."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question, Section
from isj_cli.cli.adding.questions.often import OF_WHICH_YEAR, URL
from isj_cli.domain import taxonomy as t
from isj_cli.locale import N_

# fmt: off
WHAT_WENT_WRONG = Section(
    N_("What went wrong"),
    (
        Question(
            "bottlenecks", Kind.PARTS, N_("Bottlenecks"), "", "",
            parts=(
                Question(
                    "text", Kind.LINE, N_("Bottleneck"), N_("What went wrong, or stays hard?"),
                    N_("Others learn most from this."), required=True,
                    more=N_("What else went wrong, or stays hard?"),
                ),
                Question(
                    "kind", Kind.ONE, N_("Kind"), N_("What is this bottleneck about?"),
                    N_("Choose what fits best."), t.BOTTLENECKS,
                ),
                Question(
                    "answer", Kind.LINE, N_("Answer"), N_("What did the practice do about it?"),
                    N_("Leave this empty if there is no answer yet."),
                ),
            ),
        ),
        Question(
            "lessons", Kind.LINES, N_("Lesson"), N_("What can others learn from it?"),
            N_("One lesson at a time."), more=N_("What else can others learn from it?"),
        ),
        Question(
            "conditions", Kind.LINES, N_("Condition"),
            N_("What do you need to work like this?"), N_("One condition at a time."),
            more=N_("What else do you need to work like this?"),
        ),
    ),
)

WHAT_CAME_OF_IT = Section(
    N_("What came of it"),
    (
        Question(
            "results", Kind.PARTS, N_("Results"), "", "",
            parts=(
                Question(
                    "statement", Kind.LINE, N_("Result"),
                    N_("What came of it, disappointments included?"),
                    N_("One or two sentences; say so if the organisation reports it itself."),
                    required=True, more=N_("What else came of it?"),
                ),
                Question(
                    "kind", Kind.ONE, N_("Kind"), N_("How was this found?"),
                    N_("The line below the list says what each kind is."), t.STUDIES,
                    required=True,
                ),
                Question(
                    "outcome", Kind.ONE, N_("Outcome"), N_("What was the outcome?"),
                    N_("Leave it open for mere numbers."), t.OUTCOMES,
                ),
                OF_WHICH_YEAR,
            ),
        ),
        Question(
            "recognition", Kind.PARTS, N_("Recognition"), "", "",
            parts=(
                Question(
                    "register", Kind.LINE, N_("Register"),
                    N_("Which register or authority has judged the practice?"),
                    N_("Such as a database of interventions; leave this empty if none has."),
                    required=True, more=N_("Which other register or authority has judged it?"),
                ),
                Question(
                    "wording", Kind.LINE, N_("Judgement"),
                    N_("How does it describe the practice?"), N_("In its own words."),
                    required=True,
                ),
                OF_WHICH_YEAR,
            ),
        ),
        Question(
            "costs", Kind.LINE, N_("Costs"), N_("What does it cost, and who pays?"),
            N_("In one or two sentences."),
        ),
        Question(
            "transfer", Kind.TEXT, N_("Transfer"), N_("How can others take it over?"),
            N_("Or how have they done so already?"),
        ),
        Question(
            "materials", Kind.PARTS, N_("Materials"), "", "",
            parts=(
                Question(
                    "title", Kind.LINE, N_("Material"),
                    N_("Which manual, form or film can others use?"), N_("The title of it."),
                    required=True, more=N_("Which other manual, form or film can others use?"),
                ),
                Question("url", Kind.LINE, N_("Address"), N_("Where can it be found?"), URL),
            ),
        ),
    ),
)
# fmt: on
