"""Pages that tell of the knowledge base: its start page, what it rests on, how to contribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isj_cli.domain import taxonomy as t
from isj_cli.locale import _
from isj_cli.pages.page import Block, Bullet, Bullets, Heading, Paragraph, Span, plain
from isj_cli.pages.sources import estimate_blocks
from isj_cli.pages.titles import number_of_practices, title

if TYPE_CHECKING:
    from isj_cli.pages.publication import Publication


def start_blocks(publication: Publication) -> list[Block]:
    """Return what the start page says."""
    caution = publication.taxonomy.caution.text(publication.language)
    return [
        Paragraph(
            plain(
                _(
                    "Good practices in Dutch integrated specialist youth care: teams from "
                    "different sectors around one family and one plan. This collection "
                    "describes {practices}, along leading principles and effective factors, "
                    "bottlenecks included."
                ).format(practices=number_of_practices(len(publication.practices)))
            ),
            "lead",
        ),
        Heading(_("Browse"), "browse"),
        Bullets([Bullet((Span(title(kind), ref=(kind, "")),)) for kind in _BROWSED]),
        Heading(_("How to read it"), "reading"),
        Paragraph(
            (
                Span(title("factor"), ref=("factor", "")),
                Span(": " + caution if caution else ""),
            )
        ),
        Paragraph(
            (
                Span(_("Each page says where its text comes from and when it was written.") + " "),
                Span(title("about"), ref=("about", "")),
            )
        ),
    ]


_BROWSED = ("practice", "principle", "factor", "topic", "sector", "region", "framework", "matrix")


def about_blocks(publication: Publication) -> list[Block]:
    """Return what the knowledge base rests on, and what may not be concluded from it."""
    taxonomy, language = publication.taxonomy, publication.language
    blocks: list[Block] = [
        Paragraph(
            plain(
                _(
                    "This knowledge base describes {practices} of integrated specialist youth "
                    "care in the Netherlands, so that teams can learn from one another."
                ).format(practices=number_of_practices(len(publication.practices)))
            ),
            "lead",
        ),
        Heading(_("No proof, no ranking"), "caution"),
        Paragraph(plain(taxonomy.caution.text(language)), "note"),
        Paragraph(
            plain(
                _(
                    "The kind of study says what has been looked into, never that a practice "
                    "works. What a study found stands beside it, with its source."
                )
            )
        ),
        *_terms(publication, t.STUDIES),
        Heading(_("Who wrote this"), "provenance"),
        Paragraph(plain(_("Each page says where its text comes from and when it was written."))),
        *_terms(publication, t.PROVENANCES),
    ]
    if taxonomy.sources:
        blocks += [
            Heading(_("Where the principles and factors come from"), "sources"),
            Bullets(
                [
                    Bullet(
                        (Span(f"{each.publisher}: "), Span(each.title, url=each.url)),
                        [plain(note)] if (note := each.note.text(language)) else [],
                    )
                    for each in taxonomy.sources
                ]
            ),
        ]
    blocks += [
        Paragraph((Span(title("framework"), ref=("framework", "")),)),
        Paragraph((Span(title("reference"), ref=("reference", "")),)),
        *estimate_blocks(taxonomy, language),
        Heading(_("Licence"), "licence"),
        Paragraph(
            plain(
                _("The texts may be shared and adapted under CC BY 4.0: name the source.")
                if publication.is_cc_by
                else _("The editors of this knowledge base say what may be done with its texts.")
            )
        ),
        Heading(title("contribute"), "contribute"),
        Paragraph(
            (
                Span(_("Something wrong, or missing?") + " "),
                Span(title("contribute"), ref=("contribute", "")),
            )
        ),
    ]
    return blocks


def _terms(publication: Publication, vocabulary: str) -> list[Block]:
    """Return the values of a vocabulary with their meaning."""
    found = []
    for term in publication.taxonomy.terms(vocabulary):
        meaning = term.description.text(publication.language)
        line = (
            Span(term.label.text(publication.language), strong=True),
            Span(f": {meaning}" if meaning else ""),
        )
        found.append(Bullet(line))
    return [Bullets(found)] if found else []


def contribute_blocks(publication: Publication) -> list[Block]:
    """Return how to correct something, and how to describe a practice."""
    return [
        Paragraph(
            plain(
                _(
                    "Do you know a practice that others can learn from, or does something here no "
                    "longer hold? Help to keep this collection true and complete."
                )
            ),
            "lead",
        ),
        Heading(_("Correct something"), "correct"),
        Paragraph(
            plain(
                _(
                    "Say which page it is, what should change, and in which public source that "
                    "can be read. Never give names of clients or other private persons."
                )
            )
        ),
        Heading(_("Describe a practice"), "describe"),
        Bullets(
            [
                Bullet(plain(_("For whom is it, and what does the team do?"))),
                Bullet(plain(_("Which principles and factors does it carry, and how?"))),
                Bullet(plain(_("What was hard, and which answer was found?"))),
                Bullet(plain(_("Which public sources say so?"))),
            ]
        ),
        Paragraph(
            plain(
                _(
                    "With the program isj, 'isj add-practice' asks these questions one by one and "
                    "'isj validate' checks the answers."
                )
            )
        ),
    ]
