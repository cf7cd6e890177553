"""Writing an export into a folder without ever touching what is not its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.writing import write_atomically

MANIFEST = ".isj-export.json"


@dataclass(frozen=True)
class Written:
    """How many files an export wrote, left as they were, and removed."""

    changed: int
    unchanged: int
    removed: int


def write_folder(folder: Path, files: Mapping[str, str]) -> Written:
    """Make `folder` hold `files` (by relative name); a manifest there names the files it made.

    A file that an earlier export made and this one does not is removed; any other file stays.
    Raises `IsjError`, before writing anything, where a file of that name is not from an export.
    """
    if folder.exists() and not folder.is_dir():
        raise IsjError(_("{path} is a file; name a folder to export to.").format(path=folder))
    own = _own(folder)
    for name in files:
        path = folder / name
        if not _is_inside(name):
            raise IsjError(
                _(
                    "'{name}' cannot be the name of a page; correct the id that it comes from."
                ).format(name=name)
            )
        if path.is_symlink() or (path.exists() and name not in own):
            raise IsjError(
                _(
                    "{path} was not made by an export; move it away or choose another folder."
                ).format(path=path)
            )
        if _leads_away(folder, name):
            raise IsjError(
                _("{path} leads outside the folder; choose another one.").format(path=path.parent)
            )
    # The manifest comes first: after a crash, what was written is still known as our own.
    _write_manifest(folder, own | set(files))
    changed = sum(_write(folder / name, text) for name, text in files.items())
    stale = sorted(own - set(files))
    for name in stale:
        (folder / name).unlink(missing_ok=True)
        _remove_empty((folder / name).parent, folder)
    _write_manifest(folder, set(files))
    return Written(changed, len(files) - changed, len(stale))


def _own(folder: Path) -> set[str]:
    """Return the files that earlier exports made, as far as their names can be trusted."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    found = names if isinstance(names, list) else []
    return {
        name
        for name in found
        if isinstance(name, str) and _is_inside(name) and not _leads_away(folder, name)
    }


def _leads_away(folder: Path, name: str) -> bool:
    """Tell whether a folder on the way to a page is a link to elsewhere."""
    return any(parent.is_symlink() for parent in list((folder / name).parents)[: name.count("/")])


def _is_inside(name: str) -> bool:
    """Tell whether a name is that of a page below the folder, and of nothing else."""
    parts = Path(name).parts
    return (
        name.endswith(".md")
        and ".." not in parts
        and not Path(name).is_absolute()
        and ("\\" not in name and ":" not in name)
    )


def _write_manifest(folder: Path, names: set[str]) -> None:
    _write(folder / MANIFEST, json.dumps({"files": sorted(names)}, indent=1) + "\n")


def _write(path: Path, text: str) -> bool:
    """Write a file unless it holds the text already; tell whether it was written."""
    try:
        if path.read_bytes() == text.encode():
            return False
    except OSError:
        pass
    write_atomically(path, text, durable=False)
    return True


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
