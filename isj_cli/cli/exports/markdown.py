"""`isj export markdown`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli import exporting, selecting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.domain.typed import as_typed
from isj_cli.locale import N_, _, ngettext

if TYPE_CHECKING:
    from isj_cli.pages.publication import Publication

STDOUT = "-"


@with_filters
def markdown(
    ctx: typer.Context,
    filters: Filters,
    dest: Annotated[
        str,
        typer.Argument(
            metavar="DEST",
            help=N_("The folder to write to; with --single-file a file, - is stdout."),
        ),
    ],
    single_file: Annotated[
        bool,
        typer.Option(
            "--single-file", help=N_("Write one document with a table of contents, for Word.")
        ),
    ] = False,
    front_matter: Annotated[
        bool,
        typer.Option("--front-matter", help=N_("Put id, title and tags above each page, as YAML.")),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=N_("Write nothing; name the pages that are out of date, with exit code 1."),
        ),
    ] = False,
) -> int:
    """Write a page of markdown for every practice, with indexes."""
    from isj_cli.pages.publication import Publication

    session: Session = ctx.obj
    path = _file_named(dest, check=check) if single_file else _folder_named(dest)
    practices = selecting.chosen(session, filters)
    if not practices:
        return selecting.say_nothing_passes(session)
    publication = Publication(
        practices,
        session.kb.taxonomy,
        session.language,
        session.kb.is_cc_by,
        selecting.withdrawn(session, filters),
    )
    if single_file:
        return _document(session, publication, path, front_matter, check)
    return _pages(session, publication, path, front_matter, check)


def _folder_named(dest: str) -> Path:
    if dest == STDOUT:
        raise IsjError(_("Pages go to a folder, not to stdout; name one, or add --single-file."))
    return exporting.folder_named(dest, "isj export markdown pages")


def _file_named(dest: str, *, check: bool) -> Path:
    if dest == STDOUT and not check:
        return Path(STDOUT)
    from isj_cli.export.file import check_file
    from isj_cli.export.single_file import starts

    if not dest.lower().endswith(".md") or Path(dest).is_dir():
        raise IsjError(
            _("One document needs a file whose name ends in .md: {example}.").format(
                example="isj export markdown praktijken.md --single-file"
            )
        )
    if not check:
        check_file(Path(dest), *starts())
    return Path(dest)


def _pages(
    session: Session, publication: Publication, folder: Path, front_matter: bool, check: bool
) -> int:
    """Write the pages, or tell which are out of date; return the exit code."""
    from isj_cli.export import markdown as form
    from isj_cli.export.folder import as_made, outdated, write_folder
    from isj_cli.render.progress import showing_progress

    names = set(form.names(publication).values())
    made = form.files(publication, with_front_matter=front_matter)
    what = _("Checking the pages") if check else _("Writing the pages")
    going = showing_progress(what, quiet=session.quiet)(made, len(publication.own_places))
    if check:
        return _say_outdated(session, folder, outdated(folder, going, form="markdown").names)
    chosen = (*publication.practices, None, *publication.withdrawn)
    origin = exporting.origin(session, publication.language, front_matter, *chosen)
    written = as_made(folder, "markdown", origin) or write_folder(
        folder, names, going, form="markdown", origin=origin
    )
    session.say(
        _("{dest}: {changed} pages written, {unchanged} unchanged, {removed} removed.").format(
            dest=folder,
            changed=written.changed,
            unchanged=written.unchanged,
            removed=written.removed,
        )
    )
    return 0


def _document(
    session: Session, publication: Publication, path: Path, front_matter: bool, check: bool
) -> int:
    """Write the one document, or tell whether it is out of date; return the exit code."""
    from isj_cli.export.folder import outdated
    from isj_cli.export.single_file import single_file
    from isj_cli.pages.titles import number_of_practices
    from isj_cli.render.plain import print_text

    text = "".join(single_file(publication, with_front_matter=front_matter))
    if check:
        found = outdated(path.parent, [(path.name, text)])
        return _say_outdated(session, path, [str(path)] * len(found.missing + found.changed))
    if path == Path(STDOUT):
        print_text(text)
        return 0
    what = number_of_practices(len(publication.practices))
    return exporting.write_data(session, path, [text], what)


def _say_outdated(session: Session, dest: Path, names: Iterable[str]) -> int:
    """Name what is out of date, and say how it is renewed; return the exit code."""
    from isj_cli.domain.text import one_line
    from isj_cli.render.plain import write_lines

    found = [one_line(name) for name in names]
    if not found:
        session.say(_("{dest} is up to date.").format(dest=dest))
        return 0
    write_lines(found)
    session.say(
        ngettext(
            "{number} page of {dest} is out of date; renew it: {command}",
            "{number} pages of {dest} are out of date; renew them: {command}",
            len(found),
        ).format(number=len(found), dest=dest, command=_command_without_check())
    )
    return 1


def _command_without_check() -> str:
    """Return this call as it is typed to write what is checked now."""
    return as_typed("isj", *(word for word in sys.argv[1:] if word != "--check"))


APP = command_app(
    markdown,
    N_("""Write a page of markdown for every practice, with indexes.

The folder holds a start page, a page for each practice, and indexes by principle, factor, topic,
sector, place and framework. Pages of an earlier export that are no longer needed are removed;
other files are never touched. The filters are those of 'isj search'.

\b
  isj export markdown pages
  isj export markdown pages --principle onderwijs --front-matter
  isj export markdown pages --check
  isj export markdown praktijken.md --single-file
  isj export markdown - --single-file | pandoc --from gfm --output praktijken.docx"""),
)
