"""A page of the website: the page model through the templates."""

from __future__ import annotations

from posixpath import relpath
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from isj_cli.domain.text import clean
from isj_cli.locale import _, ngettext
from isj_cli.pages.page import Heading, Page, Span
from isj_cli.pages.publication import Publication, Ref

if TYPE_CHECKING:
    from isj_cli.export.site.site import Site


class Html:
    """Writes the pages of one publication; `folder` is where they stand in the site."""

    def __init__(self, publication: Publication, folder: str, site: Site) -> None:
        """Prepare the templates."""
        self.publication = publication
        self.folder = folder
        self.site = site
        self.environment = Environment(
            loader=PackageLoader("isj_cli.export.site"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            finalize=lambda value: clean(value) if type(value) is str else value,
        )
        self.environment.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]

    def page(self, ref: Ref, page: Page) -> str:
        """Return the HTML of a page."""
        here = f"{self.folder}{self.publication.places[ref]}.html"

        def to(name: str) -> str:
            """Return the relative address of a file of the site."""
            return relpath(name, here.rpartition("/")[0] or ".")

        def link(ref: Ref | None) -> str:
            place = self.publication.places.get(ref) if ref else None
            return to(f"{self.folder}{place}.html") if place else ""

        kind, id = ref
        template = self.environment.get_template("page.html")
        return template.render(
            page=page,
            kind=kind,
            id=id,
            sections=_sections(page),
            language=self.publication.language,
            publication=self.publication,
            site=self.site,
            to=to,
            link=link,
            is_web=_is_web,
            other=to(f"{'' if self.folder else 'en/'}{self.publication.places[ref]}.html"),
        )


def _is_web(span: Span) -> bool:
    return span.url.startswith(("https://", "http://"))


def _sections(page: Page) -> list[dict[str, Any]]:
    """Return the blocks of a page by the heading above them; the first section has none."""
    found: list[dict[str, Any]] = [{"heading": None, "blocks": []}]
    for block in page.blocks:
        if isinstance(block, Heading):
            found.append({"heading": block, "blocks": []})
        else:
            found[-1]["blocks"].append(block)
    return found
