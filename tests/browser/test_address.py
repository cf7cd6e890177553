"""What needs to know where the website stands is there when that is known, and only then."""

from __future__ import annotations

from lxml import etree

from browser.conftest import ADDRESS, REPOSITORY
from browser.websites import Website

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_without_an_address_nothing_needs_one(website: Website) -> None:
    assert not list(website.folder.rglob("*.xml"))
    for name in website.samples:
        tree = website.tree(name)
        assert not tree.xpath("//meta[starts-with(@property, 'og:')]"), name
        assert not tree.xpath("//link[@rel='canonical' or @type='application/atom+xml']"), name


def test_with_an_address_each_page_says_where_it_stands(small: Website) -> None:
    for name in small.kinds.values():
        if name == "404.html":
            continue
        tree = small.tree(name)
        address = ADDRESS + name.removesuffix("index.html")
        told = {
            *tree.xpath("//link[@rel='canonical']/@href"),
            *tree.xpath("//meta[@property='og:url']/@content"),
        }
        assert told <= {address, ADDRESS + name}, name
        assert len(told) == 1, name
        assert tree.xpath("//meta[@property='og:title']/@content"), name
        assert tree.xpath("//link[@type='application/atom+xml']/@href"), name


def test_sitemap_and_feed_name_pages_that_exist(small: Website) -> None:
    found = {path.name: etree.fromstring(path.read_bytes()) for path in small.folder.rglob("*.xml")}
    addresses = {
        *(each.text for tree in found.values() for each in tree.iter(f"{SITEMAP}loc")),
        *(
            each.get("href")
            for tree in found.values()
            for entry in tree.iter(f"{ATOM}entry")
            for each in entry.iter(f"{ATOM}link")
        ),
    }
    assert any(tree.tag == f"{ATOM}feed" for tree in found.values())
    assert any(tree.tag == f"{SITEMAP}urlset" for tree in found.values())
    assert len(addresses) > 50
    for address in addresses:
        assert address.startswith(ADDRESS)
        name = address.removeprefix(ADDRESS)
        assert (small.folder / (name + "index.html" if name.endswith("/") or not name else name)
                ).is_file(), address  # fmt: skip


def test_a_practice_tells_programs_what_it_is(website: Website, small: Website) -> None:
    for site in (website, small):
        name = site.kinds["praktijken/*"]
        assert site.tree(name).xpath("//script[@type='application/ld+json']"), name


def test_a_reader_can_suggest_a_change(small: Website, website: Website) -> None:
    name = "praktijken/asja-fier.html"
    addresses = small.tree(name).xpath("//a/@href")
    assert any(each.startswith(REPOSITORY) and "asja-fier.yaml" in each for each in addresses)
    assert "../bijdragen.html" in website.tree(name).xpath("//main//a/@href")
