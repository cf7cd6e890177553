"""What `isj` alone shows, and `isj --version`."""

from __future__ import annotations

from isj_cli import __version__
from isj_cli.cli.session import Session
from isj_cli.locale import _

EXAMPLE = "moeders-van-rotterdam"


def start_page(session: Session) -> None:
    """Say what this is and how to begin."""
    from isj_cli.render.plain import write_lines

    kb = session.kb
    found = session.search.search("", limit=1)
    session.tell_of_search()
    is_there = kb.holds(EXAMPLE) or not found.hits
    example = EXAMPLE if is_there else found.hits[0].record.id
    write_lines(
        [
            _("""isj: good practices in integrated specialist youth care, {count} of them.

  isj search trauma              find practices
  isj show {example} read one
  isj principles                 browse by leading principle
  isj factors                    browse by effective factor
  isj list --region Friesland    list with filters
  isj add-practice               describe a practice of your own
  isj --help                     all commands

Knowledge base: {folder}""").format(count=found.total, example=example.ljust(21), folder=kb.root)
        ]
    )


def version_page(session: Session) -> None:
    """Say which program this is, which knowledge base it uses, and how new that is."""
    from isj_cli.pages.described import day
    from isj_cli.render.plain import write_lines

    write_lines([f"isj {__version__}"])  # first, so that it is told whatever is wrong with the rest
    newest = session.kb.looked_on()
    said = _("Knowledge base of {day}: {folder}") if newest else _("Knowledge base: {folder}")
    write_lines([said.format(day=day(f"{newest}"), folder=session.kb.root)])
