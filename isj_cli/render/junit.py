"""Findings as JUnit XML, which most servers for continuous integration read."""

from __future__ import annotations

import sys
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from isj_cli.domain.finding import Finding
from isj_cli.domain.text import xml
from isj_cli.render.findings import summed_up, text_lines
from isj_cli.validation.collection import shown_path
from isj_cli.validation.report import Report


def write_junit(report: Report) -> None:
    """Write a test case for each file: failed where it has an error, with `strict` a warning too.

    The other findings stand in its output.
    """
    found: dict[str, list[Finding]] = {shown_path(path): [] for path in report.files}
    for finding in report.findings:
        found.setdefault(finding.path, []).append(finding)
    failed = {finding.path for finding in report.findings if report.fails(finding)}
    counts = {"tests": str(len(found)), "failures": str(len(failed)), "errors": "0", "time": "0"}
    root = Element("testsuites", {"name": "isj validate", **counts})
    suite = SubElement(root, "testsuite", {"name": "isj validate", **counts, "skipped": "0"})
    for path, findings in found.items():
        case = SubElement(
            suite, "testcase", {"classname": "isj validate", "name": xml(path), "time": "0"}
        )
        failing = [finding for finding in findings if report.fails(finding)]
        others = [finding for finding in findings if not report.fails(finding)]
        if failing:
            first = failing[0]
            failure = SubElement(
                case, "failure", {"type": first.code, "message": xml(first.message)}
            )
            failure.text = _told(failing)
        if others:
            SubElement(case, "system-out").text = _told(others)
    SubElement(suite, "system-out").text = xml(summed_up(report))
    indent(root)
    sys.stdout.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    sys.stdout.write(tostring(root, encoding="unicode") + "\n")


def _told(findings: list[Finding]) -> str:
    return xml("\n".join(line for finding in findings for line in text_lines(finding)))
