"""The files of the website."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from isj_cli import locale
from isj_cli.export.folder import File
from isj_cli.export.site.html import Html
from isj_cli.pages.publication import Publication

ENGLISH = "en/"
ASSETS = ("site.css", "search.js", "favicon.svg")
MISSING = "404.html"


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
        pages += [f"{self.dutch.place_of_practice(old)}.html" for old in self.dutch.moved]
        assets = [f"assets/{name}" for name in ASSETS]
        return (*pages, *(f"{ENGLISH}{name}" for name in pages), MISSING, *assets)

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
                if not folder:
                    yield MISSING, html.missing()
        finally:
            locale.speak(spoken)
