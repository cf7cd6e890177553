"""What commands say and take of the practices that pass a search or filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from isj_cli.cli.session import Session
from isj_cli.domain.hit import Filters, SearchResult
from isj_cli.locale import _

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    TITLE = "title"
    DATE = "date"
    REGION = "region"


def chosen(session: Session, filters: Filters) -> Sequence[Practice]:
    """Return the practices that pass the filters, by id, each with its file's name as id."""
    found = session.search.practices(filters)
    session.tell_of_search()
    return found


def withdrawn(session: Session, filters: Filters) -> Sequence[Practice]:
    """Return the withdrawn practices that pass the filters, where they ask for no status.

    A knowledge base with statuses of its own may know no such one.
    """
    from isj_cli.domain.fixed import WITHDRAWN
    from isj_cli.domain.taxonomy import STATUSES

    if (
        filters.include.get("status")
        or WITHDRAWN in filters.exclude.get("status", ())
        or WITHDRAWN not in session.kb.taxonomy.ids(STATUSES)
    ):
        return ()
    asked = {**filters.include, "status": (WITHDRAWN,)}
    return session.search.practices(replace(filters, include=asked))


def provenances(session: Session) -> dict[str, str]:
    """Return the labels of where entries come from, in the language spoken."""
    from isj_cli.domain.taxonomy import PROVENANCES

    return {
        term.id: term.label.text(session.language)
        for term in session.kb.taxonomy.terms(PROVENANCES)
    }


def tell_of_query(session: Session, result: SearchResult) -> None:
    """Say where a query was read as another one than was typed."""
    from isj_cli.search.query import unknown_fields

    if result.corrected and (result.hits or result.also):
        session.say(
            _("No results for '{query}'. Shown: {corrected}.").format(
                query=result.query.strip(), corrected=result.corrected.strip()
            )
        )
    for name, near in unknown_fields(result.query).items():
        said = _("There is no field '{name}:', so it was read as a word.").format(name=name)
        if near:
            said += " " + _("Did you mean '{near}'?").format(near=f"{near}:")
        session.say(said)


def nothing_found(session: Session, result: SearchResult) -> str:
    """Return what to say where a search found nothing."""
    query = result.corrected or result.query
    if result.suggestion:
        return _("Nothing was found for '{query}'; did you mean '{suggestion}'?").format(
            query=query.strip(), suggestion=result.suggestion.strip()
        )
    if query.strip() and session.kb.entries():
        return _(
            "Nothing was found for '{query}'; try fewer or other words, or fewer filters."
        ).format(query=query.strip())
    return nothing_passes(session)


def nothing_passes(session: Session) -> str:
    """Return what to say where there is no practice to show."""
    if not session.kb.entries():
        return _("This knowledge base holds no practices yet; 'isj add-practice' begins one.")
    return _("No practice passes these filters; leave one out.")


def say_nothing_passes(session: Session) -> int:
    """Say that no practice passes the filters; return the exit code."""
    session.say(nothing_passes(session))
    return 1
