"""What a search is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

CLOSED_FILTERS = ("principle", "factor", "sector", "topic", "level", "status", "evidence")
NOTHING: Mapping[str, Any] = MappingProxyType({})
SUGGESTED = ("principle", "factor", "topic", "sector")
OPEN_FILTERS = ("region", "organisation", "item")


@dataclass(frozen=True)
class Filters:
    """Which practices may be found: values of one kind are joined by or, kinds by and.

    `include` and `exclude` map a kind of filter (`principle`, `region`, …) to what was typed.
    """

    include: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: dict[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    since: int | None = None


NO_FILTERS = Filters()


class Settings(NamedTuple):
    """How to search, and what to tell of the results.

    `exact` takes words as written; `sort` is `relevance`, `title`, `date` (newest first) or
    `region`. `explain` adds to each hit why it was found, `facets` how many hits have each value.
    """

    exact: bool = False
    sort: str = "relevance"
    explain: bool = False
    facets: bool = False


PLAIN = Settings()


class Record(NamedTuple):
    """What a list shows of a practice, without reading its file again."""

    id: str
    title: str
    summary: str
    organisations: tuple[str, ...]
    region: tuple[str, ...]
    sectors: tuple[str, ...]
    topics: tuple[str, ...]
    principles: tuple[str, ...]
    factors: tuple[str, ...]
    status: str
    provenance: str
    evidence: str
    ages: tuple[int | None, int | None] | None
    path: str


# What was typed: the word itself, all that begins so, words written as one, a verb with its
# particle.
TYPED = ("word", "prefix", "joined", "particle")
# What only widens it: longer words of which it is a part, its own parts, words with the same stem,
# synonyms, other names of a tag.
VIA = (*TYPED, "part", "parts", "stem", "synonym", "label")


class Reason(NamedTuple):
    """How a text answers to a word of the query.

    `via` is one of `VIA`; `found` are the words that stand in the texts `fields`.
    """

    word: str
    via: str
    found: tuple[str, ...]
    fields: tuple[str, ...]


class Hit(NamedTuple):
    """A practice that was found.

    In `snippet` the parts that matched stand between « and ». `matched` names the words that
    matched, by field. `reasons` are there where they were asked for.
    """

    rank: int
    score: float
    record: Record
    snippet: str = ""
    matched: Mapping[str, tuple[str, ...]] = NOTHING
    reasons: tuple[Reason, ...] | None = None


class Alike(NamedTuple):
    """A practice that is like another one, and what the two share.

    `score` is at most 1.5: 1 for all tags and telling words, 0.5 for a link between them. `tags`
    are ids by kind.
    """

    record: Record
    score: float
    linked: bool
    tags: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]


class Suggestion(NamedTuple):
    """A tag that a practice may carry, and what points to it.

    `kind` is one of `SUGGESTED`, `score` lies between 0 and 1. `words` are words of its texts as
    written, `practices` the ids of like ones that carry the tag, most like first. `label_found` is
    a name of the tag, or what says the same, that stands in the texts; empty where none does.
    """

    kind: str
    id: str
    score: float
    words: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    label_found: str = ""


class Mention(NamedTuple):
    """Something that was found and is no practice, such as a digital platform."""

    id: str
    label: str
    kind: str
    text: str


class SearchResult(NamedTuple):
    """The answer to a search; `total` counts all hits, `hits` holds those asked for.

    `also` is what was found beside practices.
    """

    query: str
    total: int
    offset: int
    limit: int | None
    hits: tuple[Hit, ...]
    corrected: str | None = None
    suggestion: str | None = None
    facets: Mapping[str, Mapping[str, int]] = NOTHING
    also: tuple[Mention, ...] = ()
