"""Finding practices: Dutch words, queries, filters, snippets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import DATA

from isj_cli.domain.errors import IsjError, UnknownValueError
from isj_cli.domain.hit import Filters, SearchResult, Settings
from isj_cli.search import query
from isj_cli.search.index import open_index
from isj_cli.search.searcher import Search
from isj_cli.search.widening import MOST_OF_A_PREFIX, plan
from isj_cli.search.word_list import WordList
from isj_cli.store.knowledge_base import KnowledgeBase


@pytest.fixture(scope="module")
def shared() -> KnowledgeBase:
    return KnowledgeBase(DATA / "kb")


def ids(result: SearchResult) -> list[str]:
    return [hit.record.id for hit in result.hits]


def found(kb: KnowledgeBase, text: str, **filters: str) -> set[str]:
    include = {kind: (value,) for kind, value in filters.items()}
    return set(ids(Search(kb).search(text, Filters(include=include), limit=None)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gezin", "gezinnen"),
        ("kind", "kinderen"),
        ("school", "scholen"),
        ("plan", "plannen"),
        ("relatie", "relaties"),
        ("ouder", "ouders"),
        ("jongere", "jongeren"),
        ("één", "een"),
        ("getraumatiseerde", "getraumatiseerd"),
    ],
)
def test_forms_of_one_word_have_one_term(one: str, other: str) -> None:
    words = WordList()
    assert words.term(one) == words.term(other)


@pytest.mark.parametrize(("one", "other"), [("gezin", "zin"), ("ouder", "oud"), ("kind", "klein")])
def test_different_words_have_different_terms(one: str, other: str) -> None:
    words = WordList()
    assert words.term(one) != words.term(other)


def test_a_word_list_keeps_terms_and_their_forms() -> None:
    words = WordList()
    words.terms("Gezinnen en hun gezin, één kind en kinderen; a'tje foto's")
    kept = WordList(words.dump())
    assert kept.forms("gezin") == {"gezin", "gezinnen"}
    assert kept.forms("kind") == {"kind", "kinderen"}
    assert kept.term("één") == kept.term("een") == "een"
    assert not kept.has_new
    assert kept.dump() == words.dump()


def test_words_are_found_in_every_form(shared: KnowledgeBase) -> None:
    assert found(shared, "gezinnen") == found(shared, "gezin") != set()
    assert found(shared, "meisje") == found(shared, "meisjes") >= {"asja-fier"}


@pytest.mark.parametrize("word", ["niet", "zonder", "één", "de"])
def test_small_words_can_be_searched(shared: KnowledgeBase, word: str) -> None:
    assert found(shared, word)


def test_practices_with_all_words_come_first(shared: KnowledgeBase) -> None:
    search = Search(shared)
    both = search.search("loverboy onderwijs", limit=None)
    every = found(shared, "loverboy AND onderwijs")
    assert every
    assert set(ids(both)[: len(every)]) == every
    assert set(ids(both)) == found(shared, "loverboy") | found(shared, "onderwijs")


def test_a_phrase_stands_as_it_is_written(shared: KnowledgeBase) -> None:
    assert "moeders-van-rotterdam" in found(shared, '"medische en sociale problemen"')
    assert found(shared, '"sociale en medische problemen"') == set()


def test_minus_and_not_leave_a_word_out(shared: KnowledgeBase) -> None:
    without = found(shared, "gezin -moeder")
    assert without == found(shared, "gezin NOT moeder")
    assert without == found(shared, "gezin") - found(shared, "moeder")
    assert found(shared, "-moeder") == found(shared, "") - found(shared, "moeder")


def test_operators_brackets_prefixes_and_fields(shared: KnowledgeBase) -> None:
    assert found(shared, "loverboy OR rotterdam") == found(shared, "loverboy") | found(
        shared, "rotterdam"
    )
    assert found(shared, "(loverboy OR rotterdam) AND zwangere") == {"moeders-van-rotterdam"}
    assert found(shared, "zwanger*") >= found(shared, "zwangere")
    assert (
        found(shared, "title:moeders")
        == found(shared, "titel:moeders")
        == found(shared, "Titel: moeders")
        == {"moeders-van-rotterdam"}
    )
    assert "moeders-van-rotterdam" in found(shared, "organisatie:erasmus")


@pytest.mark.parametrize("query", ["AND OR NOT", "( ) : -", '"', "***", "NOT", "((((", '"" ""'])
def test_a_query_without_words_is_one_clear_sentence(shared: KnowledgeBase, query: str) -> None:
    with pytest.raises(IsjError, match="There are no words"):
        Search(shared).search(query)


@pytest.mark.parametrize(
    "query",
    ["gezin)", "(gezin", "gezin AND", "OR gezin", 'gezin "', "gezin :", "- gezin", "NOT NOT gezin"],
)
def test_stray_signs_count_as_not_typed(shared: KnowledgeBase, query: str) -> None:
    assert found(shared, query) == found(shared, "gezin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(gezin -moeder)", "gezin -moeder"),
        ("trauma (gezin -moeder)", "trauma OR (gezin AND NOT moeder)"),
        ("trauma (-moeder)", "trauma -moeder"),
        ("title:-asja gezin", "gezin NOT title:asja"),
        ("e\u0301e\u0301n", "één"),
    ],
)
def test_queries_that_say_the_same_find_the_same(
    shared: KnowledgeBase, one: str, other: str
) -> None:
    assert found(shared, one) == found(shared, other)


def test_a_prefix_of_two_words_needs_both(shared: KnowledgeBase) -> None:
    assert found(shared, "moeders-rotter*") == {"moeders-van-rotterdam"}


@pytest.mark.parametrize("query", ["title:" * 3000 + "x", "x:" * 3000 + "y", "-" * 5000 + "x"])
def test_long_chains_are_no_trouble(shared: KnowledgeBase, query: str) -> None:
    try:
        Search(shared).search(query)
    except IsjError as error:
        assert "words" in str(error)


def test_the_first_is_not_one(shared: KnowledgeBase) -> None:
    words = WordList()
    assert words.term("eerste") != words.term("één")


def test_web_addresses_and_times_are_words(shared: KnowledgeBase) -> None:
    assert Search(shared).search("http://example.org 12:30 a:b:c").total >= 0


words = st.sampled_from(
    ["gezin", "trauma", "school", "-moeder", '"één plan"', "AND", "OR", "NOT", "(", ")", '"', "-",
     "title:kings", "x:y", "kin*", "*", ":", "«»", "é", "\x00", "a" * 300]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words, max_size=8))
def test_any_query_gives_an_answer_or_one_sentence(parts: list[str]) -> None:
    kb = KnowledgeBase(DATA / "kb")
    try:
        result = Search(kb).search(" ".join(parts))
    except IsjError as error:
        assert str(error).endswith(".")
        return
    assert result.total >= len(result.hits)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(words, max_size=6),
    st.builds(
        Settings,
        exact=st.booleans(),
        sort=st.sampled_from(["relevance", "title", "date", "region"]),
        explain=st.booleans(),
        facets=st.booleans(),
    ),
)
def test_any_query_works_with_any_setting(parts: list[str], chosen: Settings) -> None:
    search = Search(KnowledgeBase(DATA / "kb"))
    try:
        result = search.search(" ".join(parts), limit=None, settings=chosen)
    except IsjError as error:
        assert str(error).endswith(".")
        return
    plain = search.search(" ".join(parts), limit=None)
    if not chosen.exact:  # which asks for small words, too
        assert sorted(ids(result)) == sorted(ids(plain))
    assert len(result.hits) == result.total
    assert bool(result.facets) == chosen.facets


def test_a_short_beginning_is_bounded(shared: KnowledgeBase) -> None:
    index = open_index(shared)
    planned = plan(query.parse("a* b*"), index.words, index.synonyms)
    assert all(
        len(asked.variants) <= MOST_OF_A_PREFIX for some in planned.values() for asked in some
    )
    assert found(shared, "a*")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", "gezin", "trauma school", "ouder OR kind"]),
    st.sampled_from(["meisje", "rotterdam", "school"]),
)
def test_leaving_a_word_out_never_adds_practices(text: str, word: str) -> None:
    kb = KnowledgeBase(DATA / "kb")
    assert found(kb, f"{text} -{word}") <= found(kb, text)


FILTERS = [
    ("principle", "veiligheid"), ("factor", "meerdere-leefgebieden"), ("sector", "onderwijs"),
    ("topic", "trauma"), ("level", "po-intensief"), ("evidence", "effectonderzoek"),
    ("region", "Leeuwarden"), ("organisation", "Fier"), ("item", "ww-leefgebieden"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), FILTERS)
@pytest.mark.parametrize("text", ["", "gezin"])
def test_a_filter_only_ever_takes_away(
    shared: KnowledgeBase, kind: str, value: str, text: str
) -> None:
    some = found(shared, text, **{kind: value})
    assert some < found(shared, text)


def test_filters_of_one_kind_are_or_and_of_two_kinds_are_and(shared: KnowledgeBase) -> None:
    search = Search(shared)
    either = search.records(Filters(include={"topic": ("trauma", "jonge-kind")}))
    assert {each.id for each in either} == found(shared, "", topic="trauma") | found(
        shared, "", topic="jonge-kind"
    )
    both = search.records(Filters(include={"topic": ("trauma",), "organisation": ("fier",)}))
    assert {each.id for each in both} == found(shared, "", topic="trauma") & found(
        shared, "", organisation="fier"
    )


@pytest.mark.parametrize(("kind", "value"), FILTERS)
@pytest.mark.parametrize("unwanted", ["trauma", "autisme", "gedragsproblemen"])
def test_what_a_filter_leaves_out_is_gone(
    shared: KnowledgeBase, kind: str, value: str, unwanted: str
) -> None:
    search = Search(shared)
    wide = search.records(Filters(include={kind: (value,)}))
    kept = search.records(Filters(include={kind: (value,)}, exclude={"topic": (unwanted,)}))
    assert kept == tuple(each for each in wide if unwanted not in each.topics)


def test_leaving_out_a_status_adds_nothing(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8").replace("status: gepubliceerd", "status: ingetrokken")
    path.write_text(text, encoding="utf-8")
    rest = Search(kb).records(Filters(exclude={"status": ("concept",)}))
    assert {each.id for each in rest} == found(kb, "")


@pytest.mark.parametrize("length", [70, 1000, 10_000])
def test_a_very_long_word_finds_nothing_at_once(shared: KnowledgeBase, length: int) -> None:
    assert found(shared, "trauma" * length) == set()
    assert found(shared, "a" * length) == set()


@pytest.mark.parametrize("exact", [False, True])
def test_a_long_phrase_is_found_and_marked(shared: KnowledgeBase, exact: bool) -> None:
    practice = shared.read("asja-fier").practice
    assert practice
    phrase = " ".join(practice.approach.split("\n\n")[0].split()[:30]).replace('"', "")
    [hit] = Search(shared).search(f'"{phrase}"', settings=Settings(exact=exact)).hits
    assert hit.record.id == "asja-fier"
    assert "«" in hit.snippet


def test_a_phrase_does_not_run_from_one_result_into_the_next(kb: KnowledgeBase) -> None:
    practice = kb.read("moeders-van-rotterdam").practice
    assert practice
    one, two = (each.statement.split() for each in practice.results[:2])
    for chosen in (Settings(), Settings(exact=True)):
        search = Search(kb)
        assert not search.search(f'"{one[-1]} {two[0]}"', settings=chosen).total
        assert search.search(f'"{one[-2]} {one[-1]}"', settings=chosen).total


def test_a_text_of_many_paragraphs_stays_out_of_the_next_text(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8")
    many = "\n\n".join(["  blokfluit"] * 60_000)
    path.write_text(text.replace("\nsources:\n", f"\ncosts: |\n{many}\n\nsources:\n"), "utf-8")
    assert found(kb, "blokfluit") == {"asja-fier"}
    assert found(kb, "bron:blokfluit") == set()


def test_words_that_are_gone_are_not_what_someone_meant(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Echt contact", "Zzkwibbel contact"), encoding="utf-8")
    assert Search(kb).search("zzkwibbul").corrected == "zzkwibbel"
    path.write_text(text, encoding="utf-8")
    assert Search(kb).search("zzkwibbul").corrected is None


def test_ages_unknown_come_last_in_any_order(shared: KnowledgeBase) -> None:
    for sort in ("title", "date", "region"):
        result = Search(shared).search("", Filters(age=15), settings=Settings(sort=sort))
        known = [hit.record.ages is not None for hit in result.hits]
        assert known == sorted(known, reverse=True)


def test_a_quoted_phrase_stands_in_words_of_its_own(shared: KnowledgeBase) -> None:
    for hit in Search(shared).search('"jeugd hulp"', limit=None).hits:
        assert hit.matched


def test_an_excluding_filter_is_the_rest(shared: KnowledgeBase) -> None:
    rest = Search(shared).records(Filters(exclude={"topic": ("trauma",)}))
    assert {each.id for each in rest} == found(shared, "") - found(shared, "", topic="trauma")


def test_a_label_or_another_name_is_as_good_as_an_id(shared: KnowledgeBase) -> None:
    assert found(shared, "", principle="Veiligheid") == found(shared, "", principle="veiligheid")
    assert found(shared, "", topic="loverboy") == found(shared, "", topic="seksuele-uitbuiting")


def test_a_province_is_found_through_its_places_and_spellings(shared: KnowledgeBase) -> None:
    assert found(shared, "", region="Friesland") >= found(shared, "", region="Leeuwarden")
    assert found(shared, "", region="fryslân") == found(shared, "", region="Friesland") != set()


def test_an_unknown_value_names_the_nearest(shared: KnowledgeBase) -> None:
    with pytest.raises(UnknownValueError) as caught:
        found(shared, "", topic="truama")
    assert caught.value.near[0] == "trauma"


def test_ages_unknown_stay_and_come_last(shared: KnowledgeBase) -> None:
    records = Search(shared).records(Filters(age=15))
    known = [each.ages is not None for each in records]
    assert known == sorted(known, reverse=True)
    assert "moeders-van-rotterdam" not in [each.id for each in records]
    assert "asja-fier" in [each.id for each in records]


def test_since_leaves_out_earlier_and_unknown_years(shared: KnowledgeBase) -> None:
    assert {each.id for each in Search(shared).records(Filters(since=2015))} >= {
        "moeders-van-rotterdam"
    }
    assert "asja-fier" not in {each.id for each in Search(shared).records(Filters(since=2015))}


def test_only_published_practices_are_found_unless_asked(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8").replace("status: gepubliceerd", "status: concept")
    path.write_text(text, encoding="utf-8")
    assert "asja-fier" not in found(kb, "")
    assert found(kb, "", status="concept") == {"asja-fier"}


def test_a_snippet_marks_the_words_that_matched(shared: KnowledgeBase) -> None:
    hit = Search(shared).search("loverboy").hits[0]
    assert "«" in hit.snippet
    assert any("loverboy" in word.lower() for words in hit.matched.values() for word in words)
    assert len(hit.snippet) < 300


def test_limit_and_offset_cut_one_and_the_same_list(shared: KnowledgeBase) -> None:
    search = Search(shared)
    whole = ids(search.search("gezin school", limit=None))
    assert len(whole) > 3
    pieces = [ids(search.search("gezin school", limit=2, offset=start)) for start in range(0, 8, 2)]
    assert [id for piece in pieces for id in piece] == whole
    assert search.search("gezin school", limit=1).total == len(whole)


def test_text_of_a_file_is_read_no_further_than_the_folder(kb: KnowledgeBase) -> None:
    assert not kb.holds("../practices/asja-fier")
    assert not kb.holds(str(Path("/etc/passwd")))


def test_what_is_no_field_is_told() -> None:
    assert query.unknown_fields('titl:fier "a:b" foo:bar titel:fier http://x.nl 12:30') == {
        "titl": "title",
        "foo": "",
    }
