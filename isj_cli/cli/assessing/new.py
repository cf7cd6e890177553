"""`isj assess new`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.assessing.answering import assessing
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, UnknownValueError
from isj_cli.domain.taxonomy import AUDIENCES, REGION_LEVELS, SECTORS
from isj_cli.domain.typed import as_typed
from isj_cli.locale import N_, _

YAML, MARKDOWN = "yaml", "markdown"
Text = str | None
Texts = list[str] | None
Age = Annotated[int | None, typer.Option(metavar="YEARS", help=N_("The youngest age."))]


def new(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=N_("The file to write to; - for stdout."))
    ],
    quick: Annotated[
        bool, typer.Option("--quick", help=N_("Ask of principles and groups of factors only."))
    ] = False,
    role: Annotated[
        Text, typer.Option(metavar="ID", help=N_("Who answers: a role, never a name."))
    ] = None,
    sector: Annotated[
        Text, typer.Option(metavar="ID", help=N_("The sector that the help comes from."))
    ] = None,
    who: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("Young people, parents, families or others."))
    ] = None,
    age_min: Age = None,
    age_max: Annotated[
        int | None, typer.Option(metavar="YEARS", help=N_("The oldest age."))
    ] = None,
    region_level: Annotated[
        Text, typer.Option(metavar="ID", help=N_("How large the region is."))
    ] = None,
    priority: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("What to learn about first, up to three."))
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            metavar="yaml|markdown", help=N_("yaml to answer in, markdown for a meeting.")
        ),
    ] = YAML,
) -> int:
    """Make a file to answer in, or a form for a meeting."""
    from isj_cli.assessment.answers import FULL, SHORT, About, Answers, asked, role_names
    from isj_cli.assessment.files import text_of
    from isj_cli.cli.assessing.reporting import ANSWER_FILES
    from isj_cli.domain.naming import Names
    from isj_cli.render.plain import print_text
    from isj_cli.store.writing import write_atomically

    session: Session = ctx.obj
    taxonomy = assessing(session)
    if form not in (YAML, MARKDOWN):
        raise UnknownValueError("form", form, [YAML, MARKDOWN])
    if not file.strip():
        raise IsjError(
            _("The name of the file is empty; name one: {example}.").format(
                example="isj assess new antwoorden.yaml"
            )
        )
    if form == MARKDOWN and Path(file).suffix.lower() in ANSWER_FILES:
        raise IsjError(
            _(
                "{path} would be taken for a file with answers; let the name of a form end in .md."
            ).format(path=file)
        )
    kind = SHORT if quick else FULL
    if not asked(kind, taxonomy):
        raise IsjError(
            _("This knowledge base has no statements for this; try it without --quick.")
            if quick
            else _("This knowledge base has no statements for this; try it with --quick.")
        )

    def known(option: str, said: Text, vocabulary: str) -> str:
        return Names(taxonomy.terms(vocabulary)).resolve(option, said) if said else ""

    answers = Answers(
        kind,
        role_names(taxonomy).resolve("role", role) if role else "",
        About(
            known("sector", sector, SECTORS),
            tuple(dict.fromkeys(known("who", each, AUDIENCES) for each in who or ())),
            *_ages(age_min, age_max),
            known("region-level", region_level, REGION_LEVELS),
            _priorities(priority or (), kind, session),
        ),
    )
    if form == MARKDOWN:
        from isj_cli.assessment.form import form_page
        from isj_cli.export.markdown import alone

        text = alone(form_page(answers, taxonomy, session.language))
    else:
        text = text_of(answers, taxonomy, session.language)
    if file == "-":
        print_text(text)
        return 0
    write_atomically(Path(file), text, replace=False)
    session.say(
        _("{path} was written; print it, or open it in Word with pandoc.").format(path=file)
        if form == MARKDOWN
        else _(
            "{path} was written; answer with 'isj assess fill {name}', or in your own editor."
        ).format(path=file, name=as_typed(file))
    )
    if form == YAML and Path(file).suffix.lower() not in ANSWER_FILES:
        session.warn(
            _("A report on a folder passes {path} over: it reads {known} only.").format(
                path=file, known=", ".join(ANSWER_FILES)
            )
        )
    return 0


def _ages(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Return the ages; raises `IsjError` where they can be nobody's."""
    from isj_cli.assessment.reading import OLDEST

    told = [each for each in (low, high) if each is not None]
    if any(not 0 <= each <= OLDEST for each in told) or told != sorted(told):
        raise IsjError(
            _("The ages go from --age-min up to --age-max, between 0 and {most}.").format(
                most=OLDEST
            )
        )
    return low, high


def _priorities(said: Sequence[str], kind: str, session: Session) -> tuple[str, ...]:
    """Return the statements to learn about first; raises `IsjError`."""
    from isj_cli.assessment.answers import MOST_PRIORITIES, asked, statement_names

    taxonomy = session.kb.taxonomy
    names = statement_names(asked(kind, taxonomy), taxonomy)
    found = tuple(dict.fromkeys(names.resolve("priority", each) for each in said))
    if len(found) > MOST_PRIORITIES:
        raise IsjError(_("Give --priority {number} times at most.").format(number=MOST_PRIORITIES))
    return found


APP = command_app(
    new,
    N_("""Make a file to answer in, or a form for a meeting.

Everyone has a file of their own. It asks for a role and never for a name; young people and parents
read the same statements in words of their own. Without --quick it asks of every principle and every
factor, with it of the principles and the groups of factors. A file that exists is left alone.

\b
  isj assess new antwoorden.yaml
  isj assess new antwoorden.yaml --quick --role ouder
  isj assess new formulier.md --form markdown --role jongere"""),
)
