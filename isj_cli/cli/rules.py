"""`isj rules` and `isj explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.formats import FormatOption, write_listing
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.words import nearest
from isj_cli.locale import N_, _


def rules(ctx: typer.Context, format: FormatOption = None) -> int:
    """List the rules."""
    from isj_cli.render.rules import rules_listing
    from isj_cli.validation.rules import all_rules

    session: Session = ctx.obj
    write_listing(session, rules_listing(list(all_rules())), format)
    return 0


def explain(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("The code of a rule."))],
) -> int:
    """Show the manual page of a rule."""
    from isj_cli.render.rules import show_manual
    from isj_cli.validation.rules import codes, rule

    session: Session = ctx.obj
    known = codes()
    wanted = code.strip().upper()
    wanted = f"ISJ{wanted.zfill(3)}" if wanted.isdecimal() else wanted
    if wanted not in known:
        near = nearest(wanted, known, 3)
        raise IsjError(
            _("There is no rule '{code}'; did you mean {near}?").format(
                code=code, near=_(" or ").join(near)
            )
            if near
            else _("There is no rule '{code}'; 'isj rules' lists them all.").format(code=code)
        )
    show_manual(rule(wanted), pager=session.pager)
    return 0


APPS = {
    "rules": command_app(
        rules,
        N_("""List the rules that files are checked against.

'isj explain CODE' shows the manual page of one.

\b
  isj rules
  isj rules --format json"""),
    ),
    "explain": command_app(
        explain,
        N_("""Show the manual page of a rule: what it asks, why, and an example.

\b
  isj explain ISJ203
  isj explain 203"""),
    ),
}
