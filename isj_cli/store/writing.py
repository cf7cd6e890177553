"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.reasons import reason_of


def write_atomically(path: Path, text: str, *, replace: bool = True, durable: bool = True) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all.

    A `durable` file is on the disk before it gets its name; what can be made again need not be.
    Without `replace` an existing file is never touched, not even one that appears meanwhile.
    Raises `IsjError` where the file exists or cannot be written.
    """
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
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
        raise IsjError(
            _("The file {path} already exists; choose another name.").format(path=path)
        ) from error
    except OSError as error:
        raise IsjError(
            _("The file {path} cannot be written: {reason}. Nothing was changed.").format(
                path=path, reason=reason_of(error)
            )
        ) from error
    finally:
        if draft:
            Path(draft).unlink(missing_ok=True)


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
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            try:
                stream.write(draft.read_text(encoding="utf-8"))
                stream.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
