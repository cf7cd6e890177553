"""The questions of the wizard, in the order in which they are asked."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question, Section
from isj_cli.domain import taxonomy as t
from isj_cli.locale import N_

_URL = N_("The whole address, as it stands at the top of your browser.")
_YEAR = N_("A year, such as 2024.")
_FROM = Question(
    "source",
    Kind.SOURCE,
    N_("Source"),
    N_("From which source do you have this?"),
    N_("Choose one of the sources that you have just named."),
)
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
SECTIONS = (
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
                _YEAR,
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
    ),
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
                    Question("year", Kind.NUMBER, N_("Year"), N_("Of which year is it?"), _YEAR),
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
                    Question("year", Kind.NUMBER, N_("Year"), N_("Of which year is it?"), _YEAR),
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
                    Question("url", Kind.LINE, N_("Address"), N_("Where can it be found?"), _URL),
                ),
            ),
        ),
    ),
    Section(
        N_("Sources and contact"),
        (
            Question(
                "sources", Kind.PARTS, N_("Sources"), "", "", required=True,
                parts=(
                    Question(
                        "title", Kind.LINE, N_("Source"), N_("Where can readers check this?"),
                        N_("The title of a page or report that everybody can read."), required=True,
                        more=N_("Which other page or report is there?"),
                    ),
                    Question(
                        "url", Kind.LINE, N_("Address"), N_("Where can it be found?"), _URL,
                        required=True,
                    ),
                    Question(
                        "publisher", Kind.LINE, N_("Publisher"), N_("Who published it?"),
                        N_("The name of an organisation or journal."),
                    ),
                    Question("year", Kind.NUMBER, N_("Year"), N_("Of which year is it?"), _YEAR),
                ),
            ),
            _FROM._replace(of="results"),
            _FROM._replace(of="recognition"),
            Question(
                "contact.organisation", Kind.LINE, N_("Contact"),
                N_("Which organisation can readers turn to?"),
                N_("The name of an organisation, never of a person."),
            ),
            Question(
                "contact.function", Kind.LINE, N_("Function"),
                N_("For which function or department should they ask?"),
                N_("Such as the secretariat; never a person."),
            ),
            Question(
                "contact.email", Kind.LINE, N_("E-mail"),
                N_("To which general address can they write?"),
                N_("Such as info@example.org; never the address of a person."),
            ),
            Question(
                "contact.url", Kind.LINE, N_("Address"),
                N_("On which page do contact details stand?"), _URL,
            ),
            Question(
                "related", Kind.PARTS, N_("Related practices"), "", "",
                parts=(
                    Question(
                        "id", Kind.PRACTICE, N_("Related practice"),
                        N_("Which other practice does this one belong with?"),
                        N_("The connection is stored once, with the more local or newer one."),
                        required=True, more=N_("Which other practice does it belong with as well?"),
                    ),
                    Question(
                        "kind", Kind.ONE, N_("Connection"),
                        N_("How does this practice belong with the other?"),
                        N_("Choose what fits best."), t.RELATIONS, required=True,
                    ),
                ),
            ),
            Question(
                "status", Kind.ONE, N_("Status"), N_("Is the description ready?"),
                N_("The editors make a concept into a published description."), t.STATUSES,
            ),
        ),
    ),
)
# fmt: on
