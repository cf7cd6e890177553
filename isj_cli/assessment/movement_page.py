"""The page that shows what has moved between two self-assessments."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.assessment.answers import HIGHEST, sections
from isj_cli.assessment.moving import (
    FELL,
    GONE,
    NEW,
    ROSE,
    STAYED,
    UNKNOWN,
    Movement,
    by_kind,
)
from isj_cli.assessment.result import Result
from isj_cli.assessment.wording import Words, suits_radar
from isj_cli.domain import taxonomy as t
from isj_cli.locale import _, language, ngettext
from isj_cli.pages.page import (
    Block,
    Fields,
    Heading,
    Line,
    Mark,
    Page,
    Paragraph,
    Scores,
    Span,
    Table,
    plain,
)


def movement_page(
    old: Result,
    new: Result,
    moved: Sequence[Movement],
    taxonomy: t.Taxonomy,
    language: str,
) -> Page:
    """Return the page that shows what has moved between two self-assessments."""
    words = Words(taxonomy, language)
    kinds = {
        ROSE: _("Rose"),
        FELL: _("Fell"),
        STAYED: _("Stayed"),
        NEW: _("New"),
        GONE: _("No longer asked"),
        UNKNOWN: _("No score then or now"),
    }
    notes = [
        _(
            "Steps of the scale, by the middle answer. Other people may have answered, "
            "so talk about what lies behind it."
        )
    ]
    if old.left_out or new.left_out:
        notes.append(_("What only one or two were asked, then or now, is left out."))
    blocks: list[Block] = [
        Paragraph(plain(_people(old.respondents, new.respondents)), "lead"),
        Paragraph(plain(" ".join(notes)), "note"),
        Heading(_("In short"), "summary"),
        Fields(
            [
                (f"{kinds[kind]} ({len(some)})", words.names([each.id for each in some]))
                for kind, some in by_kind(moved).items()
            ]
        ),
    ]
    headings = [plain(each) for each in (_("Statement"), _("Then"), _("Now"), _("Movement"))]
    for title, some in sections(moved, taxonomy, language):
        rows: list[list[Line]] = []
        marks = []
        for each in some:
            before = each.before.median if each.before else None
            after = each.after.median if each.after else None
            said = kinds[each.kind].lower() if each.steps is None else _steps(each.steps)
            rows.append(
                [
                    plain(words.name(each.id)),
                    plain(words.score(before)),
                    (Span(words.score(after), strong=True),),
                    plain(said),
                ]
            )
            known = [score for score in (before, after) if score is not None]
            marks.append(
                Mark(
                    after,
                    min(known, default=None),
                    max(known, default=None),
                    f"{words.score(before)} → {words.score(after)} ({said})",
                )
            )
        shapes = [
            (name, [tally.median if tally else None for tally in tallies])
            for name, tallies in (
                (_("Now"), [each.after for each in some]),
                (_("Then"), [each.before for each in some]),
            )
        ]
        drawn = shapes if suits_radar([each.id for each in some], words) else ()
        table = Table(title, headings, rows, [3] * len(headings))
        blocks += [Heading(title), Scores(table, marks, HIGHEST, _("now"), _("since then"), drawn)]
    return Page(_("Self-assessment: what has moved"), blocks)


def _people(then: int, now: int) -> str:
    if then == now:
        said = ngettext(
            "{number} person answered, both then and now.",
            "{number} people answered, both then and now.",
            now,
        )
        return said.format(number=now)
    return _("Then {then} answered, now {now}: a movement may come from who answered.").format(
        then=then, now=now
    )


def _steps(steps: float) -> str:
    if not steps:
        return _("stayed")
    number = f"{steps:+g}".replace("-", "−")
    if language() == "nl":
        number = number.replace(".", ",")
    return ngettext("{number} step", "{number} steps", 1 if abs(steps) == 1 else 2).format(
        number=number
    )
