"""`isj list`."""

from __future__ import annotations

import sys

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import Format, FormatOption
from isj_cli.cli.search import nothing_passes, provenances
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_, ngettext


@with_filters
def list_practices(ctx: typer.Context, filters: Filters, format: FormatOption = None) -> int:
    """List the practices."""
    from isj_cli.render import hits, plain

    session: Session = ctx.obj
    records = session.search.records(filters)
    session.tell_of_search()
    if format is None and sys.stdout.isatty() and records:
        from isj_cli.render import terminal

        terminal.show(
            hits.ListView(records, provenances(session), ages=filters.age is not None),
            pager=session.pager,
        )
    elif format is Format.TABLE:
        from isj_cli.render import terminal

        terminal.show(terminal.table(hits.record_listing(records)))
    else:
        plain.write(hits.record_listing(records), format.value if format else "tsv")
    if not records:
        session.say(nothing_passes(session))
    elif sys.stdout.isatty():
        session.say(
            ngettext("{number} practice", "{number} practices", len(records)).format(
                number=len(records)
            )
        )
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
