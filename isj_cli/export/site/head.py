"""What a page of the website says of itself to other sites: description, addresses, schema.org.

What needs an absolute address is there only where it is known where the site will stand.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from isj_cli.domain.text import one_line
from isj_cli.export.site.addresses import (
    FEED,
    PLACE_OF_SEARCH,
    SEARCHING,
    Link,
    address,
    folder_of,
)
from isj_cli.export.site.days import changed_on, day, has_feed
from isj_cli.export.site.schema_org import in_script, subject
from isj_cli.locale import LANGUAGES
from isj_cli.pages import titles
from isj_cli.pages.page import Page, Paragraph
from isj_cli.pages.publication import START, Ref

if TYPE_CHECKING:
    from isj_cli.export.site.site import Site

LONGEST = 300  # characters of a description; search engines show some 160 of them
LOCALES = {"nl": "nl_NL", "en": "en_GB"}


class Head(NamedTuple):
    """What stands in the head of a page; addresses are empty where they are not known.

    `alternates` are the addresses of the page by language; `data` is what schema.org calls its
    subject, as JSON-LD that can stand in a `script` element. `published` and `changed` are days.
    """

    title: str
    description: str
    address: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    locales: tuple[str, ...] = ()
    feed: str = ""
    name: str = ""
    data: Markup = Markup("")
    published: str = ""
    changed: str = ""


def head(site: Site, language: str, ref: Ref, link: Link, page: Page | None) -> Head:
    """Return what a page says of itself; `link` gives the address of a page as seen from it."""
    publication = site.english if language == "en" else site.dutch
    name = titles.title(START[0])
    place = publication.places.get(ref, PLACE_OF_SEARCH if ref == SEARCHING else "")
    if not place:
        return Head(name, name)
    practice = publication.by_id.get(ref[1]) if ref[0] == "practice" else None
    title = one_line(page.title) if page else name
    lead = next((each for each in page.blocks if _is_lead(each)), None) if page else None
    said = "".join(span.text for span in lead.line) if isinstance(lead, Paragraph) else ""
    told = Head(
        title,
        shorten(one_line(said), LONGEST, placeholder=" …")
        or " – ".join(dict.fromkeys((title, name))),
        name=name,
        data=in_script(subject(site, publication, ref, link)),
        published=day(practice.review.described_on) if practice else "",
        changed=changed_on(practice) if practice else "",
    )
    if not site.base_url:
        return told
    return told._replace(
        address=address(site.base_url, language, place),
        alternates=tuple((each, address(site.base_url, each, place)) for each in LANGUAGES),
        locales=tuple(sorted(LOCALES.values(), key=lambda each: not each.startswith(language))),
        feed=f"{site.base_url}{folder_of(language)}{FEED}" if has_feed(publication) else "",
    )


def _is_lead(block: object) -> bool:
    return isinstance(block, Paragraph) and block.voice == "lead"
