"""A report as HTML: its styles are in it, nothing is loaded, and no script may run."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from isj_cli.export.html_text import Lines, environment, without_indent
from isj_cli.export.report.radar import radar
from isj_cli.export.sections import parts_of
from isj_cli.pages.page import Mark, Page

START = "<!DOCTYPE html>\n<!-- isj assess -->\n"
"""What every such file begins with, by which it is known again."""

UNIT = 24  # of the little drawings in tables: a step of the scale
STYLES = (("isj_cli.export.site", "assets/site.css"), ("isj_cli.export.report", "report.css"))


def report_html(page: Page, language: str) -> str:
    """Return a page as a file of HTML that stands by itself; the same page gives the same text."""
    style = "\n" + "\n".join(
        files(package).joinpath(name).read_text(encoding="utf-8") for package, name in STYLES
    )
    digest = hashlib.sha256(style.encode()).digest()
    opening, sections = parts_of(page)
    lines = Lines(lambda _ref: "", language)
    made = (
        environment("isj_cli.export.report")
        .get_template("report.html")
        .render(
            language=language,
            page=page,
            opening=opening,
            sections=sections,
            line=lines.line,
            element=lines.element,
            radar=radar,
            drawn=_drawn,
            unit=UNIT,
            hash=base64.b64encode(digest).decode(),
        )
    )
    # The style is put in as it is: the hash is that of these very bytes.
    head, rest = without_indent(made).split("</style>", 1)
    return f"{START}{head}{style}</style>{rest}"


def _drawn(mark: Mark) -> dict[str, float]:
    """Return where the little drawing of a mark begins, ends and has its dot."""
    middle = mark.middle or 0.0
    low = middle if mark.low is None else mark.low
    high = middle if mark.high is None else mark.high
    return {"low": low * UNIT, "high": high * UNIT, "middle": middle * UNIT}
