"""The drawing of the matrix as a browser shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hostile import RUN, hostile_kb
from support import ROOT, Run

OUTSIDE = """() => {
  const box = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll('text')].filter(each => {
    const r = each.getBoundingClientRect();
    return r.left < 0 || r.top < 0 || r.right > box.right || r.bottom > box.bottom;
  }).map(each => each.textContent);
}"""
BELOW_ONE_ANOTHER = """() => {
  const [first, last] = ['name', 'count'].map(kind => document.querySelector(`text.${kind}`));
  const box = document.querySelector('rect.box');
  return first.getBoundingClientRect().right <= box.getBoundingClientRect().left
    && last.getBoundingClientRect().top > box.getBoundingClientRect().bottom;
}"""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("by", ["principle", "factor", "framework", "region"])
def test_no_text_of_the_drawing_is_cut(
    run: Run, chromium: Any, tmp_path: Path, by: str, language: str
) -> None:
    drawn = run("--kb", str(ROOT), "--lang", language, "matrix", "--by", by, "--format", "svg")
    page = _shown(chromium, tmp_path, drawn.out)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(BELOW_ONE_ANOTHER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_can_be_read_in_light_and_dark_surroundings(
    run: Run, chromium: Any, tmp_path: Path, scheme: str
) -> None:
    page = _shown(chromium, tmp_path, run("matrix", "--format", "svg").out, scheme)
    text, paper = (
        page.evaluate(f"getComputedStyle(document.querySelector('{kind}')).fill")
        for kind in ("text", ".paper")
    )
    light, dark = sorted((_lightness(text), _lightness(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 7  # WCAG 2.2, 1.4.6
    assert (_lightness(paper) > 0.5) == (scheme == "light")


def test_nothing_runs_in_a_hostile_drawing(run: Run, chromium: Any, tmp_path: Path) -> None:
    kb = hostile_kb(tmp_path / "hostile")
    drawn = run("--kb", str(kb), "matrix", "--by", "factor", "--format", "svg")
    page = _shown(chromium, tmp_path, drawn.out)
    assert RUN in page.content()
    assert page.evaluate("window.hostile") is None
    assert page.evaluate("document.querySelectorAll('script, [onload], image').length") == 0


def _shown(chromium: Any, folder: Path, drawn: str, scheme: str = "light") -> Any:
    path = folder / "matrix.svg"
    path.write_text(drawn, encoding="utf-8")
    page = chromium.new_page(color_scheme=scheme)
    page.goto(path.as_uri())
    return page


def _lightness(colour: str) -> float:
    """Return the relative luminance of `rgb(…)`: https://www.w3.org/TR/WCAG22/."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
