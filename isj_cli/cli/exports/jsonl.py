"""`isj export jsonl`."""

from __future__ import annotations

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_


@with_filters
def jsonl(ctx: typer.Context, filters: Filters, dest: exporting.FileArgument) -> int:
    """Write all that is known of every practice, a line of JSON each."""
    from isj_cli.store import exchange

    session: Session = ctx.obj
    path = exporting.file_named(dest, "isj export jsonl praktijken.jsonl", exchange.LINE_START)
    return exporting.export_practices(session, filters, path, exchange.lines)


APP = command_app(
    jsonl,
    N_("""Write all that is known of every practice, a line of JSON each.

A line holds what 'isj export json' says of one practice, for programs that read line by line. The
filters are those of 'isj search'.

\b
  isj export jsonl praktijken.jsonl
  isj export jsonl - --topic trauma | jq -r .title"""),
)
