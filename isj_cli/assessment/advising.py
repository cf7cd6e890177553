"""What a report says of the gaps: examples to learn from, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from isj_cli.assessment.recommending import Advice, Example
from isj_cli.assessment.result import Result
from isj_cli.assessment.wording import Words
from isj_cli.domain import taxonomy as t
from isj_cli.domain.practice import Practice
from isj_cli.domain.typed import as_typed, to_describe
from isj_cli.locale import _
from isj_cli.pages.page import (
    WRITTEN_IN,
    Block,
    Bullet,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Span,
    joined,
    plain,
    written,
)

ALSO = 3  # other gaps that are named with an example
TAGS = 2  # of a practice that are told for one gap

Link = Callable[[str], str]
"""Gives the address of a practice's page by its id, nothing where there is none."""


def no_link(_id: str) -> str:
    """Lead nowhere."""
    return ""


def example_blocks(
    result: Result, all_advice: Sequence[Advice], words: Words, link: Link, in_full: int
) -> list[Block]:
    """Return the examples for the first `in_full` gaps with their reasons, those for others named.

    `link` gives the address of a practice's page.
    """
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
    for kind, field in (("principle", t.PRINCIPLES), ("factor", t.FACTORS)):
        if gap in {item.id for item in taxonomy.carried(field)}:
            return to_describe((kind, gap))
    return to_describe()


def _invitation(gap: str, words: Words) -> Line:
    said = _("No practice here shows this yet. Do you know one, or are you one? Describe it: ")
    return Span(said), Span(contribute(gap, words.taxonomy), strong=True)


def _practice(practice: Practice, link: Link) -> Line:
    return (
        Span(practice.title or practice.id, url=link(practice.id), strong=True, lang=WRITTEN_IN),
        Span(f" ({as_typed('isj', 'show', practice.id)})"),
    )


def _example(example: Example, result: Result, words: Words, link: Link, told: set[str]) -> Bullet:
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


def _value(respect: str, practice: Practice, words: Words) -> str:
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
