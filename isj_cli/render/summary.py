"""A report to read in markdown, as GitHub shows it beside a run: findings, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html
from typing import NamedTuple

from isj_cli.domain.text import escape, one_line
from isj_cli.locale import N_, _, ngettext
from isj_cli.render.findings import SEVERITIES, advice_on, summed_up
from isj_cli.validation.report import Report

HIDDEN = N_("This text is not shown, because it may hold something about a person.")
MOST_FINDINGS = 200
MOST_BYTES = 900_000  # GitHub shows nothing at all above 1 MiB


class Preview(NamedTuple):
    """A practice as it will read: its title, its page as markdown, whether it is new, if known."""

    title: str
    page: str
    new: bool | None = None


def markdown_summary(report: Report, previews: Sequence[Preview], gone: Sequence[str]) -> str:
    """Return the report as markdown, with the practices to look at and the ids that have gone."""
    parts = ["## " + _("What the validation found"), escape(summed_up(report))]
    if report.findings:
        parts.append("\n".join(_table(report)))
    left = len(report.findings) - MOST_FINDINGS
    if left > 0:
        parts.append(
            ngettext(
                "{number} more finding stands in the log.",
                "{number} more findings stand in the log.",
                left,
            ).format(number=left)
        )
    if previews or gone:
        parts.append("## " + _("How the practices will read"))
    if gone:
        parts.append("\n".join(_("- Disappears: {id}").format(id=escape(id)) for id in gone))
    parts += _shown(previews, MOST_BYTES - len("\n\n".join(parts).encode("utf-8", "replace")))
    return "\n\n".join(parts) + "\n\n"


def _table(report: Report) -> Iterator[str]:
    """Yield the lines of the table of findings, the heaviest first."""
    yield _row((_("severity"), _("place"), _("code"), _("finding")))
    yield _row(["---"] * 4)
    heaviest = sorted(report.findings, key=lambda finding: -finding.severity.weight)
    for finding in heaviest[:MOST_FINDINGS]:
        where = f"{finding.path}:{finding.place.line}"
        said = f"{finding.message} {advice_on(finding)}".strip()
        yield _row(map(escape, (_(SEVERITIES[finding.severity]), where, finding.code, said)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(previews: Sequence[Preview], room: int) -> Iterator[str]:
    """Yield the pages that fit into `room` (bytes), each folded below its title."""
    names = {True: _("New: {title}"), False: _("Changed: {title}"), None: "{title}"}
    for number, (title, page, new) in enumerate(previews):
        head = escape_html(names[new].format(title=one_line(title)))
        text = f"<details>\n<summary>{head}</summary>\n\n{page.rstrip()}\n\n</details>"
        room -= len(text.encode("utf-8", "replace"))
        if room < 0:
            left = len(previews) - number
            yield ngettext(
                "{number} more practice has no room here.",
                "{number} more practices have no room here.",
                left,
            ).format(number=left)
            return
        yield text
