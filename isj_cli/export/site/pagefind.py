"""Searching in the browser: Pagefind's index of the pages of practices.

Pagefind indexes the pages in which `data-pagefind-body` stands. It cuts its index in small files of
which a search loads the few that it needs, so that any web server can serve it.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from isj_cli import __version__
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError
from isj_cli.domain.fixed import PROVINCE
from isj_cli.domain.practice import Practice
from isj_cli.domain.text import one_line
from isj_cli.export.folder import File
from isj_cli.export.site.parts import SIGNATURE, recut
from isj_cli.locale import _, ngettext
from isj_cli.pages.publication import Publication

FOLDER = "pagefind"
# Stands before the words that a page does not show; what follows it is searched and never quoted.
MARK = "‖"
RECORD = f"{FOLDER}/made-from.txt"
# What Pagefind adds is a search form of its own, in three kinds, which this site does not use.
UNUSED = ("-ui.css", "-ui.js", "-highlight.js", "-worker.js", "wasm.unknown.pagefind")
PAUSE_SECONDS = 0.05
FEW_PRACTICES = 1000


class Facet(NamedTuple):
    """What practices can be filtered by: its kind, label, and values with their labels."""

    kind: str
    label: str
    values: tuple[tuple[str, str], ...]


def facets(publication: Publication) -> list[Facet]:
    """Return what the practices can be filtered by, with the values that occur among them."""
    taxonomy, language = publication.taxonomy, publication.language
    held: dict[str, set[str]] = {}
    for practice in publication.practices:
        for kind, ids in values(practice, taxonomy).items():
            held.setdefault(kind, set()).update(ids)

    def facet(kind: str, label: str) -> Facet:
        found = ((each.id, each.label.text(language)) for each in taxonomy.values_of(kind))
        return Facet(kind, label, tuple(each for each in found if each[0] in held.get(kind, ())))

    return [
        facet("topic", _("Topics")),
        facet("principle", _("Leading principles")),
        facet("factor", _("Effective factors")),
        facet("sector", _("Sectors")),
        facet("region", _("Provinces")),
        facet("evidence", _("Kind of study")),
    ]


def values(practice: Practice, taxonomy: t.Taxonomy) -> dict[str, tuple[str, ...]]:
    """Return the ids by which a practice can be filtered, by kind; of regions the provinces."""
    provinces = {each.id for each in taxonomy.terms(t.REGIONS) if each.level == PROVINCE}
    regions = taxonomy.regions_of(practice.region.names)
    return {
        **{kind: tuple(dict.fromkeys(ids)) for kind, ids in practice.tags().items()},
        "region": tuple(id for id in regions if id in provinces),
        "evidence": (taxonomy.evidence_of(practice),),
    }


def messages(
    publication: Publication, small: Collection[str], common: Sequence[str]
) -> dict[str, object]:
    """Return what `search.js` says and has to know.

    It searches without the words `small`; among many practices without the words `common` too, of
    which the index is large to load. Where one types nothing else it takes the first of those.
    """
    is_large = len(publication.practices) > FEW_PRACTICES
    terms = publication.taxonomy.terms(t.PROVENANCES)
    return {
        "title": _("Search the practices"),
        "ask": _("Type a word, or choose a filter."),
        "none": _("Nothing found."),
        "one": ngettext("{number} practice", "{number} practices", 1).format(number=1),
        "many": ngettext("{number} practice", "{number} practices", 2),
        "some": _("{number} practices with some of your words, {whole} of them with all"),
        "few": _("{number} practices with some of your words"),
        "error": _("The search could not be loaded; try again later, or browse."),
        "file": _(
            "Searching needs a web server, for example with 'isj serve'; browsing works as it is."
        ),
        "small": sorted(small),
        "common": [word for word in common if word not in small] if is_large else (),
        "large": is_large,
        "provenance": {each.id: each.label.text(publication.language) for each in terms},
    }


class Made(NamedTuple):
    """An index: its files in the folder `source`, and what tells what it was made from."""

    source: Path
    own_names: tuple[str, ...]
    record: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every file that `files` gives."""
        return (*self.own_names, RECORD)

    def files(self) -> Iterator[File]:
        """Yield name and content of every file."""
        for name in self.own_names:
            yield name, (self.source / name).read_bytes()
        yield RECORD, self.record


Waiting = Callable[[Iterable[None]], Iterable[None]]


def index(folder: Path, pages: Sequence[str], draft: Path, waiting: Waiting = iter) -> Made:
    """Return the index of `pages`, which stand in `folder`; what Pagefind makes comes in `draft`.

    The index that is in `folder` is returned where it was made from the same pages and is whole.
    `waiting` goes through what is yielded while Pagefind works. Raises `IsjError` where it fails.
    """
    found = _read(folder, folder, pages)
    try:
        if (folder / RECORD).read_text(encoding="utf-8") == found.record:
            return found
    except (OSError, ValueError):
        pass
    for page in pages:
        path = draft / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((folder / page).read_bytes())
    for _tick in waiting(_run(draft, "--site", ".", "--output-subdir", FOLDER, "--quiet")):
        pass
    for path in (draft / FOLDER / "fragment").glob("*.pf_fragment"):
        _lighten(path)
    if len(pages) > FEW_PRACTICES:
        recut(draft / FOLDER)
    return _read(draft, folder, pages)


def _lighten(path: Path) -> None:
    """Take out of what a result loads what is only searched, and what the search page leaves."""
    data = gzip.decompress(path.read_bytes())
    if data.startswith(SIGNATURE):
        page = json.loads(data.removeprefix(SIGNATURE))
        page |= {"content": page["content"].partition(MARK)[0].rstrip(), "anchors": []}
        text = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
        path.write_bytes(gzip.compress(SIGNATURE + text.encode(), mtime=0))


def _read(source: Path, folder: Path, pages: Sequence[str]) -> Made:
    """Return the index that is in `source`, as one of the pages in `folder`."""
    found = (path for path in (source / FOLDER).rglob("*") if path.is_file())
    names = (path.relative_to(source).as_posix() for path in found)
    own = tuple(sorted(name for name in names if name != RECORD and not name.endswith(UNUSED)))
    made_by = f"{version('pagefind_bin')} {__version__}"
    lines = (made_by, _digest(folder, pages), _digest(source, own))
    return Made(source, own, "\n".join(lines) + "\n")


def _digest(folder: Path, names: Iterable[str]) -> str:
    digest = sha256()
    for name in names:
        data = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _run(folder: Path, *arguments: str) -> Iterator[None]:
    """Run Pagefind in a folder; yield now and then. Raises `IsjError` where it fails.

    Where it runs it looks for settings of its own, so that must be no folder of somebody else.
    """
    from pagefind_bin import get_executable

    try:
        process = subprocess.Popen(  # noqa: S603 (Pagefind's own program, without a shell)
            [str(get_executable()), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise _failed(str(error)) from error
    with process:
        while process.poll() is None:
            yield
            time.sleep(PAUSE_SECONDS)
        said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode:
        raise _failed(one_line(said) or str(process.returncode))


def _failed(why: str) -> IsjError:
    return IsjError(
        _(
            "Pagefind could not index the pages ({why}); install it again: "
            'python -m pip install --force-reinstall "pagefind[bin]".'
        ).format(why=why)
    )
