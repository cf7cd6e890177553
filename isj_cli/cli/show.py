"""`isj show`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.named import find, unknown, unreadable
from isj_cli.cli.reading import PageFormat, PageFormatOption, show_pages
from isj_cli.cli.session import Session
from isj_cli.domain.errors import NotFoundError, YamlError
from isj_cli.locale import N_


def show(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help=N_(
                "The id of a practice, principle, factor, framework, topic, sector or reference."
            ),
        ),
    ],
    format: PageFormatOption = PageFormat.TEXT,
) -> int:
    """Show one or more things to read."""
    session: Session = ctx.obj
    found, problems = [], []
    for id in ids:
        try:
            found.append(find(session, id))
        except NotFoundError:
            problems.append(unknown(session, id))
        except YamlError as error:
            problems.append(unreadable(session, id, error))
    if format is PageFormat.JSON:
        from isj_cli.render.plain import write_json

        if found:
            data = [things[0][1] for things in found]
            write_json(data if len(ids) > 1 else data[0])
    elif format is PageFormat.MARKDOWN:
        from isj_cli.export.markdown import alone
        from isj_cli.render.plain import print_text

        print_text("\n".join(alone(page) for things in found for page, _data in things))
    else:
        show_pages(session, [page for things in found for page, _data in things])
    for problem in problems:
        session.warn(f"isj: {problem}")
    return 2 if problems else 0


APPS = {
    "show": command_app(
        show,
        N_("""Read a practice, principle, factor or reference.

\b
  isj show moeders-van-rotterdam
  isj show veiligheid vast-aanspreekpunt
  isj show ungar-2014
  isj show moeders-van-rotterdam --format json
  isj show moeders-van-rotterdam --format markdown > moeders.md"""),
    )
}
