"""How statements, scores and roles are called in a report, and whether they can be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isj_cli.assessment.answers import FAMILY, TEAM, label_of
from isj_cli.assessment.result import Tally
from isj_cli.domain import taxonomy as t
from isj_cli.locale import _, ngettext
from isj_cli.pages.page import Line, plain

NAMED = 8  # statements that a line of the summary names
AXES = range(3, 13)  # rows that a radar shows well


class Words:
    """How statements, scores and roles are called in a language."""

    def __init__(self, taxonomy: t.Taxonomy, language: str) -> None:
        """Take the labels from `taxonomy`."""
        self.taxonomy = taxonomy
        self.language = language

    def name(self, statement: str) -> str:
        """Return what a statement is about."""
        return label_of(statement, self.taxonomy, self.language)

    def names(self, statements: Sequence[str], most: int = NAMED) -> Line:
        """Return the first names, and how many there are beside those."""
        named = "; ".join(self.name(id) for id in statements[:most])
        more = len(statements) - most
        if more <= 0:
            return plain(named)
        said = ngettext("{names}; and {number} more", "{names}; and {number} more", more)
        return plain(said.format(names=named, number=more))

    def score(self, score: float | None) -> str:
        """Return a score in the words of the scale, `–` where there is none."""
        if score is None:
            return "–"
        steps = {
            step.score: step.label.text(self.language)
            for step in self.taxonomy.assessment.scale
            if step.score is not None
        }
        low, high = int(score), int(score) + (score != int(score))
        return _between(steps.get(low, str(low)), steps.get(high, str(high)))

    def spread(self, tally: Tally) -> str:
        """Return in words between which scores the answers lie."""
        return "–" if tally.spread is None else _between(*map(self.score, tally.spread))

    def role(self, role: str) -> str:
        """Return the label of a role."""
        labels = {each.id: each.label for each in self.taxonomy.assessment.roles}
        return labels[role].text(self.language) if role in labels else role


def _between(low: str, high: str) -> str:
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def view_names() -> Mapping[str, str]:
    """Return what those who share a view are called."""
    return {TEAM: _("Professionals"), FAMILY: _("Young people and parents")}


def suits_radar(statements: Sequence[str], words: Words) -> bool:
    """Tell whether a radar says something: of principles or groups, not of a few factors."""
    factors = {item.id for item in words.taxonomy.carried(t.FACTORS)}
    return len(statements) in AXES and factors.isdisjoint(statements)
