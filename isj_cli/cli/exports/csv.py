"""`isj export csv`."""

from __future__ import annotations

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_


@with_filters
def csv(ctx: typer.Context, filters: Filters, dest: exporting.FileArgument) -> int:
    """Write a table for Excel or LibreOffice, a row for every practice."""
    from isj_cli.export import table

    session: Session = ctx.obj
    path = exporting.file_named(dest, "isj export csv praktijken.csv", table.START)
    return exporting.export_practices(
        session,
        filters,
        path,
        lambda found, taxonomy: table.spreadsheet(found, taxonomy, session.language),
    )


APP = command_app(
    csv,
    N_("""Write a table for Excel or LibreOffice, a row for every practice.

Headings and labels are in the language that isj speaks; so is the separator: a semicolon in Dutch,
a comma in English. Programs are better served by 'isj export jsonl'. The filters are those of
'isj search'.

\b
  isj export csv praktijken.csv
  isj export csv praktijken.csv --sector onderwijs --age 15"""),
)
