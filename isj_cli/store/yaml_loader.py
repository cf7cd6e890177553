"""The one YAML loader: YAML 1.2 core values, every value with its line and column.

PyYAML reads YAML 1.1, in which `no` is false and `12:30` a number. So of PyYAML only the parser is
used (the C parser where there is one), and `yaml_builder` makes values of its events.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from isj_cli.domain.errors import YamlError
from isj_cli.domain.text import MOST_MARKS, composed, pile_of_marks
from isj_cli.locale import _
from isj_cli.store.reading import MAX_BYTES, read_bytes
from isj_cli.store.reasons import reason_of
from isj_cli.store.yaml_builder import Builder
from isj_cli.store.yaml_document import Document

PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where the parser begins a new line
_NO_BREAK = re.compile("[\x85\u2028\u2029]")  # where YAML 1.2, and every editor, does not


def parse(text: str, path: Path) -> Document:
    """Return the document that `text` holds; raises `YamlError` with line and column."""
    parser = None
    try:
        parser = PARSER(text)
        data = Builder().build(parser.get_event)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        column = error.position - (text.rfind("\n", 0, error.position) + 1)
        raise YamlError(
            "ISJ001",
            _("There is a character that cannot be in a text file."),
            _("Delete it and type the word again."),
            line + 1,
            column + 1,
        ) from error
    finally:
        if parser is not None:
            parser.dispose()
    return Document(path, text, data)


def _syntax_error(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    from isj_cli.store.yaml_stop import Stop
    from isj_cli.store.yaml_traps import trap_at

    at, began = (
        (mark.line, mark.column) if mark else None
        for mark in (error.problem_mark or error.context_mark, error.context_mark)
    )
    trap = trap_at(
        Stop(
            BREAK.split(text),
            *(at or (0, 0)),
            error.problem or "",
            error.context or "",
            began or at or (0, 0),
        )
    )
    return YamlError("ISJ002", trap.message, trap.hint, trap.line + 1, trap.column + 1)


def read(path: Path, only: Collection[str] = ()) -> Document:
    """Read one YAML file; raises `YamlError` for whatever is wrong with it.

    With `only`, the other keys at the start of a line are passed over where that can be done, which
    is many times as fast; what stands below them may then be wrong. The places stay right.
    """
    text = read_text(path)
    if only:
        try:
            return parse(_without_others(tuple(only)).sub(_emptied, f"{text}\n"), path)
        except YamlError:
            pass  # then the lines cannot be told apart so simply, or something is wrong
    return parse(text, path)


@cache
def _without_others(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the keys at the start of a line other than `keys`, and all below them."""
    return re.compile(
        rf"^(?!(?:{'|'.join(keys)}):)[A-Za-z_]\w*:.*\n(?:(?:[ \t#\]}}-].*)?\n)*", re.MULTILINE
    )


def _emptied(lines: re.Match[str]) -> str:
    return "\n" * lines[0].count("\n")


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of a file that must be UTF-8, at most `limit` bytes; raises `YamlError`."""
    try:
        data = read_bytes(path, limit)
    except OSError as error:
        reason = reason_of(error)
        raise YamlError(
            "ISJ001",
            _("The file cannot be read: {reason}.").format(reason=reason),
            _("Check the name and the permissions of the file."),
        ) from error
    return decode(data, limit)


def decode(data: bytes, limit: int = MAX_BYTES) -> str:
    """Return bytes as text, letters composed (NFC), lines ended by newlines alone.

    Raises `YamlError` where they are too many or not UTF-8.
    """
    if len(data) > limit:
        raise too_large(limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start)
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        raise YamlError(
            "ISJ001",
            _("The file is not UTF-8 text."),
            _("Save it again with the encoding UTF-8."),
            line + 1,
            column + 1,
        ) from error
    if not text.isascii():
        if (at := pile_of_marks(text)) is not None:
            raise YamlError(
                "ISJ004",
                _("More than {number} accents stand on one letter.").format(number=MOST_MARKS),
                _("Take them out; no language needs so many."),
                text.count("\n", 0, at) + 1,
                at - text.rfind("\n", 0, at),
            )
        text = _NO_BREAK.sub(" ", composed(text))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def too_large(limit: int) -> YamlError:
    """Return the error for a file of more than `limit` bytes."""
    return YamlError(
        "ISJ004",
        _("The file is larger than {size} MB.").format(size=limit // 1_000_000),
        _("Describe one practice a file, without attachments."),
    )
