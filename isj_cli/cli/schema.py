"""`isj schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _


def schema(
    ctx: typer.Context,
    write: Annotated[bool, typer.Option("--write", help=N_("Change the schema's file."))] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=N_("Only tell whether it is in step; the exit code is 1 where it is not."),
        ),
    ] = False,
) -> int:
    """Bring the schema into step with the taxonomy."""
    from isj_cli.render.plain import print_text
    from isj_cli.store import schema_files
    from isj_cli.store.knowledge_base import SCHEMA
    from isj_cli.store.writing import write_atomically

    session: Session = ctx.obj
    kb = session.kb
    if write and check:
        raise IsjError(_("Choose one of --write and --check."))
    path = schema_files.schema_path(kb)
    found = schema_files.read_schema(path)
    wanted = schema_files.in_step(found, kb.taxonomy)
    if check and not path.is_relative_to(kb.root):
        session.say(
            _("There is no schema in {folder}; 'isj schema --write' makes it.").format(
                folder=kb.root / SCHEMA
            )
        )
        return 1
    if check:
        session.say(
            _("The schema is in step with the taxonomy.")
            if wanted == found
            else _(
                "The lists in {path} are not those of the taxonomy; run 'isj schema --write'."
            ).format(path=path)
        )
        return 0 if wanted == found else 1
    if not write:
        print_text(schema_files.as_text(wanted))
        return 0
    kb.refuse_if_bundled("schema --write")
    if wanted != found or not path.is_relative_to(kb.root):
        path = kb.root / SCHEMA / schema_files.PRACTICE_SCHEMA
        write_atomically(path, schema_files.as_text(wanted))
        session.say(_("{path} was brought into step.").format(path=path))
    else:
        session.say(_("The schema is in step with the taxonomy."))
    return 0


APPS = {
    "schema": command_app(
        schema,
        N_("""Bring the schema into step with the taxonomy.

Without an option, the schema is written to the screen.

\b
  isj schema --write
  isj schema --check"""),
    )
}
