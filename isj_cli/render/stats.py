"""The collection in numbers, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from isj_cli.domain.counting import KINDS, counted, values_of
from isj_cli.domain.hit import Record
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import N_, _, ngettext
from isj_cli.render.plain import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType

_SIZES = {
    "small": N_("children in a small municipality (estimate)"),
    "medium": N_("children in a medium-sized municipality (estimate)"),
    "large": N_("children in a large municipality (estimate)"),
}

_TITLES = {
    "principle": N_("Leading principles"),
    "factor": N_("Effective factors"),
    "sector": N_("Sectors"),
    "topic": N_("Topics"),
    "evidence": N_("Kind of study"),
    "provenance": N_("Provenance"),
    "status": N_("Status"),
}


def stats_listing(records: Sequence[Record], taxonomy: Taxonomy, language: str) -> Listing:
    """Return the numbers as rows of kind, id, label and count."""
    items = [
        {"kind": kind, "id": each.id, "label": each.label.text(language), "count": numbers[each.id]}
        for kind in KINDS
        for numbers in [counted(kind, records)]
        for each in values_of(kind, taxonomy)
    ]
    by: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for item in items:
        by[str(item["kind"])][str(item["id"])] = int(str(item["count"]))
    estimates = [
        {
            "id": each.id,
            "source": each.source,
            **{size: getattr(each, size) for size in _SIZES},
            "note": each.note.text(language),
        }
        for each in taxonomy.facts
    ]
    return Listing(
        columns=("kind", "id", "label", "count"),
        rows=[
            ("practices", "", _("practices"), str(len(records))),
            *(tuple(str(value) for value in item.values()) for item in items),
            *(
                ("estimate", size, _(said), str(each[size]))
                for each in estimates
                for size, said in _SIZES.items()
            ),
        ],
        items=items,
        document={"practices": len(records), "counts": by, "estimates": estimates},
    )


def stats_view(records: Sequence[Record], taxonomy: Taxonomy, language: str) -> RenderableType:
    """Return the numbers as bars."""
    from isj_cli.pages.page import Page, Paragraph, plain
    from isj_cli.pages.taxonomy import estimate_blocks
    from isj_cli.render.bars import bars
    from isj_cli.render.page_rich import PageView
    from isj_cli.render.terminal import stack

    number = len(records)
    said = ngettext("{number} practice.", "{number} practices.", number).format(number=number)
    top = [Paragraph(plain(said)), *estimate_blocks(taxonomy, language)]
    views: list[RenderableType] = [PageView(Page(_("The collection in numbers"), top))]
    for kind, title in _TITLES.items():
        numbers = counted(kind, records)
        rows = [(each.label.text(language), numbers[each.id]) for each in values_of(kind, taxonomy)]
        views += ["", bars(_(title), rows)]
    caution = Paragraph(plain(taxonomy.caution.text(language)), "note")
    return stack(*views, "", PageView(Page("", [caution])))
