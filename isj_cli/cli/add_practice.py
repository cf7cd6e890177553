"""`isj add-practice`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from isj_cli.cli.adding.flags import with_practice_options
from isj_cli.cli.app import command_app
from isj_cli.cli.asking.attended import is_attended
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.reviewing import today
from isj_cli.locale import N_, _
from isj_cli.render import foreground


@with_practice_options
def add_practice(
    ctx: typer.Context,
    options: dict[str, Any],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE|-",
            help=N_("Take the rest from a YAML or JSON file, an export too, or from stdin."),
        ),
    ] = None,
    from_issue: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-",
            help=N_("Take the rest from the text of an issue made with the form, or from stdin."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=N_("Write to this file instead; several practices to this folder."),
        ),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help=N_("Open the draft in your editor."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would be written."))
    ] = False,
    short: Annotated[bool, typer.Option("--short", help=N_("Ask only what is required."))] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help=N_("Ask nothing, even in a terminal."))
    ] = False,
) -> int:
    """Begin a new practice."""
    from isj_cli.cli.adding.destination import destination, judge, refuse_taken
    from isj_cli.cli.adding.options import from_options, joined
    from isj_cli.cli.given_file import read_given
    from isj_cli.store import drafts, exchange, issue_form
    from isj_cli.store.ids import is_id
    from isj_cli.store.writing import write_atomically

    session: Session = ctx.obj
    if from_ and from_issue:
        raise IsjError(_("Give --from or --from-issue, not both."))
    flat = from_options(session.kb.taxonomy, options)
    entries = read_given(from_, exchange.entries, exchange.MAX_EXPORT_BYTES) if from_ else []
    if len(entries) > 1:
        if flat or edit:
            raise IsjError(
                _(
                    "{name} holds {number} practices; leave out the options that describe one, "
                    "or give a file with one practice."
                ).format(name=from_, number=len(entries))
            )
        from isj_cli.cli.adding.several import add_practices

        return add_practices(session, entries, output, dry_run=dry_run)
    notes: Sequence[str] = ()
    given = exchange.values_of(entries[0]) if entries else {}
    if from_issue:
        taxonomy = session.kb.taxonomy
        given, notes = read_given(from_issue, lambda text: issue_form.proposal(text, taxonomy))
    values = joined(given, flat) if given else flat
    is_whole = bool(entries) and exchange.is_whole(entries[0]) and "id" in values
    begun = None
    if output and "id" not in values and is_id(output.stem):
        values["id"] = output.stem
    if not no_input and not from_ and not from_issue and is_attended():
        from isj_cli.cli.adding.wizard import ask_all

        refuse_taken(session, values, output)  # before anybody has answered a question
        begun, values = ask_all(session, values, short=short)
    if not is_whole:
        if not isinstance(values.get("title"), str) or not values["title"].strip():
            raise IsjError(_('The practice needs a name: isj add-practice --title "…".'))
        values.setdefault("id", drafts.id_for(str(values["title"])))
        values["title"] = values["title"].strip()
    path = destination(session, values, output)
    editor = foreground.editor() if edit else []
    if is_whole:
        text = drafts.whole(values)
    else:
        draft = drafts.draft(values, today(), session.kb.taxonomy)
        text = issue_form.with_notes(draft, notes)
    if dry_run or str(output) == "-":
        from isj_cli.render.plain import print_text

        print_text(text)
        return 0
    write_atomically(path, text, replace=False)
    if begun:
        begun.drop()
    if editor:
        foreground.edit(editor, path)
    return judge(session, [path], told=begun is not None and not edit)


APPS = {
    "add-practice": command_app(
        add_practice,
        N_("""Begin a new practice from the template.

In a terminal you are asked for it, one question at a time; --short asks only what is required.
Every answer is kept: stop with Ctrl-C and go on another time. With --from or --no-input, or
without a terminal, nothing is asked. --from takes what 'isj export json' wrote as well: then all
practices are written, or none where one of them is there already.

The draft says TODO wherever something has to be filled in, and 'isj validate' tells where. Ids
of principles, factors, sectors and topics are completed by editors that read the schema.

\b
  isj add-practice
  isj add-practice --title "Samen thuis" --topic trauma --principle veiligheid="Eerst rust."
  isj add-practice --from practice.json --dry-run
  isj add-practice --from export.json
  isj add-practice --from-issue issue.md"""),
    )
}
