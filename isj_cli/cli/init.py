"""`isj init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _


def init(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=N_("A folder that is empty or not there yet."))
    ],
) -> int:
    """Make a new knowledge base."""
    from isj_cli.store.founding import make_knowledge_base, requirement

    session: Session = ctx.obj
    if not folder.strip():
        raise IsjError(_("The name of the folder is empty; name one: isj init kennisbank."))
    origin = requirement()
    make_knowledge_base(Path(folder).expanduser().absolute(), session.language, origin)
    session.say(
        _(
            "The knowledge base in {folder} is ready. Go there and type 'isj add-practice'; "
            "README.md tells the rest."
        ).format(folder=folder)
    )
    if not origin:
        session.say(
            _(
                "Where this isj came from is not known: write it in requirements.txt, so that the "
                "check on GitHub can install it."
            )
        )
    return 0


APPS = {
    "init": command_app(
        init,
        N_("""Make a knowledge base of your own, empty and valid.

It begins with the principles and lists of the program, which you can change or replace; everything
in isj then works with yours. It holds a README, a check for GitHub and for pre-commit, and settings
for editors.

\b
  isj init kennisbank
  isj --lang nl init kennisbank"""),
    )
}
