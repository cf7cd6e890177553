"""What people see: on a phone and a wide screen, with large text, in the dark and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hostile import ID

from browser.conftest import Visits
from browser.websites import Website

LAYOUT = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")


def misfits(page: Any) -> list[str]:
    """Return what sticks out of the page, is cut off or lies over something else."""
    found: list[str] = page.evaluate(LAYOUT)
    return found


def enlarge(page: Any) -> None:
    """Show text twice as large, as people set it in their browser."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def in_widths(page: Any, name: str, *widths: int) -> list[str]:
    """Return what does not fit on a page in windows of these widths."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} {width} {each}" for each in misfits(page)]
    return found


def test_every_kind_of_page_fits(website: Website, visits: Visits) -> None:
    page = visits.open(website.url)
    found = []
    for name in website.kinds.values():
        page.goto(website.url + name)
        found += in_widths(page, name, 320, 360, 768, 1440)
    assert not found, "\n".join(found)


def test_every_kind_of_page_fits_when_its_text_is_twice_as_large(
    website: Website, visits: Visits
) -> None:
    page = visits.open(website.url)
    found = []
    for name in website.kinds.values():
        page.goto(website.url + name)
        size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
        before = page.evaluate(size)
        enlarge(page)
        assert page.evaluate(size) == 2 * before, name
        found += in_widths(page, name, 360, 1440)
    assert not found, "\n".join(found)


def test_hostile_pages_fit(hostile: Website, visits: Visits) -> None:
    page = visits.open(hostile.url)
    found = []
    for name in {*hostile.kinds.values(), f"praktijken/{ID}.html"}:
        page.goto(hostile.url + name)
        found += in_widths(page, name, 360, 1440)
    assert not found, "\n".join(found)


def test_search_results_and_filters_fit(website: Website, visits: Visits) -> None:
    page = visits.open(f"{website.url}zoeken.html?q=gezin&sector=jeugd-ggz&topic=trauma")
    page.wait_for_selector("#results > li")
    page.locator("details").evaluate_all("all => all.forEach(d => { d.open = true })")
    page.wait_for_load_state("networkidle")
    found = in_widths(page, "zoeken", 320, 360, 768, 1440)
    enlarge(page)
    found += in_widths(page, "zoeken, large", 360, 1440)
    assert not found, "\n".join(found)


def test_what_does_not_fit_is_found(website: Website, visits: Visits) -> None:
    page = visits.open(website.url, viewport={"width": 360, "height": 800})
    assert misfits(page) == []
    page.locator("h1").evaluate("h => { h.style.width = '500px'; h.style.whiteSpace = 'nowrap' }")
    assert any("the page is" in each for each in misfits(page))
    page.locator("h1").evaluate("h => { h.style.width = '200px'; h.style.overflow = 'hidden' }")
    assert any("is cut off" in each for each in misfits(page))
    page.locator("h1").evaluate("h => { h.style = 'margin-bottom: -2rem' }")
    assert any("lies over" in each for each in misfits(page))


def test_the_coverage_matrix_scrolls_by_itself(website: Website, visits: Visits) -> None:
    page = visits.open(f"{website.url}overzicht.html", viewport={"width": 360, "height": 800})
    region = page.get_by_role("region").filter(has=page.locator("table")).first
    assert region.evaluate("r => r.scrollWidth > r.clientWidth")
    assert region.get_attribute("tabindex") == "0"
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("r => r.scrollLeft > 0", arg=region.element_handle())


def test_the_page_is_dark_where_people_want_it_dark(website: Website, visits: Visits) -> None:
    lightness = {}
    for scheme in ("light", "dark"):
        page = visits.open(website.url, color_scheme=scheme)
        colour = page.evaluate(
            "[document.body, document.documentElement]"
            ".map(e => getComputedStyle(e).backgroundColor).find(c => c !== 'rgba(0, 0, 0, 0)')"
        )
        lightness[scheme] = sum(map(float, re.findall(r"[\d.]+", colour)[:3]))
    assert lightness["dark"] < 250 < 600 < lightness["light"]


def test_on_paper_there_is_the_text_with_the_addresses_and_nothing_to_press(
    website: Website, visits: Visits
) -> None:
    page = visits.open(website.url + website.kinds["praktijken/*"])
    assert page.locator("nav").first.is_visible()
    page.emulate_media(media="print")
    for selector in ("nav", "button", "input", "form"):
        for element in page.locator(selector).all():
            assert not element.is_visible(), selector
    assert page.locator("h1").is_visible()
    shown, named = page.evaluate(
        """() => {
          const links = [...document.querySelectorAll("main a[href^='http']")];
          const after = (link) => getComputedStyle(link, "::after").content;
          const says = (link) => link.checkVisibility() && (link.textContent.includes(link.href)
            || after(link).includes("attr(href)") || after(link).includes(link.href));
          return [links.filter(says), links].map((each) => each.map((link) => link.href));
        }"""
    )
    assert len(set(named)) > 5
    assert set(named) == set(shown)
    assert page.pdf().startswith(b"%PDF")
