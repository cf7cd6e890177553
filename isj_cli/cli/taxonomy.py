"""`isj principles`, `factors`, `frameworks`, `topics`, `sectors` and `regions`."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.formats import Format, FormatOption, write_listing
from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.counting import counted
from isj_cli.locale import N_, _
from isj_cli.render.plain import Listing


def principles(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the leading principles."""
    write_listing(ctx.obj, listing(ctx.obj, "principles"), format)


def factors(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the effective factors, with the caution on evidence."""
    session: Session = ctx.obj
    write_listing(session, listing(session, "factors"), format)
    if format in (None, Format.TABLE):
        session.say(session.kb.taxonomy.caution.text(session.language))


def topics(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the topics."""
    write_listing(ctx.obj, listing(ctx.obj, "topics"), format)


def sectors(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the sectors."""
    write_listing(ctx.obj, listing(ctx.obj, "sectors"), format)


def regions(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the places and provinces of practices."""
    write_listing(ctx.obj, listing(ctx.obj, "regions"), format)


def frameworks(ctx: typer.Context, format: FormatOption = None) -> None:
    """List the frameworks with the number of their items."""
    write_listing(ctx.obj, listing(ctx.obj, "frameworks"), format)


def listing(session: Session, name: str) -> Listing:
    """Return what the command of that name lists."""
    if name == "frameworks":
        return _frameworks(session)
    if name == "regions":
        return _regions(session)
    return _counted(session, name.removesuffix("s"))


def _frameworks(session: Session) -> Listing:
    items = [
        {
            "id": each.id,
            "label": each.label.text(session.language),
            "role": each.role,
            "count": len(each.items),
        }
        for each in session.kb.taxonomy.frameworks
    ]
    return Listing(
        columns=("id", "label", "role", "count"),
        headings=(_("id"), _("label"), _("role"), _("items")),
        rows=[tuple(str(value) for value in item.values()) for item in items],
        items=items,
    )


def _regions(session: Session) -> Listing:
    found = session.search.regions()
    session.tell_of_search()
    taxonomy = session.kb.taxonomy
    rows = [
        (id, taxonomy.label(t.REGIONS, id, session.language), number)
        for id, number in found.items()
        if number
    ]
    return _listing(sorted(rows, key=lambda row: (-row[2], row[0])))


def _counted(session: Session, kind: str) -> Listing:
    """Return every value of a kind with the number of published practices that have it."""
    numbers = counted(kind, session.search.records())
    session.tell_of_search()
    return _listing(
        [
            (each.id, each.label.text(session.language), numbers[each.id])
            for each in session.kb.taxonomy.values_of(kind)
        ]
    )


def _listing(rows: Sequence[tuple[str, str, int]]) -> Listing:
    return Listing(
        columns=("id", "label", "count"),
        headings=(_("id"), _("label"), _("practices")),
        rows=[(id, label, str(count)) for id, label, count in rows],
        items=[{"id": id, "label": label, "count": count} for id, label, count in rows],
    )


APPS = {
    "principles": command_app(
        principles,
        N_("""List the leading principles, with the number of practices
that carry each.

\b
  isj principles
  isj show veiligheid"""),
    ),
    "factors": command_app(
        factors,
        N_("""List the effective factors, with the number of practices that
carry each, and the caution on evidence.

\b
  isj factors
  isj show vast-aanspreekpunt"""),
    ),
    "frameworks": command_app(
        frameworks,
        N_("""List the frameworks, with the number of their items.

\b
  isj frameworks
  isj show handreiking-succesfactoren"""),
    ),
    "topics": command_app(
        topics,
        N_("""List the topics, with the number of practices about each.

\b
  isj topics
  isj list --topic trauma"""),
    ),
    "sectors": command_app(
        sectors,
        N_("""List the sectors, with the number of practices in each.

\b
  isj sectors
  isj list --sector onderwijs"""),
    ),
    "regions": command_app(
        regions,
        N_("""List the places and provinces, with the number of practices found
there.

\b
  isj regions
  isj list --region Friesland"""),
    ),
}
