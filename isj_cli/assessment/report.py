"""The report of a self-assessment as a page: where a team stands, and which examples help."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.assessment.answers import FAMILY, HIGHEST, TEAM, label_of, sections
from isj_cli.assessment.moving import Movement
from isj_cli.assessment.recommending import Advice, Example
from isj_cli.assessment.result import FEWEST, Result, Row, Tally
from isj_cli.domain import taxonomy as t
from isj_cli.locale import _, ngettext
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    Table,
    plain,
)


def in_words(score: float | None, taxonomy: t.Taxonomy, language: str) -> str:
    """Return a score in the words of the scale, `–` where there is none."""
    if score is None:
        return "–"
    words = {
        step.score: step.label.text(language)
        for step in taxonomy.assessment.scale
        if step.score is not None
    }
    low, high = int(score), int(score) + (score != int(score))
    first, second = words.get(low, str(low)), words.get(high, str(high))
    return first if low == high else _("{low} to {high}").format(low=first, high=second)


def report_page(
    result: Result, all_advice: Sequence[Advice], taxonomy: t.Taxonomy, language: str
) -> Page:
    """Return the page of a report."""
    return Page(
        _("Self-assessment: where we stand"),
        [
            *_opening(result, taxonomy, language),
            *_standing(result, taxonomy, language),
            *_to_talk_about(result, taxonomy, language),
            *_examples(result, all_advice, taxonomy, language),
        ],
    )


def _opening(result: Result, taxonomy: t.Taxonomy, language: str) -> list[Block]:
    number = result.respondents
    said = ngettext("{number} person answered.", "{number} people answered.", number).format(
        number=number
    )
    return [
        Paragraph(plain(said), "lead"),
        Paragraph(
            plain(
                _(
                    "There is no total mark and no ranking: this is for talking and learning. "
                    "Views and roles of fewer than {number} people are not shown apart."
                ).format(number=FEWEST)
            ),
            "note",
        ),
        Paragraph(plain(taxonomy.caution.text(language)), "note"),
    ]


def _standing(result: Result, taxonomy: t.Taxonomy, language: str) -> list[Block]:
    views = [view for view in (TEAM, FAMILY) if any(view in row.views for row in result.rows)]
    roles = sorted({role for row in result.rows for role in row.roles})
    labels = {each.id: each.label.text(language) for each in taxonomy.assessment.roles}
    titles = {TEAM: _("Professionals"), FAMILY: _("Young people and parents")}
    headings = [
        _("Statement"),
        _("Middle answer"),
        _("Spread"),
        _("Unsure"),
        *(titles[view] for view in views),
        *(labels.get(role, role) for role in roles),
    ]

    def cells(row: Row) -> list[Line]:
        apart = [row.views.get(view, Tally()) for view in views]
        apart += [row.roles.get(role, Tally()) for role in roles]
        return [
            plain(label_of(row.id, taxonomy, language)),
            plain(in_words(row.all.median, taxonomy, language)),
            plain(spread(row.all)),
            plain(str(row.all.unsure or "")),
            *(plain(in_words(each.median, taxonomy, language)) for each in apart),
        ]

    blocks: list[Block] = [Heading(_("Where we stand"), "standing")]
    for title, rows in sections(result.rows, taxonomy, language):
        blocks.append(Table(title, [plain(each) for each in headings], [cells(r) for r in rows]))
    return blocks


def spread(tally: Tally) -> str:
    """Return between which scores the answers lie, and whether that is far apart."""
    if tally.spread is None:
        return "–"
    low, high = (f"{each:g}" for each in tally.spread)
    said = low if low == high else f"{low}–{high}"
    return _("{spread}, divided").format(spread=said) if tally.is_divided else said


def _to_talk_about(result: Result, taxonomy: t.Taxonomy, language: str) -> list[Block]:
    divided = [row for row in result.rows if row.all.is_divided]
    unproven = [row for row in result.rows if row.all.unproven]
    blocks: list[Block] = []
    if divided:
        blocks += [
            Heading(_("Divided: talk about it"), "divided"),
            Bullets([Bullet(plain(label_of(row.id, taxonomy, language))) for row in divided]),
        ]
    if unproven:
        highest = in_words(float(HIGHEST), taxonomy, language)
        blocks += [
            Heading(_("Unproven"), "unproven"),
            Paragraph(
                plain(
                    _("«{highest}», but nobody says where that can be seen:").format(
                        highest=highest
                    )
                )
            ),
            Bullets([Bullet(plain(label_of(row.id, taxonomy, language))) for row in unproven]),
        ]
    return blocks


def _examples(
    result: Result, all_advice: Sequence[Advice], taxonomy: t.Taxonomy, language: str
) -> list[Block]:
    if not all_advice:
        return [
            Heading(_("What to learn"), "advice"),
            Paragraph(plain(_("Nothing stays below common practice: describe how you do it."))),
        ]
    medians = {row.id: row.all.median for row in result.rows}
    blocks: list[Block] = [Heading(_("What to learn, and from whom"), "advice")]
    for each in all_advice:
        now = in_words(medians[each.gap], taxonomy, language)
        label = label_of(each.gap, taxonomy, language)
        title = (
            _("{statement} (priority; now: {score})")
            if each.is_priority
            else _("{statement} (now: {score})")
        )
        blocks.append(Heading(title.format(statement=label, score=now), f"gap-{each.gap}"))
        if each.examples:
            items = [_example(found, taxonomy, language) for found in each.examples]
            blocks.append(Bullets(items, "practices"))
        else:
            blocks.append(
                Paragraph(
                    plain(
                        _(
                            "No practice here shows this yet. Do you know one, or are you one? "
                            "'isj add-practice' describes it."
                        )
                    )
                )
            )
    return blocks


def _example(example: Example, taxonomy: t.Taxonomy, language: str) -> Bullet:
    practice = example.practice
    below: list[Line] = []
    for tag in example.tags:
        degree = taxonomy.label(t.DEGREES, tag.degree, language).lower() if tag.degree else ""
        label = taxonomy.item_label(tag.id, language) + (f" ({degree})" if degree else "")
        below.append((Span(f"{label}: ", strong=True), Span(tag.how)))
    for found in example.bottlenecks[:1]:
        below.append(
            (
                Span(_("Bottleneck answered: "), strong=True),
                Span(f"{found.text} – {found.answer}"),
            )
        )
    names = {
        "sector": _("sector"),
        "who": _("target group"),
        "ages": _("ages"),
        "region_level": _("level of region"),
    }
    if example.same:
        said = ", ".join(names[each] for each in example.same)
        below.append(plain(_("Same: {what}.").format(what=said)))
    if example.differs:
        said = ", ".join(names[each] for each in example.differs)
        below.append(plain(_("Different: {what}.").format(what=said)))
    if example.gaps:
        said = ", ".join(label_of(gap, taxonomy, language) for gap in example.gaps)
        below.append(plain(_("Also helps with: {what}.").format(what=said)))
    return Bullet(
        (
            Span(practice.title, ref=("practice", practice.id), strong=True),
            Span(f" ({practice.id})"),
        ),
        below,
    )


def movement_page(movements: Sequence[Movement], taxonomy: t.Taxonomy, language: str) -> Page:
    """Return the page that shows what has moved between two self-assessments."""
    rows: list[list[Line]] = []
    for each in movements:
        steps = each.steps
        rows.append(
            [
                plain(label_of(each.id, taxonomy, language)),
                plain(in_words(each.before.median if each.before else None, taxonomy, language)),
                plain(in_words(each.after.median if each.after else None, taxonomy, language)),
                plain("–" if steps is None else "=" if not steps else f"{steps:+g}"),
            ]
        )
    return Page(
        _("Self-assessment: what has moved"),
        [
            Paragraph(
                plain(
                    _(
                        "Steps of the scale, by the middle answer. Other people may have answered, "
                        "so talk about what lies behind it."
                    )
                ),
                "note",
            ),
            Table(
                _("What has moved"),
                [plain(each) for each in (_("Statement"), _("Then"), _("Now"), _("Steps"))],
                rows,
            ),
        ],
    )
