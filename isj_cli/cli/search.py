"""`isj search`."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer._click.exceptions import NoSuchOption

from isj_cli.cli.app import Command, command_app
from isj_cli.cli.filters import with_filters
from isj_cli.cli.formats import Format, FormatOption, is_to_read
from isj_cli.cli.selecting import Sort, nothing_found, provenances, tell_of_query
from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters, SearchResult, Settings
from isj_cli.locale import N_, _, ngettext


class SearchCommand(Command):
    """A command in which `-word` is a word to leave out, since no option has one letter."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; an unknown long option is still an error."""
        known = [name for param in self.get_params(ctx) for name in param.opts]
        options = args[: args.index("--")] if "--" in args else args
        for argument in options:
            name = argument.split("=")[0]
            if name.startswith("--") and name not in known and not ctx.resilient_parsing:
                from difflib import get_close_matches

                near = get_close_matches(name, known, 1)
                raise NoSuchOption(name, possibilities=near, ctx=ctx)
        return super().parse_args(ctx, args)


@with_filters
def search(
    ctx: typer.Context,
    filters: Filters,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help=N_("What to look for; nothing finds everything.")
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, metavar="N", help=N_("Show at most so many."))
    ] = 10,
    offset: Annotated[
        int,
        typer.Option(min=0, max=1_000_000, metavar="N", help=N_("Leave out the first so many.")),
    ] = 0,
    all_: Annotated[bool, typer.Option("--all", help=N_("Show all of them."))] = False,
    sort: Annotated[
        Sort, typer.Option(help=N_("Order: relevance, title, date (newest first) or region."))
    ] = Sort.RELEVANCE,
    facets: Annotated[
        bool,
        typer.Option("--facets", help=N_("Count the results per principle, sector and so on.")),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help=N_("Say of each result why it was found."))
    ] = False,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact", help=N_("Words as written: no other forms, parts, synonyms or corrections.")
        ),
    ] = False,
    format: FormatOption = None,
) -> int:
    """Search the practices."""
    session: Session = ctx.obj
    result = session.search.search(
        " ".join(words or ()),
        filters,
        limit=None if all_ else limit,
        offset=offset,
        settings=Settings(exact, sort.value, explain, facets),
    )
    session.tell_of_search()
    tell_of_query(session, result)
    _show(session, result, format, filters)
    if not result.total and not result.also:
        session.say(nothing_found(session, result))
    elif offset and offset >= result.total:
        session.say(
            ngettext(
                "There is only {number} result; use a smaller --offset.",
                "There are only {number} results; use a smaller --offset.",
                result.total,
            ).format(number=result.total)
        )
    elif (left := result.total - offset - len(result.hits)) > 0 and result.hits:
        session.say(
            ngettext(
                "{number} more result; --offset {next} or --all shows it.",
                "{number} more results; --offset {next} or --all shows them.",
                left,
            ).format(number=left, next=offset + len(result.hits))
        )
    # Ids and lines of JSON are of practices alone.
    also = result.also and format not in (Format.IDS, Format.JSONL)
    return 0 if result.hits or also else 1


def _show(session: Session, result: SearchResult, format: Format | None, filters: Filters) -> None:
    from isj_cli.render import hits, plain

    to_read = is_to_read(format)
    if not to_read:
        plain.write(hits.search_listing(result), format.value if format else "tsv")
    else:
        from isj_cli.render import terminal

        terminal.show(
            hits.search_view(result, provenances(session), ages=filters.age is not None)
            if format is None
            else terminal.table(hits.search_listing(result))
        )
    if not result.facets or format is Format.JSON:
        return
    if format not in (None, Format.TABLE):
        session.say(_("This format has no place for facets; --format json has."))
        return
    from isj_cli.render import facets

    taxonomy, language = session.kb.taxonomy, session.language
    plain.write_lines([""])
    if to_read:
        terminal.show(facets.facets_view(result.facets, taxonomy, language))
    else:
        plain.write_rows(facets.facet_rows(result.facets, taxonomy, language))


APPS = {
    "search": command_app(
        search,
        N_("""Search the practices.

Practices with all words come first, then those with some of them. A minus leaves a word out,
quotation marks make a phrase, and filters narrow the choice. AND, OR, NOT, parentheses, 'begin*'
and 'field:word' (title:, approach:, bottleneck:) work as well.

\b
  isj search trauma
  isj search thuiszitters -autisme --region Friesland
  isj search '"één plan"' --factor vast-aanspreekpunt
  isj search trauma --explain
  isj search 'kinder*' --facets --format json"""),
        cls=SearchCommand,
        ignore_unknown_options=True,
    )
}
