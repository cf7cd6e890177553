"""What one respondent answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Group, Item, Statement
from isj_cli.domain.naming import Names
from isj_cli.locale import _

FORMAT = 1
SHORT, FULL = "kort", "volledig"
NOT_APPLICABLE, UNSURE = "nvt", "weet-niet"
SKIPPED = (NOT_APPLICABLE, UNSURE)
HIGHEST = 4
TEAM, FAMILY = "team", "family"
MOST_PRIORITIES = 3


class Answer(NamedTuple):
    """The answer to one statement.

    `score` is 0 to 4, None where there is none; `skipped` is one of `SKIPPED` or empty. `proof` is
    one line that says where this can be seen.
    """

    score: int | None = None
    skipped: str = ""
    proof: str = ""

    @property
    def is_unproven(self) -> bool:
        """Whether the highest answer was given without anything to show for it."""
        return self.score == HIGHEST and not self.proof.strip()

    @property
    def is_given(self) -> bool:
        """Whether there is an answer, be it that it does not apply or is not known."""
        return self.score is not None or bool(self.skipped)


class About(NamedTuple):
    """What the respondent's own practice is like: ids of vocabularies, ages in years."""

    sector: str = ""
    who: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    region_level: str = ""
    priorities: tuple[str, ...] = ()


class Answers(NamedTuple):
    """All that one respondent answered; a role, never a name. `answers` go by statement.

    `unknown` are ids in the file that the taxonomy does not have, now or any more.
    """

    kind: str = FULL
    role: str = ""
    about: About = About()
    answers: Mapping[str, Answer] = MappingProxyType({})
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no statement has an answer."""
        return not any(answer.is_given for answer in self.answers.values())


def asked(kind: str, taxonomy: t.Taxonomy) -> Sequence[Statement]:
    """Return the statements of a `SHORT` or `FULL` self-assessment, in order.

    The short one asks of the principles and of the groups of factors, the full one of the
    principles and of every factor. What the taxonomy no longer has is not asked.
    """
    principles = {item.id for item in taxonomy.carried(t.PRINCIPLES)}
    groups = {group.id for group in factor_groups(taxonomy)}
    factors = {item.id for item in taxonomy.carried(t.FACTORS)}
    wanted = principles | (groups if kind == SHORT else factors - groups)
    return [each for each in taxonomy.assessment.statements if each.id in wanted]


def factor_groups(taxonomy: t.Taxonomy) -> Sequence[Group]:
    """Return the groups that hold effective factors themselves."""
    return [
        group
        for framework in taxonomy.frameworks
        if framework.field == t.FACTORS
        for group in framework.groups
        if any(item.group == group.id for item in framework.items)
    ]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_HasId)


def sections(
    things: Iterable[Thing], taxonomy: t.Taxonomy, language: str
) -> list[tuple[str, list[Thing]]]:
    """Return what has the id of a statement by what it is about, each part with its heading.

    Principles come first, then the groups of factors, then other factors. The statements of whole
    groups stand together where there is none about a factor of a group.
    """
    found = list(things)
    principles = {item.id for item in taxonomy.carried(t.PRINCIPLES)}
    groups = factor_groups(taxonomy)
    members = {id: group.id for group in groups for id in (group.id, *items_of(group.id, taxonomy))}
    is_short = all(members[each.id] == each.id for each in found if each.id in members)
    titles = {
        t.PRINCIPLES: _("Leading principles"),
        t.FACTORS: _("Groups of effective factors"),
        **{group.id: group.label.text(language) for group in groups},
        "": _("Other factors"),
    }
    by_part: dict[str, list[Thing]] = {part: [] for part in titles}
    for each in found:
        part = t.PRINCIPLES if each.id in principles else members.get(each.id, "")
        by_part[t.FACTORS if is_short and part in members else part].append(each)
    return [(titles[part], held) for part, held in by_part.items() if held]


def items_of(statement: str, taxonomy: t.Taxonomy) -> tuple[str, ...]:
    """Return the ids of the principles or factors that a statement is about."""
    if statement in {group.id for group in factor_groups(taxonomy)}:
        return tuple(
            item.id
            for framework in taxonomy.frameworks
            if framework.field == t.FACTORS
            for item in framework.items
            if item.group == statement
        )
    return (statement,)


def statement_names(statements: Iterable[Statement], taxonomy: t.Taxonomy) -> Names:
    """Return by which names people know statements: their ids, and what they are about."""
    labels = {group.id: group.label for group in factor_groups(taxonomy)}
    items = taxonomy.items
    return Names(
        Item(each.id, label=labels[each.id]) if each.id in labels else items[each.id]
        for each in statements
        if each.id in labels or each.id in items
    )


def role_names(taxonomy: t.Taxonomy) -> Names:
    """Return by which names people know the roles."""
    return Names(Item(each.id, label=each.label) for each in taxonomy.assessment.roles)


def label_of(statement: str, taxonomy: t.Taxonomy, language: str) -> str:
    """Return what a statement is about, in a few words."""
    for group in factor_groups(taxonomy):
        if group.id == statement:
            return group.label.text(language)
    return taxonomy.item_label(statement, language)


def view_of(role: str, taxonomy: t.Taxonomy) -> str:
    """Return the view (`team` or `family`) from which a role answers; `team` where unknown."""
    return next((each.view for each in taxonomy.assessment.roles if each.id == role), TEAM)
