"""The page of a principle, a factor or another item of a framework."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Framework, Item
from isj_cli.domain.practice import Practice
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import N_, _
from isj_cli.pages.carrying import carrying_blocks
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    plain,
)
from isj_cli.pages.sources import citation, source_rows

RELATIONS = {  # SKOS mapping relations, read from this item to the other
    "exact": N_("says the same as"),
    "close": N_("says nearly the same as"),
    "broad": N_("is part of the wider"),
    "narrow": N_("is wider than"),
    "related": N_("has to do with"),
}


def kind_of(id: str, taxonomy: t.Taxonomy) -> str:
    """Return the kind of page that an item has: principle, factor, level or item."""
    for kind, key in t.CARRIED_AS.items():
        if any(item.id == id for item in taxonomy.carried(key)):
            return kind
    return "item"


def item_page(
    item: Item, taxonomy: t.Taxonomy, language: str, practices: Sequence[Practice]
) -> Page:
    """Return the page of a principle, factor or other item, with the practices that carry it."""
    framework, kind = taxonomy.framework_of[item.id], kind_of(item.id, taxonomy)
    blocks: list[Block] = []
    if description := item.description.text(language):
        blocks.append(Paragraph(plain(description), "lead"))
    blocks.append(Fields(_facts(item, framework, taxonomy, language)))
    if note := item.note.text(language):
        blocks.append(Paragraph(plain(note), "note"))
    if kind == "factor":
        blocks.append(Paragraph(plain(taxonomy.caution.text(language)), "note"))
    same = {item.id} if kind in t.CARRIED_AS else set().union(*taxonomy.tags_of(item.id).values())
    blocks += carrying_blocks(same, practices)
    blocks += _links(item.id, taxonomy, language)
    blocks += _crosswalk(item.id, taxonomy, language)
    cited = [each for each in taxonomy.references if each.id in item.refs]
    if cited:
        blocks += [
            Heading(_("References"), "references"),
            Bullets(
                [Bullet((Span(citation(each), ref=("reference", each.id)),)) for each in cited]
            ),
        ]
    return Page(item.label.text(language), blocks)


def also_called(thing: Item | Term, language: str) -> list[tuple[str, Line]]:
    """Return the other names of a thing as a short fact behind its label; nothing for none."""
    others = thing.alt.words(language)
    return [(_("Also called"), plain(", ".join(others)))] if others else []


def crossings(id: str, taxonomy: t.Taxonomy, language: str) -> list[Bullet]:
    """Return what other frameworks say alike, with the editors' note below."""
    items = []
    for relation, other, row in taxonomy.crossings(id):
        framework = taxonomy.framework_of.get(other)
        below = [plain(row.note.text(language))] if row.note.text(language) else []
        items.append(
            Bullet(
                (
                    Span(_(RELATIONS.get(relation, "")) + " "),
                    Span(
                        taxonomy.item_label(other, language), ref=(kind_of(other, taxonomy), other)
                    ),
                    Span(f" – {framework.label.text(language)}" if framework else ""),
                ),
                below,
            )
        )
    return items


def _facts(
    item: Item, framework: Framework, taxonomy: t.Taxonomy, language: str
) -> list[tuple[str, Line]]:
    rows: list[tuple[str, Line]] = [
        (_("Id"), plain(item.id)),
        (_("Framework"), (Span(framework.label.text(language), ref=("framework", framework.id)),)),
    ]
    if group := next((each for each in framework.groups if each.id == item.group), None):
        rows.append((_("Group"), plain(group.label.text(language))))
    if item.aspects:
        rows.append(
            (
                _("Aspects"),
                plain(
                    "; ".join(f"{each.label.text(language)} ({each.id})" for each in item.aspects)
                ),
            )
        )
    rows += also_called(item, language)
    return rows + source_rows(taxonomy, framework.source)


def _links(id: str, taxonomy: t.Taxonomy, language: str) -> list[Block]:
    links = taxonomy.principle_factor_links.links
    if id in links:
        title, kind, ids = _("Factors that help to realise it"), "factor", links[id]
    else:
        title, kind = _("Principles that it helps to realise"), "principle"
        ids = tuple(principle for principle, factors in links.items() if id in factors)
    if not ids:
        return []
    return [
        Heading(title, "links"),
        Bullets(
            [Bullet((Span(taxonomy.item_label(each, language), ref=(kind, each)),)) for each in ids]
        ),
        Paragraph(plain(_("Derived by the editors; no source states these links.")), "note"),
    ]


def _crosswalk(id: str, taxonomy: t.Taxonomy, language: str) -> list[Block]:
    items = crossings(id, taxonomy, language)
    return [Heading(_("In other frameworks"), "crosswalk"), Bullets(items)] if items else []
