"""`isj assess fill`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.asking.attended import is_attended
from isj_cli.cli.assessing.answering import assessing, tell_unknown
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.typed import as_typed
from isj_cli.locale import N_, _


def fill(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("The file to answer in."))],
    again: Annotated[
        bool, typer.Option("--again", help=N_("Ask what was answered before as well."))
    ] = False,
) -> int:
    """Answer the statements, one at a time."""
    from isj_cli.assessment.reading import read_answers

    session: Session = ctx.obj
    taxonomy = assessing(session)
    path = Path(file)
    if not path.exists():
        raise IsjError(
            _("There is no file {path}; 'isj assess new {name}' makes it.").format(
                path=file, name=as_typed(file)
            )
        )
    answers = read_answers(path, taxonomy)
    if not is_attended():
        raise IsjError(
            _("Answering needs a terminal; open {path} in an editor instead.").format(path=file)
        )
    tell_unknown(session, path, answers)
    from isj_cli.cli.assessing.filling import Filling

    return Filling(session, path, answers, again=again).run()


APP = command_app(
    fill,
    N_("""Answer the statements, one at a time.

Every answer is written into the file at once, and what you wrote in it by hand stays. Esc goes back
to an earlier answer, Ctrl-N leaves a statement open, Ctrl-C stops; the next time it goes on with
what is still open. The answers stay on this computer.

\b
  isj assess fill antwoorden.yaml
  isj assess fill antwoorden.yaml --again"""),
)
