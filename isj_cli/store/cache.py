"""The folder on this machine that holds what can always be made again.

What lies there is believed, so nobody else may have put it there. POSIX systems tell who can write
where; on Windows nothing is asked, since a person's own folders are closed to others there.

Names are made with checksums rather than digests: importing `hashlib` takes 3 ms of a start.
"""

from __future__ import annotations

import os
from errno import ENOENT
from pathlib import Path
from stat import S_ISDIR, S_ISREG, S_ISVTX, S_IWGRP, S_IWOTH
from typing import TYPE_CHECKING
from zlib import crc32

from isj_cli import __version__
from isj_cli.store.reading import read_bytes

if TYPE_CHECKING:
    from isj_cli.store.knowledge_base import KnowledgeBase

FORMAT = 33
_HAS_MODES = hasattr(os, "getuid")  # else permissions say nothing, as on Windows


def folder_for(kb: KnowledgeBase) -> Path:
    """Return the folder for all indexes of this knowledge base; raises `OSError` without any."""
    return _cache_root() / name_for(kb)


def name_for(kb: KnowledgeBase) -> str:
    """Return the name of the folder of this knowledge base."""
    return f"{kb.root.name[:40]}-{crc32(os.fsencode(kb.root)):08x}"


def _cache_root() -> Path:
    """Return the platform's cache folder for this program; `ISJ_CACHE` names another one."""
    return persons_folder("ISJ_CACHE", "user_cache_path")


def persons_folder(variable: str, kind: str) -> Path:
    """Return the folder that a variable names, else this person's own one of a kind.

    `kind` is the function of platformdirs. Raises `FileNotFoundError` for a person without a home,
    as there are in containers.
    """
    if named := os.environ.get(variable):
        return Path(named).absolute()
    import platformdirs

    try:
        found: Path = getattr(platformdirs, kind)("isj", appauthor=False)
    except RuntimeError:
        found = Path("~")
    if not found.is_absolute():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(found))
    return found


def key_for(kb: KnowledgeBase) -> str:
    """Return what an index depends on besides the practices: taxonomy, program, format."""
    sums = [crc32(f"{__version__} {FORMAT}".encode())]
    for path in (*kb.taxonomy_files, kb.synonyms_file):
        try:
            data = read_bytes(path)
        except OSError:
            data = b""
        sums += [crc32(data), len(data)]
    return "-".join(f"{each:x}" for each in sums)


def taxonomy_for(kb: KnowledgeBase) -> Path | None:
    """Return where the taxonomy may be kept as it was read, None where nothing can be kept."""
    try:
        return private_folder_for(kb) / f"taxonomy-{key_for(kb)}.json"
    except OSError:
        return None


def private_folder_for(kb: KnowledgeBase) -> Path:
    """Return `folder_for(kb)`, made if need be; raises `OSError` where it cannot be trusted."""
    folder = private(folder_for(kb))
    if not is_own(folder):
        raise PermissionError(folder)
    return folder


def private(folder: Path) -> Path:
    """Return `folder`, made if need be, with no link on the way to it.

    Raises `OSError` where it is itself a link, or where somebody else can write in it or put
    another folder in its place.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = folder.parent.resolve(strict=True) / folder.name
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (_is_closed(folder) and all(map(_stays, folder.parents))):
        raise PermissionError(folder)
    return folder


def is_own(folder: Path) -> bool:
    """Tell whether `folder` is closed to others, and all that is directly in it is this person's.

    What was put there while others could still write in it is found so, and so is a link.
    """
    with os.scandir(folder) as entries:
        return _is_closed(folder) and all(map(_is_own, entries))


def _is_closed(folder: Path) -> bool:
    mode = folder.lstat().st_mode
    return S_ISDIR(mode) and _is_own(folder) and not (_HAS_MODES and mode & (S_IWGRP | S_IWOTH))


def _is_own(entry: Path | os.DirEntry[str]) -> bool:
    """Tell whether this is a file or folder of this person, or has gone meanwhile."""
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return True
    if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
        return False
    return not _HAS_MODES or found.st_uid == os.getuid()


def _stays(parent: Path) -> bool:
    """Tell whether nobody else can rename what is in a folder, as in /tmp, where all may write."""
    mode = parent.stat().st_mode
    return not (_HAS_MODES and mode & S_IWOTH) or bool(mode & S_ISVTX)
