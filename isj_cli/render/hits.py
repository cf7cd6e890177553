"""Lists of practices: search results and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from isj_cli.domain.hit import Hit, Record, SearchResult
from isj_cli.domain.text import one_line
from isj_cli.locale import _
from isj_cli.render.plain import Listing
from isj_cli.render.reasons import explanation, reasons_json

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

WIDE = 110


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return what JSON says of a hit."""
    record = hit.record._asdict()
    return {
        "rank": hit.rank,
        "id": record.pop("id"),
        "title": record.pop("title"),
        "score": hit.score,
        **record,
        "snippet": one_line(hit.snippet),
        "matched": {name: list(words) for name, words in hit.matched.items()},
        **({"reasons": reasons_json(hit.reasons)} if hit.reasons is not None else {}),
    }


def search_listing(result: SearchResult) -> Listing:
    """Return a search result for programs: id, title, organisations, region, snippet.

    Where the hits have reasons, these follow.
    """
    items = [hit_json(hit) for hit in result.hits]
    explained = any(hit.reasons is not None for hit in result.hits)
    return Listing(
        columns=("id", "title", "organisations", "region", "snippet", *["reasons"] * explained),
        headings=(
            *(_("id"), _("title"), _("organisations"), _("region"), _("passage")),
            *[_("reasons")] * explained,
        ),
        rows=[
            *(
                (*cells(hit.record), hit.snippet, *_explained(hit, explained))
                for hit in result.hits
            ),
            *((each.id, each.label, "", "", each.text, *[""] * explained) for each in result.also),
        ],
        items=items,
        document={
            "query": result.query,
            "corrected": result.corrected,
            "total": result.total,
            "offset": result.offset,
            "limit": result.limit,
            "suggestion": result.suggestion,
            "hits": items,
            "also": [mention._asdict() for mention in result.also],
            "facets": {kind: dict(counts) for kind, counts in result.facets.items()},
        },
    )


def _explained(hit: Hit, wanted: bool) -> list[str]:
    return ["; ".join(map(explanation, hit.reasons or ()))] if wanted else []


def record_listing(records: Sequence[Record]) -> Listing:
    """Return practices for programs: id, title, organisations, region."""
    return Listing(
        columns=("id", "title", "organisations", "region"),
        headings=(_("id"), _("title"), _("organisations"), _("region")),
        rows=[cells(record) for record in records],
        items=[record._asdict() for record in records],
    )


def cells(record: Record) -> tuple[str, str, str, str]:
    """Return id, title, organisations and region as text."""
    return record.id, record.title, "; ".join(record.organisations), "; ".join(record.region)


def search_view(result: SearchResult, provenances: dict[str, str], *, ages: bool) -> RenderableType:
    """Return a search result for people."""
    from rich.padding import Padding
    from rich.text import Text

    from isj_cli.render.terminal import marked, stack

    parts: list[RenderableType] = []
    for hit in result.hits:
        parts += [
            heading(hit.record),
            Padding(where(hit.record, provenances, ages=ages), (0, 0, 0, 2)),
        ]
        if hit.snippet:
            parts.append(Padding(marked(one_line(hit.snippet)), (0, 0, 0, 2)))
        for reason in hit.reasons or ():
            parts.append(Padding(Text(one_line(explanation(reason)), style="dim"), (0, 0, 0, 4)))
        parts.append("")
    if result.also:
        parts.append(Text(_("Also found:"), style="bold"))
    for each in result.also:
        line = (one_line(each.label), "bold"), "  ", (one_line(each.id), "cyan")
        parts.append(Padding(Text.assemble(*line, "  ", one_line(each.text)), (0, 0, 0, 2)))
    return stack(*(parts if result.also else parts[:-1]))


class ListView:
    """Practices for people, a row each; a narrow screen has the organisations below the title.

    With `ages`, practices that name no ages are marked.
    """

    def __init__(
        self, records: Sequence[Record], provenances: dict[str, str], *, ages: bool
    ) -> None:
        """Show `records`; `provenances` has the label of each provenance."""
        self.records = records
        self.provenances = provenances
        self.ages = ages

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.table import Table
        from rich.text import Text

        wide = options.max_width >= WIDE
        table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="bold")
        for heading in (_("practice"), *([_("organisations")] if wide else []), _("region")):
            table.add_column(heading, overflow="fold", max_width=None if wide else 60)
        for record in self.records:
            title = Text.assemble(
                (one_line(record.title), "bold"), "\n", (one_line(record.id), "cyan")
            )
            organisations = _organisations(record)
            note = "\n" + _("ages unknown") if self.ages and not record.ages else ""
            region = Text.assemble(one_line("; ".join(record.region)) or "–", (note, "dim"))
            if wide:
                table.add_row(title, Text(organisations), region)
            else:
                table.add_row(Text.assemble(title, "\n", (organisations, "dim")), region)
        yield table
        used = dict.fromkeys(record.provenance for record in self.records)
        names = ", ".join(self.provenances.get(id, id) for id in used)
        yield Text(one_line(_("Provenance: {names}").format(names=names)), style="dim")


def _organisations(record: Record) -> str:
    shown = one_line("; ".join(record.organisations[:3]))
    more = len(record.organisations) - 3
    return shown + (" " + _("and {number} more").format(number=more) if more > 0 else "")


def heading(record: Record) -> Text:
    """Return the line that names a practice."""
    from rich.text import Text

    return Text.assemble((one_line(record.title), "bold"), "  ", (one_line(record.id), "cyan"))


def where(record: Record, provenances: dict[str, str], *, ages: bool) -> Text:
    """Return the line that says who and where, and where the entry comes from."""
    from rich.text import Text

    parts = [
        _organisations(record),
        ", ".join(record.region[:4]) + (" …" if len(record.region) > 4 else ""),
        provenances.get(record.provenance, record.provenance),
    ]
    if ages and not record.ages:
        parts.append(_("ages unknown"))
    return Text(" · ".join(one_line(part) for part in parts if part), style="dim")
