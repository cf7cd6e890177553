"""What the forms of export share: what is chosen, where it goes, what is said of it."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.search import nothing_passes
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice
from isj_cli.locale import N_, _

WITHDRAWN = "ingetrokken"
FolderArgument = Annotated[str, typer.Argument(metavar="DEST", help=N_("The folder to write to."))]
FileArgument = Annotated[
    str, typer.Argument(metavar="DEST", help=N_("The file to write to; - for stdout."))
]


def chosen(session: Session, filters: Filters) -> list[Practice]:
    """Return the practices that pass the filters, by id, each with its file's name as id."""
    found = _read(session, filters)
    session.tell_of_search()
    return found


def _read(session: Session, filters: Filters) -> list[Practice]:
    from isj_cli.render.progress import showing_progress
    from isj_cli.store.knowledge_base import read_practice

    ids = [record.id for record in session.search.records(filters)]
    going = showing_progress(_("Reading the practices"), quiet=session.quiet)
    found = []
    for id in going(ids, len(ids)):
        practice = read_practice(session.kb.path_of(id)).practice
        if practice is not None:
            found.append(practice if practice.id == id else replace(practice, id=id))
    return found


def withdrawn(session: Session, filters: Filters) -> list[Practice]:
    """Return the withdrawn practices that pass the filters, where they ask for no status."""
    if filters.include.get("status") or WITHDRAWN in filters.exclude.get("status", ()):
        return []
    asked = {**filters.include, "status": (WITHDRAWN,)}
    return _read(session, replace(filters, include=asked))


def say_nothing_passes(session: Session) -> int:
    """Say that no practice passes the filters; return the exit code."""
    session.say(nothing_passes(session))
    return 1


def folder_named(dest: str, example: str) -> Path:
    """Return the folder to export to; raises `IsjError`, with an example, for an empty name."""
    if not dest.strip():
        raise IsjError(
            _("The name of the folder is empty; name one: {example}.").format(example=example)
        )
    return Path(dest)


def need(extra: str, *modules: str) -> None:
    """Raise `IsjError` that says what to install where one of an extra's modules is missing."""
    if any(importlib.util.find_spec(name) is None for name in modules):
        raise IsjError(
            _(
                "This needs the extra '{extra}'; install it: "
                "python -m pip install 'isj-cli[{extra}]'."
            ).format(extra=extra)
        )
