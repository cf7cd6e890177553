"""The collection in numbers, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from isj_cli.domain.counting import DAYS, NO_DAY, by_half_year, by_region, counted
from isj_cli.domain.hit import Record
from isj_cli.domain.practice import Review
from isj_cli.domain.reviewing import is_due
from isj_cli.domain.taxonomy import REGIONS, Taxonomy
from isj_cli.locale import N_, _, ngettext
from isj_cli.pages.titles import TITLES
from isj_cli.render.plain import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType

_SIZES = {
    "small": N_("children in a small municipality (estimate)"),
    "medium": N_("children in a medium-sized municipality (estimate)"),
    "large": N_("children in a large municipality (estimate)"),
}

_KINDS = (
    "principle", "factor", "sector", "topic", "region", "evidence", "provenance", "status",
)  # fmt: skip
_TITLES = {
    **{kind: TITLES[kind] for kind in _KINDS},
    "described": N_("Described"),
    "checked": N_("Last checked"),
    "due": N_("To be checked again"),
}
_HALVES = (N_("first half of {year}"), N_("second half of {year}"))


class Numbers(NamedTuple):
    """What is counted: the practices that pass, when each was looked at, and what day it is."""

    records: Sequence[Record]
    reviews: Sequence[Review]
    today: date

    @property
    def overdue(self) -> int:
        """How many were to be checked again before today."""
        return sum(is_due(each, self.today) for each in self.reviews)


def stats_listing(numbers: Numbers, taxonomy: Taxonomy, language: str) -> Listing:
    """Return the numbers as rows of kind, id, label and count."""
    items = [
        {"kind": kind, "id": id, "label": label, "count": number}
        for kind in _TITLES
        for id, label, number in _counted(kind, numbers, taxonomy, language)
    ]
    by: dict[str, dict[str, int]] = {kind: {} for kind in _TITLES}
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
            ("practices", "", _("practices"), str(len(numbers.records))),
            *(tuple(str(value) for value in item.values()) for item in items),
            ("overdue", "", _("should have been checked again by now"), str(numbers.overdue)),
            *(
                ("estimate", size, _(said), str(each[size]))
                for each in estimates
                for size, said in _SIZES.items()
            ),
        ],
        items=items,
        document={
            "practices": len(numbers.records),
            "counts": by,
            "overdue": numbers.overdue,
            "estimates": estimates,
        },
    )


def stats_view(numbers: Numbers, taxonomy: Taxonomy, language: str) -> RenderableType:
    """Return the numbers as bars."""
    from isj_cli.pages.page import Page, Paragraph, plain
    from isj_cli.pages.sources import estimate_blocks
    from isj_cli.render.bars import Bars
    from isj_cli.render.page_rich import PageView
    from isj_cli.render.terminal import stack

    number = len(numbers.records)
    said = ngettext("{number} practice.", "{number} practices.", number).format(number=number)
    top = [Paragraph(plain(said)), *estimate_blocks(taxonomy, language)]
    views: list[RenderableType] = [PageView(Page(_("The collection in numbers"), top))]
    for kind, title in _TITLES.items():
        counts = _counted(kind, numbers, taxonomy, language)
        if counts:
            views += ["", Bars(_(title), [(label, count) for _id, label, count in counts])]
    below = [Paragraph(plain(taxonomy.caution.text(language)), "note")]
    if numbers.overdue:
        due = ngettext(
            "{number} practice should have been checked again by now; 'isj stale' lists it.",
            "{number} practices should have been checked again by now; 'isj stale' lists them.",
            numbers.overdue,
        ).format(number=numbers.overdue)
        below.insert(0, Paragraph(plain(due)))
    return stack(*views, "", PageView(Page("", below)))


def _counted(
    kind: str, numbers: Numbers, taxonomy: Taxonomy, language: str
) -> list[tuple[str, str, int]]:
    """Return id, label and number of all that is counted of a kind."""
    if kind == "region":
        regions = by_region(numbers.records, taxonomy)
        return [(id, taxonomy.label(REGIONS, id, language), regions[id]) for id in regions]
    if kind in DAYS:
        return [(id, _half(id), each) for id, each in by_half_year(kind, numbers.reviews).items()]
    counts = counted(kind, numbers.records)
    return [(v.id, v.label.text(language), counts[v.id]) for v in taxonomy.values_of(kind)]


def _half(id: str) -> str:
    """Return the half of a year in words."""
    if id == NO_DAY:
        return _("not yet, or no day known")
    year, _sign, number = id.partition("H")
    return _(_HALVES[int(number) - 1]).format(year=year)
