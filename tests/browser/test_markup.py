"""What tools say of the pages: html-validate of the markup, axe-core of who is shut out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Visits
from browser.websites import Website

CONFIG = Path(__file__).with_name("htmlvalidate.mjs")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ({"width": 1440, "height": 900}, {"width": 360, "height": 740})
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("site", ["website", "small", "hostile"])
def test_html_validate_finds_nothing(
    request: pytest.FixtureRequest, html_validate: str, site: str
) -> None:
    made: Website = request.getfixturevalue(site)
    done = subprocess.run(
        [html_validate, "--config", str(CONFIG), "--formatter", "text", *made.samples],
        cwd=made.folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_html_validate_finds_what_is_wrong(html_validate: str, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html>\n<html><p><div></p></html>\n", encoding="utf-8")
    done = subprocess.run(
        [html_validate, "--config", str(CONFIG), str(page)], capture_output=True, timeout=120
    )
    assert done.returncode == 1


def violations(page: Any, axe: str, *rules: str) -> list[str]:
    """Return what axe-core finds wrong on a page: the rule, else of all, and the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations']}).then(f => f.violations)",
        list(rules or STANDARDS),
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        for node in each["nodes"][:3]
    ]


def in_all_looks(page: Any, axe: str) -> list[str]:
    """Return what axe-core finds on a page in each size and colour scheme.

    Colours are all that a scheme changes, so each size is looked at whole in one of them.
    """
    found = []
    for size, schemes in zip(SIZES, (SCHEMES, SCHEMES[::-1]), strict=True):
        page.set_viewport_size(size)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            wrong = violations(page, axe, *(() if scheme == schemes[0] else ("color-contrast",)))
            found += [f"{size['width']} {scheme} {each}" for each in wrong]
    return found


def test_axe_finds_nothing_on_any_kind_of_page(website: Website, visits: Visits, axe: str) -> None:
    page = visits.open(website.url, bypass_csp=True)
    found = []
    for name in website.kinds.values():
        page.goto(website.url + name)
        found += [f"{name} {each}" for each in in_all_looks(page, axe)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_pages_in_english(website: Website, visits: Visits, axe: str) -> None:
    page = visits.open(f"{website.url}en/", bypass_csp=True)
    found = []
    for kind in ("index.html", "zoeken.html", "praktijken/*", "factoren/*"):
        page.goto(f"{website.url}en/{website.kinds[kind]}")
        found += [f"{kind} {each}" for each in violations(page, axe)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_hostile_page(hostile: Website, visits: Visits, axe: str) -> None:
    page = visits.open(f"{hostile.url}praktijken/vijandig.html", bypass_csp=True)
    found = in_all_looks(page, axe)
    assert not found, "\n".join(found)


def test_axe_finds_what_is_wrong(website: Website, visits: Visits, axe: str) -> None:
    page = visits.open(website.url, bypass_csp=True)
    page.evaluate("document.querySelector('h1').style.color = 'rgb(128, 128, 128)'")
    page.evaluate("document.querySelector('h1').style.background = 'rgb(140, 140, 140)'")
    assert any("color-contrast" in each for each in violations(page, axe))
