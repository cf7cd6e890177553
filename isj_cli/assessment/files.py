"""Files with answers, written for people to fill in; `reading` reads them back.

Plain YAML with a version; an old file is read by a newer program. Nothing in it is a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from isj_cli.assessment.answers import (
    FAMILY,
    FORMAT,
    NOT_APPLICABLE,
    SKIPPED,
    TEAM,
    UNSURE,
    Answer,
    Answers,
    asked,
    sections,
    view_of,
)
from isj_cli.assessment.reading import ANSWER_KEYS
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.frameworks import Role, Statement, Step
from isj_cli.domain.text import one_line
from isj_cli.domain.vocabularies import Term
from isj_cli.locale import _
from isj_cli.store.edits import inline, read_source, with_value
from isj_cli.store.writing import alone_in, write_atomically


def text_of(answers: Answers, taxonomy: t.Taxonomy, language: str) -> str:
    """Return the file for some answers, with explanations in the reader's language."""
    view = view_of(answers.role, taxonomy) if answers.role else ""
    lines = [
        *_opening(taxonomy, view, language),
        "",
        f"format: {FORMAT}",
        f"kind: {answers.kind}",
        "",
        *_about(answers, taxonomy, language),
        "",
        "answers:",
    ]
    for title, statements in sections(asked(answers.kind, taxonomy), taxonomy, language):
        lines += ["", f"  # == {one_line(title)} =="]
        for statement in statements:
            answer = answers.answers.get(statement.id, Answer())
            score = answer.skipped or answer.score
            lines += [
                "",
                *(f"  # {said}" for said in _both(statement, view, language)),
                f"  - id: {inline(statement.id)}",
                _keyed("    score", score if answer.is_given else None),
                _keyed("    proof", answer.proof or None),
            ]
    return "\n".join(lines) + "\n"


def record(path: Path, pointer: Sequence[str], value: Any) -> None:
    """Write one value into a file with answers, at once; all else in it stays as it is.

    `pointer` is a key, `about` and a key, or `answers`, the id of a statement and a key. Raises
    `IsjError` where the file cannot be changed safely.
    """
    path = path.resolve()
    with alone_in(path.parent):
        _record(path, pointer, value)


def _record(path: Path, pointer: Sequence[str], value: Any) -> None:
    try:
        source = read_source(path)
    except YamlError as error:
        raise IsjError(error.told(path)) from error
    if pointer[0] == "answers":
        _answers, id, key = pointer
        items = source.document.mapping.get("answers")
        items = items if isinstance(items, list) else []
        ids = [each.get("id") if isinstance(each, dict) else None for each in items]
        if id in ids:
            data = with_value(source, ("answers", ids.index(id), key), value)
        else:
            empty = dict.fromkeys(ANSWER_KEYS)
            data = with_value(source, ("answers", len(items)), {**empty, "id": id, key: value})
    else:
        data = with_value(source, tuple(pointer), value)
    if data != source.data:
        write_atomically(path, data)


def _keyed(key: str, value: Any) -> str:
    return f"{key}: {inline(value)}".rstrip()


def _opening(taxonomy: t.Taxonomy, view: str, language: str) -> Iterator[str]:
    """Yield the comments at the top: what to do, and the scale in words."""
    for said in (
        _("Self-assessment: hold your own practice against the principles and factors."),
        "",
        _("Write a number, or one of the two words, behind 'score' of each statement:"),
        "",
    ):
        yield f"# {said}".rstrip()
    wide = max(map(len, SKIPPED))
    for step in taxonomy.assessment.scale:
        yield f"#   {step.score!s:{wide}}  {_step(step, view or TEAM, language)}"
        if not view and step.family.text(language):
            said = one_line(step.text(FAMILY, language))
            yield f"#   {'':{wide}}  {_('Young person or parent: {text}').format(text=said)}"
    for word, label in skipped_labels().items():
        yield f"#   {word:{wide}}  {label}"
    for said in (
        "",
        _("Write in one line behind 'proof' where this can be seen; a 4 needs it."),
        _("Write no names, and nothing that leads to a person."),
        _("Your answers stay on this computer: nothing is sent."),
    ):
        yield f"# {said}".rstrip()


def skipped_labels() -> dict[str, str]:
    """Return the answers that are no score, in words."""
    return {NOT_APPLICABLE: _("does not apply to us"), UNSURE: _("I do not know")}


def _step(step: Step, view: str, language: str) -> str:
    return one_line(f"{step.label.text(language)}: {step.text(view, language)}".rstrip(": "))


def _both(statement: Statement, view: str, language: str) -> list[str]:
    """Return a statement as its view reads it, or as both do where the role is not known."""
    if view:
        return [one_line(statement.text(view, language))]
    return [
        _("Professional: {text}").format(text=one_line(statement.team.text(language))),
        _("Young person or parent: {text}").format(text=one_line(statement.family.text(language))),
    ]


def _about(answers: Answers, taxonomy: t.Taxonomy, language: str) -> Iterator[str]:
    """Yield role and context, with what there is to choose from."""

    def choices(indent: str, terms: Iterable[Term | Role]) -> Iterator[str]:
        known = [(each.id, one_line(each.label.text(language))) for each in terms]
        wide = max((len(id) for id, _label in known), default=0)
        for id, label in known:
            yield f"{indent}#   {id:{wide}}  {label}"

    about = answers.about
    yield "# " + _("From which role do you answer? Choose one; never write a name.")
    yield from choices("", taxonomy.assessment.roles)
    yield _keyed("role", answers.role or None)
    yield ""
    yield "about:"
    yield "  # " + _("From which sector is the help? Choose one.")
    yield from choices("  ", taxonomy.terms(t.SECTORS))
    yield _keyed("  sector", about.sector or None)
    yield ""
    yield "  # " + _("Who gets the help? One or more: [first, second].")
    yield from choices("  ", taxonomy.terms(t.AUDIENCES))
    yield _keyed("  who", [*about.who])
    yield ""
    yield "  # " + _("From which to which age, in years?")
    yield _keyed("  age_min", about.age_min)
    yield _keyed("  age_max", about.age_max)
    yield ""
    yield "  # " + _("How large is the area that you work in?")
    yield from choices("  ", taxonomy.terms(t.REGION_LEVELS))
    yield _keyed("  region_level", about.region_level or None)
    yield ""
    yield "  # " + _("What do you want to learn about first? Up to three ids of statements below.")
    yield _keyed("  priorities", [*about.priorities])
