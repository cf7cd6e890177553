"""The report of a self-assessment as a page: where a team stands, and which examples help.

What a meeting needs comes first: who answered, what is strong, what there is to learn, and where
people see things differently. Then all statements, then the examples.
"""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.assessment.advising import Link, example_blocks, no_link
from isj_cli.assessment.answers import HIGHEST, sections
from isj_cli.assessment.recommending import Advice
from isj_cli.assessment.result import FEWEST, Result, Row
from isj_cli.assessment.wording import AXES, Words, suits_radar, view_names
from isj_cli.domain import taxonomy as t
from isj_cli.locale import _, ngettext
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Mark,
    Page,
    Paragraph,
    Scores,
    Span,
    Table,
    plain,
)

IN_FULL = 5  # gaps of which the examples are told with their reasons


def report_page(
    result: Result,
    all_advice: Sequence[Advice],
    taxonomy: t.Taxonomy,
    language: str,
    link: Link = no_link,
    *,
    in_full: int = IN_FULL,
    with_proof: bool = False,
) -> Page:
    """Return the page of a report.

    The examples of the first `in_full` gaps are told with their reasons, those of others named.
    `with_proof` adds what respondents wrote as proof, without who did.
    """
    words = Words(taxonomy, language)
    return Page(
        _("Self-assessment: where we stand"),
        [
            *_opening(result, words),
            *_summary(result, words),
            *_standing(result, words),
            *(_proofs(result, words) if with_proof else []),
            *example_blocks(result, all_advice, words, link, in_full),
            Paragraph(plain(taxonomy.caution.text(language)), "note"),
        ],
    )


def _opening(result: Result, words: Words) -> list[Block]:
    number = result.respondents
    said = ngettext("{number} person answered.", "{number} people answered.", number)
    lead = said.format(number=number)
    if apart := result.by_view or result.by_role:
        names = view_names() if result.by_view else {id: words.role(id) for id in apart}
        listed = ", ".join(f"{names[id]}: {count}" for id, count in apart.items())
        lead += f" {listed}."
    notes = [
        _(
            "There is no total mark and no ranking: this is for talking and learning. "
            "A view or role of fewer than {number} people is not shown apart."
        ).format(number=FEWEST)
    ]
    if 1 < number < FEWEST:
        notes.append(
            _("With so few of you, everyone can tell who answered what: agree on that first.")
        )
    if result.without_role and number > 1:
        said = ngettext(
            "{number} person named no role and counts in the whole only.",
            "{number} people named no role and count in the whole only.",
            result.without_role,
        )
        notes.append(said.format(number=result.without_role))
    if result.left_out:
        said = ngettext(
            "{number} statement was asked of one or two of you only and is left out: "
            "give everyone the same file, short or full.",
            "{number} statements were asked of one or two of you only and are left out: "
            "give everyone the same file, short or full.",
            result.left_out,
        )
        notes.append(said.format(number=result.left_out))
    if not result.by_view:
        said = (
            _(
                "The view of young people and parents is not shown beside that of professionals: "
                "that takes {number} answers of each, and a role in every file."
            )
            if result.without_role
            else _(
                "The view of young people and parents is not shown beside that of professionals: "
                "that takes {number} answers of each; ask them too."
            )
        )
        notes.append(said.format(number=FEWEST))
    steps = [each for each in words.taxonomy.assessment.scale if each.score is not None]
    scale = " · ".join(f"{each.score} {each.label.text(words.language)}" for each in steps)
    return [
        Paragraph(plain(lead), "lead"),
        Paragraph(plain(" ".join(notes)), "note"),
        Paragraph(plain(_("The scale: {steps}.").format(steps=scale)), "scale"),
    ]


def _summary(result: Result, words: Words) -> list[Block]:
    rows = result.rows
    gaps = result.gaps
    unanswered = [row.id for row in rows if row.all.median is None and row.id in result.priorities]
    parts = [
        (_("Strong"), [row.id for row in rows if row.is_strong]),
        (
            _("To learn first: your priorities"),
            [row.id for row in gaps if row.id in result.priorities],
        ),
        (_("To learn"), [row.id for row in gaps if row.id not in result.priorities]),
        (_("Divided"), [row.id for row in rows if row.all.is_divided]),
        (
            _("Professionals and families far apart"),
            [row.id for row in rows if row.is_seen_differently and not row.all.is_divided],
        ),
        (_("Half or more do not know"), [row.id for row in rows if row.is_unknown]),
        (_("Unproven"), [row.id for row in rows if row.all.unproven]),
        (_("Priority without a score"), unanswered),
    ]
    return [
        Heading(_("In short"), "summary"),
        Fields(
            [(f"{label} ({len(ids)})", words.names(ids)) for label, ids in parts if ids]
            or [(_("In short"), plain(_("nothing stands out")))]
        ),
    ]


def _standing(result: Result, words: Words) -> list[Block]:
    names = {**view_names(), **{role: words.role(role) for role in result.by_role}}
    apart = [*result.by_view, *result.by_role]
    headings = [
        _("Statement"),
        _("Middle answer"),
        _("Spread"),
        *(names[each] for each in apart),
        _("Remarks"),
    ]

    def of(row: Row, group: str) -> float | None:
        found = row.views.get(group) or row.roles.get(group)
        return found.median if found else None

    blocks: list[Block] = []
    for title, rows in sections(result.rows, words.taxonomy, words.language):
        table = Table(
            title,
            [plain(each) for each in headings],
            [
                [
                    plain(words.name(row.id)),
                    (Span(words.score(row.all.median), strong=True),),
                    plain(words.spread(row.all)),
                    *(plain(words.score(of(row, each))) for each in apart),
                    plain(", ".join(_remarks(row, result)) or "–"),
                ]
                for row in rows
            ],
            [3] * len(headings),
        )
        marks = []
        for row in rows:
            low, high = row.all.spread or (None, None)
            said = [words.score(row.all.median), *_remarks(row, result)]
            below = [
                f"{names[each]}: {words.score(of(row, each))}"
                for each in apart
                if of(row, each) not in (None, row.all.median)
            ]
            marks.append(Mark(row.all.median, low, high, ", ".join(said), below))
        views = [(names[view], [of(row, view) for row in rows]) for view in result.by_view]
        # A shape of two points says nothing; then the whole is drawn.
        shapes = [each for each in views if len(rows) - each[1].count(None) >= AXES.start]
        shapes = shapes or [(_("Middle answer"), [row.all.median for row in rows])]
        drawn = shapes if suits_radar([row.id for row in rows], words) else ()
        blocks += [
            Heading(title),
            Scores(table, marks, HIGHEST, _("middle answer"), _("spread"), drawn),
        ]
    return blocks


def _remarks(row: Row, result: Result) -> list[str]:
    """Return what has to be known of a statement beside its middle answer."""
    found = [_("priority")] if row.id in result.priorities else []
    if row.all.is_divided:
        found.append(_("divided"))
    elif row.is_seen_differently:
        found.append(_("views far apart"))
    for number, said in (
        (row.all.unproven, ngettext("{number} unproven", "{number} unproven", row.all.unproven)),
        (row.all.unsure, ngettext("{number} unsure", "{number} unsure", row.all.unsure)),
        (
            row.all.not_applicable,
            ngettext("{number} does not apply", "{number} do not apply", row.all.not_applicable),
        ),
    ):
        if number:
            found.append(said.format(number=number))
    return found


def _proofs(result: Result, words: Words) -> list[Block]:
    rows = [row for row in result.rows if row.proofs]
    return [
        Heading(_("Where it can be seen"), "proof"),
        Paragraph(
            plain(
                _("Nobody's role stands beside these lines. Read them before you share this page.")
            ),
            "note",
        ),
        Bullets(
            [
                Bullet(plain(words.name(row.id)), [plain(proof) for proof in row.proofs])
                for row in rows
            ]
            or [Bullet(plain(_("Nobody wrote down any proof.")))]
        ),
    ]
