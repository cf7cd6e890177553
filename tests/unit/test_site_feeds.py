"""What the website says of itself to programs: feeds, sitemaps, addresses, schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree, html
from rdflib.namespace import SDO
from support import DATA, Run

from isj_cli.domain.practice import Organisation, Practice, Region, Review, Source, TargetGroup
from isj_cli.export.site import feed
from isj_cli.export.site.days import day
from isj_cli.export.site.head import LONGEST, head
from isj_cli.export.site.schema_org import in_script
from isj_cli.export.site.site import Site
from isj_cli.pages.publication import Publication
from isj_cli.store.knowledge_base import KnowledgeBase

BASE = "https://voorbeeld.example/isj/"
Files = dict[str, str]
HOSTILE = '</script><!--<script>alert("1")//\u2028]]>&amp;\x00\x1b\ufffe \u202eabc'


def site_of(practices: list[Practice], base_url: str = BASE, is_cc_by: bool = True) -> Site:
    taxonomy = KnowledgeBase(DATA / "kb").taxonomy
    dutch = Publication(practices, taxonomy, "nl", is_cc_by, with_cells=True)
    return Site(dutch, replace(dutch, language="en"), base_url)


def practices() -> list[Practice]:
    return [each.practice for each in KnowledgeBase(DATA / "kb").read_all() if each.practice]


def made_up(id: str, day: str = "2025-01-01", checked: str = "", **more: Any) -> Practice:
    return Practice(
        id=id, title=f"Titel {id}", summary="Over Voorbeeldstad.", topics=("trauma",),
        review=Review(described_on=day, last_checked=checked), **more,
    )  # fmt: skip


def files_of(site: Site) -> Files:
    return {
        name: content if isinstance(content, str) else content.decode()
        for name, content in site.files()
    }


@pytest.fixture(scope="module")
def files() -> Files:
    return files_of(site_of(practices()))


@pytest.fixture(scope="module")
def nowhere() -> Files:
    return files_of(site_of(practices(), ""))


def fits(schema: str) -> Callable[[str], bool]:
    grammar = etree.RelaxNG(etree.parse(DATA / f"{schema}.rng"))

    def fitting(text: str) -> bool:
        if not grammar.validate(etree.fromstring(text.encode())):
            raise AssertionError(grammar.error_log)
        return True

    return fitting


def pages(files: Files) -> Iterator[tuple[str, Any]]:
    """Yield name and tree of every page that holds something of the collection."""
    for place in site_of(practices()).dutch.own_places.values():
        for name in (f"{place}.html", f"en/{place}.html"):
            yield name, html.fromstring(files[name])


def data_of(files: Files, name: str) -> dict[str, Any]:
    found = html.fromstring(files[name]).xpath("//script[@type='application/ld+json']/text()")
    assert len(found) == 1
    told: dict[str, Any] = json.loads(found[0])
    return told


def name_of(address: str) -> str:
    """Return the file that stands at an address of the site."""
    assert address.startswith(BASE)
    name = unquote(address.removeprefix(BASE))
    return f"{name}index.html" if name in ("", "en/") else name


@pytest.mark.parametrize(("folder", "language"), [("", "nl"), ("en/", "en")])
def test_the_feed_is_sound_and_says_what_the_practices_say(
    files: Files, folder: str, language: str
) -> None:
    text = files[f"{folder}feed.xml"]
    assert fits("atom")(text)
    found = feedparser.parse(text.encode())
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.language == language
    assert found.feed.id == f"{BASE}{folder}feed.xml"
    by_id = {each.id: each for each in practices()}
    assert len(found.entries) == len(by_id)
    for entry in found.entries:
        assert name_of(entry.link) in files
        practice = by_id[entry.link.rpartition("/")[2].removesuffix(".html")]
        assert entry.title == practice.title
        assert entry.summary == " ".join(practice.summary.split())
        assert entry.title_detail.language == "nl"
        assert entry.published == f"{practice.review.described_on}T00:00:00Z"
        assert [tag.term for tag in entry.tags] == list(practice.topics)
    assert found.feed.updated == max(entry.updated for entry in found.entries)


@pytest.mark.parametrize(
    ("schema", "name", "wrong"),
    [
        ("atom", "feed.xml", ("T00:00:00Z", "")),
        ("atom", "feed.xml", ("updated>", "modified>")),
        ("atom", "feed.xml", (f"<id>{BASE}", "<id>")),
        ("sitemap", "sitemap.xml", ("<lastmod>2", "<lastmod>x2")),
        ("sitemap", "sitemap.xml", (f"<loc>{BASE}", "<loc>")),
    ],
)
def test_the_grammars_can_be_broken(
    files: Files, schema: str, name: str, wrong: tuple[str, str]
) -> None:
    with pytest.raises(AssertionError):
        fits(schema)(files[name].replace(*wrong))


def test_the_newest_come_first_and_no_more_than_fifty() -> None:
    many = [made_up(f"p{number:02}", f"2024-01-{number % 28 + 1:02}") for number in range(60)]
    many.append(made_up("oud-maar-nagekeken", "2019-05-05", "2025-02-03"))
    many.append(made_up("zonder-dag", ""))
    many.append(made_up("geen-dag", "2024-02-31"))
    found = feedparser.parse(files_of(site_of(many))["feed.xml"].encode())
    days = [entry.updated for entry in found.entries]
    assert len(days) == feed.NEWEST == 50
    assert days == sorted(days, reverse=True)
    assert found.entries[0].id == f"{BASE}praktijken/oud-maar-nagekeken.html"
    assert found.entries[0].published == "2019-05-05T00:00:00Z"
    assert found.feed.updated == "2025-02-03T00:00:00Z"
    assert not any("-dag" in entry.id for entry in found.entries)
    reversed_order = files_of(site_of(many[::-1]))["feed.xml"]
    assert reversed_order == files_of(site_of(many))["feed.xml"]


def test_without_a_single_day_there_is_no_feed_and_no_link_to_one() -> None:
    site = site_of([made_up("een", ""), made_up("twee", "gisteren")])
    made = files_of(site)
    assert set(made) == set(site.names)
    assert "feed.xml" not in made
    assert "sitemap.xml" in made
    assert "application/atom+xml" not in made["index.html"]


def test_days_that_do_not_exist_are_no_days() -> None:
    assert day("2025-02-28") == "2025-02-28"
    for wrong in ("2025-02-29", "20250228", "2025-W09-5", "2025-2-8", "gisteren", ""):
        assert day(wrong) == ""


def test_the_sitemap_names_every_page_once_in_both_languages(files: Files) -> None:
    text = files["sitemap.xml"]
    assert fits("sitemap")(text)
    tree = etree.fromstring(text.encode())
    spaces = {"s": tree.nsmap[None], "x": "http://www.w3.org/1999/xhtml"}
    named = [name_of(each) for each in tree.xpath("//s:loc/text()", namespaces=spaces)]
    assert sorted(named) == sorted(name for name, _page in pages(files))
    for url in tree.xpath("//s:url", namespaces=spaces):
        own = url.xpath("string(s:loc)", namespaces=spaces)
        others = url.xpath("x:link/@href", namespaces=spaces)
        assert own in others
        assert {name_of(each).removeprefix("en/") for each in others} == {
            name_of(own).removeprefix("en/")
        }
    dated = tree.xpath("//s:url[s:lastmod]/s:loc/text()", namespaces=spaces)
    assert len(dated) == 2 * len(practices())
    assert all("/praktijken/" in each for each in dated)
    assert files["robots.txt"].endswith(f"Sitemap: {BASE}sitemap.xml\n")


def test_what_was_withdrawn_stands_in_no_list() -> None:
    gone = made_up("ingetrokken", status="ingetrokken")
    site = site_of([made_up("gebleven")])
    site = replace(
        site,
        dutch=replace(site.dutch, withdrawn=[gone]),
        english=replace(site.english, withdrawn=[gone]),
    )
    made = files_of(site)
    assert "praktijken/ingetrokken.html" in made
    for name in ("sitemap.xml", "feed.xml", "en/feed.xml"):
        assert "praktijken/gebleven.html" in made[name]
        assert "praktijken/ingetrokken.html" not in made[name]


def test_too_many_pages_for_one_sitemap_go_into_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST", 100)
    site = site_of(practices())
    made = files_of(site)
    assert set(made) == set(site.names)
    listed = etree.fromstring(made["sitemap.xml"].encode())
    assert fits("sitemap")(made["sitemap.xml"])
    parts = [name_of(each.text) for each in listed.iter("{*}loc")]
    assert len(parts) > 3
    counts = []
    for part in parts:
        assert fits("sitemap")(made[part])
        counts.append(made[part].count("<url>"))
    assert max(counts) == 100
    assert sum(counts) == len(list(pages(made)))


def test_every_page_names_itself_and_its_other_language(files: Files) -> None:
    for name, page in pages(files):
        (own,) = page.xpath("//head/link[@rel='canonical']/@href")
        assert name_of(own) == name
        others = {
            each.get("hreflang"): each.get("href")
            for each in page.xpath("//head/link[@rel='alternate'][@hreflang]")
        }
        plain = name.removeprefix("en/")
        assert {key: name_of(value) for key, value in others.items()} == {
            "nl": plain, "en": f"en/{plain}", "x-default": plain
        }  # fmt: skip
        (feed_link,) = page.xpath("//head/link[@type='application/atom+xml']/@href")
        assert name_of(feed_link) == ("en/feed.xml" if name.startswith("en/") else "feed.xml")
        told = {
            each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")
        }
        assert told["og:url"] == own
        assert " ".join(page.xpath("string(//title)").split()).startswith(told["og:title"])
        assert told["og:locale"] == ("en_GB" if name.startswith("en/") else "nl_NL")
        assert ("article:modified_time" in told) == (told["og:type"] == "article")


def test_every_page_has_a_description_of_its_own_language(files: Files, nowhere: Files) -> None:
    for made in (files, nowhere):
        for _name, page in pages(made):
            (said,) = page.xpath("//meta[@name='description']/@content")
            assert 5 < len(said) <= LONGEST
    principle = html.fromstring(nowhere["en/principes/veiligheid.html"])
    (said,) = principle.xpath("//meta[@name='description']/@content")
    assert said.startswith("Young people are protected")


def test_the_page_to_search_on_names_itself_too() -> None:
    told = head(site_of(practices()), "en", ("search", ""), lambda ref: "", None)
    assert told.address == f"{BASE}en/zoeken.html"
    assert not told.data
    unknown = head(site_of(practices()), "nl", ("missing", ""), lambda ref: "", None)
    assert (unknown.address, unknown.alternates, unknown.feed) == ("", (), "")
    assert unknown.description


def test_without_an_address_nothing_names_one(nowhere: Files) -> None:
    assert not {"feed.xml", "en/feed.xml", "sitemap.xml", "robots.txt"} & nowhere.keys()
    for name, page in pages(nowhere):
        assert not page.xpath("//link[@rel='canonical' or @rel='alternate']"), name
        assert not page.xpath("//meta[@property]"), name


def test_the_names_are_those_of_the_files() -> None:
    for base_url in ("", BASE):
        site = site_of(practices(), base_url)
        assert sorted(site.names) == sorted(name for name, _content in site.files())


def types_and_properties(told: Any) -> Iterator[str]:
    if isinstance(told, list):
        for each in told:
            yield from types_and_properties(each)
    elif isinstance(told, dict):
        for key, value in told.items():
            if key == "@type":
                yield value
            elif key != "@context":
                yield key.removesuffix("-input")
            yield from types_and_properties(value)


def test_the_data_of_every_page_keeps_to_the_words_of_schema_org(
    files: Files, nowhere: Files
) -> None:
    seen = set()
    for made in (files, nowhere):
        for name, page in pages(made):
            for text in page.xpath("//script[@type='application/ld+json']/text()"):
                told = json.loads(text)
                assert told["@context"] == "https://schema.org"
                for word in types_and_properties(told):
                    assert word in SDO, (name, word)
                    seen.add(word)
    assert {"Article", "DefinedTerm", "DefinedTermSet", "WebSite", "citation"} <= seen


def test_a_practice_tells_only_what_its_file_says(files: Files) -> None:
    told = data_of(files, "praktijken/asja-fier.html")
    practice = next(each for each in practices() if each.id == "asja-fier")
    assert told["@type"] == "Article"
    assert told["headline"] == practice.title
    assert told["inLanguage"] == "nl"
    assert told["datePublished"] == practice.review.described_on
    assert told["audience"]["suggestedMinAge"] == practice.target_group.age_min
    assert [each["name"] for each in told["mentions"]] == [
        each.name for each in practice.organisations
    ]
    assert [each["url"] for each in told["citation"]] == [each.url for each in practice.sources]
    assert "author" not in told
    assert "Veiligheid" in [each["name"] for each in told["about"]]
    for each in told["about"]:
        assert name_of(each["url"]) in files
    english = data_of(files, "en/praktijken/asja-fier.html")
    assert english["headline"] == practice.title
    assert "Safety" in [each["name"] for each in english["about"]]


def test_an_item_is_a_term_of_its_framework(files: Files, nowhere: Files) -> None:
    told = data_of(files, "en/principes/veiligheid.html")
    assert (told["@type"], told["name"], told["termCode"]) == (
        "DefinedTerm", "Safety", "veiligheid"
    )  # fmt: skip
    assert "safeguarding" in told["alternateName"]
    listed = data_of(files, name_of(told["inDefinedTermSet"]))
    assert listed["@type"] == "DefinedTermSet"
    assert told["url"] in [each["url"] for each in listed["hasDefinedTerm"]]
    beside = data_of(nowhere, "principes/veiligheid.html")
    assert beside["inDefinedTermSet"] == "../kaders/isj-principes.html"
    assert data_of(files, "onderwerpen/index.html")["@type"] == "DefinedTermSet"
    assert data_of(files, "onderwerpen/trauma.html")["name"] == "Trauma"


def test_the_start_page_offers_a_search_where_there_is_one(nowhere: Files) -> None:
    site = site_of(practices())
    vars(site)["names"] = tuple({*site.names, "zoeken.html", "en/zoeken.html"})
    told = data_of(files_of(site), "en/index.html")
    assert told["@type"] == "WebSite"
    assert told["potentialAction"]["target"]["urlTemplate"] == (
        f"{BASE}en/zoeken.html?q={{search_term_string}}"
    )
    vars(site)["names"] = tuple({*site.names} - {"zoeken.html", "en/zoeken.html"})
    assert "potentialAction" not in data_of(files_of(site), "index.html")
    assert not html.fromstring(nowhere["index.html"]).xpath("//script[@type]")


def test_the_licence_is_named_only_where_there_is_one(files: Files) -> None:
    assert "creativecommons" in files["feed.xml"]
    assert "license" in data_of(files, "praktijken/asja-fier.html")
    closed = files_of(site_of(practices(), is_cc_by=False))
    assert "creativecommons" not in closed["feed.xml"]
    assert "license" not in data_of(closed, "praktijken/asja-fier.html")


def test_hostile_texts_stay_texts() -> None:
    wicked = Practice(
        id="boos", title=HOSTILE, summary=HOSTILE, topics=(HOSTILE,), sectors=("'><b>",),
        organisations=(Organisation(HOSTILE),), region=Region("lokaal", (HOSTILE,)),
        target_group=TargetGroup(HOSTILE), review=Review("2025-01-01"),
        sources=(Source("s", HOSTILE, HOSTILE, 2020, "javascript:alert(1)"),
                 Source("t", url=f"https://x/{HOSTILE}")),
    )  # fmt: skip
    for base_url in ("", BASE):
        site = site_of([wicked], base_url)
        made = files_of(site)
        page = html.fromstring(made["praktijken/boos.html"])
        assert page.xpath("//script[not(@src)]/@type") == ["application/ld+json"]
        told = data_of(made, "praktijken/boos.html")
        assert told["headline"].startswith("</script><!--<script>alert(")
        assert not any(sign in json.dumps(told) for sign in ("\\u0000", "\\u001b", "\\u202e"))
        assert "javascript:" not in json.dumps(told)
        for meta in page.xpath("//meta[@content]"):
            assert meta.getparent().tag == "head"
    assert fits("atom")(made["feed.xml"])
    assert fits("sitemap")(made["sitemap.xml"])
    found = feedparser.parse(made["feed.xml"].encode())
    assert not found.bozo
    assert found.entries[0].title_detail.type == "text/plain"
    assert (
        etree.fromstring(made["feed.xml"].encode()).xpath("count(//*[local-name()='script'])") == 0
    )


def test_nothing_in_the_data_can_end_its_script() -> None:
    text = str(in_script({"name": "</script><!-- & \u2028\u2029 <script>"}))
    assert not any(sign in text for sign in "<>&\u2028\u2029")
    assert json.loads(text)["name"] == "</script><!-- & \u2028\u2029 <script>"


def test_export_site_says_in_one_sentence_what_needs_an_address(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    ran = run("export", "site", str(out))
    assert ran.code == 0
    (said,) = [line for line in ran.err.splitlines() if "--base-url" in line]
    assert "sitemap" in said
    assert "Atom" in said
    assert "OpenGraph" in said
    assert not (out / "feed.xml").exists()
    told = run("export", "site", str(out), "--base-url", BASE.rstrip("/"))
    assert told.code == 0
    assert "--base-url" not in told.err
    assert f"{BASE}praktijken/" in (out / "sitemap.xml").read_text(encoding="utf-8")
    assert fits("atom")((out / "en/feed.xml").read_text(encoding="utf-8"))
    run("export", "site", str(out))
    assert not (out / "feed.xml").exists()


@pytest.mark.parametrize(
    "wrong", ["voorbeeld.example", "file:///x", "https://voorbeeld.example/#x"]
)
def test_an_address_that_is_none_writes_nothing(run: Run, tmp_path: Path, wrong: str) -> None:
    ran = run("export", "site", str(tmp_path / "site"), "--base-url", wrong)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "wrong", ["voorbeeld", "git@github.com:a/b.git", "javascript:alert(1)", "https://a.nl/b ><i>"]
)
def test_a_repository_that_is_none_writes_nothing(run: Run, tmp_path: Path, wrong: str) -> None:
    ran = run("export", "site", str(tmp_path / "site"), "--repository", wrong)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--repository" in ran.err
    assert not (tmp_path / "site").exists()


def test_the_address_to_clone_a_repository_from_leads_to_its_page(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run("export", "site", str(out), "--repository", "https://a.example/b.git/").code == 0
    assert "https://a.example/b/edit/" in (out / "praktijken/asja-fier.html").read_text("utf-8")
