"""`isj export markdown`."""

from __future__ import annotations

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_, _


@with_filters
def markdown(ctx: typer.Context, filters: Filters, dest: exporting.FolderArgument) -> int:
    """Write a page of markdown for every practice, with indexes."""
    from isj_cli.export import markdown as form
    from isj_cli.export.folder import write_folder
    from isj_cli.pages.publication import Publication

    session: Session = ctx.obj
    folder = exporting.folder_named(dest, "isj export markdown pages")
    practices = exporting.chosen(session, filters)
    if not practices:
        return exporting.say_nothing_passes(session)
    publication = Publication(
        practices,
        session.kb.taxonomy,
        session.language,
        session.kb.is_cc_by,
        exporting.withdrawn(session, filters),
    )
    names = form.names(publication)
    written = write_folder(folder, set(names.values()), form.files(publication))
    session.say(
        _("{dest}: {changed} pages written, {unchanged} unchanged, {removed} removed.").format(
            dest=dest, changed=written.changed, unchanged=written.unchanged, removed=written.removed
        )
    )
    return 0


APP = command_app(
    markdown,
    N_("""Write a page of markdown for every practice, with indexes.

The folder holds a start page, a page for each practice, and indexes by principle, factor, topic,
sector, place and framework. Pages of an earlier export that are no longer needed are removed;
other files are never touched. The filters are those of 'isj search'.

\b
  isj export markdown pages
  isj export markdown pages --principle onderwijs"""),
)
