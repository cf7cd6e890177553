"""Which files a validation looks at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.git import Changes
from isj_cli.store.knowledge_base import SYNONYMS, KnowledgeBase
from isj_cli.validation.collection import shown_path

TAXONOMY_SCHEMAS = {
    "principles.yaml": "principles.schema.json",
    "vocabularies.yaml": "vocabularies.schema.json",
    SYNONYMS: "synonyms.schema.json",
}


def own_files(kb: KnowledgeBase) -> list[Path]:
    """Return all files of a knowledge base that there are rules for."""
    return [*kb.taxonomy_files, *filter(Path.exists, [kb.root / SYNONYMS]), *kb.files()]


def chosen_files(
    kb: KnowledgeBase, paths: Sequence[Path] = (), changes: Changes | None = None
) -> list[Path]:
    """Return the files to check: those at `paths`, else all, of those what changed.

    Raises `IsjError` for a path that does not exist.
    """
    own = own_files(kb)
    chosen = _at(paths, own) if paths else own
    if changes is None or changes.everything:
        return chosen
    return [path for path in chosen if path in changes.files]


def _at(paths: Sequence[Path], own: Sequence[Path]) -> list[Path]:
    # A file of the knowledge base is the same file by whatever way a person reaches it.
    known = {_real(path): path for path in own}
    chosen: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [known[each] for each in known if each.is_relative_to(_real(path))]
            chosen += inside or sorted(path.absolute().glob("*.yaml"))
        elif path.exists():
            chosen.append(known.get(_real(path), path.absolute()))
        else:
            raise IsjError(
                _("There is no file {path}; check the name.").format(path=shown_path(path))
            )
    if not chosen:
        raise IsjError(
            _("There are no YAML files in {path} to check; name another folder.").format(
                path=shown_path(paths[0])
            )
        )
    return list(dict.fromkeys(chosen))


def _real(path: Path) -> Path:
    """Return where a path leads; a link that leads to itself stays as it is, and is no error."""
    return Path(os.path.realpath(path))
