"""`isj show`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, NotFoundError, YamlError
from isj_cli.domain.taxonomy import BOTTLENECKS, SECTORS, STUDIES, TOPICS
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import N_, _
from isj_cli.pages.page import Page
from isj_cli.store.codec import to_mapping

SHOWN = (TOPICS, SECTORS, BOTTLENECKS)


class PageFormat(StrEnum):
    """How a page is written."""

    TEXT = "text"
    JSON = "json"


def show(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help=N_(
                "The id of a practice, principle, factor, framework, topic, sector or reference."
            ),
        ),
    ],
    format: Annotated[
        PageFormat, typer.Option("--format", metavar="text|json", help=N_("How to write it."))
    ] = PageFormat.TEXT,
) -> int:
    """Show one or more things to read."""
    session: Session = ctx.obj
    found, missing = [], []
    for id in ids:
        try:
            found.append(_find(session, id))
        except NotFoundError:
            missing.append(id)
        except YamlError as problem:
            path = session.kb.relative(session.kb.path_of(id))
            raise IsjError(
                f"{path}:{problem.line}:{problem.column}: {problem.message} {problem.hint}"
            ) from problem
    if format is PageFormat.JSON:
        from isj_cli.render.plain import write_json

        if found:
            write_json([data for _page, data in found] if len(ids) > 1 else found[0][1])
    else:
        _show_pages(session, [page for page, _data in found])
    for id in missing:
        session.warn(f"isj: {_unknown(session, id)}")
    return 2 if missing else 0


def _show_pages(session: Session, pages: Sequence[Page]) -> None:
    if not pages:
        return
    if sys.stdout.isatty():
        from isj_cli.render import terminal
        from isj_cli.render.page_rich import PageView

        views: list[Any] = []
        for page in pages:
            views += [PageView(page), ""]
        terminal.show(terminal.stack(*views[:-1]), pager=session.pager)
        return
    from isj_cli.render.page_text import text_lines
    from isj_cli.render.plain import write_lines

    for number, page in enumerate(pages):
        write_lines([*([""] if number else []), *text_lines(page)])


def _find(session: Session, id: str) -> tuple[Page, dict[str, Any]]:
    """Return page and data of what has this id; raises `NotFoundError`."""
    kb, language = session.kb, session.language
    if kb.holds(id):
        return _practice(session, id)
    from isj_cli.pages import taxonomy as pages

    taxonomy = kb.taxonomy
    item = taxonomy.items.get(id) or next(
        (
            each
            for each in taxonomy.items.values()
            if fold(id) in (fold(each.label.nl), fold(each.label.en))
        ),
        None,
    )
    if item:
        return pages.item_page(item, taxonomy, language, list(kb.carrying(item.id))), to_mapping(
            item
        )
    for framework in taxonomy.frameworks:
        if framework.id == id:
            return pages.framework_page(framework, taxonomy, language), to_mapping(framework)
    for reference in taxonomy.references:
        if reference.id == id:
            return pages.reference_page(reference, taxonomy, language), to_mapping(reference)
    for vocabulary in taxonomy.vocabularies:
        if vocabulary.id == id:
            return pages.vocabulary_page(vocabulary, language), to_mapping(vocabulary)
        term = next((each for each in vocabulary.items if each.id == id), None)
        if term and (vocabulary.topic or vocabulary.id in SHOWN):
            carrying = list(kb.carrying(id))
            return pages.term_page(term, taxonomy, language, carrying), to_mapping(term)
    return _practice(session, id)


def _practice(session: Session, id: str) -> tuple[Page, dict[str, Any]]:
    from isj_cli.pages.practice import neighbours, practice_page
    from isj_cli.store.knowledge_base import read_practice

    kb = session.kb
    found = kb.read(id)
    if found.practice is None or found.document is None:
        raise found.problem or NotFoundError(id)
    stem = found.path.stem
    if stem != id:
        session.say(_("'{old}' is now called '{new}'.").format(old=id, new=stem))
    for row in found.practice.withdrawn.replaced_by.split():
        session.say(
            _("This practice was withdrawn; 'isj show {id}' shows what replaces it.").format(id=row)
        )
    near = neighbours(
        found.practice,
        lambda other: read_practice(kb.path_of(other)).practice if kb.holds(other) else None,
        kb.pointing_to(stem),
        kb.taxonomy,
        session.language,
    )
    page = practice_page(found.practice, kb.taxonomy, session.language, near)
    data = {
        **to_mapping(found.practice),
        "evidence": found.practice.evidence(kb.taxonomy.ids(STUDIES)),
    }
    return page, data


def _unknown(session: Session, id: str) -> str:
    taxonomy = session.kb.taxonomy
    known = [
        *(name.rsplit(".", 1)[0] for name in session.kb.entries()),
        *taxonomy.items,
        *(each.id for each in taxonomy.frameworks),
        *(each.id for each in taxonomy.references),
        *(
            term.id
            for vocabulary in taxonomy.vocabularies
            if vocabulary.topic or vocabulary.id in SHOWN
            for term in vocabulary.items
        ),
    ]
    near = nearest(id, known)
    if near:
        return _("There is nothing with the id '{id}'; did you mean {near}?").format(
            id=id, near=_(" or ").join(near)
        )
    return _("There is nothing with the id '{id}'; 'isj search {id}' looks for the words.").format(
        id=id
    )


APPS = {
    "show": command_app(
        show,
        N_("""Read a practice, principle, factor or reference.

\b
  isj show moeders-van-rotterdam
  isj show veiligheid vast-aanspreekpunt
  isj show ungar-2014
  isj show moeders-van-rotterdam --format json"""),
    )
}
