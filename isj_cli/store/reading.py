"""Reading files that anybody may have put there: never without end, and never all of a giant."""

from __future__ import annotations

from pathlib import Path

from isj_cli.locale import N_

MAX_BYTES = 2_000_000  # of a file that a person writes


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a file holds, or a byte more than `most` of it where it holds too much.

    Raises `OSError`, for a pipe, a device or a socket too: some of those give bytes without end,
    others wait without end for one.
    """
    if not path.is_file() and path.exists():
        raise OSError(0, N_("Not an ordinary file"), str(path))
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        error.filename = str(path)  # a disk that fails while it is read names none
        raise
