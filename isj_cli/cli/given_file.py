"""Reading what somebody names on the command line: a file, or `-` for stdin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.store.reading import MAX_BYTES
from isj_cli.store.yaml_loader import decode, read_text

WITHOUT_PLACE = ("ISJ001", "ISJ004")  # what is wrong with a file as a whole

Read = TypeVar("Read")


def read_given(name: str, reader: Callable[[str], Read], limit: int = MAX_BYTES) -> Read:
    """Return what the reader makes of a text of at most `limit` bytes; raises `IsjError`."""
    try:
        if name == "-":
            return reader(decode(sys.stdin.buffer.read(limit + 1), limit))
        return reader(read_text(Path(name), limit))
    except YamlError as error:
        raise problem_in(name, error) from error


def problem_in(name: str, error: YamlError) -> IsjError:
    """Return the error that says what is wrong with a file, and where in it."""
    place = "" if error.code in WITHOUT_PLACE else f":{error.line}:{error.column}"
    return IsjError(f"{name}{place}: {error.message} {error.hint}")
