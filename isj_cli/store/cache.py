"""The folder on this machine that holds what can always be made again.

Names are made with checksums rather than digests: importing `hashlib` takes 3 ms of a start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from isj_cli import __version__
from isj_cli.store.reading import read_bytes

if TYPE_CHECKING:
    from isj_cli.store.knowledge_base import KnowledgeBase

FORMAT = 30


def folder_for(kb: KnowledgeBase) -> Path:
    """Return the folder for all indexes of this knowledge base."""
    return _cache_root() / name_for(kb)


def name_for(kb: KnowledgeBase) -> str:
    """Return the name of the folder of this knowledge base."""
    return f"{kb.root.name[:40]}-{crc32(os.fsencode(kb.root)):08x}"


def _cache_root() -> Path:
    """Return the platform's cache folder for this program; `ISJ_CACHE` names another one."""
    if named := os.environ.get("ISJ_CACHE"):
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("isj", appauthor=False)


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
    return private(folder_for(kb))


def private(folder: Path) -> Path:
    """Return `folder`, made if need be; raises `OSError` where it cannot be trusted."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(folder):
        raise PermissionError(folder)
    return folder


def is_private(folder: Path) -> bool:
    """Tell whether nobody else can write in `folder`, so that what is in it can be trusted."""
    found = folder.stat()
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
