"""The files of the website."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

from isj_cli import locale
from isj_cli.domain.practice import Practice
from isj_cli.export.folder import File
from isj_cli.export.site import feed, finding, linked
from isj_cli.export.site.html import Html
from isj_cli.pages.page import Page
from isj_cli.pages.publication import Publication, Ref

ENGLISH = "en/"
ASSETS = ("site.css", "search.css", "search.js", "favicon.svg")
MISSING = "404.html"
SEARCH = "zoeken.html"


@dataclass(frozen=True)
class Site:
    """A website of one collection, in Dutch and in English.

    `base_url` is where it will stand, empty where that is not known; `repository` is the address
    of the repository in which readers may suggest a change. `words` gives, by the id of a
    practice, what else it is to be found by in the search of the browser, `similar` the ids of
    practices like it. `small` are words that a search does not need.
    """

    dutch: Publication
    english: Publication
    base_url: str = ""
    repository: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    similar: Mapping[str, Sequence[str]] = field(default_factory=dict)
    small: Collection[str] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of every file that `files` gives."""
        pages = [f"{place}.html" for place in self.dutch.own_places.values()]
        pages += [f"{self.dutch.place_of_practice(old)}.html" for old in self.dutch.moved]
        assets = [f"assets/{name}" for name in ASSETS]
        pages.append(SEARCH)
        return (
            *(*pages, *(f"{ENGLISH}{name}" for name in pages)),
            *(MISSING, *assets),
            *feed.names(self),
        )

    @property
    def searched(self) -> list[str]:
        """The names of the pages to search in."""
        places = self.dutch.places
        return [f"{places['practice', each.id]}.html" for each in self.dutch.practices]

    def filters(self, practice: Practice) -> dict[str, tuple[str, ...]]:
        """Return the ids by which the search in the browser can filter a practice, by kind."""
        return finding.values(practice, self.dutch.taxonomy)

    def files(self) -> Iterator[File]:
        """Yield name and content of every file; the same input gives the same bytes."""
        for name in ASSETS:
            yield f"assets/{name}", (files(__package__) / "assets" / name).read_bytes()
        spoken = locale.language()
        try:
            for publication, folder in ((self.dutch, ""), (self.english, ENGLISH)):
                locale.speak(publication.language)
                html = Html(publication, folder, self)
                for ref, page in publication.pages():
                    yield f"{folder}{publication.places[ref]}.html", html.page(ref, page)
                for old, new in publication.moved.items():
                    name = f"{folder}{publication.place_of_practice(old)}.html"
                    yield name, html.moved(name, new)
                name = f"{folder}{SEARCH}"
                facts: dict[str, Any] = {
                    "words": finding.messages(publication, self.small),
                    "facets": finding.facets(publication),
                }
                yield name, html.render("search.html", name, kind="search", id="", **facts)
                if not folder:
                    yield MISSING, html.missing()
        finally:
            locale.speak(spoken)
        yield from feed.files(self)

    def head(self, language: str, ref: Ref, link: linked.Link, page: Page | None) -> linked.Head:
        """Return what a page says of itself to other sites; `page` is none where it has none."""
        return linked.head(self, language, ref, link, page)
