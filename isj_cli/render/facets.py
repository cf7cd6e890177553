"""How many results have each value of a facet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.pages.titles import title

if TYPE_CHECKING:
    from rich.console import RenderableType

Facets = Mapping[str, Mapping[str, int]]


def facet_rows(facets: Facets, taxonomy: Taxonomy, language: str) -> list[tuple[str, ...]]:
    """Return a row for each value: id, number, kind, label."""
    return [
        (id, str(count), kind, label)
        for kind, counts in facets.items()
        for id, label, count in _labelled(kind, counts, taxonomy, language)
    ]


def facets_view(facets: Facets, taxonomy: Taxonomy, language: str) -> RenderableType:
    """Return the facets for people, a block of bars each."""
    from isj_cli.render.bars import Bars
    from isj_cli.render.terminal import stack

    return stack(
        *(
            Bars(
                title(kind),
                [
                    (f"{label} ({id})", count)
                    for id, label, count in _labelled(kind, counts, taxonomy, language)
                ],
            )
            for kind, counts in facets.items()
            if counts
        )
    )


def _labelled(
    kind: str, counts: Mapping[str, int], taxonomy: Taxonomy, language: str
) -> list[tuple[str, str, int]]:
    return [(id, taxonomy.value_label(kind, id, language), count) for id, count in counts.items()]
