"""`isj stats`."""

from __future__ import annotations

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import FormatOption, is_to_read
from isj_cli.cli.selecting import nothing_passes
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_


@with_filters
def stats(ctx: typer.Context, filters: Filters, format: FormatOption = None) -> int:
    """Show the collection in numbers."""
    from isj_cli.domain.reviewing import today
    from isj_cli.render import plain
    from isj_cli.render.stats import Numbers, stats_listing, stats_view

    session: Session = ctx.obj
    records = session.search.records(filters)
    session.tell_of_search()
    taxonomy, language = session.kb.taxonomy, session.language
    read = [review for _id, review in session.search.reviews(filters)]
    numbers = Numbers(records, read, today())
    if is_to_read(format):
        from isj_cli.render import terminal

        terminal.show(stats_view(numbers, taxonomy, language), pager=session.pager)
    else:
        listing = stats_listing(numbers, taxonomy, language)
        plain.write(listing, format.value if format else "tsv")
    if not records:
        session.say(nothing_passes(session))
    return 0 if records else 1


APPS = {
    "stats": command_app(
        stats,
        N_("""Show the collection in numbers.

How many practices carry each principle, factor, sector and topic, where they are, which kinds of
study were done, who described them, how old the entries are and when they are to be checked again,
and how many children it concerns. The filters are those of 'isj search'.

\b
  isj stats
  isj stats --sector onderwijs --format json"""),
    )
}
