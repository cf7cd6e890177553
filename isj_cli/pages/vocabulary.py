"""The pages of a vocabulary and of its values."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.domain.vocabularies import Term, Vocabulary
from isj_cli.domain.words import slug
from isj_cli.locale import _
from isj_cli.pages.carrying import carrying_blocks
from isj_cli.pages.item import also_called
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
    joined,
    plain,
)
from isj_cli.pages.sources import source_rows


def term_page(
    term: Term, taxonomy: t.Taxonomy, language: str, practices: Sequence[Practice]
) -> Page:
    """Return the page of a value of a vocabulary, with the practices that carry it."""
    lists = (each for each in taxonomy.vocabularies if term in each.items)
    vocabulary = next(lists, Vocabulary())
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
    rows += also_called(term, language)
    if vocabulary.topic:
        topic = taxonomy.label(t.TOPICS, vocabulary.topic, language)
        rows.append((_("Topic"), (Span(topic, ref=("topic", vocabulary.topic)),)))
        rows += source_rows(taxonomy, vocabulary.source)
    blocks.append(Fields(rows))
    blocks += carrying_blocks({term.id}, practices)
    for other in taxonomy.vocabularies:
        if other.topic == term.id:
            blocks += [Heading(other.label.text(language)), _values(other, language)]
    return Page(term.label.text(language), blocks)


def vocabulary_page(vocabulary: Vocabulary, language: str) -> Page:
    """Return the page of a closed list with its values."""
    return Page(vocabulary.label.text(language), [_values(vocabulary, language)])


def _values(vocabulary: Vocabulary, language: str) -> Bullets:
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


def _with_id(term: Term, language: str) -> str:
    label = term.label.text(language)
    return label if slug(label) == term.id else f"{label} ({term.id})"
