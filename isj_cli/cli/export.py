"""`isj export`: the forms that there are, each imported only when it is used."""

from __future__ import annotations

import importlib
from typing import Any

import typer

from isj_cli.cli.app import SpeakingGroup
from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _

FORMS = {
    "markdown": N_("Write a page of markdown for every practice, with indexes."),
    "site": N_("Make a website that any web server can serve."),
    "csv": N_("Write a table for Excel or LibreOffice, a row for every practice."),
    "json": N_("Write all that is known of every practice, as one JSON document."),
    "jsonl": N_("Write all that is known of every practice, a line of JSON each."),
    "skos": N_("Write the frameworks, the crosswalk and the vocabularies as SKOS."),
    "bibtex": N_("Write the literature behind principles and factors as BibTeX."),
}


class ExportGroup(SpeakingGroup):
    """The forms that one can export to."""

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Return the table's sentences, without importing a form."""
        return list(FORMS.items())

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all forms, in the order of the table."""
        return list(FORMS)

    def get_command(self, ctx: Any, name: str) -> Any:
        """Return the command of a form, None where there is none."""
        if name not in FORMS:
            return None
        command = typer.main.get_command(importlib.import_module(f"isj_cli.cli.exports.{name}").APP)
        command.name = name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and the rest of the arguments; raises `IsjError`."""
        if args[0] not in FORMS and not ctx.resilient_parsing:
            raise IsjError(
                _("There is no form '{name}' to export to; choose from: {known}.").format(
                    name=args[0], known=", ".join(FORMS)
                )
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=ExportGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help=N_("""Publish the practices in another form.

The filters are those of 'isj search'.

\b
  isj export markdown pages
  isj export site website
  isj export csv praktijken.csv
  isj export json praktijken.json"""),
)


@app.callback()
def export() -> None:
    """Publish the practices in another form."""


APPS = {"export": app}
