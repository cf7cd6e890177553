"""`isj related`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.formats import FormatOption, write_listing
from isj_cli.cli.named import neighbours_of, practice_named
from isj_cli.cli.selecting import provenances
from isj_cli.cli.session import Session
from isj_cli.locale import N_, _

if TYPE_CHECKING:
    from isj_cli.domain.hit import Alike


def related(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=N_("The id of a practice."))],
    limit: Annotated[
        int, typer.Option(min=1, max=1000, metavar="N", help=N_("Show at most so many."))
    ] = 10,
    format: FormatOption = None,
) -> int:
    """Show the practices that are like one, and what they share."""
    from isj_cli.render import related

    session: Session = ctx.obj
    results, relations = related_to(session, id, limit)
    taxonomy, language = session.kb.taxonomy, session.language
    write_listing(
        session,
        related.related_listing(results, relations, taxonomy, language),
        format,
        lambda: related.related_view(results, relations, taxonomy, language, provenances(session)),
    )
    return 0 if results else 1


def related_to(session: Session, id: str, limit: int) -> tuple[Sequence[Alike], dict[str, str]]:
    """Return the practices most like one, and how those are related that are linked with it.

    Says so where there are none. Raises `IsjError` where there is no such practice, or its file
    cannot be read.
    """
    found = practice_named(session, id)
    relations = {each.id: each.relation for each in neighbours_of(session, found)}
    results = session.search.related(
        f"{found.id}.yaml", [f"{each}.yaml" for each in relations], limit=limit
    )
    session.tell_of_search()
    if not results:
        session.say(_("No other practice shares a tag or a telling word with this one."))
    return results, relations


APPS = {
    "related": command_app(
        related,
        N_("""Show the practices that are like one, and what they share.

Links that the practices name themselves come with their kind; tags and words count the more, the
fewer practices have them.

\b
  isj related moeders-van-rotterdam
  isj related moeders-van-rotterdam --limit 3 --format json"""),
    )
}
