"""The website for who has no mouse."""

from __future__ import annotations

from typing import Any

from browser.conftest import Visits
from browser.websites import Website

FOCUSED = """() => {
  const found = document.activeElement, style = getComputedStyle(found);
  const box = found.getBoundingClientRect();
  return {
    name: `${found.localName}#${found.id} ${(found.textContent || found.name || '').trim()}`,
    number: [...document.querySelectorAll('*')].indexOf(found),
    is_body: found === document.body,
    is_outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && !/, 0\\)$|transparent/.test(style.outlineColor),
    is_seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""
MOST = 400


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until what the selector names has the focus."""
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no number of Tabs leads to {selector}")


def walk(page: Any) -> list[dict[str, Any]]:
    """Press Tab from the beginning to the end of the page; return all that had the focus."""
    found: list[dict[str, Any]] = []
    for _press in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["is_body"] or (found and at["number"] == found[0]["number"]):
            return found
        found.append(at)
    raise AssertionError("Tab never comes to the end of the page")


def test_the_first_tab_leads_past_the_menu(website: Website, visits: Visits) -> None:
    page = visits.open(website.url + website.kinds["principes/*"])
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["is_seen"]
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_shows_all_there_is_in_the_order_in_which_it_reads(
    website: Website, visits: Visits
) -> None:
    for name in ("index.html", "zoeken.html", website.kinds["praktijken/*"]):
        page = visits.open(website.url + name)
        page.wait_for_load_state("networkidle")
        found = walk(page)
        numbers = [each["number"] for each in found]
        assert numbers == sorted(numbers)
        assert [each["name"] for each in found if not each["is_outlined"]] == []
        assert [each["name"] for each in found if not each["is_seen"]] == []
        reachable = page.locator("a[href], button, input, select, summary").all()
        assert len(found) >= sum(each.is_visible() for each in reachable), name


def test_everything_can_be_found_with_the_keyboard_alone(website: Website, visits: Visits) -> None:
    page = visits.open(website.url)
    tab_to(page, "main input[type=search]")
    page.keyboard.type("traumabehandeling")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken.html?q=traumabehandeling*")
    page.wait_for_selector("#found:not([aria-busy])", state="visible")
    before = page.get_by_role("status").inner_text()
    tab_to(page, "#filters > summary")
    if not page.locator("#filters").evaluate("d => d.open"):
        page.keyboard.press("Enter")
    tab_to(page, ".facet[data-kind=sector] > summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    page.wait_for_url("**/zoeken.html?q=traumabehandeling&sector=*")
    page.wait_for_function(
        "before => document.querySelector('[role=status]').innerText !== before", arg=before
    )
    tab_to(page, "#results a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/*.html*")
    assert page.locator("h1").is_visible()
