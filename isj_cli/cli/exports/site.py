"""`isj export site`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli import exporting, selecting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_, _

if TYPE_CHECKING:
    from isj_cli.export.folder import File, Written
    from isj_cli.render.progress import Going

MODULES = ("cbor2", "jinja2", "pagefind_bin")
# What the files follow from, beside isj and the knowledge base.
LIBRARIES = ("cbor2", "jinja2", "markupsafe", "pagefind_bin", "simplemma")


@with_filters
def site(
    ctx: typer.Context,
    filters: Filters,
    dest: exporting.FolderArgument,
    base_url: exporting.BaseUrlOption = "",
    repository: Annotated[
        str,
        typer.Option(metavar="URL", help=N_("The repository in which readers suggest changes.")),
    ] = "",
) -> int:
    """Make a website that any web server can serve."""
    exporting.need("site", *MODULES)
    session: Session = ctx.obj
    folder = exporting.folder_named(dest, "isj export site website")
    base_url = exporting.base_url_of(base_url)
    repository = exporting.repository_of(repository)
    going = showing_pages(session)
    code = build(session, filters, folder, str(folder), going, base_url, repository)
    if code == 0 and not base_url:
        session.say(
            _(
                "Without --base-url it has no sitemap, Atom feed, canonical links and OpenGraph; "
                "give the address where it will stand to have them."
            )
        )
    if code == 0 and not repository:
        session.say(
            _(
                "Without --repository it does not say where readers can suggest a change; give the "
                "address of the repository to have that."
            )
        )
    return code


def showing_pages(session: Session) -> Going:
    """Return what shows how far the writing of the pages is."""
    from isj_cli.render.progress import showing_progress

    return showing_progress(_("Writing the pages"), quiet=session.quiet)


def build(
    session: Session,
    filters: Filters,
    folder: Path,
    name: str,
    going: Callable[[Iterable[File], int], Iterable[File]],
    base_url: str = "",
    repository: str = "",
) -> int:
    """Make the site in a folder that is told by `name`; return the exit code.

    `going` goes through the files, each of which is written when it asks for the next one.
    """
    from importlib.metadata import version
    from tempfile import TemporaryDirectory

    from isj_cli.export.folder import as_made, write_folder
    from isj_cli.export.site import pagefind
    from isj_cli.export.site.site import Site
    from isj_cli.pages.publication import Publication
    from isj_cli.render.progress import showing_progress
    from isj_cli.search.analysis import FUNCTION_WORDS

    # Which practices are alike, and by which words they are found, all of them decide.
    every = session.kb.digest()
    practices = selecting.chosen(session, filters)
    if not practices:
        return selecting.say_nothing_passes(session)
    withdrawn = selecting.withdrawn(session, filters)
    libraries = [version(name) for name in LIBRARIES]
    origin = exporting.origin(
        session, libraries, base_url, repository, every, *practices, None, *withdrawn
    )
    if written := as_made(folder, "site", origin):
        return _say(session, name, written)
    dutch = Publication(
        practices, session.kb.taxonomy, "nl", session.kb.is_cc_by, withdrawn, with_cells=True
    )
    words = session.search.found_by()
    made = Site(
        dutch,
        replace(dutch, language="en"),
        base_url,
        repository,
        words.more,
        session.search.related_of_all({each.id: dutch.linked(each) for each in practices}),
        FUNCTION_WORDS,
        words.common,
    )
    waiting = showing_progress(_("Making the pages searchable"), quiet=session.quiet)
    with TemporaryDirectory() as draft:

        def index() -> tuple[Collection[str], Iterable[File]]:
            found = pagefind.index(
                folder, made.searched, Path(draft), lambda ticks: waiting(ticks, None)
            )
            return found.names, found.files()

        pages = going(made.files(), len(made.names))
        written = write_folder(folder, made.names, pages, index, form="site", origin=origin)
    return _say(session, name, written)


def _say(session: Session, name: str, written: Written) -> int:
    """Say how many files were written; return the exit code."""
    session.say(
        _("{dest}: {changed} files written, {unchanged} unchanged, {removed} removed.").format(
            dest=name,
            changed=written.changed,
            unchanged=written.unchanged,
            removed=written.removed,
        )
    )
    return 0


APP = command_app(
    site,
    N_("""Make a website that any web server can serve.

\b
  isj export site website
  isj export site website --base-url https://example.org/isj/"""),
)
