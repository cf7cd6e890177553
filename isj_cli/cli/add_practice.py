"""`isj add-practice`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.finding import Severity
from isj_cli.domain.hit import Filters
from isj_cli.domain.naming import Names
from isj_cli.locale import N_, _, ngettext
from isj_cli.render import foreground

FLAT = (
    "title", "id", "summary", "strength", "reason", "team", "intensity", "approach", "costs",
    "transfer", "client_voice",
)  # fmt: skip

LEAD = "trekker"

Text = str | None
Texts = list[str] | None
Read = TypeVar("Read")


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
    from isj_cli.store import drafts, exchange, issue_form
    from isj_cli.store.knowledge_base import is_id
    from isj_cli.store.writing import write_atomically

    session: Session = ctx.obj
    if from_ and from_issue:
        raise IsjError(_("Give --from or --from-issue, not both."))
    flat = _flat(session.kb.taxonomy, locals())
    entries = _read(from_, exchange.entries, exchange.MAX_EXPORT_BYTES) if from_ else []
    if len(entries) > 1:
        if flat or edit:
            raise IsjError(
                _(
                    "{name} holds {number} practices; leave out the options that describe one, "
                    "or give a file with one practice."
                ).format(name=from_, number=len(entries))
            )
        from isj_cli.cli.add_practices import add_practices

        return add_practices(session, entries, output, dry_run=dry_run)
    notes: Sequence[str] = ()
    given = exchange.values_of(entries[0]) if entries else {}
    if from_issue:
        taxonomy = session.kb.taxonomy
        given, notes = _read(from_issue, lambda text: issue_form.proposal(text, taxonomy))
    values = _joined(given, flat) if given else flat
    is_whole = bool(entries) and exchange.is_whole(entries[0]) and "id" in values
    begun = None
    if output and "id" not in values and is_id(output.stem):
        values["id"] = output.stem
    if not no_input and not from_ and not from_issue and is_attended():
        from isj_cli.cli.wizard import ask_all

        _refuse_taken(session, values, output)  # before anybody has answered a question
        begun, values = ask_all(session, values, short=short)
    if not is_whole:
        if not isinstance(values.get("title"), str) or not values["title"].strip():
            raise IsjError(_('The practice needs a name: isj add-practice --title "…".'))
        values.setdefault("id", drafts.id_for(str(values["title"])))
        values["title"] = values["title"].strip()
    path = _destination(session, values, output)
    editor = foreground.editor() if edit else []
    if is_whole:
        text = drafts.whole(values)
    else:
        draft = drafts.draft(values, datetime.now(UTC).date(), session.kb.taxonomy)
        text = issue_form.with_notes(draft, notes)
    if dry_run or str(output) == "-":
        print(text, end="")
        return 0
    write_atomically(path, text, replace=False)
    if begun:
        begun.drop()
    if editor:
        foreground.edit(editor, path)
    return judge(session, [path], told=begun is not None and not edit)


def _read(name: str, reader: Callable[[str], Read], limit: int | None = None) -> Read:
    """Return what the reader makes of a file, or of stdin, of `limit` bytes; raises `IsjError`."""
    from isj_cli.store.reading import MAX_BYTES
    from isj_cli.store.yaml_loader import decode, read_text

    most = limit or MAX_BYTES
    try:
        if name == "-":
            return reader(decode(sys.stdin.buffer.read(most + 1), most))
        return reader(read_text(Path(name), most))
    except YamlError as error:
        place = "" if error.code in ("ISJ001", "ISJ004") else f":{error.line}:{error.column}"
        raise IsjError(f"{name}{place}: {error.message} {error.hint}") from error


def _flat(taxonomy: t.Taxonomy, given: dict[str, Any]) -> dict[str, Any]:
    """Return the values that options gave, as a practice holds them."""
    values = {key: given[key] for key in FLAT if given[key]}
    for key, vocabulary in (("status", t.STATUSES), ("provenance", t.PROVENANCES)):
        if given[key]:
            values[key] = _known(key, given[key], taxonomy.terms(vocabulary))
    if given["organisation"]:
        values["organisations"] = [
            {"name": name} | (_lead(taxonomy) if not number else {})
            for number, name in enumerate(given["organisation"])
        ]
    if given["region"] or given["region_level"]:
        values["region"] = {
            "level": _known("region-level", given["region_level"], taxonomy.terms(t.REGION_LEVELS))
            if given["region_level"]
            else "TODO",
            "names": given["region"] or [],
        }
    period = {key: given[key] for key in ("started", "ended") if given[key]}
    if given["state"]:
        period["state"] = _known("state", given["state"], taxonomy.terms(t.PERIOD_STATES))
    if period:
        values["period"] = period
    group = {key: given[key] for key in ("age_min", "age_max") if given[key] is not None}
    if given["who"]:
        audiences = taxonomy.terms(t.AUDIENCES)
        group["who"] = [_known("who", value, audiences) for value in given["who"]]
    if group or given["target_group"]:
        values["target_group"] = {"text": given["target_group"] or "TODO"} | group
    for key, name, known in (
        ("sectors", "sector", taxonomy.terms(t.SECTORS)),
        ("topics", "topic", taxonomy.terms(t.TOPICS)),
        ("levels", "level", taxonomy.carried(t.LEVELS)),
        ("setting", "setting", taxonomy.terms(t.SETTINGS)),
        ("mode", "mode", taxonomy.terms(t.MODES)),
    ):
        if given[name]:
            values[key] = [_known(name, value, known) for value in given[name]]
    for key, name in (("goals", "goal"), ("lessons", "lesson"), ("conditions", "condition")):
        if given[name]:
            values[key] = given[name]
    for key, name in ((t.PRINCIPLES, "principle"), (t.FACTORS, "factor")):
        if given[name]:
            values[key] = [_tag(name, value, taxonomy.carried(key)) for value in given[name]]
    if given["source"]:
        values["sources"] = [
            {"id": f"bron-{number}", "title": "TODO", "url": url}
            for number, url in enumerate(given["source"], 1)
        ]
    return values


def _lead(taxonomy: t.Taxonomy) -> dict[str, str]:
    """Return the role of the organisation that leads, where the taxonomy has it."""
    return {"role": LEAD} if LEAD in taxonomy.ids(t.ROLES) else {}


def _tag(option: str, value: str, known: Sequence[t.Item]) -> dict[str, str]:
    id, _equals, how = value.partition("=")
    return {
        "id": _known(option, id, known),
        "how": re.sub(r'^"([^"]*)"$', r"\1", how.strip()) or "TODO",
    }


def _known(option: str, value: str, known: Sequence[t.Item] | Sequence[t.Term]) -> str:
    return Names(known).resolve(option, value)


def _joined(values: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a file with those of options, which come first."""
    joined = values | given
    for key in ("region", "target_group", "period"):
        if isinstance(values.get(key), dict) and key in given:
            new = {name: each for name, each in given[key].items() if each not in ("TODO", [])}
            joined[key] = values[key] | new
    return joined


def is_attended() -> bool:
    """Tell whether a person sits at a terminal that can show questions."""
    # A Windows console can be asked through stdout only.
    streams = (sys.stdin, sys.stderr, *([sys.stdout] if os.name == "nt" else []))
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"


def _destination(session: Session, values: dict[str, Any], output: Path | None) -> Path:
    """Return the file to write; raises `IsjError` where id or title exist, or the id is no id."""
    _refuse_taken(session, values, output)
    if output:
        return output
    id = str(values["id"])
    return Path.cwd() / f"{id}.yaml" if session.kb.bundled else session.kb.path_of(id)


def _refuse_taken(session: Session, values: dict[str, Any], output: Path | None) -> None:
    """Raise `IsjError` where what is given of id, title and file exists, or the id is no id."""
    from isj_cli.store.knowledge_base import is_id

    kb, title = session.kb, str(values.get("title", "")).strip().casefold()
    if "id" in values and not is_id(id := str(values["id"])):
        raise IsjError(
            _(
                "'{id}' cannot be an id; use small letters, digits and hyphens: --id een-twee."
            ).format(id=id)
        )
    if "id" in values and (kb.holds(id) or kb.has_former(id)):
        raise IsjError(
            _(
                "There is a practice with the id '{id}' already; choose another one with --id."
            ).format(id=id)
        )
    statuses = {"status": kb.taxonomy.ids(t.STATUSES)}
    for record in session.search.records(Filters(include=statuses)) if title else ():
        if record.title.casefold() == title:
            raise IsjError(
                _("There is a practice with this title already; see 'isj show {id}'.").format(
                    id=record.id
                )
            )
    if output and str(output) != "-" and output.exists():
        raise IsjError(
            _("The file {path} already exists; choose another name.").format(path=output)
        )


def judge(session: Session, paths: Sequence[Path], *, told: bool = False) -> int:
    """Say what was written and what is left to do, unless it was told; return the exit code."""
    from isj_cli.render.findings import write_text
    from isj_cli.render.progress import showing_progress
    from isj_cli.validation.check import validate
    from isj_cli.validation.collection import shown_path

    going = showing_progress(_("Checking the practices"), quiet=session.quiet)
    report = validate(session.kb, paths, going)
    if not told:
        write_text(report)
    left = report.count(Severity.ERROR) + report.count(Severity.WARNING)
    session.say(
        (
            ngettext("{number} practice was written.", "{number} practices were written.", number)
            if (number := len(paths)) > 1
            else _("{path} was written.")
        ).format(path=shown_path(paths[0]), number=number)
        + " "
        + (
            ngettext(
                "{number} place asks for attention.", "{number} places ask for attention.", left
            ).format(number=left)
            if left
            else ngettext("It is complete.", "They are complete.", number)
        )
    )
    if session.kb.bundled:
        session.say(
            _(
                "Is it ready? Send the file in with an issue or a pull request on the page of "
                "the project; CONTRIBUTING.md says how."
            )
        )
    return 1 if report.count(Severity.ERROR) else 0


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
