"""`isj export bibtex`."""

from __future__ import annotations

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.locale import N_, ngettext


def bibtex(ctx: typer.Context, dest: exporting.FileArgument) -> int:
    """Write the literature behind principles and factors as BibTeX."""
    from isj_cli.export import bibtex as form

    session: Session = ctx.obj
    path = exporting.file_named(dest, "isj export bibtex literatuur.bib", form.START)
    taxonomy = session.kb.taxonomy
    text = form.bibliography(taxonomy, session.language)
    number = text.count("\n@")
    what = ngettext("{number} publication", "{number} publications", number)
    return exporting.write_data(session, path, [text], what.format(number=number))


APP = command_app(
    bibtex,
    N_("""Write the literature behind principles and factors as BibTeX.

It holds the references of the taxonomy, each with its id as key, and the publications that the
frameworks were taken from. Zotero, JabRef and LaTeX read it.

\b
  isj export bibtex literatuur.bib
  isj export bibtex -"""),
)
