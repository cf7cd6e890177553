"""`isj export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from isj_cli.cli.app import Command, SpeakingGroup
from isj_cli.cli.filters import with_filters
from isj_cli.cli.search import nothing_passes
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_, _


class ExportGroup(SpeakingGroup):
    """The forms that one can export to."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and the rest of the arguments; raises `IsjError`."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise IsjError(
                _("There is no form '{name}' to export to; choose from: {known}.").format(
                    name=args[0], known=", ".join(self.list_commands(ctx))
                )
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=ExportGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help=N_("""Publish the practices in another form.

\b
  isj export markdown pages"""),
)


@app.callback()
def export() -> None:
    """Publish the practices in another form."""


@app.command(
    cls=Command,
    help=N_("""Write a page of markdown for every practice, with indexes.

The folder holds a start page, a page for each practice, and indexes by principle, factor, sector
and topic. Pages of an earlier export that are no longer needed are removed; other files are never
touched. The filters are those of 'isj search'.

\b
  isj export markdown pages
  isj export markdown pages --principle onderwijs"""),
    context_settings={"max_content_width": 100},
)
@with_filters
def markdown(
    ctx: typer.Context,
    filters: Filters,
    dest: Annotated[str, typer.Argument(metavar="DEST", help=N_("The folder to write to."))],
) -> int:
    """Write a page of markdown for every practice."""
    from isj_cli.export.folder import write_folder
    from isj_cli.export.markdown import Export
    from isj_cli.store.knowledge_base import read_practice

    session: Session = ctx.obj
    if not dest.strip():
        raise IsjError(_("The name of the folder is empty; name one: isj export markdown pages."))
    kb = session.kb
    records = session.search.records(filters)
    session.tell_of_search()
    if not records:
        session.say(nothing_passes(session))
        return 1
    practices = [
        replace(found, id=record.id)
        for record in records
        if (found := read_practice(kb.path_of(record.id)).practice)
    ]
    exported = Export(practices, kb.taxonomy, session.language, kb.is_cc_by)
    written = write_folder(Path(dest), exported.files())
    session.say(
        _("{dest}: {changed} pages written, {unchanged} unchanged, {removed} removed.").format(
            dest=dest, changed=written.changed, unchanged=written.unchanged, removed=written.removed
        )
    )
    return 0


APPS = {"export": app}
