"""The page that `isj` alone shows."""

from __future__ import annotations

from isj_cli.cli.session import Session
from isj_cli.locale import _


def start_page(session: Session) -> None:
    """Say what this is and how to begin."""
    kb = session.kb
    count = len(session.search.records())
    session.tell_of_search()
    print(
        _("""isj: good practices in integrated specialist youth care, {count} of them.

  isj search trauma              find practices
  isj show moeders-van-rotterdam read one
  isj principles                 browse by leading principle
  isj factors                    browse by effective factor
  isj list --region Friesland    list with filters
  isj add-practice               describe a practice of your own
  isj --help                     all commands

Knowledge base: {folder}""").format(count=count, folder=kb.root)
    )
