"""Finding a knowledge base and reading what it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from isj_cli.domain.errors import IsjError, NotFoundError
from isj_cli.domain.fixed import PUBLISHED
from isj_cli.locale import _
from isj_cli.store.practice_file import PracticeFile, read_practice
from isj_cli.store.reading import MAX_BYTES

if TYPE_CHECKING:
    from datetime import date

    from isj_cli.domain.practice import Practice
    from isj_cli.domain.taxonomy import Taxonomy

PRACTICES = "practices"
PRINCIPLES = "principles.yaml"
VOCABULARIES = "vocabularies.yaml"
SYNONYMS = "synonyms.yaml"
SCHEMA = "schema"
LICENCE = "LICENSE-CONTENT"
_LOOKED = re.compile(rb"(?:described_on|last_checked)\W*(\d{4}-\d\d-\d\d)")

_LISTED = ("id", "title", "status", "organisations", "region")
_USUAL_BYTES = 65_536  # bytes that nearly every file of a practice stays under


@dataclass(frozen=True, eq=False, repr=False)
class KnowledgeBase:
    """A folder with `practices/`, `principles.yaml` and `schema/`.

    The one that comes with the program is `bundled`, and only read.
    """

    root: Path
    bundled: bool = False

    @property
    def practices_folder(self) -> Path:
        """The folder that holds a file for each practice."""
        return self.root / PRACTICES

    @property
    def taxonomy_files(self) -> tuple[Path, Path]:
        """`principles.yaml` and `vocabularies.yaml`."""
        return self.root / PRINCIPLES, self.root / VOCABULARIES

    @property
    def synonyms_file(self) -> Path:
        """`synonyms.yaml`, that of the program where the knowledge base has none of its own."""
        own = self.root / SYNONYMS
        program = bundled()
        return own if own.is_file() or program is None else program / SYNONYMS

    @property
    def is_cc_by(self) -> bool:
        """Whether its texts are under CC BY 4.0, as those that come with the program are."""
        return self.bundled or (self.root / LICENCE).is_file()

    def refuse_if_bundled(self, command: str) -> None:
        """Raise `IsjError`, saying with which command it can be done, where it is only read."""
        if self.bundled:
            raise IsjError(
                _(
                    "The knowledge base that comes with the program is only read; name your own "
                    "with 'isj --kb FOLDER {command}'."
                ).format(command=command)
            )

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """What the taxonomy files say; raises `IsjError` where they cannot be used."""
        from isj_cli.store import cache
        from isj_cli.store.taxonomy_files import read_taxonomy

        return read_taxonomy(self.taxonomy_files, cache.taxonomy_for(self))

    def files(self) -> list[Path]:
        """Return the files of all practices, by name; raises `IsjError` if the folder is shut."""
        return [self.practices_folder / name for name in sorted(self.entries())]

    def ids(self) -> list[str]:
        """Return the ids of all practices: the names of their files."""
        return [name.removesuffix(".yaml") for name in self.entries()]

    def entries(self) -> dict[str, os.DirEntry[str]]:
        """Return the files of practices by name; hidden files and strays are none of them."""
        return {name: entry for name, entry in self._listing() if is_usable(name)}

    def signatures(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each practice's file, and what changes with the file.

        That is its times (ns), its size and its number on the disk; nothing where it has gone.
        """
        for name, entry in self._listing():
            if is_usable(name):
                try:
                    stat = entry.stat()
                    yield (
                        name,
                        f"{stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_size} {stat.st_ino}",
                    )
                except OSError:
                    yield name, ""

    def strays(self) -> list[str]:
        """Return the names of YAML files that are passed over because of how they are called."""
        return sorted(name for name, _entry in self._listing() if not is_usable(name))

    def _listing(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        try:
            with os.scandir(self.practices_folder) as found:
                for entry in found:
                    name = entry.name
                    if name.endswith((".yaml", ".yml")) and name[0] != ".":
                        yield name, entry
        except OSError as error:
            raise IsjError(
                _("The folder {folder} cannot be read; check its permissions.").format(
                    folder=self.practices_folder
                )
            ) from error

    def relative(self, path: Path) -> str:
        """Return `path` as seen from the root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def path_of(self, id: str) -> Path:
        """Return where the practice with this id has its file."""
        return self.practices_folder / f"{id}.yaml"

    def holds(self, id: str) -> bool:
        """Tell whether there is a practice with this id; never looks outside the folder."""
        if Path(id).name != id or "\\" in id:
            return False
        # Unlike Path.is_file, this takes a name that is too long for one that is not there.
        return os.path.isfile(self.path_of(id))  # noqa: PTH113

    def read_all(self) -> Iterator[PracticeFile]:
        """Read every practice, one after the other; a bad file never hides the others."""
        for path in self.files():
            yield read_practice(path)

    def read(self, id: str) -> PracticeFile:
        """Read the practice with this id, or with this former id; raises `NotFoundError`."""
        if self.holds(id):
            return read_practice(self.path_of(id))
        found = self._former(id)
        if found is None:
            raise NotFoundError(id)
        return found

    def knows(self, id: str) -> bool:
        """Tell whether a practice has this id, or had it before."""
        return self.holds(id) or self._former(id) is not None

    def former_ids(self) -> set[str]:
        """Return the ids that practices had before."""
        return {id for _path, ids in self._former_ids() for id in ids}

    def _former(self, id: str) -> PracticeFile | None:
        return next((read_practice(path) for path, ids in self._former_ids(id) if id in ids), None)

    def _former_ids(self, *words: str) -> Iterator[tuple[Path, Sequence[str]]]:
        for path in self._mentioning("former_ids", *words):
            if practice := read_practice(path, ("former_ids",)).practice:
                yield path, practice.former_ids

    def _mentioning(self, *words: str) -> Iterator[Path]:
        """Yield the files in which all `words` stand: far quicker than parsing every file."""
        wanted = [os.fsencode(word) for word in words]
        return (path for path, data in self._contents() if all(word in data for word in wanted))

    def _contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield the files of practices with what is in them, by name."""
        for _name, entry in sorted(self.entries().items()):
            try:
                if entry.is_file():
                    with open(entry.path, "rb", buffering=0) as stream:  # noqa: PTH123 (quicker)
                        # Room for the largest file takes longer to make than a practice to read.
                        data = stream.read(_USUAL_BYTES)
                        if len(data) == _USUAL_BYTES:
                            data += stream.read(MAX_BYTES - _USUAL_BYTES)
                    yield Path(entry.path), data
            except OSError:
                continue

    def digest(self) -> str:
        """Return a digest of the files of all practices."""
        from hashlib import sha256

        digest = sha256()
        for path, data in self._contents():
            digest.update(f"{path.name!r} {len(data)} ".encode())
            digest.update(data)
        return digest.hexdigest()

    def looked_on(self) -> date | None:
        """Return the newest day on which somebody described or checked a practice, if any.

        Of all files only those that seem to name it are parsed.
        """
        from isj_cli.domain import reviewing

        seen = ((max(_LOOKED.findall(data), default=b""), path) for path, data in self._contents())
        newest = None
        for day, path in sorted(filter(itemgetter(0), seen), reverse=True):
            if newest and day.decode() <= newest.isoformat():
                break
            practice = read_practice(path, ("review",)).practice
            if practice and (looked := reviewing.looked_on(practice.review)):
                newest = max(newest or looked, looked)
        return newest

    def carrying(self, key: str, id: str) -> Iterator[Practice]:
        """Yield the published practices that have `id` under a key, such as `principles`.

        They hold what a list of practices says of each (`_LISTED`), and that key.
        """
        for path in self._mentioning(id):
            practice = read_practice(path, (*_LISTED, key)).practice
            if practice and practice.status == PUBLISHED and practice.carries(key, id):
                yield practice

    def pointing_to(self, id: str) -> Iterator[tuple[Practice, str]]:
        """Yield the practices that name `id` as related, with the kind of relation.

        They hold their id and title, and what they are related with.
        """
        for path in self._mentioning(id, "related"):
            practice = read_practice(path, ("id", "title", "related")).practice
            for related in practice.related if practice else ():
                if practice and related.id == id:
                    yield practice, related.kind


def is_usable(name: str) -> bool:
    """Tell whether a practice's file can have this name: `.yaml`, in letters that can be shown."""
    return name.endswith(".yaml") and name.isprintable()


def is_knowledge_base(folder: Path) -> bool:
    """Tell whether a folder has what every knowledge base has."""
    return (folder / PRINCIPLES).is_file() and (folder / PRACTICES).is_dir()


def find(option: Path | None = None, here: Path | None = None) -> KnowledgeBase:
    """Return the knowledge base to use; raises `IsjError`.

    First match: `option` (`--kb`), `ISJ_KB`, the nearest folder at or above `here`, the bundled
    one.
    """
    named = option or (Path(os.environ["ISJ_KB"]) if os.environ.get("ISJ_KB") else None)
    if named is not None:
        root = Path(named).expanduser().absolute()
        if is_knowledge_base(root):
            return KnowledgeBase(root, bundled=root == bundled())
        raise IsjError(
            _(
                "There is no knowledge base in {folder}: name a folder with "
                "principles.yaml and a folder practices."
            ).format(folder=named)
        )
    try:
        start = (here or Path.cwd()).absolute()
    except OSError:
        start = None
    for folder in (start, *start.parents) if start else ():
        if is_knowledge_base(folder):
            return KnowledgeBase(folder)
    if (own := bundled()) is not None:
        return KnowledgeBase(own, bundled=True)
    raise IsjError(_("There is no knowledge base here; name one with 'isj --kb FOLDER …'."))


def bundled() -> Path | None:
    """Return the knowledge base that comes with the program: in the wheel, else the checkout's."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "knowledge_base", package.parent):
        if is_knowledge_base(folder):
            return folder
    return None
