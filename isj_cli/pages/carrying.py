"""Practices as a list to read, such as that of all that carry a tag."""

from __future__ import annotations

from collections.abc import Sequence, Set

from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold
from isj_cli.locale import _
from isj_cli.pages.page import WRITTEN_IN, Block, Bullet, Bullets, Heading, Span, written


def carrying_blocks(ids: Set[str], practices: Sequence[Practice]) -> list[Block]:
    """Return practices that carry one of the tags `ids`, below their number; nothing for none."""
    if not practices:
        return []
    return [
        Heading(_("Practices that carry it ({number})").format(number=len(practices)), "practices"),
        practice_bullets(practices, ids),
    ]


def practice_bullets(practices: Sequence[Practice], ids: Set[str] = frozenset()) -> Bullets:
    """Return practices as a list by title, with how each has come by the tags `ids`."""
    items = []
    for practice in sorted(practices, key=lambda each: (fold(each.title), each.id)):
        how = next((tag.how for tag in practice.principles + practice.factors if tag.id in ids), "")
        names = [*[each.name for each in practice.organisations[:2]], *practice.region.names[:2]]
        items.append(
            Bullet(
                (
                    Span(
                        practice.title,
                        ref=("practice", practice.id),
                        strong=True,
                        lang=WRITTEN_IN,
                    ),
                    *((Span(": "), *written(how)) if how else ()),
                ),
                meta=" · ".join(names),
            )
        )
    return Bullets(items, "practices")
