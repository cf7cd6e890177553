"""Search knows Dutch: compounds, other words for the same thing, mistakes."""

from __future__ import annotations

import json

import pytest
from support import ROOT, Run

from isj_cli.search.analysis import WordList
from isj_cli.search.compounds import split
from isj_cli.search.corrections import corrected
from isj_cli.search.searcher import Search
from isj_cli.store.knowledge_base import KnowledgeBase

KB = KnowledgeBase(ROOT)

COMPOUNDS = {
    "traumabehandeling": ("trauma", "behandeling"),
    "gezinsgericht": (),
    "jeugdhulpverlener": ("jeugd", "hulp", "verlener"),
    "schooluitval": ("school", "uitval"),
    "crisisopname": ("crisis", "opname"),
    "kindermishandeling": ("kinder", "mishandeling"),
    "gezinstherapie": ("gezin", "therapie"),
    "weekendopvang": ("weekend", "opvang"),
    "zelfstandigheidstraining": ("zelfstandigheid", "training"),
    "ervaringsdeskundige": ("ervaring", "deskundige"),
    "vrouwenopvang": ("vrouwen", "opvang"),
    "pleegkind": ("pleeg", "kind"),
    "eetstoornis": ("eet", "stoornis"),
    "gezinsvoogd": ("gezin", "voogd"),
    "schoolziekteverzuim": ("school", "ziekte", "verzuim"),
}

WHOLE = (
    """behandeling samenwerking begeleiding ontwikkeling opvoeding verslaving beperking moeder
    organisatie onderwijs professional gemeente verwaarlozing verantwoordelijk gemeenschap
    psychiatrisch specialistisch intensief therapeut maatschappelijk zelfstandig ondersteuning
    autisme trauma gezin kinderen problemen veiligheid"""
).split()


@pytest.mark.parametrize("word", COMPOUNDS)
def test_a_compound_falls_into_words_that_exist(word: str) -> None:
    assert split(word) == COMPOUNDS[word]


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert split(word) == ()


def found(text: str) -> list[str]:
    return [hit.record.id for hit in Search(KB).search(text, limit=None).hits]


def test_a_part_finds_the_compound_and_ranks_below_the_whole() -> None:
    assert "kit-korte-intensieve-traumabehandeling-levvel" in found("trauma")
    whole = found("traumabehandeling")
    written = [id for id in whole if "traumabehandeling" in KB.path_of(id).read_text("utf-8")]
    assert whole[: len(written) // 2] == [id for id in whole if id in written][: len(written) // 2]


@pytest.mark.parametrize(
    ("word", "topic"),
    [("vechtscheiding", "echtscheiding"), ("anorexia", "eetstoornissen"), ("loverboy",
     "seksuele-uitbuiting")],
)  # fmt: skip
def test_other_words_for_a_topic_find_its_practices(word: str, topic: str) -> None:
    records = [hit.record for hit in Search(KB).search(word, limit=3).hits]
    assert records
    assert all(topic in record.topics for record in records)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("truama", "trauma"),
        ("gesloten jeudghulp", "gesloten jeugdhulp"),
        ("ervarings deskundigen", "ervaringsdeskundigen"),
        ("kindermisshandeling", "kindermishandeling"),
    ],
)
def test_a_word_that_occurs_nowhere_is_mended_and_named(typed: str, meant: str) -> None:
    result = Search(KB).search(typed)
    assert result.corrected == meant
    assert [hit.record.id for hit in result.hits] == [
        hit.record.id for hit in Search(KB).search(meant).hits
    ]


@pytest.mark.parametrize("typed", ["trauma", "gezinnen", "niet", "trauma -school", "title:kings"])
def test_words_that_occur_are_never_mended(typed: str) -> None:
    assert Search(KB).search(typed).corrected is None


def test_filters_and_exclusions_are_no_reason_to_mend() -> None:
    assert Search(KB).search("trauma -trauma").corrected is None
    assert Search(KB).search("gezin -truama").corrected is None


def test_a_word_like_nothing_is_left_as_it_is() -> None:
    words = WordList()
    words.terms("trauma gezin")
    assert corrected("xqzv", ["xqzv"], words.whole()) is None


def test_the_program_says_what_it_searched_for_instead(run: Run) -> None:
    ran = run("--lang", "nl", "search", "loverbooy")
    assert ran.code == 0
    assert "Geen resultaten voor 'loverbooy'. Getoond: loverboy." in ran.err
    data = json.loads(run("search", "loverbooy", "--format", "json").out)
    assert (data["query"], data["corrected"]) == ("loverbooy", "loverboy")
