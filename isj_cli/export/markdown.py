"""Pages as markdown (CommonMark with the tables of GitHub), a file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import one_line
from isj_cli.export.markdown_text import heading, link, text_of
from isj_cli.locale import _
from isj_cli.pages import titles
from isj_cli.pages.page import Page
from isj_cli.pages.practice import practice_page
from isj_cli.pages.publication import ALONE, FOLDERS, START, Publication, Ref
from isj_cli.store.drafts import written

_START = f"{ALONE[START]}.md"
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def names(publication: Publication) -> dict[Ref, str]:
    """Return the file of everything that has a page."""
    return {ref: f"{place}.md" for ref, place in publication.places.items()}


def files(
    publication: Publication, *, with_front_matter: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file; the same input gives the same bytes.

    With front matter, facts stand above each page as YAML, its title among them.
    """
    known = names(publication)
    for ref, page in publication.pages():
        above = front_matter(facts(publication, ref, page)) if with_front_matter else ""
        yield known[ref], markdown(page, known[ref], known, above)


def preview(practice: Practice, taxonomy: Taxonomy, language: str) -> str:
    """Return a practice as markdown that stands by itself, without links to other pages."""
    return alone(practice_page(practice, taxonomy, language))


def alone(page: Page) -> str:
    """Return a page as markdown that stands by itself, without links to other pages."""
    return markdown(page, _START, {})


def markdown(page: Page, name: str, names: Mapping[Ref, str], above: str = "") -> str:
    """Return a page as markdown; `names` tells the file of each page that it may link to.

    `above` is the front matter, which gives the title; without it a heading does.
    """

    def find(ref: Ref) -> str:
        return _relative(name, names[ref]) if ref in names else ""

    title = page.title or name.rsplit("/", 1)[-1].removesuffix(".md")
    seen = {one_line(title)} if above else set()
    first = above.rstrip("\n") or heading(1, title, seen)
    parts = [first, *_way(name), *text_of(page.blocks, find, seen)]
    return "\n\n".join(parts) + "\n"


def facts(publication: Publication, ref: Ref, page: Page) -> dict[str, str | list[str]]:
    """Return what the front matter of a page says, with the keys and ids of the JSON."""
    kind, id = ref
    found: dict[str, str | list[str]] = {"id": id, "title": page.title or id, "kind": kind}
    if id and kind == "practice":
        practice = publication.by_id[id]
        found |= {
            "summary": practice.summary,
            "status": practice.status,
            "provenance": practice.provenance,
            "evidence": publication.taxonomy.evidence_of(practice),
            "organisations": [each.name for each in practice.organisations],
            "region": [*practice.region.names],
            **{f"{key}s": [*ids] for key, ids in practice.tags().items()},
            "described_on": practice.review.described_on,
            "last_checked": practice.review.last_checked,
        }
    return {**found, "lang": publication.language}


def front_matter(facts: Mapping[str, str | list[str]]) -> str:
    """Return facts as the YAML that stands above a page, without those that are empty."""
    said = {
        key: one_line(value) if isinstance(value, str) else [one_line(each) for each in value]
        for key, value in facts.items()
    }
    lines = [written(key, value) for key, value in said.items() if value]
    return "\n".join(["---", *lines, "---"]) + "\n"


def _way(name: str) -> list[str]:
    """Return the line with which a reader goes back: to the start page, and to the index."""
    if name == _START:
        return []
    ways = [(_START, _("Start page"))]
    folder = name.split("/")[0]
    index = f"{folder}/index.md"
    if folder in _KINDS and name != index:
        ways.append((index, titles.title(_KINDS[folder])))
    return [" › ".join(link(said, _relative(name, place)) for place, said in ways)]


def _relative(here: str, there: str) -> str:
    """Return the link from one file of the export to another."""
    up = "../" * here.count("/")
    if up and here.rsplit("/", 1)[0] == there.rsplit("/", 1)[0]:
        return quote(there.rsplit("/", 1)[1])
    return quote(up + there)
