"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from isj_cli import __version__
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.text import one_line
from isj_cli.locale import _, language
from isj_cli.render.findings import advice_on
from isj_cli.render.plain import write_json
from isj_cli.render.rules import manual_markdown, manual_text
from isj_cli.validation.report import Report
from isj_cli.validation.rule import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_sarif(report: Report) -> None:
    """Write the report as SARIF, with the manual pages of the rules."""
    numbers = {rule.code: number for number, rule in enumerate(report.rules)}
    alike: Counter[str] = Counter()
    results = []
    for finding in report.findings:
        key = "\0".join((finding.code, finding.path, finding.source.strip(), finding.message))
        results.append(_result(finding, numbers[finding.code], f"{key}\0{alike[key]}"))
        alike[key] += 1
    write_json(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "isj",
                            "version": __version__,
                            "semanticVersion": __version__,
                            "language": language(),
                            "rules": [_rule(rule) for rule in report.rules],
                        }
                    },
                    "invocations": [{"executionSuccessful": True}],
                    "columnKind": "utf16CodeUnits",
                    "results": results,
                }
            ],
        }
    )


def _rule(rule: Rule) -> dict[str, Any]:
    manual = rule.manual
    return {
        "id": rule.code,
        "name": rule.module.__name__.rpartition(".")[2][7:].title().replace("_", ""),
        "shortDescription": {"text": _(manual.title)},
        "fullDescription": {"text": " ".join(map(_, (manual.title, *manual.paragraphs)))},
        "help": {"text": manual_text(rule), "markdown": manual_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int, key: str) -> dict[str, Any]:
    """Return a finding; `key` tells it from all others, wherever its line moves."""
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{one_line(finding.message)} {advice_on(finding)}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(finding.path),
                    "region": _region(finding),
                }
            }
        ],
        "partialFingerprints": {
            "finding/v1": sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        },
        "suppressions": [{"kind": "inSource", "justification": one_line(finding.overruled)}]
        if finding.overruled
        else [],
    }


def _artifact(path: str) -> dict[str, Any]:
    """Return where a file is: as seen from the folder that was checked, if it lies below it."""
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def _region(finding: Finding) -> dict[str, int]:
    """Return the line and the columns, counted in UTF-16 code units as SARIF does by default."""
    before = finding.source[: finding.place.column - 1]
    words = finding.source[len(before) : len(before) + finding.length]
    start = _units(before) + 1
    region = {"startLine": finding.place.line, "startColumn": start}
    return region | ({"endColumn": start + _units(words)} if words else {})


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
