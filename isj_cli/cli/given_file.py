"""Reading what somebody names on the command line: a file, or `-` for stdin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.store.reading import MAX_BYTES
from isj_cli.store.yaml_loader import decode, read_text

Read = TypeVar("Read")


def read_given(name: str, reader: Callable[[str], Read], limit: int = MAX_BYTES) -> Read:
    """Return what the reader makes of a text of at most `limit` bytes; raises `IsjError`."""
    try:
        if name == "-":
            return reader(decode(sys.stdin.buffer.read(limit + 1), limit))
        return reader(read_text(Path(name), limit))
    except YamlError as error:
        raise IsjError(error.told(name)) from error
