"""Reading the file of one practice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isj_cli.domain.errors import YamlError
from isj_cli.locale import _

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice
    from isj_cli.store.yaml_document import Document, LocatedDict


@dataclass(frozen=True, eq=False, repr=False)
class PracticeFile:
    """A practice's file as it was read: a document and a practice, or a problem."""

    path: Path
    document: Document | None = None
    practice: Practice | None = None
    problem: YamlError | None = None


def read_practice(path: Path, only: Collection[str] = ()) -> PracticeFile:
    """Read one file, or `only` some of its keys; what is wrong with it stands in the result."""
    from isj_cli.domain.practice import Practice
    from isj_cli.store.codec import from_mapping
    from isj_cli.store.yaml_loader import read

    try:
        document = read(path, only)
        data = practice_data(document)
    except YamlError as problem:
        return PracticeFile(path, problem=problem)
    return PracticeFile(path, document, from_mapping(Practice, data))


def practice_data(document: Document) -> LocatedDict:
    """Return the keys and values of a practice's file; raises `YamlError` where it has none."""
    from isj_cli.store.yaml_document import mapping_of

    return mapping_of(
        document,
        _("The file describes no practice."),
        _("Begin with 'id:' and 'title:'; 'isj add-practice' makes a draft."),
    )
