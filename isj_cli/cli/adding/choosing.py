"""What there is to choose, and why a choice is suggested."""

from __future__ import annotations

from typing import Any

from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.question import Kind
from isj_cli.cli.adding.steps import Step, value_at
from isj_cli.cli.asking.picking import Choice
from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Item
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import _

ITEMS = (t.PRINCIPLES, t.FACTORS, t.LEVELS)  # what stands in frameworks
SUGGESTED = {"sectors": "sector", "topics": "topic", t.PRINCIPLES: "principle", t.FACTORS: "factor"}


def offered(described: Described, step: Step) -> list[Choice]:
    """Return what there is to choose, what the text suggests first."""
    question = step.question
    if question.kind is Kind.SOURCE:
        return [
            Choice(each["id"], str(each.get("title") or each["id"]))
            for each in described.values["sources"]
        ]
    if question.kind is Kind.PRACTICE:
        taken = {each.get("id") for each in described.values.get("related", [])}
        return [
            Choice(each.id, f"{each.title} ({each.id})", description=each.summary)
            for each in described.records
            if each.id not in taken or each.id == value_at(described.values, step.path)
        ]
    if not question.vocabulary:
        return []
    known = (
        described.taxonomy.carried(question.vocabulary)
        if question.vocabulary in ITEMS
        else described.taxonomy.terms(question.vocabulary)
    )
    by_label = question.kind is Kind.PLACES
    choices = [
        _choice(each, described.session.language, by_label=by_label)
        for each in known
        if not _is_computed(each)
    ]
    reasons = _reasons(described, step)
    first = [
        choice._replace(reason=reasons[choice.value])
        for choice in sorted(
            (each for each in choices if each.value in reasons),
            key=lambda each: list(reasons).index(each.value),
        )
    ]
    return first + [choice for choice in choices if choice.value not in reasons]


def _choice(thing: Item | Term, language: str, *, by_label: bool) -> Choice:
    return Choice(
        thing.label.nl if by_label else thing.id,
        thing.label.text(language),
        (thing.id, thing.label.nl, thing.label.en, *thing.alt.nl, *thing.alt.en),
        thing.description.text(language),
    )


def _reasons(described: Described, step: Step) -> dict[str, str]:
    """Return why tags are suggested, by id, the best first."""
    kind = SUGGESTED.get(step.spot)
    if not kind:
        return {}
    return {each.id: _reason(described, each) for each in suggestions(described, kind)}


def _reason(described: Described, suggestion: Any) -> str:
    if suggestion.label_found:
        return _("suggested: you write «{words}»").format(words=suggestion.label_found)
    titles = {record.id: record.title for record in described.records}
    like = next((titles.get(id, id) for id in suggestion.practices), "")
    words = ", ".join(suggestion.words[:3])
    return _("suggested: as with {title}").format(title=like) + (f" ({words})" if words else "")


def suggestions(described: Described, kind: str) -> list[Any]:
    """Return the tags of one kind that practices with such texts carry, the best first."""
    search: Any = described.session.search
    return [each for each in search.suggest(described.practice(), limit=5) if each.kind == kind]


def _is_computed(thing: Item | Term) -> bool:
    return isinstance(thing, Term) and thing.computed
