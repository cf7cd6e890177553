"""`isj export json`."""

from __future__ import annotations

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_


@with_filters
def json(ctx: typer.Context, filters: Filters, dest: exporting.FileArgument) -> int:
    """Write all that is known of every practice, as one JSON document."""
    from isj_cli.store import exchange

    session: Session = ctx.obj
    path = exporting.file_named(dest, "isj export json praktijken.json", exchange.DOCUMENT_START)
    return exporting.export_practices(session, filters, path, exchange.document)


APP = command_app(
    json,
    N_("""Write all that is known of every practice, as one JSON document.

The document names its version; schema/export.schema.json describes it. 'isj add-practice --from'
takes it back, into another knowledge base for instance. The filters are those of 'isj search'.

\b
  isj export json praktijken.json
  isj export json - --topic trauma | isj --kb kennisbank add-practice --from -"""),
)
