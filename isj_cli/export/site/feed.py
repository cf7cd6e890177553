"""The lists of pages for programs: Atom feeds (RFC 4287), sitemaps (sitemaps.org), robots.txt.

All of them name pages by absolute addresses, so there are none where it is not known where the
site will stand. Their days are those of the practices, never the clock's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import TOPICS
from isj_cli.domain.text import one_line, xml
from isj_cli.export.folder import File
from isj_cli.export.site.addresses import FEED, address, folder_of
from isj_cli.export.site.days import changed_on, dated, day, has_feed
from isj_cli.locale import LANGUAGES, _, speaking
from isj_cli.pages import titles
from isj_cli.pages.page import WRITTEN_IN
from isj_cli.pages.publication import CC_BY, START, Publication

if TYPE_CHECKING:
    from isj_cli.export.site.site import Site

NEWEST = 50
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST = 50_000  # addresses in one sitemap, by its protocol

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def names(site: Site) -> tuple[str, ...]:
    """Return the names of the files that `files` gives; none where it gives none."""
    if not site.base_url:
        return ()
    feeds = [f"{folder_of(each.language)}{FEED}" for each in _languages(site) if has_feed(each)]
    parts = _parts(site)
    more = [_part(number) for number in range(1, parts + 1)] if parts > 1 else []
    return (*feeds, SITEMAP, *more, ROBOTS)


def files(site: Site) -> Iterator[File]:
    """Yield name and content of every list, where the address of the site is known."""
    if not site.base_url:
        return
    for publication in _languages(site):
        if has_feed(publication):
            with speaking(publication.language):
                text = atom(publication, site.base_url)
            yield f"{folder_of(publication.language)}{FEED}", text
    yield from _sitemaps(site)
    yield ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {site.base_url}{SITEMAP}\n"


def _languages(site: Site) -> tuple[Publication, Publication]:
    return site.dutch, site.english


def atom(publication: Publication, base_url: str) -> bytes:
    """Return the feed of the practices that were described or checked last, newest first."""
    language = publication.language
    own = f"{base_url}{folder_of(language)}{FEED}"
    newest = dated(publication)[:NEWEST]
    feed = Element("feed", {"xmlns": _ATOM, _LANG: language})
    _text(feed, "id", own)
    _text(feed, "title", titles.title(START[0]))
    _text(feed, "subtitle", _("The practices that were described or checked last."))
    _text(feed, "updated", _moment(changed_on(newest[0])))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    start = address(base_url, language, publication.places[START])
    SubElement(feed, "link", rel="alternate", type="text/html", hreflang=language, href=start)
    if publication.is_cc_by:
        SubElement(feed, "link", rel="license", href=CC_BY)
    author = SubElement(feed, "author")
    _text(author, "name", titles.title(START[0]))
    for practice in newest:
        _entry(feed, publication, practice, base_url)
    return _written(feed)


def _entry(feed: Element, publication: Publication, practice: Practice, base_url: str) -> None:
    language, taxonomy = publication.language, publication.taxonomy
    page = address(base_url, language, publication.places["practice", practice.id])
    entry = SubElement(feed, "entry")
    _text(entry, "id", page)
    _text(entry, "title", practice.title or practice.id).set(_LANG, WRITTEN_IN)
    _text(entry, "updated", _moment(changed_on(practice)))
    if described := day(practice.review.described_on):
        _text(entry, "published", _moment(described))
    SubElement(entry, "link", rel="alternate", type="text/html", hreflang=language, href=page)
    _text(entry, "summary", practice.summary).set(_LANG, WRITTEN_IN)
    for topic in dict.fromkeys(practice.topics):
        SubElement(
            entry,
            "category",
            term=_sound(topic),
            scheme=address(base_url, language, publication.places["topic", ""]),
            label=_sound(taxonomy.label(TOPICS, topic, language)),
        )


def _moment(day: str) -> str:
    """Return the beginning of a day as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _sound(text)
    return element


def _sound(text: str) -> str:
    return one_line(xml(text))


def _written(root: Element) -> bytes:
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _sitemaps(site: Site) -> Iterator[File]:
    """Yield the sitemap, or where there are too many pages for one, its parts and their list."""
    pages = _pages(site)
    parts = _parts(site)
    if parts == 1:
        yield SITEMAP, _urlset(pages, site.base_url)
        return
    index = Element("sitemapindex", xmlns=_SITEMAP)
    for number in range(1, parts + 1):
        name = _part(number)
        yield name, _urlset(pages[MOST * (number - 1) : MOST * number], site.base_url)
        _text(SubElement(index, "sitemap"), "loc", f"{site.base_url}{name}")
    yield SITEMAP, _written(index)


def _parts(site: Site) -> int:
    return -(-len(_pages(site)) // MOST)


def _part(number: int) -> str:
    return f"sitemap-{number}.xml"


def _pages(site: Site) -> list[tuple[str, str, str]]:
    """Return language, place and day of the last change (where known) of every page.

    Withdrawn practices have a page for who has its address, and stand in no list.
    """
    withdrawn = {each.id for each in site.dutch.withdrawn}
    days = {each.id: changed_on(each) for each in site.dutch.practices}
    return [
        (language, place, days.get(id, "") if kind == "practice" else "")
        for (kind, id), place in site.dutch.own_places.items()
        if kind != "practice" or id not in withdrawn
        for language in LANGUAGES
    ]


def _urlset(pages: Sequence[tuple[str, str, str]], base_url: str) -> bytes:
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for language, place, changed in pages:
        url = SubElement(root, "url")
        _text(url, "loc", address(base_url, language, place))
        if changed:
            _text(url, "lastmod", changed)
        for other in LANGUAGES:
            href = address(base_url, other, place)
            SubElement(url, "xhtml:link", rel="alternate", hreflang=other, href=href)
    return _written(root)
