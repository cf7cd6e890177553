"""What is wrong with an answer."""

from __future__ import annotations

import re

from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.question import Kind
from isj_cli.cli.adding.steps import Step
from isj_cli.locale import _

DIGITS = 20  # no number that is asked for has more


def wrong(described: Described, step: Step, said: str) -> str:
    """Return what is wrong with an answer, nothing where it is right."""
    limits, most = described.limits(step.path), described.limits(step.path).get("maxLength")
    if step.question.kind is Kind.NUMBER:
        if not (said.isascii() and said.isdecimal()):
            return _("That is no whole number; type digits only.")
        low, high = limits["minimum"], limits["maximum"]
        if len(said) > DIGITS or not low <= int(said) <= high:
            return _("It must be a whole number from {low} to {high}.").format(low=low, high=high)
        return ""
    said = whole_address(step, said)
    if most and len(said) > most:
        return _("These are {number} characters; at most {limit} fit: make it shorter.").format(
            number=len(said), limit=most
        )
    if "pattern" in limits and not re.search(limits["pattern"], said):
        return _("That does not have the right form.") + " " + _(step.question.explanation)
    if step.path == ("title",):
        return _wrong_title(described, said)
    if step.path == ("id",) and described.is_taken(said):
        return _("There is a practice with the id '{id}' already; choose another one.").format(
            id=said
        )
    return ""


def _wrong_title(described: Described, title: str) -> str:
    same = [each for each in described.records if each.title.casefold() == title.casefold()]
    if not same:
        return ""
    return _("There is a practice with this title already ({id}); choose another one.").format(
        id=same[0].id
    )


def whole_address(step: Step, said: str) -> str:
    """Return an address with what people leave out in front of it."""
    return f"https://{said}" if step.path[-1] == "url" and said and "://" not in said else said
