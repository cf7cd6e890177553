"""Every kind of page: what it loads, what it allows, and how it reads without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from browser.conftest import Visits
from browser.websites import Website, words


@pytest.fixture(params=["website", "small"])
def any_site(request: pytest.FixtureRequest) -> Website:
    found: Website = request.getfixturevalue(request.param)
    return found


def test_no_page_asks_anything_elsewhere_or_leaves_anything_behind(
    website: Website, visits: Visits
) -> None:
    page = visits.open(website.url)
    for name in website.samples:
        page.goto(website.url + name)
        assert (
            page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
        )


def test_every_page_forbids_what_it_does_not_hold(any_site: Website) -> None:
    policies = set()
    for name in any_site.names:
        head = any_site.text(name).partition("</head>")[0]
        found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"', head)
        assert len(found) == 1, name
        # A policy says nothing about what stands above it.
        above = head.partition("Content-Security-Policy")[0]
        assert not re.search(r"<(script|link|style|base)\b", above), name
        policies.add(found[0])
    assert policies
    for policy in policies:
        rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
        assert rules["default-src"] == ["'none'"]
        assert rules["base-uri"] == ["'none'"]
        allowed = {source for sources in rules.values() for source in sources}
        assert allowed <= {"'none'", "'self'", "'wasm-unsafe-eval'"}


INLINE = '<script>ran = "inline"</script>'
HANDLER = '<img src="nothing.png" onerror="ran = 1" alt="">'
FOREIGN = '<script src="http://localhost:9/x.js"></script>'


@pytest.mark.parametrize("text", [INLINE, HANDLER, FOREIGN])
def test_what_gets_into_a_page_does_not_run(website: Website, visits: Visits, text: str) -> None:
    page = visits.open(website.url)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.context.route("http://localhost:9/**", lambda route: route.fulfill(body="ran = 1"))
    page.context.route("**/nothing.png", lambda route: route.abort())
    body = website.text("over.html").replace("</main>", f"{text}</main>")
    bodies = {"without": body.replace("Content-Security-Policy", "x-none"), "with": body}
    page.context.route(
        "**/copy-*.html",
        lambda route: route.fulfill(
            body=bodies[re.sub(r".*copy-(\w+)\.html", r"\1", route.request.url)],
            content_type="text/html; charset=utf-8",
        ),
    )
    page.goto(f"{website.url}copy-without.html")
    assert page.evaluate("typeof ran") != "undefined", "the text runs nowhere, which proves nothing"
    page.goto(f"{website.url}copy-with.html")
    assert page.evaluate("typeof ran") == "undefined"
    assert any("Content Security Policy" in said for said in refused)
    visits.problems.clear()


def test_every_link_leads_to_a_page_or_a_place_on_it(small: Website) -> None:
    places = {name: set(small.tree(name).xpath("//@id")) for name in small.names}
    links = 0
    for name in small.names:
        for element, attribute, target, _at in small.tree(name).iterlinks():
            found, place = urldefrag(urljoin(small.url + name, target))
            if found.startswith(small.url):
                to = unquote(urlsplit(found).path.removeprefix(urlsplit(small.url).path))
                to = to or "index.html"
                assert (small.folder / to).is_file(), (name, element.tag, attribute, target)
                assert not place or place in places[to], (name, target)
                links += 1
            else:
                assert urlsplit(target).scheme in ("https", "http", "mailto"), (name, target)
    assert links > 1000


def test_every_kind_of_page_reads_the_same_without_javascript(
    website: Website, visits: Visits
) -> None:
    page = visits.open(website.url, java_script_enabled=False)
    with_script = visits.open(website.url)
    for name in website.kinds.values():
        if name == "zoeken.html":
            continue
        page.goto(website.url + name)
        with_script.goto(website.url + name)
        assert page.locator("h1").is_visible()
        text = page.locator("main").inner_text()
        for said in page.locator("main noscript").all():
            text = text.replace(said.inner_text(), "")
        text = words(text)
        assert text == words(with_script.locator("main").inner_text()), name
        assert len(text) > 100, name


def test_one_can_browse_without_javascript(website: Website, visits: Visits) -> None:
    page = visits.open(website.url, java_script_enabled=False)
    for link, place in (
        ("principes/index.html", "/principes/index.html"),
        ("principes/veiligheid.html", "/principes/veiligheid.html"),
        ("praktijken/", "/praktijken/"),
    ):
        page.locator(f"main a[href*='{link}']").first.click()
        page.wait_for_url(f"**{place}**")
    assert page.locator("h1").is_visible()
