"""Writing an export into one file without ever replacing what is not an export."""

from __future__ import annotations

from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.writing import UnwritableError, write_atomically


def check_file(path: Path, *starts: str) -> None:
    """Raise `IsjError` where `path` cannot be written, or is not from an export of this form.

    Every export of this form begins with one of `starts`; an empty file may be filled too.
    """
    if path.is_dir():
        raise IsjError(_("{path} is a folder; name a file to export to.").format(path=path))
    try:
        path.stat()
    except FileNotFoundError:
        return
    except OSError as error:  # a link to itself, a file where a folder has to be
        raise UnwritableError(path, error) from error
    if not path.is_file():
        raise IsjError(_("{path} is no ordinary file; name another one.").format(path=path))
    known = tuple(_as_git_keeps_it(start.encode()) for start in starts)
    with path.open("rb") as stream:
        found = _as_git_keeps_it(stream.read(2 * max(map(len, known))))
    if found and not found.startswith(known):
        raise IsjError(
            _("{path} was not made by such an export; move it away or choose another name.").format(
                path=path
            )
        )


def is_same(found: bytes, data: bytes) -> bool:
    """Tell whether a file holds this, maybe with the line ends that git gave it."""
    return found == data or (
        b"\0" not in data and _as_git_keeps_it(found) == _as_git_keeps_it(data)
    )


def _as_git_keeps_it(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def write_file(path: Path, data: bytes) -> bool:
    """Write a file unless it holds that already; tell whether it was written."""
    try:
        if is_same(path.read_bytes(), data):
            return False
    except OSError:
        pass
    write_atomically(path.resolve() if path.is_symlink() else path, data, durable=False)
    return True
