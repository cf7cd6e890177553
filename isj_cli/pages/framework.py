"""The page of a framework."""

from __future__ import annotations

from collections.abc import Callable

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Framework, Group, Item
from isj_cli.locale import _
from isj_cli.pages.item import crossings, kind_of
from isj_cli.pages.page import Block, Bullet, Bullets, Fields, Heading, Page, Span
from isj_cli.pages.sources import source_rows


def framework_page(
    framework: Framework,
    taxonomy: t.Taxonomy,
    language: str,
    count: Callable[[str, str], int] | None = None,
) -> Page:
    """Return the page of a framework with its items.

    With `count`, which gives the number of practices that carry an item of some kind, each comes
    with that number and with what other frameworks say alike.
    """
    blocks: list[Block] = []
    if rows := source_rows(taxonomy, framework.source):
        blocks.append(Fields(rows))
    for group in (*framework.groups, Group()):
        found = [item for item in framework.items if item.group == group.id]
        if found and group.id:
            blocks.append(Heading(group.label.text(language)))
        if found:
            blocks.append(Bullets([_entry(item, taxonomy, language, count) for item in found]))
    if uncounted := framework.not_counted.items:
        blocks += [
            Heading(_("Named, but not counted"), "uncounted"),
            Bullets(
                [
                    Bullet(
                        (
                            Span(item.label.text(language), ref=("item", item.id), strong=True),
                            Span(f": {said}" if (said := item.description.text(language)) else ""),
                        )
                    )
                    for item in uncounted
                ]
            ),
        ]
    return Page(framework.label.text(language), blocks)


def _entry(
    item: Item, taxonomy: t.Taxonomy, language: str, count: Callable[[str, str], int] | None
) -> Bullet:
    kind = kind_of(item.id, taxonomy)
    number = f" ({count(kind, item.id)})" if count else ""
    said = item.description.text(language)
    line = (
        Span(item.label.text(language), ref=(kind, item.id), strong=True),
        Span(number + (f": {said}" if said else "")),
    )
    return Bullet(
        line, [each.line for each in crossings(item.id, taxonomy, language)] if count else ()
    )
