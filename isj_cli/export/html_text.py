"""Lines of a page and templates as the text of HTML; no text in them can become more than text."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from isj_cli.domain.text import clean
from isj_cli.locale import _, ngettext
from isj_cli.pages.page import Line
from isj_cli.pages.publication import Ref

_ADDRESS = re.compile(r"https?://[^\s/]")


class Lines:
    """Writes lines of the page model; this is done for every stretch of text, so by hand."""

    def __init__(self, link: Callable[[Ref | None], str], language: str) -> None:
        self.link = link
        self.language = language

    def line(self, spans: Line, around: str = "") -> Markup:
        """Return the HTML of a line in an element of language `around`, else the page's."""
        parts = []
        for span in spans:
            # Nobody could follow a link without words, such as one to a practice without title.
            said = span.text.strip() or not (span.url or span.ref)
            text = escape(_text(span.text if said else span.url or (span.ref or "")[1]))
            lang = span.lang if span.lang != (around or self.language) else ""
            lang = f' lang="{lang}"' if lang else ""
            if _ADDRESS.match(span.url):
                address = escape(_text(span.url))
                parts.append(f'<a href="{address}"{lang} rel="noopener">{text}</a>')
            elif span.ref and (address := escape(self.link(span.ref))):
                text = Markup(f"<strong>{text}</strong>") if span.strong else text  # noqa: S704
                parts.append(f'<a href="{address}"{lang}>{text}</a>')
            elif span.strong:
                parts.append(f"<strong{lang}>{text}</strong>")
            else:
                parts.append(f"<span{lang}>{text}</span>" if lang else text)
        return Markup("".join(parts))  # noqa: S704 (each part is escaped above)

    def element(self, tag: str, spans: Line, style: str = "") -> Markup:
        """Return an element with a line; the language stands at the element if all are of one."""
        languages = {span.lang for span in spans if span.text}
        lang = languages.pop() if len(languages) == 1 else ""
        attribute = f' lang="{lang}"' if lang and lang != self.language else ""
        style = f' class="{style}"' if style else ""
        return Markup(f"<{tag}{style}{attribute}>{self.line(spans, lang)}</{tag}>")  # noqa: S704


def environment(package: str) -> Environment:
    """Return what fills the templates of a package, all text in them escaped and translated."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        finalize=lambda value: _text(value) if type(value) is str else value,
    )
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made


def without_indent(text: str) -> str:
    """Return what a template gave without empty lines and spaces around lines."""
    return "\n".join(part for each in text.split("\n") if (part := each.strip())) + "\n"


def _text(text: str) -> str:
    """Return text without what could disturb the page; most of it needs no look."""
    return text if text.isprintable() else clean(text)
