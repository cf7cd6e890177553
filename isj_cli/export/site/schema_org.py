"""What a page of the website is about, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Item
from isj_cli.domain.practice import Practice, Source
from isj_cli.domain.text import one_line
from isj_cli.domain.vocabularies import Term
from isj_cli.export.site.addresses import PLACE_OF_SEARCH, Link, address, folder_of
from isj_cli.export.site.days import changed_on, day
from isj_cli.pages import titles
from isj_cli.pages.page import WRITTEN_IN
from isj_cli.pages.publication import CC_BY, START, Publication, Ref
from isj_cli.pages.sources import source_of

if TYPE_CHECKING:
    from isj_cli.export.site.site import Site

_IN_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_TERMS = {"sector": t.SECTORS, "topic": t.TOPICS}
_TAGS = ("principle", "factor", "topic", "sector")


def subject(site: Site, publication: Publication, ref: Ref, link: Link) -> dict[str, Any]:
    """Return what a page is about in the words of schema.org; nothing where it has none."""
    kind, id = ref

    def to(ref: Ref) -> str:
        place = publication.places.get(ref, "")
        return address(site.base_url, publication.language, place) if site.base_url else link(ref)

    if ref == START:
        return _website(site, publication) if site.base_url else {}
    if kind == "practice" and id:
        return _practice(publication, publication.by_id[id], to)
    if kind == "framework" and id:
        return _framework(publication, id, to)
    if kind in _TERMS:
        return _term(publication, kind, id, to) if id else _vocabulary(publication, kind, to)
    if kind in ("principle", "factor", "item") and id:
        item, own = publication.taxonomy.items[id], publication.taxonomy.framework_of[id]
        return _defined(publication, item, to(ref), to(("framework", own.id)))
    return {}


def in_script(data: dict[str, Any]) -> Markup:
    """Return data as JSON that nothing in it can end the `script` element around."""
    if not data:
        return Markup("")
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _IN_SCRIPT.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 (no sign of markup is left in it)


def _filled(**facts: Any) -> dict[str, Any]:
    """Return the facts that are known; texts on one line."""
    found = {}
    for name, value in facts.items():
        known = one_line(value) if isinstance(value, str) else value
        if known or known == 0:
            found[name.replace("type_", "@type")] = known
    return found


def _website(site: Site, publication: Publication) -> dict[str, Any]:
    language = publication.language
    search = f"{folder_of(language)}{PLACE_OF_SEARCH}.html"
    return _filled(
        type_="WebSite",
        name=titles.title(START[0]),
        url=address(site.base_url, language, publication.places[START]),
        inLanguage=language,
        license=CC_BY if publication.is_cc_by else "",
        potentialAction={
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site.base_url}{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        }
        if search in site.names
        else None,
    )


def _practice(publication: Publication, practice: Practice, to: Link) -> dict[str, Any]:
    group = practice.target_group
    tags = practice.tags()
    return _filled(
        type_="Article",
        headline=practice.title,
        description=practice.summary,
        url=to(("practice", practice.id)),
        inLanguage=WRITTEN_IN,
        license=CC_BY if publication.is_cc_by else "",
        datePublished=day(practice.review.described_on),
        dateModified=changed_on(practice),
        temporalCoverage=_years(practice),
        spatialCoverage=[_filled(type_="Place", name=name) for name in practice.region.names],
        audience=_filled(
            type_="PeopleAudience",
            audienceType=group.text,
            suggestedMinAge=group.age_min,
            suggestedMaxAge=group.age_max,
        )
        if group.text
        else None,
        about=[
            _tag(publication, kind, id, to) for kind in _TAGS for id in dict.fromkeys(tags[kind])
        ],
        mentions=[_filled(type_="Organization", name=each.name) for each in practice.organisations],
        citation=[_work(each) for each in practice.sources],
        isPartOf=_filled(
            type_="Collection", name=titles.title("practice"), url=to(("practice", ""))
        ),
    )


def _years(practice: Practice) -> str:
    """Return the years of a practice as an interval (ISO 8601), where both are known."""
    started, ended = practice.period.started, practice.period.ended
    return f"{started:04}/{ended:04}" if started and ended else ""


def _work(source: Source) -> dict[str, Any]:
    is_web = source.url.startswith(("https://", "http://"))
    return _filled(
        type_="CreativeWork",
        name=source.title,
        url=source.url if is_web else "",
        publisher=_filled(type_="Organization", name=source.publisher)
        if source.publisher
        else None,
        datePublished=f"{source.year:04}" if source.year else "",
    )


def _tag(publication: Publication, kind: str, id: str, to: Link) -> dict[str, Any]:
    taxonomy, language = publication.taxonomy, publication.language
    known = _TERMS.get(kind)
    label = taxonomy.label(known, id, language) if known else taxonomy.item_label(id, language)
    ref = (kind, id)
    url = to(ref) if ref in publication.places else ""
    return _filled(type_="DefinedTerm", name=label, url=url)


def _defined(
    publication: Publication, thing: Item | Term, url: str, list_url: str
) -> dict[str, Any]:
    language = publication.language
    return _filled(
        type_="DefinedTerm",
        name=thing.label.text(language) or thing.id,
        alternateName=[one_line(name) for name in thing.alt.words(language)],
        description=thing.description.text(language),
        termCode=thing.id,
        url=url,
        inDefinedTermSet=list_url,
        inLanguage=language,
    )


def _term(publication: Publication, kind: str, id: str, to: Link) -> dict[str, Any]:
    terms = publication.taxonomy.terms(_TERMS[kind])
    term = next(each for each in terms if each.id == id)
    return _defined(publication, term, to((kind, id)), to((kind, "")))


def _set(
    publication: Publication,
    name: str,
    url: str,
    terms: Iterable[tuple[str, str, str]],
    **more: Any,
) -> dict[str, Any]:
    """Return a list of terms, of each of which label, id and address are given."""
    return _filled(
        type_="DefinedTermSet",
        name=name,
        url=url,
        inLanguage=publication.language,
        license=CC_BY if publication.is_cc_by else "",
        hasDefinedTerm=[
            _filled(type_="DefinedTerm", name=label, termCode=id, url=address)
            for label, id, address in terms
        ],
        **more,
    )


def _vocabulary(publication: Publication, kind: str, to: Link) -> dict[str, Any]:
    language = publication.language
    terms = publication.taxonomy.terms(_TERMS[kind])
    named = [(each.label.text(language) or each.id, each.id, to((kind, each.id))) for each in terms]
    return _set(publication, titles.title(kind), to((kind, "")), named)


def _framework(publication: Publication, id: str, to: Link) -> dict[str, Any]:
    taxonomy, language = publication.taxonomy, publication.language
    framework = next(each for each in taxonomy.frameworks if each.id == id)
    source = source_of(taxonomy, framework.source)
    items = (*framework.items, *framework.not_counted.items)
    kinds = ("principle", "factor", "item")
    return _set(
        publication,
        framework.label.text(language) or id,
        to(("framework", id)),
        [
            (
                each.label.text(language) or each.id,
                each.id,
                to(
                    next((kind, each.id) for kind in kinds if (kind, each.id) in publication.places)
                ),
            )
            for each in items
        ],
        isBasedOn=_work(Source(title=source.title, publisher=source.publisher, url=source.url))
        if source
        else None,
    )
