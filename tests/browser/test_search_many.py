"""Searching in the browser among so many practices that a search loads as little as it can."""

from __future__ import annotations

import pytest

from browser.conftest import Visits
from browser.test_search import ask, titles, titles_at, total
from browser.websites import Website


@pytest.mark.parametrize("query", ["trauma", "eetstoornis", "autisme sport", '"een gezin"'])
def test_the_same_is_found_as_among_few(
    website: Website, many: Website, visits: Visits, query: str
) -> None:
    page = ask(visits, website, f"zoeken.html?q={query}")
    found = titles(page)
    assert found
    assert set(titles(ask(visits, many, f"zoeken.html?q={query}"))) >= set(found)


def test_common_words_beside_others_are_left_out(many: Website, visits: Visits) -> None:
    page = ask(visits, many, "zoeken.html?q=trauma")
    found = titles(page)
    assert titles_at(page, many, "q=trauma bij kinderen en jongeren") == found


def test_of_common_words_the_rarest_is_looked_for(many: Website, visits: Visits) -> None:
    page = ask(visits, many, "zoeken.html?q=onderwijs")
    rarest = titles(page)
    assert len(rarest) > 1
    assert titles_at(page, many, "q=kinderen in het onderwijs") == rarest
    titles_at(page, many, "q=de")
    everything = total(page)
    titles_at(page, many, "q=in het")
    assert total(page) == everything > len(rarest)


def test_of_many_words_the_longest_are_looked_for(many: Website, visits: Visits) -> None:
    page = ask(visits, many, "zoeken.html?q=autisme huisarts wijkteam schoolverzuim")
    found = titles(page)
    assert found
    assert titles_at(page, many, "q=autisme huisarts wijkteam schoolverzuim sport pgb") == found


def test_an_unknown_word_is_looked_for_by_its_beginning(many: Website, visits: Visits) -> None:
    page = ask(visits, many, "zoeken.html?q=bovenregio")
    found = titles(page)
    assert found
    assert titles_at(page, many, "q=bovenregiooverleg") == found
    assert titles_at(page, many, "q=xyzzyqwrtp") == []
