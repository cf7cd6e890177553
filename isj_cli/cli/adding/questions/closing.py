"""What the wizard asks last: sources, contact, related practices and the status."""

from __future__ import annotations

from isj_cli.cli.adding.question import Kind, Question, Section
from isj_cli.cli.adding.questions.often import OF_WHICH_YEAR, URL
from isj_cli.domain import taxonomy as t
from isj_cli.locale import N_

_FROM = Question(
    "source",
    Kind.SOURCE,
    N_("Source"),
    N_("From which source do you have this?"),
    N_("Choose one of the sources that you have just named."),
)

# fmt: off
SOURCES_AND_CONTACT = Section(
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
                    "url", Kind.LINE, N_("Address"), N_("Where can it be found?"), URL,
                    required=True,
                ),
                Question(
                    "publisher", Kind.LINE, N_("Publisher"), N_("Who published it?"),
                    N_("The name of an organisation or journal."),
                ),
                OF_WHICH_YEAR,
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
            N_("On which page do contact details stand?"), URL,
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
)
# fmt: on
