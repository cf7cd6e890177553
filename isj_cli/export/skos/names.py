"""How the things of the taxonomy are named in the graph."""

from __future__ import annotations

from urllib.parse import quote

from rdflib import URIRef

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import FrameworkSource
from isj_cli.pages.publication import ABOUT, ALONE, FOLDERS, Publication

NOWHERE = "urn:isj:"
VOCABULARIES = "woordenlijsten"
_INDEXED = {t.SECTORS: "sector", t.TOPICS: "topic", t.REGIONS: "region"}


class Names:
    """Names by the pages of the website at `base_url`, without it such as lead nowhere."""

    def __init__(self, taxonomy: t.Taxonomy, base_url: str) -> None:
        """Find where the pages stand."""
        self.base_url = base_url and base_url.rstrip("/") + "/"
        self.places = Publication((), taxonomy, "nl", is_cc_by=False).places

    def item(self, id: str) -> URIRef:
        """Return the name of an item, or of an aspect of one."""
        return self.name(self.places["item", id], id)

    def framework(self, id: str) -> URIRef:
        """Return the name of a framework."""
        return self.name(self.places["framework", id], id)

    def term(self, vocabulary: str, id: str) -> URIRef:
        """Return the name of a value of a vocabulary."""
        kind = _INDEXED.get(vocabulary)
        if kind:
            return self.name(f"{FOLDERS[kind]}/{id}", id)
        return self.name(f"{VOCABULARIES}/{vocabulary}", id)

    def vocabulary(self, id: str) -> URIRef:
        """Return the name of a vocabulary."""
        kind = _INDEXED.get(id)
        place = self.places[kind, ""] if kind else f"{VOCABULARIES}/{id}"
        return self.name(place, f"lijst-{id}")

    def published(self, source: FrameworkSource) -> URIRef:
        """Return the name of a publication: its address, where it has one."""
        if source.url.startswith(("https://", "http://")):
            return URIRef(quote(source.url, safe="/:?#@!$&'()*+,;=%~-._"))
        return self.name(ALONE[ABOUT], source.id)

    def cited(self, id: str) -> URIRef:
        """Return the name of a reference."""
        return self.name(self.places["reference", id], id)

    def name(self, place: str, fragment: str) -> URIRef:
        """Return the name of what page `place` tells of; a page is not the thing itself."""
        path = quote(f"{place}.html" if self.base_url else place)
        return URIRef(f"{self.base_url or NOWHERE}{path}#{quote(fragment, safe='')}")
