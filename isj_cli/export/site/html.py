"""A page of the website: the page model through the templates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from isj_cli.domain.fixed import PROVINCE
from isj_cli.domain.practice import Practice
from isj_cli.domain.words import fold
from isj_cli.export.html_text import Lines, environment, without_indent
from isj_cli.export.sections import Section, parts_of
from isj_cli.export.site.addresses import folder_of
from isj_cli.export.site.days import changed_on, dated
from isj_cli.locale import _
from isj_cli.pages.described import day
from isj_cli.pages.page import WRITTEN_IN, Bullet, Line, Span
from isj_cli.pages.publication import ABOUT, CONTRIBUTE, MATRIX, PRACTICES, START, Publication, Ref
from isj_cli.pages.titles import title

if TYPE_CHECKING:
    from isj_cli.export.site.site import Site

TEMPLATES = {"start": "start.html", "practice": "practice.html"}
MENU = (PRACTICES, ("principle", ""), ("factor", ""), ("topic", ""), ("region", ""), MATRIX, ABOUT)
FOOT = (*MENU[:5], ("sector", ""), ("framework", ""), *MENU[5:], ("reference", ""), CONTRIBUTE)
NEWEST = 5
HEAT = 5


class Html:
    """Writes the pages of one publication; `folder` is where they stand in the site."""

    def __init__(self, publication: Publication, folder: str, site: Site) -> None:
        """Prepare the templates."""
        self.publication = publication
        self.folder = folder
        self.site = site
        self.withdrawn = {each.id for each in publication.withdrawn}
        self.environment = environment("isj_cli.export.site")

    def of(self, ref: Ref) -> str:
        """Return the HTML of the page of one thing."""
        kind, id = ref
        page = self.publication.page(ref)
        page = page._replace(title=page.title.strip() or id)
        opening, sections = parts_of(page)
        practice = self.publication.by_id[id] if kind == "practice" and id else None
        if practice and self.similar(practice):
            at = next((n for n, each in enumerate(sections) if each.key == "sources"), None)
            found = Section(_("Similar practices"), "similar", "similar", [])
            sections.insert(len(sections) if at is None else at, found)
        template = TEMPLATES.get(kind, "page.html") if id or kind == "start" else "page.html"
        return self.render(
            template,
            f"{self.folder}{self.publication.places[ref]}.html",
            page=page,
            kind=kind,
            id=id,
            opening=opening,
            sections=sections,
            trail=self._trail(ref),
            practice=practice,
        )

    def moved(self, old: str, id: str) -> str:
        """Return the page of the id `old`, which leads on to the practice that is `id` now."""
        practice = self.publication.by_id[id]
        name = f"{self.folder}{self.publication.place_of_practice(old)}.html"
        return self.render("moved.html", name, kind="moved", id=id, practice=practice)

    def missing(self) -> str:
        """Return the page for an address where there is none; it may be shown at any depth."""
        root = urlsplit(self.site.base_url).path.rstrip("/") + "/"
        return self.render("missing.html", "404.html", root, kind="missing", id="", other="")

    def render(self, template: str, name: str, root: str | None = None, **facts: Any) -> str:
        """Return a template as the file `name` of the site.

        It sees what all templates see: `to` gives the address of a file and `link` that of a page,
        seen from this one; `line` and `element` write lines of the page model. Addresses begin
        with `root`, else with the way up.
        """
        own = name.removeprefix(self.folder)
        up = "../" * name.count("/") if root is None else root
        home = "../" * own.count("/") if root is None else root + self.folder
        places = self.publication.places
        language = self.publication.language

        def to(name: str) -> str:
            return up + name

        def link(ref: Ref | None) -> str:
            place = places.get(ref) if ref else None
            return f"{home}{place}.html" if place else ""

        write = Lines(link, language)
        context = {
            "language": language,
            "publication": self.publication,
            "site": self.site,
            "folder": self.folder,
            "html": self,
            "to": to,
            "link": link,
            "line": write.line,
            "element": write.element,
            "out": lambda text, url: write.line((Span(text, url=url, lang=WRITTEN_IN),)),
            "written": Markup("" if language == WRITTEN_IN else f' lang="{WRITTEN_IN}"'),  # noqa: S704
            "heat": _heat,
            "other": to(own if self.folder else folder_of("en") + own),
            "menu": MENU,
            "foot": FOOT,
            "title": title,
            "day": day,
            "trail": [],
            **facts,
        }
        return without_indent(self.environment.get_template(template).render(context))

    def label(self, vocabulary: str, id: str) -> str:
        """Return the label of a vocabulary's value."""
        return self.publication.taxonomy.label(vocabulary, id, self.publication.language)

    def item(self, id: str) -> str:
        """Return the label of an item of a framework."""
        return self.publication.taxonomy.item_label(id, self.publication.language)

    def tally(self, kind: str) -> list[tuple[str, Ref, int]]:
        """Return label, page and number of practices of all of a kind.

        Of regions these are the provinces, and all places where there is no province.
        """
        things: Sequence[Any] = self.publication.things(kind)
        if kind == "region":
            provinces = [each for each in things if getattr(each, "level", "") == PROVINCE]
            things = provinces or things
        return [
            (each.label.text(self.publication.language), (kind, each.id),
             len(self.publication.carrying(kind, each.id)))
            for each in things
        ]  # fmt: skip

    def gist(self, ref: Ref) -> str:
        """Return what a practice comes down to, in a sentence or a few."""
        practice = self.publication.by_id[ref[1]]
        return practice.strength or practice.summary

    def letters(self, items: Sequence[Bullet]) -> list[tuple[str, list[Bullet]]]:
        """Return practices, which come by title, by the letter that each title begins with."""
        by_letter = groupby(items, key=lambda item: _initial(item.line[0].text))
        return [(letter, list(group)) for letter, group in by_letter]

    def newest(self) -> list[tuple[str, Practice]]:
        """Return the practices that were described or checked last, each behind that day."""
        return [(changed_on(each), each) for each in dated(self.publication)[:NEWEST]]

    def similar(self, practice: Practice) -> list[Practice]:
        """Return the practices that are like this one."""
        ids = self.site.similar.get(practice.id, ())
        return [self.publication.by_id[id] for id in ids if id in self.publication.by_id]

    @property
    def repository(self) -> str:
        """Where readers can send changes to; empty where that is unknown."""
        repository = self.site.repository.rstrip("/")
        return repository if repository.startswith("https://") else ""

    def suggest(self, practice: Practice) -> str:
        """Return where a reader can change the file of a practice; empty where that is unknown."""
        repository = self.repository
        if not repository:
            return ""
        between = "/-" if "gitlab" in (urlsplit(repository).hostname or "") else ""
        return f"{repository}{between}/edit/main/practices/{quote(practice.id)}.yaml"

    def _trail(self, ref: Ref) -> list[tuple[str, Ref]]:
        """Return title and page of what lies above a page, the start page first."""
        kind, id = ref
        if ref == START:
            return []
        found = [(_("Start"), START)]
        if kind == "cell":
            found.append((title("matrix"), MATRIX))
        elif kind == "item":
            framework = self.publication.taxonomy.framework_of[id]
            found.append((title("framework"), ("framework", "")))
            name = framework.label.text(self.publication.language)
            found.append((name, ("framework", framework.id)))
        elif id:
            found.append((title(kind), (kind, "")))
        return found


def _initial(title: str) -> str:
    """Return the letter under which a title stands in a list."""
    letter = fold(title)[:1].upper()
    return letter if letter.isalpha() else "0–9"


def _heat(rows: Sequence[Sequence[Line]]) -> dict[str, str]:
    """Return the class of each number in a table, from `heat-0` (none) to the largest one."""
    numbers = {cell[0].text for row in rows for cell in row[1:] if cell and cell[0].text.isdigit()}
    most = max(map(int, numbers), default=0)
    return {number: f"heat-{-(-HEAT * int(number) // most)}" for number in numbers if most}
