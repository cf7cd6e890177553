"""`isj export`: the forms that there are, each imported only when it is used."""

from __future__ import annotations

from isj_cli.cli.app import LazyGroup, group_app
from isj_cli.locale import N_

FORMS = {
    "markdown": N_("Write a page of markdown for every practice, with indexes."),
    "site": N_("Make a website that any web server can serve."),
    "csv": N_("Write a table for Excel or LibreOffice, a row for every practice."),
    "json": N_("Write all that is known of every practice, as one JSON document."),
    "jsonl": N_("Write all that is known of every practice, a line of JSON each."),
    "skos": N_("Write the frameworks, the crosswalk and the vocabularies as SKOS."),
    "bibtex": N_("Write the literature behind principles and factors as BibTeX."),
}


class ExportGroup(LazyGroup):
    """The forms that one can export to."""

    table = FORMS
    package = "isj_cli.cli.exports"
    unknown = N_("There is no form '{name}' to export to; choose from: {known}.")


APPS = {
    "export": group_app(
        ExportGroup,
        N_("""Publish the practices in another form.

The filters are those of 'isj search'.

\b
  isj export markdown pages
  isj export site website
  isj export csv praktijken.csv
  isj export json praktijken.json"""),
    )
}
