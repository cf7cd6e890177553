"""Search knows Dutch: compounds, other words for the same thing, mistakes."""

from __future__ import annotations

import json

import pytest
import yaml
from support import DATA, ROOT, Run

from isj_cli.domain.hit import PLAIN, TYPED, Filters, Hit, Settings
from isj_cli.domain.words import fold
from isj_cli.search import query
from isj_cli.search.analysis import stem, surface
from isj_cli.search.corrections import corrected
from isj_cli.search.documents import texts
from isj_cli.search.fields import OTHER_NAMES, WEIGHTS
from isj_cli.search.index import open_index
from isj_cli.search.searcher import Search
from isj_cli.search.widening import plan
from isj_cli.search.word_list import WordList
from isj_cli.store.knowledge_base import KnowledgeBase

KB = KnowledgeBase(ROOT)

LISTS = yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8"))


def term(word: str) -> str:
    return WordList().terms(word)[0]


@pytest.mark.parametrize("word", LISTS["split"])
def test_a_compound_falls_into_words_that_exist(word: str) -> None:
    assert list(WordList().parts(term(word))) == [term(part) for part in LISTS["split"][word]]


@pytest.mark.parametrize("word", LISTS["whole"])
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert WordList().parts(term(word)) == ()


@pytest.mark.parametrize(("one", "other"), LISTS["different"])
def test_different_words_are_no_forms_or_relatives_of_each_other(one: str, other: str) -> None:
    assert term(one) != term(other)
    assert stem(term(one)) != stem(term(other))


@pytest.mark.parametrize(("one", "other"), LISTS["same"])
def test_forms_of_one_word_have_one_term(one: str, other: str) -> None:
    assert term(one) == term(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("overbruggen", "overbrugging"),
        ("begeleider", "begeleiding"),
        ("motiveren", "motivatie"),
        ("eenzaam", "eenzaamheid"),
        ("hulpverlener", "hulpverlening"),
    ],
)
def test_what_is_made_from_one_verb_or_adjective_has_one_stem(one: str, other: str) -> None:
    assert stem(term(one)) == stem(term(other))


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(LISTS["split"]) >= 100
    assert len(LISTS["whole"]) >= 100
    assert len(LISTS["different"]) >= 30


def found(text: str) -> list[str]:
    return [hit.record.id for hit in Search(KB).search(text, limit=None).hits]


@pytest.mark.parametrize("word", ["traumabehandeling", "crisisopname", "respijtzorg", "school"])
def test_what_was_typed_ranks_above_what_only_widens_it(word: str) -> None:
    explained = hits(word, Settings(explain=True))
    ways = *TYPED, "part"
    typed = [any(reason.via in ways for reason in hit.reasons) for hit in explained]
    assert len(typed) > 1
    assert typed == sorted(typed, reverse=True)


@pytest.mark.parametrize(
    ("word", "topic"),
    [("vechtscheiding", "echtscheiding"), ("loverboy",
     "seksuele-uitbuiting")],
)  # fmt: skip
def test_other_words_for_a_topic_find_its_practices(word: str, topic: str) -> None:
    records = [hit.record for hit in Search(KB).search(word, limit=5).hits]
    assert sum(topic in record.topics for record in records) >= 2


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


def test_a_word_that_exists_is_not_mended_but_another_is_suggested(run: Run) -> None:
    result = Search(KB).search("grotten")
    assert (result.corrected, result.total) == (None, 0)
    assert result.suggestion
    assert Search(KB).search(result.suggestion).total
    ran = run("--kb", str(ROOT), "--lang", "nl", "search", "grotten")
    assert ran.code == 1
    assert f"Niets gevonden voor 'grotten'; bedoel je '{result.suggestion}'?" in ran.err
    assert Search(KB).search("grotten", settings=Settings(exact=True)).suggestion is None


def test_a_word_like_nothing_is_left_as_it_is() -> None:
    words = WordList()
    words.terms("trauma gezin")
    assert corrected("xqzv", ["xqzv"], words.whole(), words.whole().knows) is None


def test_the_program_says_what_it_searched_for_instead(run: Run) -> None:
    ran = run("--lang", "nl", "search", "loverbooy")
    assert ran.code == 0
    assert "Geen resultaten voor 'loverbooy'. Getoond: loverboy." in ran.err
    data = json.loads(run("search", "loverbooy", "--format", "json").out)
    assert (data["query"], data["corrected"]) == ("loverbooy", "loverboy")


def hits(text: str, settings: Settings = PLAIN, **filters: str) -> list[Hit]:
    include = {kind: (value,) for kind, value in filters.items()}
    return list(Search(KB).search(text, Filters(include), limit=None, settings=settings).hits)


SPELLINGS = [
    ("jeugd-ggz", "jeugd ggz", "jeugdggz"),
    ("1gezin1plan", "één gezin één plan", "1 gezin 1 plan"),
    ("school2care", "school to care", "school 2 care"),
    ("ervaringsdeskundige", "ervarings deskundige", "ervarings-deskundige"),
]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_a_name_is_found_however_it_is_spelled(spellings: tuple[str, ...]) -> None:
    first = [found(each)[:20] for each in spellings]
    assert set(first[0][:2]) <= set(first[1]) & set(first[2])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wie kijkt er mee", "meekijken"),
        ("hoe kopen gemeenten zorg in", "inkopen"),
    ],
)
def test_a_verb_is_found_though_its_particle_stands_apart(typed: str, meant: str) -> None:
    index = open_index(KB)
    planned = plan(query.parse(typed), index.words, index.synonyms)
    variants = [each for some in planned.values() for asked in some for each in asked.variants]
    assert (term(meant),) in [each.terms for each in variants if each.via == "particle"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("respijtzorg", "logeren"),
        ("tienermoeders", "moeder"),
        ("papierwinkel", "bureaucratie"),
        ("brusjes", "zus"),
    ],
)
def test_who_types_another_word_for_it_finds_it(typed: str, said: str) -> None:
    reasons = [reason for hit in hits(typed, Settings(explain=True)) for reason in hit.reasons]
    assert any(said[:5] in word for reason in reasons for word in reason.found)
    assert "synonym" in {reason.via for reason in reasons}


def test_an_explanation_names_words_and_ways() -> None:
    hit = hits("traumabehandeling", Settings(explain=True))[0]
    ways = {reason.via for reason in hit.reasons}
    assert "word" in ways
    assert all(reason.word == "traumabehandeling" for reason in hit.reasons)
    texts = {field for reason in hit.reasons for field in reason.fields}
    assert texts <= set(WEIGHTS)
    assert not hits("traumabehandeling")[0].reasons


def test_exact_takes_words_as_they_were_written() -> None:
    exact = Settings(exact=True)
    for word in ("gezinnen", "traumabehandeling", "één"):
        written = {
            file.practice.id
            for file in KB.read_all()
            if file.practice
            and any(
                word in surface(text)
                for field, text in texts(file.practice, KB.taxonomy).items()
                if field != OTHER_NAMES
            )
        }
        assert {hit.record.id for hit in hits(word, exact)} == written
    assert len(hits("gezin")) > len(hits("gezin", exact)) > 0
    assert Search(KB).search("truama", settings=exact).corrected is None
    assert not hits("truama", exact)


def test_an_exact_plural_is_no_genitive_and_an_accent_counts() -> None:
    exact = Settings(exact=True)
    plural = {hit.record.id for hit in hits("trauma's", exact)}
    assert plural == {
        path.stem for path in KB.files() if "trauma's" in path.read_text(encoding="utf-8").lower()
    }
    marked = {
        word for hit in hits("één", exact) for found in hit.matched.values() for word in found
    }
    assert {word.lower() for word in marked} == {"één"}


def test_an_exact_phrase_and_a_field_stay_exact() -> None:
    exact = Settings(exact=True)
    assert {hit.record.id for hit in hits('"één plan"', exact)} <= {
        hit.record.id for hit in hits('"een plan"')
    }
    assert {hit.record.id for hit in hits("title:kings", exact)} == {"kings-accare-smilde"}


def test_facets_count_the_hits() -> None:
    result = Search(KB).search("trauma", limit=None, settings=Settings(facets=True))
    assert list(result.facets) == [
        "principle", "factor", "sector", "topic", "region", "level", "evidence"
    ]  # fmt: skip
    for kind, key in (("principle", "principles"), ("topic", "topics"), ("sector", "sectors")):
        for value, count in result.facets[kind].items():
            assert count == sum(value in getattr(hit.record, key) for hit in result.hits)
            assert count == len(hits("trauma", **{kind: value}))
    assert sum(result.facets["evidence"].values()) == result.total


def test_results_are_sorted_as_asked() -> None:
    titles = [hit.record.title for hit in hits("gezin", Settings(sort="title"))]
    assert titles == sorted(titles, key=fold)
    places = [", ".join(hit.record.region) for hit in hits("gezin", Settings(sort="region"))]
    known = [fold(place) for place in places if place]
    assert known == sorted(known)
    assert not any(places[len(known) :])
    days = [
        max(practice.review.described_on, practice.review.last_checked)
        for hit in hits("gezin", Settings(sort="date"))
        if (practice := KB.read(hit.record.id).practice)
    ]
    assert days == sorted(days, reverse=True)
    assert {hit.record.id for hit in hits("gezin")} == {
        hit.record.id for hit in hits("gezin", Settings(sort="title"))
    }


def test_related_practices_come_with_reasons() -> None:
    linked = ["mdft-multidimensionele-familietherapie.yaml"]
    near = Search(KB).related("mdft-teylingereind.yaml", linked)
    assert near[0].record.id == "mdft-multidimensionele-familietherapie"
    assert near[0].linked
    assert "mdft-teylingereind" not in {each.record.id for each in near}
    own = KB.read("mdft-teylingereind").practice
    assert own
    for each in near:
        assert each.tags or each.words or each.linked
        assert set(each.tags.get("topic", ())) == set(own.topics) & set(each.record.topics)
    scores = [each.score for each in near]
    assert scores == sorted(scores, reverse=True)


def test_the_program_tells_what_is_related(run: Run) -> None:
    ran = run("--kb", str(ROOT), "--lang", "nl", "related", "mdft-teylingereind", "--limit", "2")
    assert ran.code == 0
    assert "verband: Lokale vorm van" in ran.out
    data = json.loads(
        run("--kb", str(ROOT), "related", "mdft-teylingereind", "--format", "json").out
    )
    assert {"id", "title", "score", "relation", "shared", "words"} == set(data[0])
    assert run("related", "bestaat-niet").code == 2


def test_the_program_explains_and_counts(run: Run) -> None:
    own = "--kb", str(ROOT)
    ran = run(*own, "--lang", "nl", "search", "respijtzorg", "--explain", "--facets")
    assert "respijtzorg: zegt hetzelfde in" in ran.out
    assert "\npassend-samenhangend\t" in ran.out
    data = json.loads(
        run(
            "--kb", str(ROOT), "search", "respijtzorg", "--explain", "--facets", "--format", "json"
        ).out
    )
    assert {"word", "via", "found", "fields"} == set(data["hits"][0]["reasons"][0])
    assert data["facets"]["topic"]
