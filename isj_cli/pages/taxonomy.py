"""Items, frameworks and references as pages to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold, slug
from isj_cli.locale import N_, _
from isj_cli.pages.page import (
    WRITTEN_IN,
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    joined,
    plain,
    written,
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
    is_carried = any(item in taxonomy.carried(key) for key in (t.PRINCIPLES, t.FACTORS, t.LEVELS))
    same = {item.id} if is_carried else set().union(*taxonomy.tags_of(item.id).values())
    blocks += _practices(same, practices)
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
    source = source_of(taxonomy, framework.source)
    if source:
        rows.append((_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),)))
    return rows


def _practices(ids: Set[str], practices: Sequence[Practice]) -> list[Block]:
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
    items = _crossings(id, taxonomy, language)
    return [Heading(_("In other frameworks"), "crosswalk"), Bullets(items)] if items else []


def _crossings(id: str, taxonomy: t.Taxonomy, language: str) -> list[Bullet]:
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


def source_of(taxonomy: t.Taxonomy, id: str) -> t.FrameworkSource | None:
    """Return the publication that frameworks and lists call `id`."""
    return next((each for each in taxonomy.sources if each.id == id), None)


def framework_page(
    framework: t.Framework,
    taxonomy: t.Taxonomy,
    language: str,
    count: Callable[[str, str], int] | None = None,
) -> Page:
    """Return the page of a framework with its items.

    With `count`, which gives the number of practices that carry an item of some kind, each comes
    with that number and with what other frameworks say alike.
    """
    blocks: list[Block] = []
    source = source_of(taxonomy, framework.source)
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
                Bullets([_framework_entry(item, taxonomy, language, count) for item in found])
            )
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


def _framework_entry(
    item: t.Item, taxonomy: t.Taxonomy, language: str, count: Callable[[str, str], int] | None
) -> Bullet:
    kind = kind_of(item.id, taxonomy)
    number = f" ({count(kind, item.id)})" if count else ""
    said = item.description.text(language)
    line = (
        Span(item.label.text(language), ref=(kind, item.id), strong=True),
        Span(number + (f": {said}" if said else "")),
    )
    return Bullet(
        line, [each.line for each in _crossings(item.id, taxonomy, language)] if count else ()
    )


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
            Heading(_("Cited at"), "cited"),
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
    lists = (each for each in taxonomy.vocabularies if term in each.items)
    vocabulary = next(lists, t.Vocabulary())
    blocks: list[Block] = []
    if said := term.description.text(language):
        blocks.append(Paragraph(plain(said), "lead"))
    rows: list[tuple[str, Line]] = [
        (_("Id"), plain(term.id)),
    ]
    if vocabulary.id:
        rows.append((_("Vocabulary"), plain(vocabulary.label.text(language))))
    if term.province:
        rows.append(
            (
                _("Province"),
                joined(
                    [
                        (Span(taxonomy.label(t.REGIONS, id, language), ref=("region", id)),)
                        for id in term.province
                    ]
                ),
            )
        )
    others = term.alt.en if language == "en" else term.alt.nl
    if others:
        rows.append((_("Also called"), plain(", ".join(others))))
    if vocabulary.topic:
        topic = taxonomy.label(t.TOPICS, vocabulary.topic, language)
        rows.append((_("Topic"), (Span(topic, ref=("topic", vocabulary.topic)),)))
    source = source_of(taxonomy, vocabulary.source)
    if source and vocabulary.topic:
        rows.append((_("Source"), (Span(f"{source.title} ({source.publisher})", url=source.url),)))
    blocks.append(Fields(rows))
    blocks += _practices({term.id}, practices)
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
        source = source_of(taxonomy, each.source)
        line = [Span(each.note.text(language))]
        if source:
            line += [Span(" " + _("Source") + ": "), Span(source.title, url=source.url)]
            line.append(Span(f" ({source.publisher})."))
        blocks += [Heading(_("How many children it concerns"), "numbers"), Paragraph(line)]
    return blocks


def _with_id(term: t.Term, language: str) -> str:
    label = term.label.text(language)
    return label if slug(label) == term.id else f"{label} ({term.id})"
