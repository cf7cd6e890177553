"""Writing an export into one file without ever replacing what is not an export."""

from __future__ import annotations

from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.writing import write_atomically


def check_file(path: Path, start: str) -> None:
    """Raise `IsjError` where `path` cannot be written, or is not from an export of this form.

    `start` is what every export of this form begins with; an empty file may be filled too.
    """
    if path.is_dir():
        raise IsjError(_("{path} is a folder; name a file to export to.").format(path=path))
    if not path.exists():
        return
    if not path.is_file():
        raise IsjError(_("{path} is no ordinary file; name another one.").format(path=path))
    with path.open("rb") as stream:
        found = stream.read(len(start.encode()))
    if found and found != start.encode():
        raise IsjError(
            _("{path} was not made by such an export; move it away or choose another name.").format(
                path=path
            )
        )


def write_file(path: Path, data: bytes) -> bool:
    """Write a file unless it holds that already; tell whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    write_atomically(path.resolve() if path.is_symlink() else path, data, durable=False)
    return True
