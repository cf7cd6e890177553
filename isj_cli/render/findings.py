"""Findings: text for people, JSON, annotations for GitHub, and what other programs read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.text import clean, one_line
from isj_cli.locale import N_, _, ngettext
from isj_cli.render.plain import write_json, write_lines
from isj_cli.validation.report import Report

SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}


_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "cyan"}
_WINDOW = 100


def write_text(report: Report) -> None:
    """Write each finding with its place, the line of the file and what to do."""
    if sys.stdout.isatty():
        _write_coloured(report)
    else:
        for finding in report.findings:
            write_lines(text_lines(finding))


def text_lines(finding: Finding) -> Iterator[str]:
    """Yield the lines that tell a finding, for people."""
    yield from (text for text, _style in _lines(finding, _WINDOW))


def _write_coloured(report: Report) -> None:
    from rich.text import Text

    from isj_cli.render.terminal import console

    out = console()
    for finding in report.findings:
        # The mark below a line stands right only where neither is broken into two.
        window = min(_WINDOW, out.width - len(f"  {finding.place.line} | ") - 1)
        for text, style in _lines(finding, window):
            line = Text(text, style=style)
            if not style:
                line.highlight_words([finding.code], style=_STYLES[finding.severity])
                line.stylize("bold", 0, len(_place(finding)))
            out.print(line, soft_wrap=True)


def _lines(finding: Finding, window: int) -> Iterator[tuple[str, str]]:
    """Yield the lines that tell a finding, each with its style; of the file a `window` at most."""
    yield (
        f"{_place(finding)}: {finding.code} {_(SEVERITIES[finding.severity])}: "
        f"{one_line(finding.message)}",
        "",
    )
    source, column = _window(finding, window)
    if source.strip():
        number = str(finding.place.line)
        yield f"  {number} | {source}", "dim"
        marks = "^" * max(1, min(finding.length, len(source) - column))
        yield f"  {' ' * len(number)} | {' ' * column}{marks}", _STYLES[finding.severity]
    if advice := advice_on(finding):
        yield f"  {advice}", "dim"


def advice_on(finding: Finding) -> str:
    """Return what to do about a finding, or why the file overrules it, on one line."""
    if finding.overruled:
        return one_line(_("Overruled: {reason}").format(reason=finding.overruled))
    return one_line(finding.hint)


def _window(finding: Finding, size: int) -> tuple[str, int]:
    """Return the part of the line that shows what a finding is about, and where it begins."""
    column = finding.place.column - 1
    start = max(0, column - size // 2) if len(finding.source) > size else 0
    before = clean(finding.source[start:column]).replace("\t", " ")
    after = clean(finding.source[column : start + size]).replace("\t", " ").rstrip()
    return before + after, len(before)


def write_report_json(report: Report) -> None:
    """Write the report as JSON."""
    write_json(
        {
            "checked": report.checked,
            "findings": [_json(finding) for finding in report.findings],
            "summary": {severity.value: report.count(severity) for severity in Severity},
        }
    )


def write_github(report: Report) -> None:
    """Write workflow commands, which GitHub shows at the lines they speak of."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for finding in report.findings:
        line, column = finding.place
        where = f"file={_property(finding.path)},line={line},col={column}"
        if finding.length > 1:
            where += f",endColumn={column + finding.length - 1}"
        said = _data(f"{finding.message} {advice_on(finding)}".strip())
        print(f"::{levels[finding.severity]} {where},title={_property(finding.code)}::{said}")


def _write_sarif(report: Report) -> None:
    from isj_cli.render.sarif import write_sarif

    write_sarif(report)


def _write_junit(report: Report) -> None:
    from isj_cli.render.junit import write_junit

    write_junit(report)


FORMATS: dict[str, Callable[[Report], None]] = {
    "text": write_text,
    "json": write_report_json,
    "github": write_github,
    "sarif": _write_sarif,
    "junit": _write_junit,
}


def summed_up(report: Report) -> str:
    """Return the sentence that says what was looked at and what was found."""
    files = ngettext("{number} file", "{number} files", report.checked).format(
        number=report.checked
    )
    if report.since:
        files = _("{files} of {total}, changed since {ref},").format(
            files=files, total=report.total, ref=report.since
        )
    looked = _("{files} checked with {rules}").format(
        files=files,
        rules=ngettext("{number} rule", "{number} rules", len(report.rules)).format(
            number=len(report.rules)
        ),
    )
    errors, warnings, notes = (report.count(severity) for severity in Severity)
    counts = [
        text.format(number=number)
        for number, text in (
            (errors, ngettext("{number} error", "{number} errors", errors)),
            (warnings, ngettext("{number} warning", "{number} warnings", warnings)),
            (notes, ngettext("{number} note", "{number} notes", notes)),
        )
        if number
    ]
    found = ", ".join(counts) or _("nothing to report")
    return f"{looked}: {found}."


def _place(finding: Finding) -> str:
    return one_line(f"{finding.path}:{finding.place.line}:{finding.place.column}")


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
        **({"overruled": finding.overruled} if finding.overruled else {}),
    }


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
