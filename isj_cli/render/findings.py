"""Findings: text for people, JSON, and annotations for GitHub."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.text import clean, one_line
from isj_cli.locale import N_, _, ngettext
from isj_cli.render.plain import write_json, write_lines
from isj_cli.validation.check import Report

_SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}


class ReportFormat(Protocol):
    """A way to write a report to stdout."""

    def __call__(self, report: Report) -> None:
        """Write the report."""


def write_text(report: Report) -> None:
    """Write `path:line:column: code severity: message` and the hint, coloured in a terminal."""
    if sys.stdout.isatty():
        _write_coloured(report)
        return
    write_lines(
        f"{_place(finding)}: {finding.code} {_(_SEVERITIES[finding.severity])}: "
        f"{one_line(finding.message)} {one_line(finding.hint)}".rstrip()
        for finding in report.findings
    )


def _write_coloured(report: Report) -> None:
    from rich.text import Text

    from isj_cli.render.terminal import console

    styles = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "cyan"}
    out = console()
    for finding in report.findings:
        line = Text.assemble(
            (_place(finding), "bold"),
            " ",
            (f"{finding.code} {_(_SEVERITIES[finding.severity])}", styles[finding.severity]),
            " ",
            one_line(finding.message),
        )
        out.print(line)
        if finding.hint:
            out.print(Text(f"  {one_line(finding.hint)}", style="dim"))


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
    write_lines(
        f"::{levels[finding.severity]} file={_property(finding.path)},line={finding.place.line},"
        f"col={finding.place.column},title={_property(finding.code)}::"
        f"{_data(f'{finding.message} {finding.hint}'.strip())}"
        for finding in report.findings
    )


FORMATS: dict[str, ReportFormat] = {
    "text": write_text,
    "json": write_report_json,
    "github": write_github,
}


def summary(report: Report) -> str:
    """Return the sentence that says what was looked at and what was found."""
    looked = _("{files} checked with {rules}").format(
        files=ngettext("{number} file", "{number} files", report.checked).format(
            number=report.checked
        ),
        rules=ngettext("{number} rule", "{number} rules", report.rules).format(number=report.rules),
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
    }


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
