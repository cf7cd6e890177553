"""Where in the site its pages and feeds stand, and which address that gives them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from isj_cli.locale import LANGUAGES
from isj_cli.pages.publication import Ref

SEARCHING: Ref = ("search", "")
PLACE_OF_SEARCH = "zoeken"
FEED = "feed.xml"

Link = Callable[[Ref], str]
"""Gives the address of a page, as seen from another one."""


def folder_of(language: str) -> str:
    """Return the folder of the site in which the pages in a language stand."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def address(base_url: str, language: str, place: str) -> str:
    """Return the absolute address of a page; the start page is that of its folder."""
    name = "" if place == "index" else f"{place}.html"
    return base_url + quote(folder_of(language) + name)
