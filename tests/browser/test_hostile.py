"""Texts that try to break the website: all of them are shown, none of them does anything."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest
from hostile import ID, MARK, OLD, RUN, TEXT, TITLE
from lxml import etree

from browser.conftest import Visits
from browser.websites import Website
from isj_cli.domain.text import clean

PAGE = f"praktijken/{ID}.html"

# All that may stand in a page; what a text would put there is none of it.
ELEMENTS = set(
    "html head meta title link script body a abbr article aside b blockquote br button caption "
    "cite dd details div dl dt em fieldset figure footer form h1 h2 h3 h4 header i input label "
    "legend li main mark nav noscript ol option output p search section select small span strong "
    "summary table tbody td th thead time tr ul".split()
)


def test_no_text_puts_an_element_or_an_attribute_in_a_page(hostile: Website) -> None:
    for name in hostile.names:
        tree = hostile.tree(name)
        assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ELEMENTS
        assert not tree.xpath("//b[not(parent::*[@class='brand'])]"), name
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), name
        assert not tree.xpath("//@style"), name
        for script in tree.iter("script"):
            is_data = script.get("type") == "application/ld+json"
            assert is_data != bool(script.get("src")), name
            if is_data:
                assert json.loads(script.text)
            else:
                assert not script.text_content().strip(), name


def test_no_link_leads_into_a_program_or_a_file(hostile: Website) -> None:
    seen = set()
    for name in hostile.names:
        for _element, _attribute, target, _at in hostile.tree(name).iterlinks():
            seen.add(target.strip().partition(":")[0].lower() if ":" in target else "")
    assert seen <= {"", "http", "https", "mailto"}


@pytest.mark.parametrize("name", [PAGE, f"praktijken/{OLD}.html", f"en/{PAGE}"])
def test_hostile_texts_are_shown_as_they_are(hostile: Website, visits: Visits, name: str) -> None:
    page = visits.open(hostile.url + name)
    assert page.title().startswith(clean(TITLE))
    assert page.locator("h1").inner_text() == " ".join(clean(TITLE).split())
    shown = " ".join(page.locator("main").text_content().split())
    assert " ".join(clean(TEXT).split()) in shown
    assert page.evaluate("typeof window.hostile") == "undefined"


def test_nothing_of_it_runs_on_any_page(hostile: Website, visits: Visits) -> None:
    page = visits.open(hostile.url)
    seen = 0
    for name in hostile.samples:
        page.goto(hostile.url + name)
        seen += MARK in page.locator("main").text_content()
        assert page.evaluate("typeof window.hostile") == "undefined", name
    assert seen > 10


def test_no_link_of_it_does_anything_when_it_is_followed(hostile: Website, visits: Visits) -> None:
    page = visits.open(hostile.url + PAGE)
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
    assert len(hrefs) > 20
    assert set(hrefs) <= {"http:", "https:", "mailto:"}


def test_no_sign_turns_the_text_around_it(hostile: Website) -> None:
    for path in hostile.folder.rglob("*"):
        if path.suffix in (".html", ".xml", ".js", ".css"):
            text = path.read_text(encoding="utf-8")
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_the_flag_would_be_set_if_it_ran(hostile: Website, visits: Visits) -> None:
    page = visits.open("about:blank")
    page.set_content(f"<script>{RUN}</script>")
    assert page.evaluate("window.hostile") == 1
    visits.contexts.remove(page.context)
    page.context.close()


def test_programs_that_read_the_site_get_the_texts_whole(hostile: Website) -> None:
    data = [
        json.loads(script.text)
        for name in (PAGE, f"en/{PAGE}")
        for script in hostile.tree(name).iter("script")
        if script.get("type") == "application/ld+json"
    ]
    assert len(data) == 2
    for each in data:
        assert " ".join(clean(TITLE).split()) in json.dumps(each, ensure_ascii=False)
    feeds = [etree.fromstring(path.read_bytes()) for path in hostile.folder.rglob("*.xml")]
    texts = {" ".join("".join(each.itertext()).split()) for tree in feeds for each in tree.iter()}
    assert any(" ".join(clean(TITLE).split()) in each for each in texts)
    for tree in feeds:
        assert {etree.QName(each).namespace for each in tree.iter()} <= {
            "http://www.w3.org/2005/Atom",
            "http://www.sitemaps.org/schemas/sitemap/0.9",
            "http://www.w3.org/1999/xhtml",
        }


def test_an_address_cannot_put_anything_in_the_search_page(
    hostile: Website, visits: Visits
) -> None:
    text = f'"><img src=x onerror="{RUN}"><script>{RUN}</script>'
    query = urlencode(dict.fromkeys(("q", "topic", "sector", "principle", "factor"), text))
    for address in (f"zoeken.html?{query}", f"en/zoeken.html?{query}#{text}"):
        page = visits.open(hostile.url + address)
        page.wait_for_load_state("networkidle")
        assert page.locator("input[type=search]").first.input_value() == text
        assert page.locator("main img").count() == 0
        assert page.evaluate("typeof window.hostile") == "undefined"


def test_hostile_texts_are_plain_text_among_the_results(hostile: Website, visits: Visits) -> None:
    for folder in ("", "en/"):
        page = visits.open(f"{hostile.url}{folder}zoeken.html?q={MARK}")
        result = page.locator("main a[href*='praktijken/vijandig.html']").first
        result.wait_for()
        assert " ".join(clean(TITLE).split()) in " ".join(result.text_content().split())
        assert page.locator("main").locator("img, svg, script, style").count() == 0
        assert page.evaluate("typeof window.hostile") == "undefined"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
