"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from errno import ENOTDIR
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.reasons import reason_of


def write_atomically(
    path: Path, text: str | bytes, *, replace: bool = True, durable: bool = True
) -> None:
    """Write `text`, as UTF-8 where it is no bytes yet, to `path`, whole or not at all.

    A `durable` file is on the disk before it gets its name; what can be made again need not be.
    Without `replace` an existing file is never touched, not even one that appears meanwhile.
    Raises `IsjError` where the file exists or cannot be written.
    """
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode() if isinstance(text, str) else text)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        if replace:
            Path(draft).replace(path)
            draft = ""
        else:
            _link_new(Path(draft), path)
    except FileExistsError as error:
        if path.parent.is_dir():
            raise IsjError(
                _("The file {path} already exists; choose another name.").format(path=path)
            ) from error
        raise unwritable(path, OSError(ENOTDIR, os.strerror(ENOTDIR))) from error
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if draft:
            Path(draft).unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> IsjError:
    """Return the error for a file that cannot be written."""
    return IsjError(
        _("The file {path} cannot be written: {reason}. Nothing was changed.").format(
            path=path, reason=reason_of(error)
        )
    )


def working_copy(path: Path) -> Path:
    """Return a copy of a file to work in, hidden beside it; raises `IsjError`.

    It lies where the file does, so that editors find the schema that the file names.
    """
    copy = ""
    try:
        handle, copy = tempfile.mkstemp(
            prefix=f".{path.stem[:40]}.", suffix=path.suffix, dir=path.parent
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(path.read_bytes())
    except OSError as error:
        if copy:
            Path(copy).unlink(missing_ok=True)
        raise IsjError(
            _("The file {path} cannot be copied: {reason}. Nothing was changed.").format(
                path=path, reason=reason_of(error)
            )
        ) from error
    return Path(copy)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _link_new(draft: Path, path: Path) -> None:
    """Give the draft its name, unless a file of that name exists."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links
        with path.open("xb") as stream:
            try:
                stream.write(draft.read_bytes())
                stream.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
