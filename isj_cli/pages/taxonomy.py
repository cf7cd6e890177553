"""Items, frameworks and references as pages to read."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold, slug
from isj_cli.locale import N_, _
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

RELATIONS = {  # SKOS mapping relations, read from this item to the other
    "exact": N_("says the same as"),
    "close": N_("says nearly the same as"),
    "broad": N_("is part of the wider"),
    "narrow": N_("is wider than"),
    "related": N_("has to do with"),
}


KEYS = {"principle": t.PRINCIPLES, "factor": t.FACTORS, "level": t.LEVELS, "item": ""}


def kind_of(id: str, taxonomy: t.Taxonomy) -> str:
    """Return the kind of page that an item has: principle, factor, level or item."""
    for kind, key in KEYS.items():
        if any(item.id == id for item in taxonomy.carried(key)):
            return kind
    return "item"


def item_page(
    item: t.Item, taxonomy: t.Taxonomy, language: str, practices: Sequence[Practice]
) -> Page:
    """Return the page of a principle, factor or other item, with the practices that carry it."""
    framework = taxonomy.framework_of[item.id]
    blocks: list[Block] = []
    if description := item.description.text(language):
        blocks.append(Paragraph(plain(description), "lead"))
    blocks.append(Fields(_facts(item, framework, taxonomy, language)))
    if note := item.note.text(language):
        blocks.append(Paragraph(plain(note), "note"))
    if kind_of(item.id, taxonomy) == "factor":
        blocks.append(Paragraph(plain(taxonomy.caution.text(language)), "note"))
    blocks += _practices(item.id, practices)
    blocks += _links(item.id, taxonomy, language)
    blocks += _crosswalk(item.id, taxonomy, language)
    cited = [each for each in taxonomy.references if each.id in item.refs]
    if cited:
        blocks += [
            Heading(_("References")),
            Bullets(
                [Bullet((Span(citation(each), ref=("reference", each.id)),)) for each in cited]
            ),
        ]
    return Page(item.label.text(language), blocks)


def _facts(
    item: t.Item, framework: t.Framework, taxonomy: t.Taxonomy, language: str
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
    others = item.alt.en if language == "en" else item.alt.nl
    if others:
        rows.append((_("Also called"), plain(", ".join(others))))
    source = next((each for each in taxonomy.sources if each.id == framework.source), None)
    if source:
        rows.append((_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),)))
    return rows


def _practices(id: str, practices: Sequence[Practice]) -> list[Block]:
    if not practices:
        return []
    items = []
    for practice in sorted(practices, key=lambda each: (fold(each.title), each.id)):
        how = next((tag.how for tag in practice.principles + practice.factors if tag.id == id), "")
        items.append(
            Bullet(
                (
                    Span(practice.title, ref=("practice", practice.id), strong=True),
                    Span(f": {how}" if how else ""),
                )
            )
        )
    return [
        Heading(_("Practices that carry it ({number})").format(number=len(items))),
        Bullets(items),
    ]


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
        Heading(title),
        Bullets(
            [Bullet((Span(taxonomy.item_label(each, language), ref=(kind, each)),)) for each in ids]
        ),
        Paragraph(plain(_("Derived by the editors; no source states these links.")), "note"),
    ]


def _crosswalk(id: str, taxonomy: t.Taxonomy, language: str) -> list[Block]:
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
    return [Heading(_("In other frameworks")), Bullets(items)] if items else []


def framework_page(framework: t.Framework, taxonomy: t.Taxonomy, language: str) -> Page:
    """Return the page of a framework with its items."""
    blocks: list[Block] = []
    source = next((each for each in taxonomy.sources if each.id == framework.source), None)
    if source:
        blocks.append(
            Fields([(_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),))])
        )
    for group in (*framework.groups, t.Group()):
        found = [item for item in framework.items if item.group == group.id]
        if found and group.id:
            blocks.append(Heading(group.label.text(language)))
        if found:
            blocks.append(
                Bullets(
                    [
                        Bullet(
                            (
                                Span(
                                    item.label.text(language),
                                    ref=(kind_of(item.id, taxonomy), item.id),
                                    strong=True,
                                ),
                                Span(
                                    f": {said}" if (said := item.description.text(language)) else ""
                                ),
                            )
                        )
                        for item in found
                    ]
                )
            )
    if uncounted := framework.not_counted.items:
        blocks += [
            Heading(_("Named, but not counted")),
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


def citation(reference: t.Reference) -> str:
    """Return a reference as a literature list gives it."""
    year = reference.year or _("undated")
    parts = [f"{reference.authors} ({year}).", f"{reference.title}."]
    if reference.publisher:
        parts.append(f"{reference.publisher}.")
    return " ".join(parts).replace("..", ".")


def reference_page(reference: t.Reference, taxonomy: t.Taxonomy, language: str) -> Page:
    """Return the page of a reference with the items that cite it."""
    blocks: list[Block] = [Paragraph(plain(citation(reference)), "lead")]
    if note := reference.note.text(language):
        blocks.append(Paragraph(plain(note), "note"))
    citing = taxonomy.citing(reference.id)
    if citing:
        blocks += [
            Heading(_("Cited at")),
            Bullets(
                [
                    Bullet(
                        (
                            Span(
                                item.label.text(language), ref=(kind_of(item.id, taxonomy), item.id)
                            ),
                        )
                    )
                    for item in citing
                ]
            ),
        ]
    return Page(reference.title, blocks)


def term_page(
    term: t.Term, taxonomy: t.Taxonomy, language: str, practices: Sequence[Practice]
) -> Page:
    """Return the page of a value of a vocabulary, with the practices that carry it."""
    vocabulary = next(each for each in taxonomy.vocabularies if term in each.items)
    blocks: list[Block] = []
    if said := term.description.text(language):
        blocks.append(Paragraph(plain(said), "lead"))
    rows: list[tuple[str, Line]] = [
        (_("Id"), plain(term.id)),
        (_("Vocabulary"), plain(vocabulary.label.text(language))),
    ]
    others = term.alt.en if language == "en" else term.alt.nl
    if others:
        rows.append((_("Also called"), plain(", ".join(others))))
    if vocabulary.topic:
        topic = taxonomy.label(t.TOPICS, vocabulary.topic, language)
        rows.append((_("Topic"), (Span(topic, ref=("topic", vocabulary.topic)),)))
    source = next((each for each in taxonomy.sources if each.id == vocabulary.source), None)
    if source and vocabulary.topic:
        rows.append((_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),)))
    blocks.append(Fields(rows))
    blocks += _practices(term.id, practices)
    for other in taxonomy.vocabularies:
        if other.topic == term.id:
            blocks += [Heading(other.label.text(language)), _values(other, language)]
    return Page(term.label.text(language), blocks)


def vocabulary_page(vocabulary: t.Vocabulary, language: str) -> Page:
    """Return the page of a closed list with its values."""
    return Page(vocabulary.label.text(language), [_values(vocabulary, language)])


def _values(vocabulary: t.Vocabulary, language: str) -> Bullets:
    return Bullets(
        [
            Bullet(
                (
                    Span(_with_id(term, language), strong=True),
                    Span(f": {said}" if (said := term.description.text(language)) else ""),
                )
            )
            for term in vocabulary.items
        ]
    )


def estimate_blocks(taxonomy: t.Taxonomy, language: str) -> list[Block]:
    """Return what is known of how many children are concerned, with its source and age."""
    blocks: list[Block] = []
    for each in taxonomy.facts:
        source = next((found for found in taxonomy.sources if found.id == each.source), None)
        line = [Span(each.note.text(language))]
        if source:
            line += [Span(" " + _("Source") + ": "), Span(source.title, url=source.url)]
            line.append(Span(f" ({source.publisher})."))
        blocks += [Heading(_("How many children it concerns")), Paragraph(line)]
    return blocks


def _with_id(term: t.Term, language: str) -> str:
    label = term.label.text(language)
    return label if slug(label) == term.id else f"{label} ({term.id})"
