"""`isj assess compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.assessing.answering import assessing
from isj_cli.cli.assessing.reporting import OutputOption, ReportFormatOption, respondents, write
from isj_cli.cli.session import Session
from isj_cli.locale import N_


def compare(
    ctx: typer.Context,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help=N_("A file with answers of then, or a folder."))
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help=N_("A file with answers of now, or a folder."))
    ],
    format: ReportFormatOption = None,
    output: OutputOption = None,
) -> int:
    """Show what has moved between two self-assessments."""
    from isj_cli.assessment.document import movement_document
    from isj_cli.assessment.movement_page import movement_page
    from isj_cli.assessment.moving import movements
    from isj_cli.assessment.result import result

    session: Session = ctx.obj
    taxonomy, language = assessing(session), session.language
    before, after = (result(respondents(session, [each]), taxonomy) for each in (old, new))
    moved = movements(before, after)
    page = movement_page(before, after, moved, taxonomy, language)

    def document() -> dict[str, object]:
        return movement_document(before, after, moved, taxonomy, language)

    write(session, page, document, format, output)
    return 0


APP = command_app(
    compare,
    N_("""Show what has moved between two self-assessments.

It tells for every statement how many steps of the scale the middle answer rose or fell. OLD and NEW
are each a file, or a folder with a file for every respondent.

\b
  isj assess compare voorjaar.yaml najaar.yaml
  isj assess compare team-voorjaar/ team-najaar/ --output beweging.html"""),
)
