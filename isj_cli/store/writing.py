"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from functools import cache
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.reasons import reason_of

DRAFT = ".isj-draft"  # the end of the name of what is being written
HOUR_SECONDS = 3600


def write_atomically(
    path: Path, text: str | bytes, *, replace: bool = True, durable: bool = True
) -> None:
    """Write `text`, as UTF-8 where it is no bytes yet, to `path`, whole or not at all.

    A `durable` file is on the disk before it gets its name; what can be made again need not be.
    Without `replace` an existing file is never touched, not even one that appears meanwhile.
    Raises `IsjError` where the file exists or cannot be written.
    """
    draft = draft_beside(path, text, durable=durable)
    try:
        give_name(draft, path, replace=replace)
    finally:
        draft.unlink(missing_ok=True)


def draft_beside(path: Path, text: str | bytes, *, durable: bool = True) -> Path:
    """Return a hidden file beside `path` with all that is to stand there; raises `IsjError`.

    From here on only its name has to change, which takes no room.
    """
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _tidy(path.parent)
        handle, draft = tempfile.mkstemp(
            prefix=f".{path.name[:40]}.", suffix=DRAFT, dir=path.parent
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode() if isinstance(text, str) else text)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        if isinstance(error, FileExistsError):  # a file stands where a folder has to be
            error = OSError(ENOTDIR, os.strerror(ENOTDIR))
        if isinstance(error, OSError):
            raise UnwritableError(path, error) from error
        raise
    return Path(draft)


def give_name(draft: Path, path: Path, *, replace: bool = True) -> None:
    """Let what stands in `draft` stand in `path`, at once; raises `IsjError`.

    Without `replace` that is only done where there is no such file.
    """
    try:
        if replace:
            draft.replace(path)
        else:
            _link_new(draft, path)
    except FileExistsError as error:
        raise IsjError(
            _("The file {path} already exists; choose another name.").format(path=path)
        ) from error
    except OSError as error:
        raise UnwritableError(path, error) from error


@cache
def _tidy(folder: Path) -> None:
    """Remove the drafts that killed processes left in a folder; once a run is often enough.

    One of the last hour may be another process's.
    """
    hour_ago = time.time() - HOUR_SECONDS
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.name.endswith(DRAFT) and each.stat(follow_symlinks=False).st_mtime < hour_ago:
                Path(each.path).unlink(missing_ok=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other process that asks for the same look at the files of a folder and change them.

    The system ends it with the process, so that nothing stays locked. Where it knows no such locks
    (Windows, some network folders), two processes could still write in the same millisecond.
    """
    handle = _lock(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    try:
        import fcntl
    except ImportError:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        pass
    except BaseException:
        os.close(handle)
        raise
    return handle


class UnwritableError(IsjError):
    """The file at `path` cannot be written, for a `reason` in the reader's language."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.path = path
        self.reason = reason_of(error)
        super().__init__(
            _("The file {path} cannot be written: {reason}. Nothing was changed.").format(
                path=path, reason=self.reason
            )
        )


def working_copy(path: Path) -> Path:
    """Return a copy of a file to work in, hidden beside it; raises `IsjError`.

    It lies where the file does, so that editors find the schema that the file names.
    """
    copy = ""
    try:
        handle, copy = tempfile.mkstemp(
            prefix=f".{path.stem[:100]}.", suffix=path.suffix, dir=path.parent
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


def kept_copies(path: Path) -> list[Path]:
    """Return the copies of a file to work in that are still there and say something else.

    A copy that says what the file does, and is not of the last hour, is of use to nobody and goes.
    """
    name = re.compile(rf"\.{re.escape(path.stem[:100])}\.[a-z0-9_]{{8}}{re.escape(path.suffix)}")
    kept = []
    for copy in sorted(path.parent.iterdir()):
        if name.fullmatch(copy.name) and copy.is_file():
            if copy.read_bytes() != path.read_bytes():
                kept.append(copy)
            elif copy.stat().st_mtime < time.time() - HOUR_SECONDS:
                copy.unlink(missing_ok=True)
    return kept


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
        path.touch(exist_ok=False)  # the name is taken, and only then given away
        try:
            draft.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
