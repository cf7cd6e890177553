"""`isj index`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _, ngettext


def index(
    ctx: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=N_("Build it anew."))] = False,
    status: Annotated[bool, typer.Option("--status", help=N_("Only tell where it is."))] = False,
) -> int:
    """Look at the search index."""
    from isj_cli.render.plain import write_lines
    from isj_cli.store import cache

    session: Session = ctx.obj
    if rebuild and status:
        raise IsjError(_("Choose one of --rebuild and --status."))
    if status:
        try:
            folder = cache.folder_for(session.kb) / cache.key_for(session.kb)
        except OSError:
            write_lines(
                [_("There is no folder for it, so it is built in memory; ISJ_CACHE names one.")]
            )
            return 0
        there = folder.exists()
        write_lines(
            [
                _("Folder: {folder}").format(folder=folder),
                _("It exists.") if there else _("It does not exist yet; a search makes it."),
            ]
        )
        return 0
    number = session.search.prepare(anew=rebuild)
    session.tell_of_search()
    said = ngettext(
        "The index holds {number} practice.", "The index holds {number} practices.", number
    )
    write_lines([said.format(number=number)])
    return 0


APPS = {
    "index": command_app(
        index,
        N_("""Look at the search index, or build it anew.

Nobody has to call this: the index follows the files by itself.

\b
  isj index --status
  isj index --rebuild"""),
    )
}
