"""The files of the website."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.resources import files

from isj_cli import locale
from isj_cli.domain.practice import Practice
from isj_cli.export.folder import File
from isj_cli.export.site import feed, pagefind
from isj_cli.export.site.addresses import PLACE_OF_SEARCH, Link, folder_of
from isj_cli.export.site.head import Head, head
from isj_cli.export.site.html import Html
from isj_cli.pages.page import Page
from isj_cli.pages.publication import Publication, Ref

ENGLISH = folder_of("en")
ASSETS = ("site.css", "search.css", "search.js", "favicon.svg")
MISSING = "404.html"
SEARCH = f"{PLACE_OF_SEARCH}.html"


@dataclass(frozen=True)
class Site:
    """A website of one collection, in Dutch and in English.

    `base_url` is where it will stand, empty where that is not known; `repository` is the address
    of the repository in which readers may suggest a change. `words` gives, by the id of a
    practice, what else it is to be found by in the search of the browser, `similar` the ids of
    practices like it. `small` are words that a search does not need, `common` those that most
    practices hold.
    """

    dutch: Publication
    english: Publication
    base_url: str = ""
    repository: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    similar: Mapping[str, Sequence[str]] = field(default_factory=dict)
    small: Collection[str] = ()
    common: Sequence[str] = ()

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
        return pagefind.values(practice, self.dutch.taxonomy)

    def files(self) -> Iterator[File]:
        """Yield name and content of every file; the same input gives the same bytes."""
        for name in ASSETS:
            yield f"assets/{name}", (files(__package__) / "assets" / name).read_bytes()
        for publication, folder in ((self.dutch, ""), (self.english, ENGLISH)):
            html = Html(publication, folder, self)
            for name, make in self._pages(html):
                # What is said between two pages, of an error for one, is in the reader's language.
                with locale.speaking(publication.language):
                    content = make()
                yield f"{folder}{name}", content
        yield from feed.files(self)

    def _pages(self, html: Html) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield the name of every page of one language, and what makes it."""
        publication = html.publication
        for ref, place in publication.own_places.items():
            yield f"{place}.html", partial(html.of, ref)
        for old, new in publication.moved.items():
            yield f"{publication.place_of_practice(old)}.html", partial(html.moved, old, new)
        yield SEARCH, partial(self._search, html)
        if not html.folder:
            yield MISSING, html.missing

    def _search(self, html: Html) -> str:
        return html.render(
            "search.html",
            f"{html.folder}{SEARCH}",
            kind="search",
            id="",
            words=pagefind.messages(html.publication, self.small, self.common),
            facets=pagefind.facets(html.publication),
        )

    def head(self, language: str, ref: Ref, link: Link, page: Page | None) -> Head:
        """Return what a page says of itself to other sites; `page` is none where it has none."""
        return head(self, language, ref, link, page)
