"""`isj export skos`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _

STDOUT = "-"
NAME = "skos"


def skos(
    ctx: typer.Context,
    dest: Annotated[
        str,
        typer.Argument(
            metavar="DEST",
            help=N_("A file (.ttl or .jsonld), a folder for both, or - for Turtle on stdout."),
        ),
    ],
    base_url: exporting.BaseUrlOption = "",
) -> int:
    """Write the frameworks, the crosswalk and the vocabularies as SKOS."""
    exporting.need("skos", "rdflib")
    from isj_cli.export.file import check_file, write_file
    from isj_cli.export.folder import write_folder
    from isj_cli.export.skos.forms import FORMS, STARTS, as_turtle
    from isj_cli.export.skos.graph import skos_graph
    from isj_cli.export.skos.names import NOWHERE

    session: Session = ctx.obj
    base_url = exporting.base_url_of(base_url)
    place = exporting.folder_named(dest, "isj export skos taxonomy.ttl")
    suffix = ".ttl" if dest == STDOUT else place.suffix.lower()
    is_folder = place.is_dir() or not suffix
    if not is_folder and suffix not in FORMS:
        raise IsjError(
            _("'{dest}' is no form of SKOS; name a file on .ttl or .jsonld, or a folder.").format(
                dest=dest
            )
        )
    if not is_folder and dest != STDOUT:
        check_file(place, STARTS[suffix])
    made = skos_graph(session.kb.taxonomy, base_url=base_url, is_cc_by=session.kb.is_cc_by)
    if not base_url:
        session.say(
            _(
                "The concepts are named '{start}…', which leads nowhere; "
                "give --base-url to name them by the pages of a website."
            ).format(start=NOWHERE)
        )
    if dest == STDOUT:
        from isj_cli.render.plain import print_text

        print_text(as_turtle(made))
        return 0
    if is_folder:
        files = [(f"{NAME}{suffix}", write(made)) for suffix, write in FORMS.items()]
        names = [name for name, _text in files]
        changed = write_folder(place, names, files, form=NAME).changed > 0
    else:
        changed = write_file(place, FORMS[suffix](made).encode())
    said = _("{dest}: written.") if changed else _("{dest} was up to date already.")
    session.say(said.format(dest=dest))
    return 0


APP = command_app(
    skos,
    N_("""Write the frameworks, the crosswalk and the vocabularies as SKOS.

That is the form in which programs exchange thesauri. DEST is a file, whose name ends on .ttl
(Turtle) or .jsonld (JSON-LD), a folder that gets both, or - for Turtle on stdout. With --base-url
the concepts are named by their pages on the website that stands there.

\b
  isj export skos taxonomy.ttl
  isj export skos taxonomy.jsonld --base-url https://example.org/isj/"""),
)
