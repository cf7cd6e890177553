"""Where a new practice goes, and what is said when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError
from isj_cli.domain.finding import Severity
from isj_cli.domain.hit import Filters
from isj_cli.locale import _, ngettext


def destination(session: Session, values: dict[str, Any], output: Path | None) -> Path:
    """Return the file to write; raises `IsjError` where id or title exist, or the id is no id."""
    refuse_taken(session, values, output)
    if output:
        return output
    id = str(values["id"])
    return Path.cwd() / f"{id}.yaml" if session.kb.bundled else session.kb.path_of(id)


def refuse_taken(session: Session, values: dict[str, Any], output: Path | None) -> None:
    """Raise `IsjError` where what is given of id, title and file exists, or the id is no id."""
    from isj_cli.store.ids import refuse_id

    kb, title = session.kb, str(values.get("title", "")).strip().casefold()
    if "id" in values:
        refuse_id(str(values["id"]), kb.knows)
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
