"""`isj matrix`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

from isj_cli.cli import selecting
from isj_cli.cli.app import Command, command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import is_to_read
from isj_cli.cli.session import Session
from isj_cli.domain import coverage
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice
from isj_cli.locale import N_, _

WITHOUT_GAPS = ("framework", "sector", "region")


class MatrixFormat(StrEnum):
    """How a matrix is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    IDS = "ids"
    MARKDOWN = "markdown"
    SVG = "svg"


class MatrixCommand(Command):
    """A command in which `--gaps` may stand with or without a number behind it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; without a number `--gaps` means `--gaps 1`."""
        whole = []
        for number, argument in enumerate(args):
            after = args[number + 1] if number + 1 < len(args) else ""
            is_alone = argument == "--gaps" and not after.lstrip("-").isdigit()
            whole.append("--gaps=1" if is_alone else argument)
        return super().parse_args(ctx, whole)


@with_filters
def matrix(
    ctx: typer.Context,
    filters: Filters,
    by: Annotated[
        str,
        typer.Option(
            metavar="principle|factor|framework|sector|topic|region|ID",
            help=N_("What the columns are: one of these, or the items of a framework."),
        ),
    ] = "principle",
    gaps: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=10_000,
            metavar="[N]",
            help=N_(
                "List what fewer than N practices cover in a sector; without N, what none does."
            ),
        ),
    ] = None,
    format: Annotated[
        MatrixFormat | None,
        typer.Option(
            "--format",
            metavar="table|json|jsonl|csv|ids|markdown|svg",
            help=N_("How to write it; a pipe gets lines with tabs without it."),
        ),
    ] = None,
) -> int:
    """Show which practices carry what."""
    session: Session = ctx.obj
    by = columns_named(session, by)
    if gaps:
        return _gaps(session, by, gaps, filters, format)
    practices = selecting.chosen(session, filters)
    found = coverage.matrix(by, practices, session.kb.taxonomy)
    _show(session, found, format)
    if not practices:
        return selecting.say_nothing_passes(session)
    _tell(session, by, found.columns, format)
    return 0


def columns_named(session: Session, name: str) -> str:
    """Return which columns are meant; raises `UnknownValueError`."""
    from isj_cli.domain.frameworks import Item
    from isj_cli.domain.naming import Names

    kinds = [Item(id=each) for each in coverage.BY]
    frameworks = [Item(id=each.id, label=each.label) for each in session.kb.taxonomy.frameworks]
    return Names([*kinds, *frameworks]).resolve("by", name)


def _show(session: Session, found: coverage.Matrix, format: MatrixFormat | None) -> None:
    """Write the matrix; one without practices only where a format has a form for that."""
    from isj_cli.render import plain
    from isj_cli.render.matrix import matrix_listing

    taxonomy, language = session.kb.taxonomy, session.language
    if is_to_read(format):
        from isj_cli.render import terminal
        from isj_cli.render.matrix_view import MatrixView

        if found.rows:
            terminal.show(MatrixView(found, taxonomy, language), pager=session.pager)
    elif format is MatrixFormat.MARKDOWN:
        from isj_cli.export import markdown
        from isj_cli.pages.coverage import matrix_page

        if found.rows:
            plain.print_text(markdown.alone(matrix_page(found, taxonomy, language)))
    elif format is MatrixFormat.SVG:
        from isj_cli.render.matrix_svg import svg

        if found.rows:
            plain.print_text(svg(found, taxonomy, language))
    else:
        plain.write(matrix_listing(found, language), format.value if format else "tsv")


def _tell(
    session: Session, by: str, columns: Sequence[coverage.Column], format: MatrixFormat | None
) -> None:
    """Say what belongs beside the matrix, and cannot stand in it."""
    from isj_cli.pages.coverage import has_factors

    taxonomy, language = session.kb.taxonomy, session.language
    tell_without_tag(session, by, columns)
    if format in (None, MatrixFormat.TABLE) and has_factors(columns):
        session.say(taxonomy.caution.text(language))


def tell_without_tag(session: Session, by: str, columns: Sequence[coverage.Column]) -> None:
    """Say which items of a framework no practice can carry, as no tag says the same."""
    language = session.language
    nobody = [each.label.text(language) or each.id for each in columns if not each.tags]
    if nobody and by not in coverage.BY:
        session.say(
            _("No principle or factor says the same as: {items}.").format(items="; ".join(nobody))
        )


def _gaps(
    session: Session, by: str, below: int, filters: Filters, format: MatrixFormat | None
) -> int:
    """List the gaps; return the exit code."""
    if format is MatrixFormat.SVG:
        raise IsjError(_("A drawing shows the matrix, not its gaps; leave out --gaps."))
    practices, found = find_gaps(session, by, below, filters)
    _show_gaps(session, found, below, format)
    if not practices:
        return selecting.say_nothing_passes(session)
    if not found:
        session.say(_("There are no such gaps; a higher number behind --gaps shows the thinnest."))
        return 1
    _tell(session, by, coverage.columns(by, session.kb.taxonomy), format)
    return 0


def find_gaps(
    session: Session, by: str, below: int, filters: Filters
) -> tuple[Sequence[Practice], list[coverage.Gap]]:
    """Return the practices looked at, and what fewer than `below` of them cover.

    What the filters ask of sectors and of the columns chooses gaps and no practices: those that
    nobody covers would be lost with them. Raises `IsjError` for columns that have no gaps.
    """
    from isj_cli.search.selection import resolve

    if by in WITHOUT_GAPS:
        raise IsjError(
            _(
                "Gaps are told per sector, of principles, factors, topics or the items of a "
                "framework; '--by {by}' does not go with --gaps."
            ).format(by=by)
        )

    taxonomy = session.kb.taxonomy

    def asked(kind: str) -> set[str]:
        return {resolve(kind, value, taxonomy) for value in filters.include.get(kind, ())}

    kind = by if by in coverage.BY else "item"
    items, sectors = asked(kind), asked("sector")
    if not items <= {each.id for each in coverage.columns(by, taxonomy)}:
        items = set()
    of_gaps = {"sector", kind} if items else {"sector"}
    include = {kind: values for kind, values in filters.include.items() if kind not in of_gaps}
    practices = selecting.chosen(session, replace(filters, include=include))
    if not practices:
        return [], []
    found = coverage.gaps(by, practices, taxonomy, below=below, items=items, sectors=sectors)
    return practices, found


def _show_gaps(
    session: Session, found: Sequence[coverage.Gap], below: int, format: MatrixFormat | None
) -> None:
    from isj_cli.pages.coverage import gaps_page, how_to_fill
    from isj_cli.render import plain
    from isj_cli.render.matrix import gaps_listing

    page = gaps_page(found, below, session.language)
    if is_to_read(format):
        from isj_cli.render import terminal
        from isj_cli.render.page_rich import PageView

        if found:
            terminal.show(PageView(page), pager=session.pager)
    elif format is MatrixFormat.MARKDOWN:
        from isj_cli.export import markdown

        if found:
            plain.print_text(markdown.alone(page))
    else:
        plain.write(gaps_listing(found, session.language), format.value if format else "tsv")
        if found and format is None:
            session.say(how_to_fill())


APPS = {
    "matrix": command_app(
        matrix,
        N_("""Show which practices carry which principles or factors, and how far they have come.

With '--by' the columns are something else. With the id of a framework ('isj frameworks') they are
its items, and the crosswalk tells which practices carry what says the same: exact, close and narrow
relations count. With '--by framework' a cell tells how many items of a framework a practice
carries; with '--by region' the columns are provinces, and places outside them.

With '--gaps' it lists instead what few practices cover: an item in a sector, and the command that
begins a practice for it. First come those with the fewest practices, and among them those that one
would expect most, where the item and the sector are both common.

Lines for a pipe hold the id, the title and a cell for each column, in the order of 'isj
principles'; --format csv names the columns. The filters are those of 'isj search'.

\b
  isj matrix
  isj matrix --by factor --sector onderwijs
  isj matrix --by handreiking-succesfactoren --format markdown > succesfactoren.md
  isj matrix --format svg > matrix.svg
  isj matrix --gaps
  isj matrix --by factor --gaps 3 --sector jeugd-ggz"""),
        cls=MatrixCommand,
    )
}
