"""The report of a self-assessment as a page: where a team stands, and which examples help.

What a meeting needs comes first: who answered, what is strong, what there is to learn, and where
people see things differently. Then all statements, then the examples.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence

from isj_cli.assessment.answers import FAMILY, HIGHEST, TEAM, label_of, sections
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
from isj_cli.assessment.recommending import Advice, Example
from isj_cli.assessment.result import FEWEST, Result, Row, Tally
from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.locale import _, language, ngettext
from isj_cli.pages.page import (
    Block,
    Bullet,
    Bullets,
    Fields,
    Heading,
    Line,
    Mark,
    Page,
    Paragraph,
    Scores,
    Span,
    Table,
    joined,
    plain,
    written,
)

IN_FULL = 5  # gaps of which the examples are told with their reasons
NAMED = 8  # statements that a line of the summary names
ALSO = 3  # other gaps that are named with an example
TAGS = 2  # of a practice that are told for one gap
AXES = range(3, 13)  # rows that a radar shows well

Link = Callable[[str], str]
"""Gives the address of a practice's page by its id, nothing where there is none."""


def no_link(_id: str) -> str:
    """Lead nowhere."""
    return ""


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


def spread(tally: Tally, taxonomy: t.Taxonomy, language: str) -> str:
    """Return in words between which scores the answers lie."""
    if tally.spread is None:
        return "–"
    low, high = (in_words(each, taxonomy, language) for each in tally.spread)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


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
    words = _Words(taxonomy, language)
    return Page(
        _("Self-assessment: where we stand"),
        [
            *_opening(result, words),
            *_summary(result, words),
            *_standing(result, words),
            *(_proofs(result, words) if with_proof else []),
            *_examples(result, all_advice, words, link, in_full),
            Paragraph(plain(taxonomy.caution.text(language)), "note"),
        ],
    )


class _Words:
    """How statements, scores and values are called in a language."""

    def __init__(self, taxonomy: t.Taxonomy, language: str) -> None:
        self.taxonomy = taxonomy
        self.language = language

    def name(self, statement: str) -> str:
        return label_of(statement, self.taxonomy, self.language)

    def score(self, score: float | None) -> str:
        return in_words(score, self.taxonomy, self.language)

    def role(self, role: str) -> str:
        labels = {each.id: each.label for each in self.taxonomy.assessment.roles}
        return labels[role].text(self.language) if role in labels else role

    def names(self, statements: Sequence[str], most: int = NAMED) -> Line:
        """Return the first names, and how many there are beside those."""
        named = "; ".join(self.name(id) for id in statements[:most])
        more = len(statements) - most
        if more <= 0:
            return plain(named)
        said = ngettext("{names}; and {number} more", "{names}; and {number} more", more)
        return plain(said.format(names=named, number=more))


def _view_names() -> Mapping[str, str]:
    return {TEAM: _("Professionals"), FAMILY: _("Young people and parents")}


def _opening(result: Result, words: _Words) -> list[Block]:
    number = result.respondents
    said = ngettext("{number} person answered.", "{number} people answered.", number)
    lead = said.format(number=number)
    if apart := result.by_view or result.by_role:
        names = _view_names() if result.by_view else {id: words.role(id) for id in apart}
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


def _summary(result: Result, words: _Words) -> list[Block]:
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


def _standing(result: Result, words: _Words) -> list[Block]:
    names = {**_view_names(), **{role: words.role(role) for role in result.by_role}}
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
                    plain(spread(row.all, words.taxonomy, words.language)),
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
        drawn = shapes if _suits_radar([row.id for row in rows], words) else ()
        blocks += [
            Heading(title),
            Scores(table, marks, HIGHEST, _("middle answer"), _("spread"), drawn),
        ]
    return blocks


def _suits_radar(statements: Sequence[str], words: _Words) -> bool:
    """Tell whether a radar says something: of principles or groups, not of a few factors."""
    factors = {item.id for item in words.taxonomy.carried(t.FACTORS)}
    return len(statements) in AXES and factors.isdisjoint(statements)


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


def _proofs(result: Result, words: _Words) -> list[Block]:
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


def _examples(
    result: Result, all_advice: Sequence[Advice], words: _Words, link: Link, in_full: int
) -> list[Block]:
    if not all_advice:
        said = _("No statement stays below common practice: describe how you do it, for others.")
        if all(row.all.median is None for row in result.rows):
            said = _("No statement has a score yet, so there is nothing to learn from.")
        return [Heading(_("What to learn, and from whom"), "advice"), Paragraph(plain(said))]
    medians = {row.id: row.all.median for row in result.rows}
    blocks: list[Block] = [
        Heading(_("What to learn, and from whom"), "advice"),
        Paragraph(
            plain(
                _(
                    "These practices show how others do it. They are chosen for what they carry "
                    "and for how like yours they are, not for how good they are."
                )
            )
        ),
    ]
    told: set[str] = set()  # what has no bearing on the gap is told once of a practice
    for each in all_advice[:in_full]:
        title = (
            _("{statement} (priority; now: {score})")
            if each.is_priority
            else _("{statement} (now: {score})")
        )
        name, now = words.name(each.gap), words.score(medians[each.gap])
        blocks.append(Heading(title.format(statement=name, score=now), f"gap-{each.gap}"))
        if each.examples:
            items = [_example(found, result, words, link, told) for found in each.examples]
            blocks.append(Bullets(items, "examples"))
        else:
            blocks.append(Paragraph(_invitation(each.gap, words)))
    if rest := all_advice[in_full:]:
        blocks += [
            Heading(_("Examples for the other gaps"), "rest"),
            Bullets(
                [
                    Bullet(
                        plain(f"{words.name(each.gap)} ({words.score(medians[each.gap])})"),
                        [
                            joined([_practice(found.practice, link) for found in each.examples])
                            if each.examples
                            else _invitation(each.gap, words)
                        ],
                    )
                    for each in rest
                ]
            ),
        ]
    return blocks


def contribute(gap: str, taxonomy: t.Taxonomy) -> str:
    """Return the command with which one describes a practice that shows this."""
    for option, field in (("--principle", t.PRINCIPLES), ("--factor", t.FACTORS)):
        if gap in {item.id for item in taxonomy.carried(field)}:
            return f'isj add-practice {option} {gap}="…"'
    return "isj add-practice"


def _invitation(gap: str, words: _Words) -> Line:
    said = _("No practice here shows this yet. Do you know one, or are you one? Describe it: ")
    return Span(said), Span(contribute(gap, words.taxonomy), strong=True)


def _practice(practice: Practice, link: Link) -> Line:
    return (
        Span(practice.title or practice.id, url=link(practice.id), strong=True, lang="nl"),
        Span(f" (isj show {shlex.quote(practice.id)})"),
    )


def _example(example: Example, result: Result, words: _Words, link: Link, told: set[str]) -> Bullet:
    taxonomy, language = words.taxonomy, words.language
    below: list[Line] = []
    for tag in example.tags[:TAGS]:
        degree = taxonomy.label(t.DEGREES, tag.degree, language).lower() if tag.degree else ""
        label = taxonomy.item_label(tag.id, language) + (f" ({degree})" if degree else "")
        below.append((Span(f"{label}: ", strong=True), *written(tag.how)))
    if more := example.tags[TAGS:]:
        said = ", ".join(taxonomy.item_label(tag.id, language) for tag in more)
        below.append((Span(_("Also of this group: "), strong=True), Span(said)))
    if example.bottlenecks and (example.on_this or example.practice.id not in told):
        found = example.bottlenecks[0]
        label = (
            _("Bottleneck on this, with its answer: ")
            if example.on_this
            else _("Another bottleneck there, with its answer: ")
        )
        below.append((Span(label, strong=True), *written(f"{found.text} → {found.answer}")))
        told.add(example.practice.id)
    if example.same:
        said = ", ".join(_respects()[name] for name in example.same)
        below.append((Span(_("As with you: "), strong=True), Span(said)))
    if example.differs:
        said = "; ".join(
            f"{_respects()[name]} ({_value(name, example.practice, words)})"
            for name in example.differs
        )
        below.append((Span(_("Different there: "), strong=True), Span(said)))
    if example.gaps:
        gaps = sorted(example.gaps, key=lambda gap: gap not in result.priorities)
        below.append((Span(_("Also helps with: "), strong=True), *words.names(gaps, ALSO)))
    return Bullet(_practice(example.practice, link), below)


def _respects() -> Mapping[str, str]:
    """Return what one practice is compared with another in."""
    return {
        "sector": _("sector"),
        "who": _("target group"),
        "ages": _("ages"),
        "region_level": _("level of region"),
    }


def _value(respect: str, practice: Practice, words: _Words) -> str:
    """Return what a practice is like in one of the respects."""
    group, language = practice.target_group, words.language
    if respect == "ages":
        ages = (group.age_min, group.age_max)
        return "–".join("" if each is None else str(each) for each in ages)
    vocabulary, ids = {
        "sector": (t.SECTORS, practice.sectors),
        "who": (t.AUDIENCES, group.who),
        "region_level": (t.REGION_LEVELS, (practice.region.level,)),
    }[respect]
    return ", ".join(words.taxonomy.label(vocabulary, id, language) for id in ids)


def movement_page(
    old: Result,
    new: Result,
    moved: Sequence[Movement],
    taxonomy: t.Taxonomy,
    language: str,
) -> Page:
    """Return the page that shows what has moved between two self-assessments."""
    words = _Words(taxonomy, language)
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
        drawn = shapes if _suits_radar([each.id for each in some], words) else ()
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
