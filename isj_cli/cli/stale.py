"""`isj stale`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import FormatOption, write_listing
from isj_cli.cli.selecting import nothing_passes, provenances
from isj_cli.cli.session import Session
from isj_cli.domain.fixed import WITHDRAWN
from isj_cli.domain.hit import Filters
from isj_cli.domain.reviewing import MONTHS
from isj_cli.locale import N_, _, ngettext


@with_filters
def stale(
    ctx: typer.Context,
    filters: Filters,
    months: Annotated[
        int,
        typer.Option(
            min=0,
            max=1200,
            metavar="N",
            help=N_("Name what nobody looked at for more than so many months."),
        ),
    ] = MONTHS,
    format: FormatOption = None,
) -> int:
    """List the practices that need a new look."""
    from isj_cli.domain import reviewing
    from isj_cli.render import stale

    session: Session = ctx.obj
    records = session.search.records(filters)
    session.tell_of_search()
    by_id = {each.id: each for each in records if each.status != WITHDRAWN}
    kept = [each for each in session.search.reviews(filters) if each[0] in by_id]
    found = reviewing.stale(kept, reviewing.today(), months)
    rows = [(by_id[each.id], each) for each in found]
    if rows or format:
        write_listing(
            session,
            stale.stale_listing(rows),
            format,
            lambda: stale.stale_view(rows, provenances(session)),
        )
    if not records:
        session.say(nothing_passes(session))
    elif not rows:
        session.say(_("Nothing needs a new look."))
    else:
        session.say(
            ngettext(
                "{number} practice needs a new look: check the sources, then 'isj edit ID'.",
                "{number} practices need a new look: check the sources, then 'isj edit ID'.",
                len(rows),
            ).format(number=len(rows))
        )
    return 1 if rows else 0


APPS = {
    "stale": command_app(
        stale,
        N_("""List the practices that need a new look.

Those whose day for a new check has passed, and those that nobody checked, or described, in the last
24 months; the ones that nobody looked at for longest come first, with the reason. Withdrawn ones
are left out. The filters are those of 'isj search'. The exit code is 1 where there are any.

\b
  isj stale
  isj stale --months 12 --sector onderwijs
  isj stale --format ids"""),
    )
}
