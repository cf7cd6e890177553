"""Every source, practice and former id that a practice refers to exists, and only once.

A result's 'source' is the id of one of the practice's own sources. 'related' and 'replaced_by'
name other practices.

Fails:

    related:
      - id: asja-fjer
        kind: verwant

Passes:

    related:
      - id: asja-fier
        kind: verwant
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.store.ids import is_id
from isj_cli.validation.collection import Checked, Collection, Entry, is_unfilled
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield references within the file that point to nothing, and what is named twice."""
    practice = file.practice
    own = [source.id for source in practice.sources]
    named = [("results", number, each.source) for number, each in enumerate(practice.results)]
    named += [
        ("recognition", number, each.source) for number, each in enumerate(practice.recognition)
    ]
    for key, number, source in named:
        if is_id(source) and source not in own:
            yield Found(
                (key, number, "source"),
                _("There is no source with the id '{id}' in this file.").format(id=source),
                _("Use one of: {ids}.").format(ids=", ".join(own)),
            )
    for key, ids in (
        ("sources", own),
        ("principles", [each.id for each in practice.principles]),
        ("factors", [each.id for each in practice.factors]),
        ("related", [each.id for each in practice.related]),
    ):
        for number, id in enumerate(ids):
            if id and id in ids[:number] and not is_unfilled(id):
                yield Found(
                    (key, number, "id"),
                    _("'{id}' stands twice among the {key}.").format(id=id, key=key),
                    _("Keep one of the two."),
                )


def check_among(entry: Entry, collection: Collection) -> Iterator[Found]:
    """Yield references to other practices that point to nothing."""
    for id, _pointer, place in entry.references:
        if id == entry.id:
            yield Found(place, _("The practice refers to itself."), _("Name another practice."))
        elif id in collection.former_ids and id not in collection.ids:
            yield Found(
                place,
                _("The practice '{id}' is now called '{new}'.").format(
                    id=id, new=collection.former_ids[id]
                ),
                _("Use the new id."),
            )
        elif is_id(id) and id not in collection.ids:
            near = nearest(id, collection.ids, 2)
            yield Found(
                place,
                _("There is no practice with the id '{id}'.").format(id=id),
                _("Did you mean {near}?").format(near=_(" or ").join(f"'{each}'" for each in near))
                if near
                else _("'isj list' shows all practices."),
            )
    for id, _pointer, place in entry.former_ids:
        if id in collection.ids:
            yield Found(
                place,
                _("'{id}' is the id of a practice that exists.").format(id=id),
                _(
                    "Where 'isj rename {old} {new}' was stopped, run it again; else take it out."
                ).format(old=id, new=entry.id),
            )
