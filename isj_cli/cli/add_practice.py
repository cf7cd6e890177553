"""`isj add-practice`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.asking.attended import is_attended
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.reviewing import today
from isj_cli.locale import N_, _
from isj_cli.render import foreground

Text = str | None
Texts = list[str] | None


def add_practice(
    ctx: typer.Context,
    title: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("What the practice is called."))
    ] = None,
    id: Annotated[
        Text,
        typer.Option(
            metavar="ID", help=N_("The name of its file; without it, made from the title.")
        ),
    ] = None,
    summary: Annotated[
        Text,
        typer.Option(
            metavar="TEXT",
            help=N_("For whom, what, and what is special, in two to four sentences."),
        ),
    ] = None,
    strength: Annotated[Text, typer.Option(metavar="TEXT", help=N_("What makes it work."))] = None,
    status: Annotated[
        Text, typer.Option(metavar="ID", help=N_("concept, or another status."))
    ] = None,
    provenance: Annotated[Text, typer.Option(metavar="ID", help=N_("Who described it."))] = None,
    organisation: Annotated[
        Texts,
        typer.Option(
            metavar="NAME", help=N_("An organisation that takes part; the first one leads.")
        ),
    ] = None,
    region_level: Annotated[
        Text, typer.Option(metavar="ID", help=N_("How large the region is."))
    ] = None,
    region: Annotated[Texts, typer.Option(metavar="NAME", help=N_("A place or province."))] = None,
    started: Annotated[
        int | None, typer.Option(metavar="YEAR", help=N_("The year in which it began."))
    ] = None,
    ended: Annotated[
        int | None, typer.Option(metavar="YEAR", help=N_("The year in which it ended."))
    ] = None,
    state: Annotated[Text, typer.Option(metavar="ID", help=N_("Whether it still runs."))] = None,
    target_group: Annotated[Text, typer.Option(metavar="TEXT", help=N_("For whom it is."))] = None,
    who: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("Young people, parents, families or others."))
    ] = None,
    age_min: Annotated[
        int | None, typer.Option(metavar="YEARS", help=N_("The youngest age."))
    ] = None,
    age_max: Annotated[
        int | None, typer.Option(metavar="YEARS", help=N_("The oldest age."))
    ] = None,
    sector: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("A sector that takes part."))
    ] = None,
    topic: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("A topic that it is about."))
    ] = None,
    level: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("How intensive it is (Positief Opgroeien)."))
    ] = None,
    reason: Annotated[Text, typer.Option(metavar="TEXT", help=N_("Why it was begun."))] = None,
    goal: Annotated[Texts, typer.Option(metavar="TEXT", help=N_("A goal of it."))] = None,
    approach: Annotated[Text, typer.Option(metavar="TEXT", help=N_("How it works."))] = None,
    team: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("Who is in the team: functions, no names."))
    ] = None,
    setting: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("Where the help takes place."))
    ] = None,
    mode: Annotated[
        Texts, typer.Option(metavar="ID", help=N_("In which form the help is given."))
    ] = None,
    intensity: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("How often and how long."))
    ] = None,
    lesson: Annotated[
        Texts, typer.Option(metavar="TEXT", help=N_("What others can learn from it."))
    ] = None,
    condition: Annotated[
        Texts, typer.Option(metavar="TEXT", help=N_("What is needed to work like this."))
    ] = None,
    costs: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("What it costs and who pays."))
    ] = None,
    transfer: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("How others can take it over."))
    ] = None,
    client_voice: Annotated[
        Text, typer.Option(metavar="TEXT", help=N_("How clients had a say; never a quotation."))
    ] = None,
    principle: Annotated[
        Texts,
        typer.Option(metavar='ID="HOW"', help=N_("A leading principle, and how it works here.")),
    ] = None,
    factor: Annotated[
        Texts,
        typer.Option(metavar='ID="HOW"', help=N_("An effective factor, and how it works here.")),
    ] = None,
    source: Annotated[Texts, typer.Option(metavar="URL", help=N_("A public source."))] = None,
    from_: Annotated[
        Text,
        typer.Option(
            "--from",
            metavar="FILE|-",
            help=N_("Take the rest from a YAML or JSON file, an export too, or from stdin."),
        ),
    ] = None,
    from_issue: Annotated[
        Text,
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
    from isj_cli.store.knowledge_base import is_id
    from isj_cli.store.writing import write_atomically

    session: Session = ctx.obj
    if from_ and from_issue:
        raise IsjError(_("Give --from or --from-issue, not both."))
    flat = from_options(session.kb.taxonomy, locals())
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
