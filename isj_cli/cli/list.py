"""`isj list`."""

from __future__ import annotations

import sys

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import FormatOption, write_listing
from isj_cli.cli.selecting import nothing_passes, provenances
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_


@with_filters
def list_practices(ctx: typer.Context, filters: Filters, format: FormatOption = None) -> int:
    """List the practices."""
    from isj_cli.pages.titles import number_of_practices
    from isj_cli.render import hits

    session: Session = ctx.obj
    records = session.search.records(filters)
    session.tell_of_search()
    if records or format:
        write_listing(
            session,
            hits.record_listing(records),
            format,
            lambda: hits.ListView(records, provenances(session), ages=filters.age is not None),
        )
    if not records:
        session.say(nothing_passes(session))
    elif sys.stdout.isatty():
        session.say(number_of_practices(len(records)))
    return 0 if records else 1


APPS = {
    "list": command_app(
        list_practices,
        N_("""List the practices as a table.

The filters are those of 'isj search'.

\b
  isj list --topic trauma
  isj list --sector onderwijs --not-topic autisme --format csv > practices.csv"""),
    )
}
