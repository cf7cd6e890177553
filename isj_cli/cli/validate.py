"""`isj validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.finding import Severity
from isj_cli.locale import N_, _

if TYPE_CHECKING:
    from isj_cli.store.git import Changes
    from isj_cli.validation.report import Report, Selection


class FindingsFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


Codes = list[str] | None


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            readable=False,
            help=N_("Files or folders to check; nothing checks the whole knowledge base."),
        ),
    ] = None,
    format: Annotated[
        FindingsFormat,
        typer.Option(
            "--format",
            metavar="text|json|github|sarif|junit",
            help=N_("How to write the findings."),
        ),
    ] = FindingsFormat.TEXT,
    select: Annotated[
        Codes,
        typer.Option(metavar="CODE", help=N_("Run only these rules: a code, or how it begins.")),
    ] = None,
    ignore: Annotated[
        Codes, typer.Option(metavar="CODE", help=N_("Leave these rules out."))
    ] = None,
    severity: Annotated[
        Severity,
        typer.Option(
            metavar="error|warning|info", help=N_("Report only what is at least so serious.")
        ),
    ] = Severity.INFO,
    strict: Annotated[
        bool, typer.Option("--strict", help=N_("Let a warning fail as well."))
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            help=N_("Report only files that changed since this branch or commit of git."),
        ),
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=N_("Add a report to read, in markdown, to the end of this file."),
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help=N_("First mend what can safely be mended."))
    ] = False,
) -> int:
    """Check the files."""
    from isj_cli.render.findings import FORMATS, summed_up
    from isj_cli.render.progress import showing_progress
    from isj_cli.validation.check import validate as check

    session: Session = ctx.obj
    selection = _selection(select, ignore, severity, strict)
    changes = _changes(session, changed_since)
    if fix:
        _mend(session, paths or [], selection, changes)
    report = check(
        session.kb,
        paths or (),
        showing_progress(_("Reading the practices"), quiet=session.quiet),
        selection=selection,
        changes=changes,
    )
    FORMATS[format.value](report)
    if summary:
        _summarise(session, summary, report, paths or [], changes)
    session.say(summed_up(report))
    return 1 if report.failed else 0


def _selection(select: Codes, ignore: Codes, severity: Severity, strict: bool) -> Selection:
    """Return which rules to run; raises `IsjError` for a code that no rule has."""
    from isj_cli.validation.report import Selection
    from isj_cli.validation.rules import codes

    asked = [
        [code.strip().upper() for each in given or () for code in each.split(",")]
        for given in (select, ignore)
    ]
    for code in (*asked[0], *asked[1]):
        if not code or not any(known.startswith(code) for known in codes()):
            raise IsjError(
                _("There is no rule '{code}'; 'isj rules' lists them all.").format(code=code)
            )
    return Selection(asked[0], asked[1], severity, strict)


def _changes(session: Session, ref: str | None) -> Changes | None:
    if ref is None:
        return None
    from isj_cli.store.git import changes_since

    return changes_since(session.kb, ref)


def _summarise(
    session: Session, file: Path, report: Report, paths: list[Path], changes: Changes | None
) -> None:
    """Add the report to a file, with the practices that were named or that changed.

    A practice that may hold something about a person is not shown: more people read a report.
    """
    from isj_cli.export.markdown import preview
    from isj_cli.render.summary import HIDDEN, Preview, markdown_summary
    from isj_cli.store.practice_file import read_practice
    from isj_cli.validation.choosing import chosen_files
    from isj_cli.validation.collection import shown_path

    kb = session.kb
    own = {*kb.taxonomy_files, kb.synonyms_file}
    previews = []
    for path in chosen_files(kb, paths, changes):
        if path in own or not (path in changes.files if changes else paths):
            continue
        new = path.stem in changes.new if changes else None
        if shown_path(path) in report.private:
            previews.append(Preview(path.stem, _(HIDDEN), new))
        elif practice := read_practice(path).practice:
            page = preview(practice, kb.taxonomy, session.language)
            previews.append(Preview(practice.title or path.stem, page, new))
    gone = sorted(changes.gone) if changes else []
    with file.open("a", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(markdown_summary(report, previews, gone))


def _mend(
    session: Session, paths: list[Path], selection: Selection, changes: Changes | None
) -> None:
    """Mend the files, and say which."""
    from isj_cli.validation.choosing import chosen_files
    from isj_cli.validation.collection import shown_path
    from isj_cli.validation.mending import mend

    mended = mend(session.kb, chosen_files(session.kb, paths, changes), selection)
    for path in mended:
        session.say(_("{path} was mended.").format(path=shown_path(path)))
    if not mended:
        session.say(_("There was nothing that can safely be mended."))


APPS = {
    "validate": command_app(
        validate,
        N_("""Check the files, all findings at once.

The exit code is 1 where there is an error. 'isj explain CODE' tells more of a finding.

\b
  isj validate
  isj validate practices/moeders-van-rotterdam.yaml
  isj validate --changed-since main --strict
  isj validate --select ISJ4 --format github
  isj validate --format sarif > findings.sarif
  isj validate --fix"""),
    )
}
