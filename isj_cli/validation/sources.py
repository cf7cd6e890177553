"""The lines of files that findings are about, without what could tell of a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from isj_cli.domain.finding import Finding
from isj_cli.store.reading import read_bytes
from isj_cli.validation.overruling import can_be_overruled


def with_sources(
    findings: Iterable[Finding], every: Iterable[Finding], paths: dict[str, Path]
) -> Iterator[Finding]:
    """Yield findings with the line of the file that each is about.

    What any of `every` holds to be about a person is not shown, neither there nor in a message:
    reports are read by more people than the file.
    """
    lines: dict[str, list[str]] = {}
    for finding in findings:
        if finding.path not in lines:
            try:
                file = paths[finding.path]  # a link could show what lies elsewhere
                data = b"" if file.is_symlink() else read_bytes(file)
                text = data.decode("utf-8-sig", "replace")
            except OSError:
                text = ""
            text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
            lines[finding.path] = text.split("\n")
    hidden = [each for each in every if can_be_overruled(each.code) and each.path in lines]
    personal: dict[str, list[str]] = {}
    for each in hidden:
        personal.setdefault(each.path, []).append(_hide(lines[each.path], each))
    for finding in findings:
        own = lines[finding.path]
        line = own[finding.place.line - 1] if finding.place.line <= len(own) else ""
        message = finding.message
        for words in filter(None, personal.get(finding.path, ())):
            message = message.replace(words, _hidden(words))
        length = max(1, min(finding.length, len(line) - finding.place.column + 1))
        yield replace(finding, source=line, message=message, length=length)


def _hide(lines: list[str], finding: Finding) -> str:
    """Hide what a finding is about in the lines of its file; return what stood in the first."""
    number, start, left = finding.place.line - 1, finding.place.column - 1, finding.length
    first = lines[number][start : start + left] if number < len(lines) else ""
    while left > 0 and number < len(lines):
        line = lines[number]
        lines[number] = line[:start] + _hidden(line[start : start + left]) + line[start + left :]
        left -= len(line) - start + 1
        number, start = number + 1, 0
    return first


def _hidden(text: str) -> str:
    return re.sub(r"\S", "•", text)
