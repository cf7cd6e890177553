"""ISJ203: every source, practice and former id that a practice refers to exists, and only once.

A result's `source` is the id of one of the practice's own sources; `related` and `replaced_by`
name other practices. Ids of sources and tags stand once.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.store.knowledge_base import is_id
from isj_cli.validation.collection import Checked, Pointer, is_unfilled


def check(file: Checked) -> Iterator[Finding]:
    """Yield what points to nothing, and what is named twice."""
    yield from _sources(file)
    yield from _practices(file)
    yield from _doubles(file)


def _sources(file: Checked) -> Iterator[Finding]:
    own = [source.id for source in file.practice.sources]
    named = [("results", number, each.source) for number, each in enumerate(file.practice.results)]
    named += [
        ("recognition", number, each.source)
        for number, each in enumerate(file.practice.recognition)
    ]
    for key, number, source in named:
        if is_id(source) and source not in own:
            yield file.finding(
                "ISJ203",
                Severity.ERROR,
                (key, number, "source"),
                _("There is no source with the id '{id}' in this file.").format(id=source),
                _("Use one of: {ids}.").format(ids=", ".join(own)),
            )


def _practices(file: Checked) -> Iterator[Finding]:
    practice, collection = file.practice, file.collection
    named: list[tuple[str, Pointer]] = [
        (each.id, ("related", number, "id")) for number, each in enumerate(practice.related)
    ]
    if practice.withdrawn.replaced_by:
        named.append((practice.withdrawn.replaced_by, ("withdrawn", "replaced_by")))
    for id, pointer in named:
        if id == practice.id:
            yield file.finding(
                "ISJ203",
                Severity.ERROR,
                pointer,
                _("The practice refers to itself."),
                _("Name another practice."),
            )
        elif id in collection.former_ids:
            yield file.finding(
                "ISJ203",
                Severity.ERROR,
                pointer,
                _("The practice '{id}' is now called '{new}'.").format(
                    id=id, new=collection.former_ids[id]
                ),
                _("Use the new id."),
            )
        elif is_id(id) and id not in collection.ids:
            near = nearest(id, collection.ids, 2)
            yield file.finding(
                "ISJ203",
                Severity.ERROR,
                pointer,
                _("There is no practice with the id '{id}'.").format(id=id),
                _("Did you mean {near}?").format(near=_(" or ").join(f"'{each}'" for each in near))
                if near
                else _("'isj list' shows all practices."),
            )
    for number, old in enumerate(practice.former_ids):
        if old in collection.ids:
            yield file.finding(
                "ISJ203",
                Severity.ERROR,
                ("former_ids", number),
                _("'{id}' is the id of a practice that exists.").format(id=old),
                _("Take it out; ids are never used again."),
            )


def _doubles(file: Checked) -> Iterator[Finding]:
    practice = file.practice
    for key, ids in (
        ("sources", [each.id for each in practice.sources]),
        ("principles", [each.id for each in practice.principles]),
        ("factors", [each.id for each in practice.factors]),
        ("related", [each.id for each in practice.related]),
    ):
        for number, id in enumerate(ids):
            if id and id in ids[:number] and not is_unfilled(id):
                yield file.finding(
                    "ISJ203",
                    Severity.ERROR,
                    (key, number, "id"),
                    _("'{id}' stands twice among the {key}.").format(id=id, key=key),
                    _("Keep one of the two."),
                )
