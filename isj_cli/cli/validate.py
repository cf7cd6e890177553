"""`isj validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.finding import Severity
from isj_cli.locale import N_, _


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


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
        ReportFormat,
        typer.Option("--format", metavar="text|json|github", help=N_("How to write the findings.")),
    ] = ReportFormat.TEXT,
    strict: Annotated[
        bool, typer.Option("--strict", help=N_("Let a warning fail as well."))
    ] = False,
) -> int:
    """Check the files."""
    from isj_cli.render.findings import FORMATS, summary
    from isj_cli.render.progress import showing_progress
    from isj_cli.validation.check import validate as check

    session: Session = ctx.obj
    report = check(
        session.kb, paths or (), showing_progress(_("Reading the practices"), quiet=session.quiet)
    )
    FORMATS[format.value](report)
    session.say(summary(report))
    failing = report.count(Severity.ERROR) + (report.count(Severity.WARNING) if strict else 0)
    return 1 if failing else 0


APPS = {
    "validate": command_app(
        validate,
        N_("""Check the files, all findings at once.

The exit code is 1 where there is an error.

\b
  isj validate
  isj validate practices/moeders-van-rotterdam.yaml
  isj validate --format github"""),
    )
}
