"""From what people call a thing to its id."""

from __future__ import annotations

from collections.abc import Iterable

from isj_cli.domain.errors import UnknownValueError
from isj_cli.domain.frameworks import Item
from isj_cli.domain.vocabularies import Term
from isj_cli.domain.words import fold, nearest


class Names:
    """The names of items or terms: ids, labels and alternative labels, in both languages."""

    def __init__(self, known: Iterable[Item | Term]) -> None:
        """Take the names of `known`; an id goes before a label, a label before other names."""
        self._ids: dict[str, str] = {}
        things = list(known)
        for names in (
            [(each.id, each.id) for each in things],
            [(name, each.id) for each in things for name in (each.label.nl, each.label.en)],
            [(name, each.id) for each in things for name in (*each.alt.nl, *each.alt.en)],
        ):
            for name, id in names:
                if name:
                    self._ids.setdefault(fold(name), id)

    def id_of(self, name: str) -> str | None:
        """Return the id of what is called `name`, None where nothing is."""
        return self._ids.get(fold(name.strip()))

    def resolve(self, option: str, name: str) -> str:
        """Return the id of what is called `name`; raises `UnknownValueError` naming the option."""
        found = self.id_of(name)
        if found is None:
            raise UnknownValueError(option, name, self.near(name))
        return found

    def near(self, name: str) -> list[str]:
        """Return the ids of what is called nearly so, best first, at most three."""
        return list(dict.fromkeys(self._ids[found] for found in nearest(name, self._ids)))
