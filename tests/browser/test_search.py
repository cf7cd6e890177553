"""Searching in the browser, as people do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from browser.conftest import Visits
from browser.test_markup import in_all_looks
from browser.websites import Website

RESULT = "#results > li"
SIZES = (1440, 360)


def search(page: Any, text: str) -> None:
    """Type a query in the box of the page and send it."""
    box = page.locator("main input[type=search]")
    box.fill(text)
    box.press("Enter")


def settle(page: Any) -> None:
    """Wait until the answer to what is asked is there, counts included."""
    page.wait_for_selector("#found:not([aria-busy])", state="visible")
    page.wait_for_load_state("networkidle")


def ask(visits: Visits, website: Website, address: str, **options: Any) -> Any:
    """Return the search page as an address opens it, with its answer."""
    page = visits.open(website.url + address, **options)
    settle(page)
    return page


def titles_at(page: Any, website: Website, query: str) -> list[str]:
    """Return the titles of the results of a query in the address."""
    page.goto(f"{website.url}zoeken.html?{query}")
    settle(page)
    return titles(page)


def total(page: Any) -> int:
    """Return the number of practices that the page says it found."""
    found = re.search(r"\d+", page.get_by_role("status").inner_text())
    return int(found[0]) if found else 0


def titles(page: Any) -> list[str]:
    """Return the titles of all results, having asked for more until there are no more."""
    while (more := page.locator("#more")).is_visible():
        before = page.locator(RESULT).count()
        more.click()
        page.wait_for_function(
            "([selector, n]) => document.querySelectorAll(selector).length > n",
            arg=[RESULT, before],
        )
    found: list[str] = page.locator(f"{RESULT} .name").all_inner_texts()
    return found


def box_of(page: Any, kind: str, id: str) -> Any:
    """Return the checkbox of a value, in a group that is open."""
    box = page.locator(f"input[type=checkbox][name={kind}][value={id}]")
    group = page.locator("details.facet", has=box)
    for details in (page.locator("#filters"), group):
        if not details.evaluate("d => d.open"):
            details.locator("> summary").click()
    settle(page)
    if not box.is_visible():
        group.get_by_role("button").click()
        settle(page)
    return box


def count_of(box: Any) -> int:
    """Return the number that stands behind a checkbox."""
    text: str = box.locator("xpath=ancestor::li").inner_text()
    return int(re.findall(r"\d+", text)[-1])


@pytest.mark.parametrize("width", SIZES)
def test_from_the_start_page_to_a_practice(website: Website, visits: Visits, width: int) -> None:
    page = visits.open(website.url, viewport={"width": width, "height": 800})
    search(page, "traumabehandeling")
    page.wait_for_url("**/zoeken.html?q=traumabehandeling")
    settle(page)
    assert total(page) > 3
    assert total(page) == len(titles(page))
    first = page.locator(f"{RESULT} a").first
    title = first.inner_text()
    assert "trauma" in page.locator(RESULT).first.inner_text().lower()
    assert page.locator(f"{RESULT} mark").count()
    assert "Openbare bronnen" in page.locator(RESULT).first.inner_text()
    first.click()
    page.wait_for_url("**/praktijken/*.html")
    assert page.locator("h1").inner_text() == title


MEANT = {
    "traumabehandelingen": "Asja (Fier)",  # another form
    "behandeling": "Asja (Fier)",  # a part of a compound
    "bemoeizorg": "Buurtteams Jeugd en Gezin Utrecht",  # another name of a tag
    "transitiepsychiatrie": "De Twentse Belofte",
    "multidimensionele familietherapie": "MDFT",
    "friesland": "Asja (Fier)",  # the province of its place
}


def test_words_find_what_they_mean(website: Website, visits: Visits) -> None:
    page = ask(visits, website, "zoeken.html")
    missed = []
    for text, title in MEANT.items():
        search(page, text)
        page.wait_for_url(f"**/zoeken.html?q={text.replace(' ', '+')}")
        settle(page)
        if not any(title in each for each in titles(page)):
            missed.append(text)
    assert missed == []


def test_a_hyphen_between_words_is_a_space(website: Website, visits: Visits) -> None:
    page = ask(visits, website, "zoeken.html?q=jongeren+fier")
    found = titles(page)
    assert "Asja (Fier)" in found
    assert found == titles(ask(visits, website, "zoeken.html?q=jongeren-fier"))


def test_a_filter_leaves_as_many_as_it_says(website: Website, visits: Visits) -> None:
    page = ask(visits, website, "zoeken.html?q=school")
    everything = titles(page)
    box = box_of(page, "sector", "jeugd-ggz")
    number = count_of(box)
    assert 0 < number < len(everything)
    box.check()
    settle(page)
    assert total(page) == number
    found = titles(page)
    assert len(found) == number
    assert set(found) < set(everything)
    assert "sector=jeugd-ggz" in page.url


def test_filters_of_one_kind_add_up_and_of_two_kinds_narrow(
    website: Website, visits: Visits
) -> None:
    page = visits.open(website.url)

    def found(query: str) -> set[str]:
        return set(titles_at(page, website, query))

    one, other = found("topic=trauma"), found("topic=hechting")
    assert one
    assert other
    assert found("topic=trauma&topic=hechting") == one | other
    assert found("topic=trauma&sector=onderwijs") == one & found("sector=onderwijs")


def test_every_filter_says_how_many_it_would_leave(website: Website, visits: Visits) -> None:
    page = ask(visits, website, "zoeken.html?q=gezin&sector=jeugd-ggz")
    said = {
        (kind, id): count_of(box_of(page, kind, id))
        for kind, id in (("topic", "trauma"), ("sector", "onderwijs"), ("region", "friesland"))
    }
    for (kind, id), number in said.items():
        others = "" if kind == "sector" else "&sector=jeugd-ggz"
        found = titles_at(page, website, f"q=gezin{others}&{kind}={id}")
        assert len(found) == number, (kind, id)


def test_the_address_keeps_what_is_asked_and_back_goes_back(
    website: Website, visits: Visits
) -> None:
    page = ask(visits, website, "zoeken.html?q=school")
    box_of(page, "sector", "onderwijs").check()
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["school"], "sector": ["onderwijs"]}
    filtered = titles(page)
    again = ask(visits, website, page.url.removeprefix(website.url))
    assert titles(again) == filtered
    assert again.locator("input[name=sector][value=onderwijs]").is_checked()
    page.locator(f"{RESULT} a").first.click()
    page.wait_for_url("**/praktijken/*.html")
    page.go_back()
    settle(page)
    assert titles(page) == filtered
    page.go_back()
    settle(page)
    assert page.url.endswith("zoeken.html?q=school")
    assert len(titles(page)) > len(filtered)
    assert not page.locator("input[name=sector][value=onderwijs]").is_checked()


def test_what_is_nowhere_found_says_what_to_do(website: Website, visits: Visits) -> None:
    page = ask(visits, website, "zoeken.html?q=xyzzyqwrtp")
    assert titles(page) == []
    assert page.locator("#advice a").first.is_visible()


def test_a_query_in_the_address_is_no_longer_than_one_that_is_typed(
    website: Website, visits: Visits
) -> None:
    page = ask(visits, website, "zoeken.html?q=" + "x" * 10_000)
    assert titles(page) == []
    assert len(page.locator("#q").input_value()) == 200


def test_asking_for_more_twice_at_once_shows_each_result_once(
    website: Website, visits: Visits
) -> None:
    page = ask(visits, website, "zoeken.html?q=gezin")
    page.locator("#more").dblclick()
    page.locator(RESULT).nth(10).wait_for()
    found = titles(page)
    assert len(found) == len(set(found)) == total(page)


@pytest.mark.parametrize("files", ["pf_index", "pf_meta", "pf_fragment", "pagefind"])
def test_a_search_that_could_not_be_loaded_says_so_and_works_later(
    website: Website, visits: Visits, files: str
) -> None:
    page = ask(visits, website, "zoeken.html")
    page.route(f"**/*.{files}", lambda route: route.abort())
    page.reload()
    search(page, "autisme")
    page.locator("#count", has_text="kon niet laden").wait_for()
    page.unroute_all()
    search(page, "autisme")
    settle(page)
    assert len(titles(page)) == total(page) > 0
    visits.problems.clear()


def test_english_has_other_labels_and_the_same_practices(website: Website, visits: Visits) -> None:
    page = visits.open(website.url + "praktijken/asja-fier.html")
    dutch = page.locator("h2").all_inner_texts()
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/praktijken/asja-fier.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == title
    assert page.locator("h1").get_attribute("lang") == "nl"
    assert "Leidende principes" in dutch
    assert "Leading principles" in page.locator("h2").all_inner_texts()
    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url("**/praktijken/asja-fier.html")
    assert "/en/" not in page.url


def test_the_search_page_in_english_finds_the_same(website: Website, visits: Visits) -> None:
    address = "zoeken.html?q=traumabehandeling&sector=jeugd-ggz"
    dutch = ask(visits, website, address)
    english = ask(visits, website, f"en/{address}")
    assert titles(english) == titles(dutch) != []
    label = english.locator("label", has=english.locator("input[name=sector]:checked"))
    assert label.inner_text().strip() == "Youth mental health care"
    english.locator(f"{RESULT} a").first.click()
    english.wait_for_url("**/en/praktijken/*.html")


def test_without_javascript_the_search_page_says_what_to_do(
    website: Website, visits: Visits
) -> None:
    for folder in ("", "en/"):
        page = visits.open(f"{website.url}{folder}zoeken.html", java_script_enabled=False)
        assert "JavaScript" in page.locator("main").inner_text()
        assert not page.locator("main input").first.is_visible()
        page.locator("main a[href*='praktijken/index.html']").first.click()
        page.wait_for_url("**/praktijken/index.html")


@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_the_search_page_with_results_and_filters(
    website: Website, visits: Visits, axe: str, width: int
) -> None:
    page = ask(
        visits, website, "zoeken.html?q=gezin&sector=jeugd-ggz",
        bypass_csp=True, viewport={"width": width, "height": 800},
    )  # fmt: skip
    box_of(page, "topic", "trauma")
    found = in_all_looks(page, axe)
    assert not found, "\n".join(found)


def test_a_search_asks_nothing_elsewhere_and_leaves_nothing_behind(
    website: Website, visits: Visits
) -> None:
    page = ask(visits, website, "zoeken.html?q=gezin")
    box_of(page, "topic", "trauma").check()
    settle(page)
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
