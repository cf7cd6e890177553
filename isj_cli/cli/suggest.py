"""`isj suggest`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.formats import FormatOption, write_listing
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, NotFoundError
from isj_cli.domain.practice import Practice
from isj_cli.domain.words import nearest
from isj_cli.locale import N_, _


class Kind(StrEnum):
    """A kind of tag."""

    PRINCIPLE = "principle"
    FACTOR = "factor"
    TOPIC = "topic"
    SECTOR = "sector"


def suggest(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=N_("The file of a practice, the id of one, or - for stdin.")
        ),
    ],
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            metavar="principle|factor|topic|sector", help=N_("Suggest only tags of this kind.")
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=100, metavar="N", help=N_("At most so many of each kind."))
    ] = 5,
    format: FormatOption = None,
) -> int:
    """Suggest tags for a practice."""
    from isj_cli.render import suggest as views

    session: Session = ctx.obj
    practice, id = _practice(session, file)
    suggestions = [
        each
        for each in session.search.suggest(practice, limit, id)
        if not kind or each.kind in kind
    ]
    session.tell_of_search()
    taxonomy, language = session.kb.taxonomy, session.language
    write_listing(
        session,
        views.suggestion_listing(practice, suggestions, taxonomy, language),
        format,
        lambda: views.suggestion_view(suggestions, taxonomy, language),
    )
    if not suggestions:
        session.say(
            _("There is no tag to suggest yet; tell more in the title, summary or approach.")
        )
    return 0 if suggestions else 1


def _practice(session: Session, name: str) -> tuple[Practice, str]:
    """Return the practice that was named, and the id of its file in the knowledge base, if any.

    Raises `IsjError` where there is none, or where it cannot be read.
    """
    from isj_cli.cli.given_file import read_given
    from isj_cli.store.codec import from_mapping
    from isj_cli.store.yaml_loader import parse

    path = Path(name)
    id = path.stem if path.parent.resolve() == session.kb.practices_folder.resolve() else ""
    if name != "-" and (path.is_dir() or not path.exists()):
        try:
            found = session.kb.read(name)
        except NotFoundError:
            raise _unknown(session, name) from None
        if found.practice is None:
            raise IsjError(found.problem.told(name)) if found.problem else _unknown(session, name)
        return found.practice, found.path.stem
    data = read_given(name, lambda text: parse(text, path).data)
    if isinstance(data, str):
        return Practice(title=data), ""
    if data is not None and not isinstance(data, dict):
        raise IsjError(_("The text describes no practice; begin with 'title:' and a name."))
    return from_mapping(Practice, data or {}), id


def _unknown(session: Session, name: str) -> IsjError:
    near = nearest(name, session.kb.ids())
    if near:
        return IsjError(
            _("There is no file and no practice '{name}'; did you mean {near}?").format(
                name=name, near=_(" or ").join(near)
            )
        )
    return IsjError(
        _("There is no file and no practice '{name}'; 'isj list' shows all practices.").format(
            name=name
        )
    )


APPS = {
    "suggest": command_app(
        suggest,
        N_("""Suggest principles, factors, topics and sectors for a practice.

They are those that practices with like texts carry and this one does not yet, and those that the
texts name. A suggestion is a question to you: only what a source tells belongs in a practice.

\b
  isj suggest my-practice.yaml
  isj suggest my-practice.yaml --kind topic --kind factor
  isj suggest - --format json < my-practice.yaml"""),
    )
}
