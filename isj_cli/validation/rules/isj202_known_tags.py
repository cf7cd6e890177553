"""Every principle, factor, level, topic and sector of a practice exists in the taxonomy.

'isj principles', 'isj factors', 'isj topics' and 'isj sectors' list them.

Fails:

    topics: [truama]

Passes:

    topics: [trauma]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isj_cli.domain.finding import Severity
from isj_cli.domain.taxonomy import FACTORS, LEVELS, PRINCIPLES, SECTORS
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.store.schema_files import listed
from isj_cli.validation.collection import Checked, is_unfilled
from isj_cli.validation.rule import QUOTED, Found, Pointer
from isj_cli.validation.schema import TAG_LISTS

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield each unknown tag, with the nearest known ones."""
    for name, key in TAG_LISTS.items():
        known = listed(name, file.taxonomy)
        for pointer, tag in _tags(file.document.mapping, name, key):
            if not isinstance(tag, str) or tag in known or is_unfilled(tag):
                continue
            near = nearest(tag, known, 2)
            yield Found(
                pointer,
                _("'{tag}' is not one of the {key}.").format(tag=tag[:QUOTED], key=key),
                _("Did you mean {near}?").format(near=_(" or ").join(f"'{each}'" for each in near))
                if near
                else _("'isj {command}' lists them.").format(
                    command="show levels" if key == LEVELS else key
                ),
            )


def _tags(data: dict[str, Any], name: str, key: str) -> Iterator[tuple[Pointer, Any]]:
    values = data.get(key)
    for number, value in enumerate(values if isinstance(values, list) else ()):
        if name in (PRINCIPLES, FACTORS):
            yield (key, number, "id"), value.get("id") if isinstance(value, dict) else None
        else:
            yield (key, number), value
    organisations = data.get("organisations") if name == SECTORS else None
    for number, each in enumerate(organisations if isinstance(organisations, list) else ()):
        if isinstance(each, dict):
            yield ("organisations", number, "sector"), each.get("sector")
