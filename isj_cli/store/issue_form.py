"""Proposals of practices: what people answered to the form for an issue, as a practice holds it.

GitHub writes the answers below each other, each below a heading that is the question. What people
type may hold headings too, so a heading counts only where it keeps the questions in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError
from isj_cli.domain.fixed import CONCEPT, TODO
from isj_cli.domain.frameworks import Item
from isj_cli.domain.naming import Names
from isj_cli.domain.text import clean, one_line
from isj_cli.domain.vocabularies import Term
from isj_cli.domain.words import fold
from isj_cli.locale import _
from isj_cli.store.drafts import lead
from isj_cli.store.yaml_loader import parse

NOTHING = "_No response_"
MOST_OPTIONS = 100
_VOCABULARIES = {
    "provenance": t.PROVENANCES,
    "region_level": t.REGION_LEVELS,
    "topics": t.TOPICS,
    "sectors": t.SECTORS,
}
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_URL = re.compile(r"https?://[^\s<>\"'()]+")


class Proposal(NamedTuple):
    """What a form says: the values of a practice, and what an editor has to look at."""

    values: dict[str, Any]
    notes: tuple[str, ...]


def form() -> str:
    """Return the form as GitHub reads it, with the name of a list where its options go."""
    return (files("isj_cli.store") / "templates" / "praktijkvoorbeeld.yml").read_text("utf-8")


def options(field: str, taxonomy: t.Taxonomy) -> dict[str, str]:
    """Return the id of each option of a list in the form, by what the form calls it."""
    if field == "provenance":
        return {term.description.nl: term.id for term in taxonomy.terms(t.PROVENANCES)}
    return {each.label.nl: each.id for each in _known(field, taxonomy)}


def proposal(text: str, taxonomy: t.Taxonomy) -> Proposal:
    """Return what the answers of a form say; raises `IsjError` where the text holds none."""
    answers = dict(_answers(text))
    if not answers:
        raise IsjError(
            _(
                "The text holds no answers to the form; give it the whole text of an issue that "
                "was made with the form."
            )
        )
    notes: list[str] = []
    values: dict[str, Any] = {"status": CONCEPT}
    values |= {key: answers[key] for key in ("title", "summary", "approach") if key in answers}
    if "title" in values:
        values["title"] = one_line(values["title"])
    if names := list(_lines(answers, "organisations")):
        values["organisations"] = [
            {"name": name} | (lead(taxonomy) if not number else {})
            for number, name in enumerate(names)
        ]
    level = _chosen("region_level", answers, taxonomy, notes)
    places = [place for line in _lines(answers, "region_names") for place in line.split(",")]
    if level or places:
        values["region"] = {
            "level": level[0] if level else TODO,
            "names": [place.strip() for place in places if place.strip()],
        }
    if answers.get("target_group"):
        values["target_group"] = {"text": answers["target_group"]}
    if provenance := _chosen("provenance", answers, taxonomy, notes):
        values["provenance"] = provenance[0]
    for key in ("topics", "sectors"):
        if ids := _chosen(key, answers, taxonomy, notes):
            values[key] = ids
    values |= _tags(answers, taxonomy, notes)
    for key, field, rest in (
        ("bottlenecks", "text", {}),
        ("results", "statement", {"kind": TODO}),
    ):
        if lines := list(_lines(answers, key)):
            values[key] = [rest | {field: line} for line in lines]
    if sources := [_source(n, line) for n, line in enumerate(_lines(answers, "sources"), 1)]:
        values["sources"] = sources
    agreed = re.findall(r"^\s*[-*] \[[xX]\]", answers.get("consent", ""), re.MULTILINE)
    if len(agreed) < len(_form()["consent"]["options"]):
        notes.append(_("Not everything that the form asks was agreed to; ask before you publish."))
    return Proposal(values, tuple(notes))


def with_notes(draft: str, notes: Sequence[str]) -> str:
    """Return the text of a draft with notes as comments below its heading."""
    heading, blank, rest = draft.partition("\n\n")
    lines = [f"# - {one_line(note)}" for note in notes]
    if lines:
        lines.insert(0, "#\n# " + _("To look at, from the form:"))
    return "\n".join([heading, *lines]) + blank + rest


def _form() -> dict[str, dict[str, Any]]:
    """Return the attributes of each question of the form, by its id, in order."""
    body = parse(form(), Path("-")).mapping["body"]
    return {each["id"]: each["attributes"] for each in body if "id" in each}


def _answers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each question with its answer, if there is one.

    Of the headings that are questions the longest row in the form's order counts, and of rows
    that are equally long the last one: what an answer holds comes before the real next heading.
    """
    ids = list(questions := _form())
    by_label = {f"### {questions[id]['label']}": number for number, id in enumerate(ids)}
    lines = clean(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    longest = [(0, len(lines), len(ids))] * (len(ids) + 1)  # by question: length, line, next one
    follow: dict[int, tuple[int, int]] = {}
    for at in range(len(lines) - 1, -1, -1):
        number = by_label.get(lines[at].strip())
        if number is None:
            continue
        length, line, question = max(longest[number + 1 :], key=lambda row: row[0])
        if length + 1 > longest[number][0]:
            longest[number] = (length + 1, at, number)
            follow[at] = (line, question)
    _length, at, number = max(longest, key=lambda row: row[0])
    while at < len(lines):
        end, following = follow[at]
        answer = _tidy(lines[at + 1 : end])
        if answer and answer != NOTHING:
            yield ids[number], answer
        at, number = end, following


def _tidy(lines: Sequence[str]) -> str:
    """Return an answer without HTML comments, spaces at line ends and needless empty lines."""
    text, parts, at = "\n".join(lines), [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    kept = "\n".join(line.strip() for line in "".join([*parts, text[at:]]).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def _lines(answers: Mapping[str, str], field: str) -> Iterator[str]:
    """Yield the lines of an answer, without bullets."""
    for line in answers.get(field, "").split("\n"):
        if bare := one_line(_BULLET.sub("", line)):
            yield bare


def _known(field: str, taxonomy: t.Taxonomy) -> Sequence[Item] | Sequence[Term]:
    vocabulary = _VOCABULARIES.get(field)
    return taxonomy.terms(vocabulary) if vocabulary else taxonomy.carried(field)


def _chosen(
    field: str, answers: Mapping[str, str], taxonomy: t.Taxonomy, notes: list[str]
) -> list[str]:
    """Return the ids of the options in an answer; what is none of them becomes a note.

    GitHub puts commas between the options, and an option may hold commas itself.
    """
    by_option = {fold(option): id for option, id in options(field, taxonomy).items()}
    names = Names(_known(field, taxonomy))
    found: list[str] = []
    pieces = [piece.strip() for piece in one_line(answers.get(field, "")).split(",")]
    at = 0
    while at < min(len(pieces), MOST_OPTIONS):
        for end in range(min(len(pieces), at + 5), at, -1):
            name = ", ".join(pieces[at:end])
            if id := by_option.get(fold(name)) or names.id_of(name):
                found.append(id)
                break
        else:
            end = at + 1
            if pieces[at]:
                notes.append(_unknown(pieces[at][:100], field, names))
        at = end
    return list(dict.fromkeys(found))


def _unknown(name: str, field: str, names: Names) -> str:
    said = _("'{tag}' is not one of the {key}.").format(tag=name, key=field)
    near = _(" or ").join(names.near(name))
    return f"{said} " + _("Did you mean {near}?").format(near=near) if near else said


def _tags(
    answers: Mapping[str, str], taxonomy: t.Taxonomy, notes: list[str]
) -> dict[str, list[dict[str, str]]]:
    """Return the principles and factors, each with what was said of how it shows."""
    hows: dict[str, str] = {}
    names = {key: Names(taxonomy.carried(key)) for key in (t.PRINCIPLES, t.FACTORS)}
    chosen = {key: _chosen(key, answers, taxonomy, notes) for key in names}
    for line in _lines(answers, "how"):
        name, _colon, how = line.partition(":")
        id = next((id for key in names if (id := names[key].id_of(name)) in chosen[key]), None)
        if id and how.strip():
            hows[id] = f"{hows.get(id, '')} {how.strip()}".strip()
        else:
            notes.append(line)
    return {
        key: [{"id": id, "how": hows.get(id, TODO)} for id in ids]
        for key, ids in chosen.items()
        if ids
    }


def _source(number: int, line: str) -> dict[str, str]:
    found = _URL.search(line)
    url = found[0].rstrip(".,;:!?]") if found else ""
    title = one_line(line.replace(url, " ") if url else line).strip(" :;,-–—<>()[].")
    return {"id": f"bron-{number}", "title": title or TODO, "url": url or TODO}
