"""Reading `principles.yaml` and `vocabularies.yaml`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import _
from isj_cli.store.codec import from_mapping


def read_taxonomy(files: Sequence[Path], kept: Path | None = None) -> Taxonomy:
    """Return the taxonomy that the files hold together; raises `IsjError` naming the bad one.

    A file that does not exist adds nothing. Parsing takes 25 ms, so what was read is kept in
    `kept`, whose name must change with the contents of the files.
    """
    data = _kept(kept) if kept else None
    if data is None:
        data = _parse(files)
        if kept:
            _keep(kept, data)
    return from_mapping(Taxonomy, data)


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _parse(files: Sequence[Path]) -> dict[str, Any]:
    from isj_cli.store.yaml_loader import read

    data: dict[str, Any] = {}
    for path in filter(Path.exists, files):
        try:
            data.update(read(path).mapping)
        except YamlError as error:
            raise IsjError(error.told(path)) from error
    for key in ("frameworks", "vocabularies"):
        if not isinstance(data.get(key), list) or not data[key]:
            names = " / ".join(path.name for path in files)
            raise IsjError(
                _("There are no {key} in {names}; restore the files, with git perhaps.").format(
                    key=key, names=names
                )
            )
    return data


def _keep(path: Path, data: dict[str, Any]) -> None:
    from isj_cli.store.writing import write_atomically

    try:
        for old in path.parent.glob("taxonomy-*.json"):
            old.unlink(missing_ok=True)
        write_atomically(path, json.dumps(data, ensure_ascii=False), durable=False)
    except (IsjError, OSError):
        return  # it will be parsed again next time
