"""The lines of files that findings are about, without what could tell of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache
from pathlib import Path

from isj_cli.domain.finding import Finding
from isj_cli.domain.text import composed, one_line
from isj_cli.store.reading import read_bytes
from isj_cli.validation.overruling import is_personal
from isj_cli.validation.rule import QUOTED

_QUOTED = re.compile(r"'.*'|\".*\"|«.*»|\d{5,}")
_CUT = re.compile(rf"'(.{{{QUOTED}}})'|['\"](.+)…")


def with_sources(
    findings: Iterable[Finding],
    every: Iterable[Finding],
    paths: Mapping[str, Path],
    closed: Set[str],
) -> Iterator[Finding]:
    """Yield findings with the line of the file that each is about.

    What any of `every` holds to be about a person is not shown, neither there nor in a sentence:
    reports are read by more people than the file. Of `closed` files nothing is.
    """
    lines: dict[str, list[str]] = {}
    for finding in findings:
        if finding.path not in lines:
            lines[finding.path] = text_of(paths[finding.path]).split("\n")
    hidden = [each for each in every if is_personal(each.code) and each.path in lines]
    personal: dict[str, dict[str, None]] = {}
    for each in hidden:
        personal.setdefault(each.path, {})[_hide(lines[each.path], each)] = None
    for path, own in lines.items():
        if paths[path].is_symlink():  # it could show what lies elsewhere
            own.clear()
        elif path in closed:
            own[:] = map(_hidden, own)

    @cache  # most findings of a rule say the same
    def without_persons(path: str, sentence: str) -> str:
        if path in personal:
            sentence = one_line(sentence)
        for words in filter(None, personal.get(path, ())):
            sentence = _without(words, sentence)
        if path in closed:
            sentence = _QUOTED.sub(lambda found: _hidden(found[0]), sentence)
        return sentence

    for finding in findings:
        own = lines[finding.path]
        line = own[finding.place.line - 1] if finding.place.line <= len(own) else ""
        said = finding.message, finding.hint, finding.overruled
        message, hint, overruled = (without_persons(finding.path, each) for each in said)
        if finding.path in closed:
            overruled = _hidden(overruled)
        length = max(1, min(finding.length, len(line) - finding.place.column + 1))
        yield replace(
            finding, source=line, message=message, hint=hint, overruled=overruled, length=length
        )


def text_of(path: Path) -> str:
    """Return the text of a file as far as there is any, line by line as it was read."""
    try:
        text = read_bytes(path).decode("utf-8-sig", "replace")
    except OSError:
        return ""
    return composed(text).replace("\r\n", "\n").replace("\r", "\n")


def _hide(lines: list[str], finding: Finding) -> str:
    """Hide what a finding is about in the lines of its file; return what stood there."""
    number, start, left = finding.place.line - 1, finding.place.column - 1, finding.length
    stood = []
    while left > 0 and number < len(lines):
        line = lines[number]
        stood.append(line[start : start + left])
        lines[number] = line[:start] + _hidden(line[start : start + left]) + line[start + left :]
        left -= len(line) - start + 1
        number, start = number + 1, 0
    return one_line(" ".join(stood))


def _without(words: str, sentence: str) -> str:
    """Return a sentence in which words are hidden, also where a quotation breaks off in them."""
    if words in sentence:
        sentence = sentence.replace(words, _hidden(words))
    for cut in _CUT.finditer(sentence):
        quoted, end = cut[cut.lastindex or 0], cut.end(cut.lastindex or 0)
        for length in range(len(words) - 1, 0, -1):
            if quoted.endswith(words[:length]):
                return sentence[: end - length] + _hidden(words[:length]) + sentence[end:]
    return sentence


def _hidden(text: str) -> str:
    return re.sub(r"\S", "•", text)
