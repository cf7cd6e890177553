"""A form on paper or in Word, for a meeting."""

from __future__ import annotations

from isj_cli.assessment.answers import SKIPPED, Answers, asked, label_of, sections, view_of
from isj_cli.assessment.files import skipped_labels
from isj_cli.domain import taxonomy as t
from isj_cli.locale import _
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Page,
    Paragraph,
    Span,
    Table,
    plain,
)

BOX = "☐"
LINE = "…" * 15
WIDE, NARROW = 44, 4  # the shares of the columns


def form_page(answers: Answers, taxonomy: t.Taxonomy, language: str) -> Page:
    """Return a form that asks what a file with these answers does; what is known is filled in."""
    view = view_of(answers.role, taxonomy)
    scale = [
        Bullet((Span(f"{step.score} {step.label.text(language)}", strong=True),
                Span(f": {step.text(view, language)}")))
        for step in taxonomy.assessment.scale
    ]  # fmt: skip
    words = skipped_labels()
    blocks: list[Block] = [
        Paragraph(plain(_("Tick one box for each statement, each of you alone; then compare."))),
        Paragraph(
            plain(_("Write no names on this form, and nothing that leads to a person.")), "note"
        ),
        Fields(
            [(label, plain(said or LINE)) for label, said in _about(answers, taxonomy, language)]
        ),
        Heading(_("What the numbers mean")),
        Bullets(
            [
                *scale,
                *(
                    Bullet((Span(_short(word), strong=True), Span(f": {words[word]}")))
                    for word in SKIPPED
                ),
            ]
        ),
    ]
    headings = [_("Statement"), *(str(step.score) for step in taxonomy.assessment.scale)]
    headings += map(_short, SKIPPED)
    widths = [WIDE, *(max(NARROW, len(each)) for each in headings[1:])]
    boxes = [plain(BOX)] * (len(headings) - 1)
    proof = plain(f"{_('Where can this be seen?')} {LINE}")
    for title, statements in sections(asked(answers.kind, taxonomy), taxonomy, language):
        rows = []
        for statement in statements:
            rows.append([plain(statement.text(view, language)), *boxes])
            rows.append([proof, *([()] * len(boxes))])
        blocks.append(Heading(title))
        blocks.append(Table(title, [plain(each) for each in headings], rows, widths))
    blocks.append(Paragraph(plain(taxonomy.caution.text(language)), "note"))
    return Page(_("Self-assessment: form for a meeting"), blocks)


def _short(word: str) -> str:
    return {SKIPPED[0]: _("n/a"), SKIPPED[1]: _("unsure")}[word]


def _about(answers: Answers, taxonomy: t.Taxonomy, language: str) -> list[tuple[str, str]]:
    """Return what the form asks first, with what is known of it."""
    about = answers.about
    roles = {each.id: each.label.text(language) for each in taxonomy.assessment.roles}

    def terms(vocabulary: str, *ids: str) -> str:
        return ", ".join(taxonomy.label(vocabulary, id, language) for id in ids if id)

    ages = [str(each) for each in (about.age_min, about.age_max) if each is not None]
    return [
        (_("Role, no name"), roles.get(answers.role, "")),
        (_("Sector"), terms(t.SECTORS, about.sector)),
        (_("Who gets the help"), terms(t.AUDIENCES, *about.who)),
        (_("Ages"), "–".join(ages)),
        (_("Area"), terms(t.REGION_LEVELS, about.region_level)),
        (
            _("What we want to learn about first (up to three)"),
            ", ".join(label_of(id, taxonomy, language) for id in about.priorities),
        ),
    ]
