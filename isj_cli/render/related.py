"""Practices like a given one, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from isj_cli.domain.hit import Alike
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import one_line
from isj_cli.locale import N_, _
from isj_cli.render.hits import cells, heading, where
from isj_cli.render.plain import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType

_KINDS = {
    "topic": N_("topics"),
    "factor": N_("factors"),
    "principle": N_("principles"),
    "sector": N_("sectors"),
    "level": N_("levels"),
}


def related_listing(
    results: Sequence[Alike], relations: Mapping[str, str], taxonomy: Taxonomy, language: str
) -> Listing:
    """Return the practices for programs: id, title, organisations, region, reasons."""
    return Listing(
        columns=("id", "title", "organisations", "region", "reasons"),
        headings=(_("id"), _("title"), _("organisations"), _("region"), _("reasons")),
        rows=[
            (*cells(each.record), "; ".join(_reasons(each, relations, taxonomy, language)))
            for each in results
        ],
        items=[
            {
                "id": each.record.id,
                "title": each.record.title,
                "score": each.score,
                "relation": relations.get(each.record.id),
                "shared": {kind: list(values) for kind, values in each.tags.items()},
                "words": list(each.words),
            }
            for each in results
        ],
    )


def related_view(
    results: Sequence[Alike],
    relations: Mapping[str, str],
    taxonomy: Taxonomy,
    language: str,
    provenances: dict[str, str],
) -> RenderableType:
    """Return the practices for people."""
    from rich.padding import Padding
    from rich.text import Text

    from isj_cli.render.terminal import stack

    parts: list[RenderableType] = []
    for each in results:
        parts += [
            heading(each.record),
            Padding(where(each.record, provenances, ages=False), (0, 0, 0, 2)),
            *(
                Padding(Text(one_line(reason)), (0, 0, 0, 2))
                for reason in _reasons(each, relations, taxonomy, language)
            ),
            "",
        ]
    return stack(*parts[:-1])


def _reasons(
    related: Alike, relations: Mapping[str, str], taxonomy: Taxonomy, language: str
) -> list[str]:
    """Return in words what two practices share."""
    reasons = []
    if related.record.id in relations:
        reasons.append(_("link: {relation}").format(relation=relations[related.record.id]))
    for kind, ids in related.tags.items():
        labels = ", ".join(taxonomy.value_label(kind, id, language) for id in ids)
        reasons.append(f"{_(_KINDS[kind])}: {labels}")
    if related.words:
        reasons.append(_("words: {words}").format(words=", ".join(related.words)))
    return reasons
