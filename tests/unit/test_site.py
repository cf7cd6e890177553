"""The pages of the website: what they hold, where they lead, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from posixpath import dirname, normpath
from urllib.parse import unquote, urldefrag

import pytest

from isj_cli.domain import practice as p
from isj_cli.export.site.site import Site
from isj_cli.pages.publication import Publication
from isj_cli.store.knowledge_base import KnowledgeBase

OPEN = "area base br col embed hr img input link meta source track wbr".split()
REPOSITORY = "https://github.com/voorbeeldstad/isj"


class Markup(HTMLParser):
    """A page as its elements, each with its language and the text directly in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = [("", "")]
        self.feed(text)
        assert self.open == [("", "")], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in OPEN:
            self.open.append((tag, found.get("lang", self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1][0] not in ("", "title"):
            self.texts.append((self.open[-1][1], data.strip()))

    def all(self, tag: str, attribute: str) -> Iterator[str]:
        """Yield the values of an attribute of all elements of a kind."""
        for found, attributes in self.elements:
            if found == tag and attribute in attributes:
                yield attributes[attribute]


@pytest.fixture
def site(kb: KnowledgeBase) -> Site:
    """A website with a withdrawn practice, and one that had another id."""
    read = {found.practice.id: found.practice for found in kb.read_all() if found.practice}
    read["asja-fier"] = replace(read["asja-fier"], former_ids=("asja",))
    gone = replace(
        read.pop("kings-accare-smilde"),
        status="ingetrokken",
        withdrawn=p.Withdrawn("2026-11-02", "verouderd", "asja-fier"),
    )
    dutch = Publication(list(read.values()), kb.taxonomy, "nl", True, [gone], with_cells=True)
    return made(dutch)


def made(dutch: Publication, **facts: str) -> Site:
    return Site(dutch, replace(dutch, language="en"), **facts)  # type: ignore[arg-type]


def pages(site: Site) -> dict[str, str]:
    return {
        name: content if isinstance(content, str) else content.decode()
        for name, content in site.files()
        if name.endswith(".html")
    }


def test_every_link_leads_to_a_file_and_a_place_on_it(site: Site) -> None:
    files = dict(site.files())
    assert set(files) == set(site.names)
    found = {name: Markup(text) for name, text in pages(site).items()}
    ids = {
        name: [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
        for name, page in found.items()
    }
    links = 0
    for name, page in found.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for target in (*page.all("a", "href"), *page.all("link", "href")):
            path, place = urldefrag(target)
            if target.startswith("https://") or target.startswith("http://"):
                continue
            if name == "404.html" and path:
                assert path.startswith("/"), target
                to = path.removeprefix("/")
            else:
                to = normpath(f"{dirname(name)}/{unquote(path)}").lstrip("/") if path else name
            assert to in files, (name, target)
            assert not place or place in ids[to], (name, target)
            links += 1
    assert links > 5000


def test_nothing_but_links_leads_outside_and_nothing_stands_inline(site: Site) -> None:
    for name, text in pages(site).items():
        page = Markup(text)
        for tag, attributes in page.elements:
            assert tag != "style", name
            assert not any(key.startswith("on") or key == "style" for key in attributes), name
            for key in ("src", "action", "data-src", "poster"):
                assert "//" not in attributes.get(key, ""), (name, tag)
            if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
                assert "//" not in attributes["href"]
            if tag == "script":
                assert "src" in attributes or attributes.get("type") == "application/ld+json"


def test_every_page_has_one_title_and_headings_in_order(site: Site) -> None:
    for name, text in pages(site).items():
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", text)]
        assert levels.count(1) == 1 == levels[0], name
        assert all(b <= a + 1 for a, b in pairwise(levels)), name
        assert text.count("<main") == 1


def test_the_same_pages_are_there_in_both_languages_and_lead_to_one_another(site: Site) -> None:
    found = pages(site)
    dutch = {name for name in found if not name.startswith("en/")} - {"404.html"}
    assert {f"en/{name}" for name in dutch} == found.keys() - dutch - {"404.html"}
    for name in dutch:
        assert '<html lang="nl">' in found[name]
        assert '<html lang="en">' in found[f"en/{name}"]
        up = "../" * name.count("/")
        assert f'<a href="{up}en/{name}" hreflang="en" lang="en">English</a>' in found[name]
        back = f'<a href="{up}../{name}" hreflang="nl" lang="nl">Nederlands</a>'
        assert back in found[f"en/{name}"], name


def test_the_words_of_a_practice_are_dutch_on_an_english_page_too(site: Site) -> None:
    found = pages(site)
    practice = site.dutch.by_id["moeders-van-rotterdam"]
    words = [
        practice.title,
        practice.summary,
        practice.strength,
        practice.target_group.text,
        practice.organisations[0].name,
        practice.goals[0],
        *(tag.how for tag in practice.principles + practice.factors),
        *(each.statement for each in practice.results),
        *(text for each in practice.bottlenecks for text in (each.text, each.answer) if text),
        *(each.title for each in practice.sources),
    ]
    texts = Markup(found["en/praktijken/moeders-van-rotterdam.html"]).texts
    for word in words:
        languages = {lang for lang, text in texts if text == " ".join(word.split())}
        assert languages == {"nl"}, word
    assert {lang for lang, text in texts if text in ("Leading principles", "Answer")} == {"en"}
    own = Markup(found["praktijken/moeders-van-rotterdam.html"])
    assert {lang for lang, text in own.texts} <= {"nl", "en"}
    assert [text for lang, text in own.texts if lang == "en"] == ["English"]
    listed = Markup(found["en/praktijken/index.html"]).texts
    assert ("nl", practice.title) in listed


def test_a_practice_shows_what_readers_need_to_weigh_it(site: Site) -> None:
    text = pages(site)["en/praktijken/moeders-van-rotterdam.html"]
    page = Markup(text)
    said = [text for _lang, text in page.texts]
    practice = site.dutch.by_id["moeders-van-rotterdam"]
    lead, provenance = said.index(practice.summary.strip()), text.index("not confirmed by")
    assert said.index(practice.title, 8) < lead < said.index(practice.strength.strip())
    assert provenance < text.index('<h2 id="target">')
    assert site.english.taxonomy.caution.text("en") in said
    assert said.index("Bottleneck") < said.index(practice.bottlenecks[0].text.strip())
    assert said.index("Answer") < said.index(practice.bottlenecks[0].answer.strip())
    for source in practice.sources:
        assert source.url in page.all("a", "href")


def test_only_dutch_pages_of_practices_that_hold_are_searched(site: Site) -> None:
    searched = {name for name, text in pages(site).items() if "data-pagefind-body" in text}
    assert searched == {f"praktijken/{each.id}.html" for each in site.dutch.practices}


def test_a_withdrawn_practice_says_so_first_and_points_on(site: Site) -> None:
    text = pages(site)["praktijken/kings-accare-smilde.html"]
    warning = text.index('<p class="warning">')
    assert warning < text.index("<h1")
    successor = site.dutch.by_id["asja-fier"].title
    assert f'<a href="../praktijken/asja-fier.html">{successor}</a>' in text[warning:]
    assert "kings-accare-smilde" not in pages(site)["praktijken/index.html"]


def test_a_former_id_leads_to_the_practice_in_both_languages(site: Site) -> None:
    found = pages(site)
    for folder in ("", "en/"):
        text = found[f"{folder}praktijken/asja.html"]
        assert '<meta http-equiv="refresh" content="0; url=../praktijken/asja-fier.html">' in text
        assert '<link rel="canonical" href="../praktijken/asja-fier.html">' in text
        assert '<meta name="robots" content="noindex">' in text
    assert "asja.html" not in found["praktijken/index.html"]


def test_the_page_for_what_is_not_there_works_at_any_depth(site: Site) -> None:
    below = replace(site, base_url="https://example.org/isj/")
    for root, each in (("/", site), ("/isj/", below)):
        page = Markup(pages(each)["404.html"])
        targets = [*page.all("a", "href"), *page.all("link", "href")]
        assert all(target.startswith((root, "#")) for target in targets), targets


@pytest.mark.parametrize(
    ("repository", "leads_to"),
    [
        (REPOSITORY, f"{REPOSITORY}/edit/main/practices/asja-fier.yaml"),
        (f"{REPOSITORY}/", f"{REPOSITORY}/edit/main/practices/asja-fier.yaml"),
        (
            "https://gitlab.com/voorbeeldstad/isj",
            "https://gitlab.com/voorbeeldstad/isj/-/edit/main/practices/asja-fier.yaml",
        ),
        ("", "../bijdragen.html"),
        ("javascript:alert(1)", "../bijdragen.html"),
    ],
)
def test_a_reader_can_suggest_a_change(site: Site, repository: str, leads_to: str) -> None:
    text = pages(replace(site, repository=repository))["praktijken/asja-fier.html"]
    suggest = text.index('<p class="suggest"')
    assert f'<a href="{leads_to}"' in text[suggest : text.index("</p>", suggest)]


def test_similar_practices_stand_on_the_page_when_there_are_any(site: Site) -> None:
    assert 'id="similar"' not in pages(site)["praktijken/asja-fier.html"]
    text = pages(replace(site, similar={"asja-fier": ["veilige-veste", "onbekend"]}))
    similar = text["praktijken/asja-fier.html"].partition('id="similar"')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', similar) == ["../praktijken/veilige-veste.html"]


def test_the_matrix_shows_its_numbers_and_the_largest_stands_out(site: Site) -> None:
    text = pages(site)["overzicht.html"]
    cells = re.findall(r'<td class="heat-(\d)"><a href="([^"]+)"[^>]*>([^<]+)</a>', text)
    first = text.partition("</table>")[0]
    numbers = [(int(number), int(heat)) for heat, _to, number in cells if number != "–"]
    assert max(numbers)[1] == 5
    assert all(heat > 0 for _number, heat in numbers)
    assert {(heat, to) for heat, to, number in cells if number == "–"} == {("0", "bijdragen.html")}
    assert 'tabindex="0" aria-labelledby="principle-table"' in first
    assert '<caption id="principle-table">' in first


def test_the_start_page_leads_to_everything_with_its_numbers(site: Site) -> None:
    text = pages(site)["index.html"]
    publication = site.dutch
    for kind in ("principle", "factor", "topic", "sector"):
        for thing in publication.things(kind):
            number = len(publication.carrying(kind, thing.id))
            place = publication.places[kind, thing.id]
            assert re.search(
                rf'href="{place}.html">[^<]+</a> <span class="count">{number}</span>', text
            ), place
    assert 'action="zoeken.html" method="get"' in text
    assert "<noscript>" in text


def test_text_cannot_become_markup(site: Site) -> None:
    bad = "<script>alert(1)</script> \"'& \u202egnol \x1b[31m" + "w" * 300
    practice = replace(
        site.dutch.by_id["asja-fier"],
        title=bad,
        summary=bad,
        strength=bad,
        organisations=(p.Organisation(bad, bad, bad),),
        topics=(bad,),
        principles=(p.Tag("veiligheid", bad, bad),),
        bottlenecks=(p.Bottleneck(bad, bad, bad),),
        sources=(p.Source("x", bad, bad, None, "javascript:alert(1)"),
                 p.Source("y", bad, bad, 2020, 'https://example.org/"><script>')),
    )  # fmt: skip
    others = [each for each in site.dutch.practices if each.id != practice.id]
    for name, text in pages(made(replace(site.dutch, practices=[practice, *others]))).items():
        assert "<script>alert" not in text, name
        assert "\u202e" not in text, name
        assert "\x1b" not in text, name
        page = Markup(text)
        assert not any("javascript" in target for target in page.all("a", "href")), name


def test_a_practice_is_small_and_the_style_too(site: Site) -> None:
    files = dict(site.files())
    size = {name: len(content) for name, content in files.items()}
    assert max(size[name] for name in files if re.match(r"(en/)?praktijken/[^i]", name)) < 25_000
    assert size["assets/site.css"] < 20_000
    assert "url(" not in str(files["assets/site.css"])
