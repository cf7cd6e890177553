"""The files of the website."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from isj_cli import locale
from isj_cli.export.folder import File
from isj_cli.export.site import feed, linked
from isj_cli.export.site.html import Html
from isj_cli.pages.page import Page
from isj_cli.pages.publication import Publication, Ref

ENGLISH = "en/"
ASSETS = ("site.css", "search.js")


@dataclass(frozen=True)
class Site:
    """A website of one collection, in Dutch and in English.

    `base_url` is where it will stand, empty where that is not known; `repository` is the address
    of the repository in which readers may suggest a change. `words` gives, by the id of a
    practice, what else it is to be found by in the search of the browser.
    """

    dutch: Publication
    english: Publication
    base_url: str = ""
    repository: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of every file that `files` gives."""
        pages = [f"{place}.html" for place in self.dutch.own_places.values()]
        return (
            *(*pages, *(f"{ENGLISH}{name}" for name in pages)),
            *(f"assets/{name}" for name in ASSETS),
            *feed.names(self),
        )

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
        finally:
            locale.speak(spoken)
        yield from feed.files(self)

    def head(self, language: str, ref: Ref, link: linked.Link, page: Page | None) -> linked.Head:
        """Return what a page says of itself to other sites; `page` is none where it has none."""
        return linked.head(self, language, ref, link, page)
