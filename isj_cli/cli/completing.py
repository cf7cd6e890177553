"""What may come next on a command line: commands, options, ids and their titles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from typer._click.core import Command as AnyCommand
from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from isj_cli.cli.app import SpeakingGroup
from isj_cli.domain import taxonomy as t
from isj_cli.domain.hit import CLOSED_FILTERS
from isj_cli.domain.text import one_line
from isj_cli.locale import _, language
from isj_cli.store.ids import is_id
from isj_cli.store.knowledge_base import KnowledgeBase, find

if TYPE_CHECKING:
    from isj_cli.domain.frameworks import Framework, Item, Role
    from isj_cli.domain.taxonomy import Taxonomy
    from isj_cli.domain.vocabularies import Label, Term

    Labelled = Framework | Item | Role | Term

LONGEST_HELP = 120


class Candidate(NamedTuple):
    """What may be typed, and what it is."""

    value: str
    help: str = ""


class Next(NamedTuple):
    """What may come next; `files` tells that the name of a file may.

    `begun` is how the value begins, `before` what stands before it in the same word, as in
    `--topic=trauma`.
    """

    candidates: list[Candidate]
    files: bool = False
    begun: str = ""
    before: str = ""


Values = Callable[[KnowledgeBase, str], Iterable[Candidate]]


def what_may_follow(program: Any, words: list[str], typed: str) -> Next:
    """Return what may follow `words` and begins with `typed`; raises what the commands raise.

    Where nothing begins so, it is what holds `typed` elsewhere.
    """
    context = _resolve_context(program, {}, "isj", words)
    asked, begun = _resolve_incomplete(context, list(words), typed)
    before = typed.removesuffix(begun)
    if isinstance(asked, AnyCommand):
        return Next(_matching(_of_command(asked, context, begun), begun), begun=begun)
    if values := values_of(asked, context.command.name):
        found = _matching(values(_knowledge_base(context), begun), begun)
    else:
        found = _matching(map(Candidate, choices_of(asked)), begun)
    return Next(found, not found and takes_files(asked, context.command.name), begun, before)


def _knowledge_base(context: Any) -> KnowledgeBase:
    named = context.find_root().params.get("kb")
    return find(Path(os.path.expandvars(named)) if named else None)


def _matching(candidates: Iterable[Candidate], begun: str) -> list[Candidate]:
    known = {each.value: each.help for each in candidates}
    return [
        Candidate(value, one_line(known[value][:LONGEST_HELP])) for value in _chosen(begun, known)
    ]


def _chosen(begun: str, values: Iterable[str]) -> list[str]:
    """Return the values that begin so, else those that hold it."""
    known = list(values)
    return [value for value in known if value.startswith(begun)] or [
        value for value in known if begun.lower() in value.lower()
    ]


def _of_command(command: Any, context: Any, begun: str) -> Iterator[Candidate]:
    if isinstance(command, SpeakingGroup):
        for name, help in command.summaries(context):
            yield Candidate(name, _(help).split("\n\n")[0])
    for option in AnyCommand.shell_complete(command, context, begun):
        yield Candidate(option.value, _(option.help) if option.help else "")


def takes_files(param: Any, command: str | None) -> bool:
    """Tell whether a parameter of a command takes the name of a file or folder."""
    said = set((param.metavar or "").strip("[].").split("|"))
    return bool(said & _FILES) or f"{command} {param.name}" in _NAMED_FILES


def choices_of(param: Any) -> list[str]:
    """Return the words that a parameter takes, none where it takes others."""
    choices = getattr(param.type, "choices", None)
    if choices is None:
        choices = (param.metavar or "").split("|") if "|" in (param.metavar or "") else ()
        choices = [word for word in choices if word.islower()]
    return [str(choice) for choice in choices]


def values_of(param: Any, command: str | None) -> Values | None:
    """Return what gives the values of a parameter of a command, None where nothing does."""
    name = (param.name or "").removeprefix("not_")
    return _VALUES.get(f"{command} {name}") or _VALUES.get(name)


def _practices(kb: KnowledgeBase, begun: str) -> Iterator[Candidate]:
    from isj_cli.store.titles import titles

    for id, title in titles(kb, partial(_chosen, begun)).items():
        yield Candidate(id, title)


def _shown(kb: KnowledgeBase, begun: str) -> Iterator[Candidate]:
    from isj_cli.cli.named import shown

    yield from _practices(kb, begun)
    yield from _labelled(shown(kb.taxonomy).items())


def _in_taxonomy(things: Callable[[Taxonomy], Iterable[Labelled]]) -> Values:
    """Return what gives the ids and labels of `things`."""
    return lambda kb, _begun: _labelled((each.id, each.label) for each in things(kb.taxonomy))


def _values(kind: str) -> Values:
    return _in_taxonomy(lambda taxonomy: taxonomy.values_of(kind))


def _terms(vocabulary: str) -> Values:
    return _in_taxonomy(lambda taxonomy: taxonomy.terms(vocabulary))


def _labelled(things: Iterable[tuple[str, Label]]) -> Iterator[Candidate]:
    spoken = language()
    for id, label in things:
        if is_id(id):
            yield Candidate(id, label.text(spoken))


def _columns(kb: KnowledgeBase, _begun: str) -> Iterator[Candidate]:
    from isj_cli.domain.coverage import BY

    yield from map(Candidate, BY)
    yield from _labelled((each.id, each.label) for each in kb.taxonomy.frameworks)


def _organisations(kb: KnowledgeBase, _begun: str) -> Iterator[Candidate]:
    """Yield the organisations that the index knows; it is not built for this."""
    from isj_cli.store import cache

    if (cache.private_folder_for(kb) / cache.key_for(kb)).is_dir():
        from isj_cli.search.searcher import Search

        names = {name for each in Search(kb).records() for name in each.organisations}
        yield from map(Candidate, sorted(map(one_line, names)))


def _statements(kb: KnowledgeBase, _begun: str) -> Iterator[Candidate]:
    from isj_cli.assessment.answers import label_of

    for each in kb.taxonomy.assessment.statements:
        if is_id(each.id):
            yield Candidate(each.id, label_of(each.id, kb.taxonomy, language()))


def _codes(_kb: KnowledgeBase, _begun: str) -> Iterator[Candidate]:
    from isj_cli.validation.rules import titles

    for code, title in titles().items():
        yield Candidate(code, _(title))


_FILES = {"FILE", "FOLDER", "DEST", "DIR", "PATHS"}
_NAMED_FILES = {"compare old", "compare new"}  # of `isj assess compare`

# By the name of a parameter, behind that of a command where it means something else elsewhere.
_VALUES: dict[str, Values] = {
    **{kind: _values(kind) for kind in (*CLOSED_FILTERS, "item")},
    "region": _terms(t.REGIONS),
    "organisation": _organisations,
    "provenance": _terms(t.PROVENANCES),
    "region_level": _terms(t.REGION_LEVELS),
    "state": _terms(t.PERIOD_STATES),
    "who": _terms(t.AUDIENCES),
    "setting": _terms(t.SETTINGS),
    "mode": _terms(t.MODES),
    "role": _in_taxonomy(lambda taxonomy: taxonomy.assessment.roles),
    "priority": _statements,
    "by": _columns,
    "code": _codes,
    "select": _codes,
    "ignore": _codes,
    "show ids": _shown,
    "related id": _practices,
    "compare ids": _practices,
    "edit id": _practices,
    "rename old": _practices,
    "suggest file": _practices,
}
