"""Reading `principles.yaml` and `vocabularies.yaml`."""

from __future__ import annotations

from pathlib import Path

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import _
from isj_cli.store.codec import from_mapping
from isj_cli.store.yaml_loader import read


def read_taxonomy(*files: Path) -> Taxonomy:
    """Return the taxonomy that the files hold together; raises `IsjError` naming the bad one.

    A file that does not exist adds nothing.
    """
    data: dict[str, object] = {}
    for path in filter(Path.exists, files):
        try:
            data.update(read(path).mapping)
        except YamlError as error:
            raise IsjError(_("{path}:{line}:{column}: {message} {hint}").format(
                path=path, line=error.line, column=error.column, message=error.message,
                hint=error.hint)) from error
    return from_mapping(Taxonomy, data)
