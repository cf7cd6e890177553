"""The report of a self-assessment in a browser: one file, which asks for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from browser.conftest import Visits
from browser.test_layout import enlarge, in_widths
from browser.test_markup import CONFIG, in_all_looks
from isj_cli.assessment.answers import FULL, SHORT, UNSURE, About, Answer, Answers, asked
from isj_cli.assessment.files import text_of
from isj_cli.store.knowledge_base import KnowledgeBase

ROLES = ("hulpverlener", "jongere", "leerkracht", "ouder")
LANGUAGES = {"kort": "nl", "volledig": "en", "beweging": "nl"}


def answer_files(folder: Path, kind: str, lift: int = 0) -> Path:
    """Write what eight made-up people of Voorbeeldstad answered, the same every time."""
    taxonomy = KnowledgeBase(ROOT).taxonomy
    folder.mkdir()
    for who in range(8):
        given = {
            each.id: Answer(skipped=UNSURE)
            if (at + who) % 11 == 0
            else Answer(min(4, (at * 3 + who % 3 + lift) % 5), proof="Verslag." if at % 3 else "")
            for at, each in enumerate(asked(kind, taxonomy))
        }
        about = About("jeugd-ggz", ("jeugdigen",), 12, 18, "regio", ("onderwijs", "veiligheid"))
        text = text_of(Answers(kind, ROLES[who % 4], about, given), taxonomy, "nl")
        (folder / f"{who}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The short, the full report and a comparison, made as people do."""
    folder = tmp_path_factory.mktemp("reports")
    short, full = (answer_files(folder / kind, kind) for kind in (SHORT, FULL))
    later = answer_files(folder / "later", SHORT, 1)
    base = ("--base-url", "https://voorbeeld.example/isj/")
    calls = {
        "kort": ("report", str(short)),
        "volledig": ("report", str(full), "--all", "--with-proof", *base),
        "beweging": ("compare", str(short), str(later)),
    }
    for name, args in calls.items():
        subprocess.run(
            [sys.executable, "-m", "isj_cli", "--kb", str(ROOT), "--lang", LANGUAGES[name],
             "assess", *args, "--output", str(folder / f"{name}.html")],
            env={**os.environ, "PYTHONPATH": str(ROOT), "ISJ_CACHE": str(folder / "cache")},
            check=True,
            timeout=120,
        )  # fmt: skip
    return {name: folder / f"{name}.html" for name in calls}


Opening = Callable[..., Any]


@pytest.fixture
def opened(reports: dict[str, Path], visits: Visits) -> Opening:
    """Open a report as a file; whatever it asks for, beside itself, fails the test."""

    def opening(name: str, **options: Any) -> Any:
        page = visits.open("about:blank", **options)
        address = reports[name].as_uri()
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        visits.problems += [f"a request: {each}" for each in asked_for if each != address]
        visits.problems[:] = [each for each in visits.problems if address not in each]
        return page

    return opening


@pytest.mark.parametrize("name", LANGUAGES)
def test_axe_finds_nothing_in_a_report(opened: Opening, axe: str, name: str) -> None:
    page = opened(name, bypass_csp=True)
    found = in_all_looks(page, axe)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_report_fits_on_every_screen(opened: Opening, name: str) -> None:
    page = opened(name)
    found = in_widths(page, name, 320, 360, 768, 1440)
    enlarge(page)
    found += in_widths(page, f"{name}, large", 360, 1440)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_report_has_its_styles_and_says_its_language(opened: Opening, name: str) -> None:
    page = opened(name)
    assert page.locator("html").get_attribute("lang") == LANGUAGES[name]
    size = page.locator("h1").evaluate("h => parseFloat(getComputedStyle(h).fontSize)")
    assert size > 30
    assert page.locator("script, link, img, iframe, [style]").count() == 0


def test_no_script_can_run_in_a_report(opened: Opening, visits: Visits) -> None:
    page = opened("kort")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in visits.problems)
    visits.problems.clear()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_radar_is_drawn_with_two_shapes_that_colour_alone_does_not_tell_apart(
    opened: Opening, width: int
) -> None:
    page = opened("kort", viewport={"width": width, "height": 900})
    assert page.get_by_role("img").count() == 2
    first = page.get_by_role("img").first
    assert "radar" in first.evaluate("s => s.querySelector('title').textContent")
    box = first.bounding_box()
    assert box["width"] > 250 and box["height"] > 200
    dashes = [
        page.locator(f".radar > svg .shape-{n} path").first.evaluate(
            "p => getComputedStyle(p).strokeDasharray"
        )
        for n in (1, 2)
    ]
    assert dashes[0] == "none" != dashes[1]
    letters = first.locator(".names text, .numbers text").evaluate_all(
        """all => all.map(t => [t.getBoundingClientRect(), t.children.length || 1])
           .filter(([b]) => b.height).map(([b, lines]) => [b.left, b.right, b.height / lines])"""
    )
    assert len(letters) == 9
    for left, right, height in letters:
        assert left >= 0 and right <= width
        assert height >= 11


def test_names_around_a_radar_do_not_lie_over_one_another(opened: Opening) -> None:
    page = opened("kort", viewport={"width": 1440, "height": 900})
    boxes = page.locator(".radar > svg .names text").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect()).map(b => [b.x, b.y, b.right, b.bottom])"
    )
    for number, one in enumerate(boxes[:9]):
        for other in boxes[number + 1 : 9]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )


def test_on_paper_a_report_has_its_tables_and_nothing_to_press(opened: Opening) -> None:
    page = opened("volledig")
    assert page.locator("nav").is_visible()
    page.emulate_media(media="print")
    assert not in_widths(page, "on A4", 640)
    assert not page.locator("nav").is_visible()
    assert page.locator("table").first.is_visible()
    link = page.locator(".practices a").first
    shown = link.evaluate("a => getComputedStyle(a, '::after').content")
    assert "voorbeeld.example" in shown or "attr(href)" in shown
    assert page.pdf().startswith(b"%PDF")


def test_html_validate_finds_nothing_in_a_report(
    reports: dict[str, Path], html_validate: str
) -> None:
    done = subprocess.run(
        [
            html_validate,
            "--config",
            str(CONFIG),
            "--formatter",
            "text",
            *map(str, reports.values()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
