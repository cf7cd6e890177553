"""Tags that a practice may carry, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from isj_cli.domain.hit import Suggestion
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import one_line
from isj_cli.locale import _
from isj_cli.pages.titles import title
from isj_cli.render.plain import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType


def suggestion_listing(
    practice: Practice, suggestions: Sequence[Suggestion], taxonomy: Taxonomy, language: str
) -> Listing:
    """Return suggestions for programs: id, kind, label, score, reasons.

    The JSON of the whole has the tags that the practice carries already beside them.
    """
    items = [
        {
            "id": each.id,
            "kind": each.kind,
            "label": taxonomy.value_label(each.kind, each.id, language),
            "score": each.score,
            "words": list(each.words),
            "practices": list(each.practices),
            "label_found": each.label_found or None,
        }
        for each in suggestions
    ]
    return Listing(
        columns=("id", "kind", "label", "score", "reasons"),
        headings=(_("id"), _("kind"), _("label"), _("score"), _("reasons")),
        rows=[
            (
                each.id,
                each.kind,
                taxonomy.value_label(each.kind, each.id, language),
                f"{each.score:.2f}",
                "; ".join(_reasons(each)),
            )
            for each in suggestions
        ],
        items=items,
        document={
            "id": practice.id or None,
            "suggestions": items,
            "carried": {kind: list(ids) for kind, ids in practice.tags().items()},
        },
    )


def suggestion_view(
    suggestions: Sequence[Suggestion], taxonomy: Taxonomy, language: str
) -> RenderableType:
    """Return suggestions for people, kind by kind."""
    from rich.padding import Padding
    from rich.text import Text

    from isj_cli.render.terminal import stack

    parts: list[RenderableType] = []
    kind = ""
    for each in suggestions:
        if each.kind != kind:
            kind = each.kind
            parts += [*([""] if parts else []), Text(title(kind), style="bold")]
        line = Text.assemble(
            one_line(taxonomy.value_label(each.kind, each.id, language)),
            "  ",
            (one_line(each.id), "cyan"),
            "  ",
            (f"{each.score:.2f}", "dim"),
        )
        parts.append(Padding(line, (0, 0, 0, 2)))
        parts += [
            Padding(Text(one_line(reason), style="dim"), (0, 0, 0, 4)) for reason in _reasons(each)
        ]
    return stack(*parts)


def _reasons(suggestion: Suggestion) -> list[str]:
    """Return in words what points to a tag."""
    reasons = []
    if suggestion.label_found:
        reasons.append(_("the text says «{name}»").format(name=suggestion.label_found))
    if suggestion.words:
        reasons.append(_("words: {words}").format(words=", ".join(suggestion.words)))
    if suggestion.practices:
        reasons.append(
            _("like practices: {practices}").format(practices=", ".join(suggestion.practices))
        )
    return reasons
