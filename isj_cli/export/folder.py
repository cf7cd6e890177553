"""Writing an export into a folder without ever touching what is not its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from isj_cli.domain.errors import IsjError
from isj_cli.export.file import is_same, write_file
from isj_cli.locale import _
from isj_cli.store.writing import UnwritableError, alone_in

MANIFEST = ".isj-export.json"
File = tuple[str, str | bytes]


class Written(NamedTuple):
    """How many files an export wrote, left as they were, and removed."""

    changed: int
    unchanged: int
    removed: int


class Outdated(NamedTuple):
    """The files of an export that are not as they would be now: missing, other, or too many."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.missing, *self.changed, *self.stale)))


def write_folder(
    folder: Path,
    names: Collection[str],
    files: Iterable[File],
    later: Callable[[], tuple[Collection[str], Iterable[File]]] | None = None,
    *,
    form: str = "",
    origin: str = "",
) -> Written:
    """Make `folder` hold `files`, which come one at a time; `names` are all of theirs.

    `later` is called when they are written, and returns names and files that follow from them.

    A manifest there gives the name and the digest of each file that an export made. What an
    earlier export made and this one does not is removed, unless it has been changed since; any
    other file stays. `origin` is what `as_made` asks for. Raises `IsjError`, before writing
    anything, where a file of such a name is not from an export, or the folder holds an export of
    another `form`.
    """
    if folder.exists() and not folder.is_dir():
        raise IsjError(_("{path} is a file; name a folder to export to.").format(path=folder))
    for name in names:  # before anything is made
        _check_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(folder, error) from error
    with alone_in(folder):  # of two lists of files, one would be lost
        own = _own(folder, form)
        made: dict[str, str] = {}
        changed = _write_part(folder, form, own, names, files, made)
        if later:
            changed += _write_part(folder, form, own, *later(), made)
        gone = sorted(own.keys() - made.keys())
        removed = sum(_remove(folder, name, own[name]) for name in gone)
        # What a crashed export wrote, and looks like a file that was changed, stays known as ours.
        left = {name: "" for name in gone if not own[name] and (folder / name).is_file()}
        _write_manifest(folder, form, {**made, **left}, origin)
        return Written(changed, len(made) - changed, removed)


def _write_part(
    folder: Path,
    form: str,
    own: dict[str, str],
    names: Collection[str],
    files: Iterable[File],
    made: dict[str, str],
) -> int:
    """Write files and add their digests to `made`; return how many were not there as they are."""
    for name in names:
        _check(folder, name, own)
    # The manifest comes first: after a crash, what was written is still known as our own.
    promised = {**dict.fromkeys(names, ""), **made, **own}
    _write_manifest(folder, form, promised)
    changed = 0
    try:
        for name, content in files:
            data = content.encode() if isinstance(content, str) else content
            made[name] = _digest(data)
            changed += write_file(folder / name, data)
    except UnwritableError as error:
        with suppress(UnwritableError):
            _write_manifest(folder, form, promised | made)
        raise IsjError(
            _(
                "{path} cannot be written: {reason}. Mend that, and export again for the rest."
            ).format(path=error.path, reason=error.reason)
        ) from error
    except BaseException:
        _write_manifest(folder, form, promised | made)
        raise
    return changed


def as_made(folder: Path, form: str, origin: str) -> Written | None:
    """Return that nothing has to be written where an export from this `origin` lies untouched.

    None where it has to be made. Raises `IsjError` where the folder holds one of another form.
    """
    files = _own(folder, form)
    try:
        if not files or json.loads((folder / MANIFEST).read_bytes()).get("origin") != origin:
            return None
        whole = all(_digest((folder / name).read_bytes()) == made for name, made in files.items())
    except OSError:
        return None
    return Written(0, len(files), 0) if whole else None


def outdated(folder: Path, files: Iterable[File], *, form: str = "") -> Outdated:
    """Return what in `folder` is not as an export of `files` would make it; write nothing.

    Line ends count as the same, since git may have changed them. Raises `IsjError` where the
    folder holds an export of another `form`.
    """
    own = _own(folder, form)
    missing, changed, made = [], [], set()
    for name, content in files:
        made.add(name)
        data = content.encode() if isinstance(content, str) else content
        try:
            found = (folder / name).read_bytes()
        except OSError:
            missing.append(name)
            continue
        if not is_same(found, data):
            changed.append(name)
    stale = [name for name in own.keys() - made if (folder / name).is_file()]
    return Outdated(tuple(missing), tuple(changed), tuple(sorted(stale)))


def is_inside(name: str) -> bool:
    """Tell whether a name is that of a file below the folder, and of nothing else."""
    parts = Path(name).parts
    return (
        bool(parts)
        and ".." not in parts
        and not Path(name).is_absolute()
        and ("\\" not in name and ":" not in name and name.isprintable())
        and not any(part.startswith(".") for part in parts)
    )


def _check_name(name: str) -> None:
    if not is_inside(name):
        raise IsjError(
            _("'{name}' cannot be the name of a page; correct the id that it comes from.").format(
                name=name
            )
        )


def _check(folder: Path, name: str, own: Collection[str]) -> None:
    path = folder / name
    _check_name(name)
    if path.is_symlink() or (path.exists() and name not in own):
        raise IsjError(
            _("{path} was not made by an export; move it away or choose another folder.").format(
                path=path
            )
        )
    if _leads_away(folder, name):
        raise IsjError(
            _("{path} leads outside the folder; choose another one.").format(path=path.parent)
        )


def _own(folder: Path, form: str) -> dict[str, str]:
    """Return the files that earlier exports made, as far as their names can be trusted.

    Raises `IsjError` where they are of another form: all of them would count as stale.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found, other = manifest["files"], manifest.get("form", form)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if form and other != form:
        raise IsjError(
            _("{path} holds an export of another form ({form}); name another folder.").format(
                path=folder, form=other
            )
        )
    return dict(_trusted(folder, found)) if isinstance(found, dict) else {}


def _trusted(folder: Path, found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, digest in found.items():
        if is_inside(name) and not _leads_away(folder, name):
            yield name, digest if isinstance(digest, str) else ""


def _leads_away(folder: Path, name: str) -> bool:
    """Tell whether a folder on the way to a page is a link to elsewhere."""
    return any(parent.is_symlink() for parent in list((folder / name).parents)[: name.count("/")])


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


def _write_manifest(folder: Path, form: str, files: dict[str, str], origin: str = "") -> None:
    named = {"form": form} if form else {}
    named |= {"origin": origin} if origin else {}
    text = json.dumps({**named, "files": dict(sorted(files.items()))}, indent=0) + "\n"
    write_file(folder / MANIFEST, text.encode())


def _remove(folder: Path, name: str, digest: str) -> bool:
    """Remove a file that is still as an export made it; tell whether it was."""
    path = folder / name
    try:
        data = path.read_bytes()
        kept = {_digest(data), _digest(data.replace(b"\r\n", b"\n"))}  # git may change line ends
        if path.is_symlink() or digest not in kept:
            return False
        path.unlink()
    except OSError:
        return False
    _remove_empty(path.parent, folder)
    return True


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
