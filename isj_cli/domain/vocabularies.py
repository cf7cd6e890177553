"""What `vocabularies.yaml` holds: closed lists of terms; and labels, which all words here have."""

from typing import NamedTuple


class Label(NamedTuple):
    """A text in Dutch and English."""

    nl: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """Return the text in `language` (`nl` or `en`), else in the other one."""
        return (self.en or self.nl) if language == "en" else (self.nl or self.en)


class Alternatives(NamedTuple):
    """Other words that people use for the same thing, a list for each language."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def words(self, language: str) -> tuple[str, ...]:
        """Return the words of `language` (`nl` or `en`)."""
        return self.en if language == "en" else self.nl


class Term(NamedTuple):
    """A value of a closed list.

    `computed` values are worked out by the program and never typed; `derived` ones were chosen by
    the editors rather than found in a source. `inverse` is the label of a relation read from the
    other side; `level` and `province` place a region.
    """

    id: str = ""
    label: Label = Label()
    inverse: Label = Label()
    alt: Alternatives = Alternatives()
    description: Label = Label()
    computed: bool = False
    derived: bool = False
    source: str = ""
    level: str = ""
    province: tuple[str, ...] = ()


class Vocabulary(NamedTuple):
    """A closed list (woordenlijst).

    Where it names a `topic`, its values can be searched, and stand on the page of that topic.
    """

    id: str = ""
    topic: str = ""
    source: str = ""
    label: Label = Label()
    ordered: bool = False
    items: tuple[Term, ...] = ()
