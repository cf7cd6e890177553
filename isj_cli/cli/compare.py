"""`isj compare`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.named import practice_named, successor_of
from isj_cli.cli.reading import PageFormat, PageFormatOption, show_pages
from isj_cli.cli.session import Session
from isj_cli.domain.comparing import FEWEST, MOST
from isj_cli.domain.errors import IsjError
from isj_cli.domain.practice import Practice
from isj_cli.locale import N_, _


def compare(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help=N_("The ids of two or three practices.")),
    ],
    format: PageFormatOption = PageFormat.TEXT,
) -> int:
    """Lay two or three practices side by side."""
    from isj_cli.pages.comparing import comparison_page

    session: Session = ctx.obj
    if not FEWEST <= len(ids) <= MOST:
        raise IsjError(
            _("Name two or three practices: isj compare ID ID, or isj compare ID ID ID.")
        )
    found = [practice_named(session, id) for id in ids]
    practices = [replace(each.practice, id=each.id) for each in found]
    for number, practice in enumerate(practices):
        if practice.id in {other.id for other in practices[:number]}:
            raise IsjError(
                _("'{id}' stands here twice; name different practices.").format(id=practice.id)
            )
    taxonomy, language = session.kb.taxonomy, session.language
    if format is PageFormat.JSON:
        from isj_cli.render.plain import write_json

        write_json(_mapping(session, practices))
        return 0
    successors = [successor_of(session, practice) for practice in practices]
    page = comparison_page(practices, taxonomy, language, successors)
    if format is PageFormat.MARKDOWN:
        from isj_cli.export.markdown import alone
        from isj_cli.render.plain import print_text

        print_text(alone(page))
    else:
        show_pages(session, [page])
    return 0


def _mapping(session: Session, practices: list[Practice]) -> dict[str, Any]:
    """Return what JSON says: the practices, what exactly some of them have, the shared ages."""
    from isj_cli.domain.comparing import groups, shared_ages
    from isj_cli.store.exchange import practice_mapping

    taxonomy = session.kb.taxonomy
    shared = shared_ages(practices)
    return {
        "practices": [practice_mapping(practice, taxonomy) for practice in practices],
        "groups": [
            {
                "in": [practices[place].id for place in group.members],
                **{key: list(held) for key, held in group.parts.items()},
            }
            for group in groups(practices, taxonomy)
        ],
        "shared_ages": shared and {"age_min": shared[0], "age_max": shared[1]},
        "caution": taxonomy.caution.text(session.language),
    }


APPS = {
    "compare": command_app(
        compare,
        N_("""Lay two or three practices side by side.

What they share, what is only in one, and how each goes about it: target group, principles, factors,
bottlenecks, results and kind of study. Nothing is ranked.

\b
  isj compare asja-fier veilige-veste
  isj compare asja-fier veilige-veste --format markdown > samen.md
  isj compare asja-fier veilige-veste moeders-van-rotterdam --format json"""),
    )
}
