"""`isj rename`."""

from __future__ import annotations

from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.named import no_practice
from isj_cli.cli.session import Session
from isj_cli.domain.errors import NotFoundError
from isj_cli.locale import N_, _, ngettext


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help=N_("The id that it has."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=N_("The id that it gets."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would change."))
    ] = False,
) -> int:
    """Give a practice another id."""
    from isj_cli.render.diff import write_diff
    from isj_cli.render.plain import write_lines
    from isj_cli.store.renaming import carry_out, plan

    session: Session = ctx.obj
    session.kb.refuse_if_bundled(f"rename {old} {new}")
    try:
        changes = plan(session.kb, old, new)
    except NotFoundError:
        raise no_practice(session, old) from None
    names = [
        (session.kb.relative(change.path), session.kb.relative(change.new_path))
        for change in changes
    ]
    if dry_run:
        for (name, new_name), change in zip(names, changes, strict=True):
            write_diff(name, change.before, new_name, change.after)
        session.say(_("Nothing was changed; without --dry-run it will be."))
        return 0
    carry_out(changes)
    write_lines(" -> ".join(dict.fromkeys(pair)) for pair in names)
    others = len(changes) - 1
    session.say(
        _("'{old}' is now called '{new}', and is found under both ids.").format(old=old, new=new)
        + (
            " "
            + ngettext(
                "{number} other practice that names it was mended.",
                "{number} other practices that name it were mended.",
                others,
            ).format(number=others)
            if others
            else ""
        )
    )
    return 0


APPS = {
    "rename": command_app(
        rename,
        N_("""Give a practice another id.

It renames the file, sets the id, keeps the old one among the former ids, and mends every practice
that names it; the rest of the files stays as it is. Who looks for the old id finds the practice
still, so an id that was used once is never used again.

\b
  isj rename asja-fier asja
  isj rename asja-fier asja --dry-run"""),
    )
}
