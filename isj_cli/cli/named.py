"""What a person names by its id: a practice, and whatever else has a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, NotFoundError, YamlError
from isj_cli.domain.taxonomy import BOTTLENECKS, CARRIED_AS, SECTORS, TOPICS, Taxonomy
from isj_cli.domain.vocabularies import Label
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice
    from isj_cli.pages.page import Page
    from isj_cli.pages.practice import Neighbour

# Vocabularies whose values have a page, and the key under which practices carry them.
SHOWN = {TOPICS: "topics", SECTORS: "sectors", BOTTLENECKS: "bottlenecks"}

Shown = tuple["Page", dict[str, Any]]


class Found(NamedTuple):
    """A practice and the id that it has now."""

    practice: Practice
    id: str


def find(session: Session, id: str) -> list[Shown]:
    """Return page and data of all that has this id; raises `NotFoundError`.

    Raises `YamlError` where its file cannot be read. An id may be that of an item and of a sector
    at once: `onderwijs` is.
    """
    if session.kb.holds(id):
        return [_practice(session, id)]
    found = list(_in_taxonomy(session, id))
    return found or list(_by_label(session, id)) or [_practice(session, id)]


def _in_taxonomy(session: Session, id: str) -> Iterator[Shown]:
    from isj_cli.pages.framework import framework_page
    from isj_cli.pages.item import item_page, kind_of
    from isj_cli.pages.reference import reference_page
    from isj_cli.pages.vocabulary import term_page, vocabulary_page
    from isj_cli.store.codec import to_mapping

    kb, language, taxonomy = session.kb, session.language, session.kb.taxonomy
    if (item := taxonomy.items.get(id)) is not None:
        key = CARRIED_AS.get(kind_of(id, taxonomy), "")
        carrying = list(kb.carrying(key, id)) if key else []
        yield item_page(item, taxonomy, language, carrying), to_mapping(item)
    for framework in taxonomy.frameworks:
        if id and id in (framework.id, framework.field):
            yield framework_page(framework, taxonomy, language), to_mapping(framework)
    for reference in taxonomy.references:
        if reference.id == id:
            yield reference_page(reference, taxonomy, language), to_mapping(reference)
    for vocabulary in taxonomy.vocabularies:
        if vocabulary.id == id:
            yield vocabulary_page(vocabulary, language), to_mapping(vocabulary)
        if vocabulary.topic or vocabulary.id in SHOWN:
            for term in vocabulary.items:
                if term.id == id:
                    key = SHOWN.get(vocabulary.id, "")
                    carrying = list(kb.carrying(key, id)) if key else []
                    yield term_page(term, taxonomy, language, carrying), to_mapping(term)


def _by_label(session: Session, label: str) -> Iterator[Shown]:
    for item in session.kb.taxonomy.items.values():
        if fold(label) in (fold(item.label.nl), fold(item.label.en)):
            yield from _in_taxonomy(session, item.id)
            return


def _practice(session: Session, id: str) -> tuple[Page, dict[str, Any]]:
    from isj_cli.pages.practice import practice_page
    from isj_cli.store.exchange import practice_mapping

    found = practice_file(session, id)
    practice, taxonomy = found.practice, session.kb.taxonomy
    if after := practice.withdrawn.replaced_by:
        session.say(
            _("This practice was withdrawn; 'isj show {id}' shows what replaces it.").format(
                id=after
            )
        )
    near = neighbours_of(session, found)
    page = practice_page(
        practice, taxonomy, session.language, near, successor_of(session, practice)
    )
    return page, practice_mapping(practice, taxonomy)


def practice_file(session: Session, id: str) -> Found:
    """Return the practice with an id, which may be a former one.

    Raises `NotFoundError` where there is none, `YamlError` where its file cannot be read.
    """
    found = session.kb.read(id)
    if found.practice is None:
        raise found.problem or NotFoundError(id)
    if found.path.stem != id:
        session.say(_("'{old}' is now called '{new}'.").format(old=id, new=found.path.stem))
    return Found(found.practice, found.path.stem)


def practice_named(session: Session, id: str) -> Found:
    """Return the practice with an id or former id; raises `IsjError` where it cannot be read."""
    try:
        return practice_file(session, id)
    except NotFoundError:
        raise no_practice(session, id) from None
    except YamlError as error:
        raise IsjError(unreadable(session, id, error)) from error


def unreadable(session: Session, id: str, error: YamlError) -> str:
    """Return where the file of a practice cannot be read, why, and what to do."""
    return error.told(session.kb.relative(session.kb.path_of(id)))


def no_practice(session: Session, id: str) -> IsjError:
    """Return the error for the id of a practice that there is not, with the nearest ids."""
    near = nearest(id, session.kb.ids())
    if near:
        return IsjError(
            _("There is no practice with the id '{id}'; did you mean {near}?").format(
                id=id, near=_(" or ").join(near)
            )
        )
    return IsjError(
        _("There is no practice with the id '{id}'; 'isj list' shows all.").format(id=id)
    )


def neighbours_of(session: Session, found: Found) -> list[Neighbour]:
    """Return the practices that are linked with this one, from either side."""
    from isj_cli.pages.practice import neighbours

    kb = session.kb
    return neighbours(
        found.practice,
        lambda other: _held(session, other),
        kb.pointing_to(found.id),
        kb.taxonomy,
        session.language,
    )


def successor_of(session: Session, practice: Practice) -> str:
    """Return the title of the practice that replaces a withdrawn one; empty where it has none."""
    after = _held(session, practice.withdrawn.replaced_by)
    return after.title if after else ""


def _held(session: Session, id: str) -> Practice | None:
    from isj_cli.store.practice_file import read_practice

    return read_practice(session.kb.path_of(id)).practice if session.kb.holds(id) else None


def shown(taxonomy: Taxonomy) -> dict[str, Label]:
    """Return the ids of what can be read besides practices, with their labels."""
    terms = [
        term
        for vocabulary in taxonomy.vocabularies
        if vocabulary.topic or vocabulary.id in SHOWN
        for term in vocabulary.items
    ]
    return {
        **{id: item.label for id, item in taxonomy.items.items()},
        **{each.id: each.label for each in taxonomy.frameworks},
        **{each.id: Label(each.title) for each in taxonomy.references},
        **{each.id: each.label for each in taxonomy.vocabularies},
        **{each.id: each.label for each in terms},
    }


def unknown(session: Session, id: str) -> str:
    """Return that nothing has this id, and the nearest ones that something has."""
    near = nearest(id, [*session.kb.ids(), *shown(session.kb.taxonomy)])
    if near:
        return _("There is nothing with the id '{id}'; did you mean {near}?").format(
            id=id, near=_(" or ").join(near)
        )
    return _("There is nothing with the id '{id}'; 'isj search {id}' looks for the words.").format(
        id=id
    )
