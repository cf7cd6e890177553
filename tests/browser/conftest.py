"""A browser, the websites that it visits, and an eye on all that it does there."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hostile import ID, hostile_kb
from support import DATA, ROOT

from browser.websites import Website, export_site

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

Make = Callable[..., Website]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="package")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Make the website of a knowledge base and serve it, where it has to stand below a folder."""
    servers = []

    def making(
        name: str, kb: Path, *options: str, below: str = "", as_many: bool = False
    ) -> Website:
        root = tmp_path_factory.mktemp(name)
        export_site(kb, root / "www" / below, *options, as_many=as_many)
        handler = partial(_Quiet, directory=str(root / "www"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Website(root / "www" / below, f"http://127.0.0.1:{server.server_port}/{below}")

    yield making
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="package")
def website(make: Make) -> Website:
    """The website of the whole collection, made without a word on where it will stand."""
    return make("website", ROOT)


@pytest.fixture(scope="package")
def many(make: Make) -> Website:
    """The website of the whole collection, with the search that thousands of practices have."""
    return make("many", ROOT, as_many=True)


ADDRESS = "https://voorbeeld.example/isj/"
REPOSITORY = "https://voorbeeld.example/isj-kennisbank"


@pytest.fixture(scope="package")
def small(make: Make) -> Website:
    """The website of a small knowledge base, made with an address and a repository."""
    options = ("--base-url", ADDRESS, "--repository", REPOSITORY)
    return make("small", DATA / "kb", *options, below="isj/")


@pytest.fixture(scope="package")
def hostile(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Website:
    """The website of a knowledge base that tries to break it."""
    kb = hostile_kb(tmp_path_factory.mktemp("kb"))
    practices = kb / "practices"
    practice = json.loads((practices / f"{ID}.yaml").read_text(encoding="utf-8"))
    # What has a day stands in the feeds and on the start page.
    practice |= {"id": f"{ID}-nieuw", "review": {"described_on": "2099-01-01"}}
    (practices / f"{ID}-nieuw.yaml").write_text(json.dumps(practice), encoding="utf-8")
    options = ("--base-url", ADDRESS, "--repository", REPOSITORY)
    return make("hostile", kb, *options, below="isj/")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="needs Playwright for Python")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip(f"needs a browser: one of {', '.join(CHROMIUM)}")
    # Chromium's sandbox does not work for root, who runs the tests in a container.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if is_root else []
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def html_validate() -> str:
    found = shutil.which("html-validate")
    if found is None:
        pytest.skip("needs html-validate: npm install --global html-validate")
    return found


@pytest.fixture(scope="package")
def axe(html_validate: str) -> str:
    """The source of axe-core, which stands beside html-validate."""
    modules = Path(html_validate).resolve().parents[2]
    found = modules / "axe-core/axe.min.js"
    if not found.is_file():
        pytest.skip("needs axe-core beside html-validate: npm install --global axe-core")
    return found.read_text(encoding="utf-8")


class Visits:
    """Pages that a test opens; what happens there that should not is kept in `problems`."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.problems: list[str] = []
        self.contexts: list[Any] = []

    def open(self, url: str, **options: Any) -> Any:
        """Return a new page at an address, in a browser of its own that has seen nothing yet."""
        context = self.browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        self._watch(page, url)
        page.goto(url)
        return page

    def _watch(self, page: Any, url: str) -> None:
        origin = "/".join(url.split("/")[:3]) + "/"

        def note(*said: object) -> None:
            self.problems.append(" ".join(map(str, said)))

        def dialog(shown: Any) -> None:
            note("a dialog:", shown.message)
            shown.dismiss()

        def console(message: Any) -> None:
            if message.type in ("error", "warning"):
                note("the console:", message.text, message.location["url"])

        def request(asked: Any) -> None:
            if not asked.url.startswith(origin):
                note("a request elsewhere:", asked.url)

        def response(given: Any) -> None:
            if given.status >= 400:
                note(given.status, given.url)

        page.on("dialog", dialog)
        page.on("console", console)
        page.on("request", request)
        page.on("response", response)
        page.on("pageerror", lambda error: note("an error:", error))
        page.on("popup", lambda opened: note("a window:", opened.url))

    def close(self) -> None:
        """Close all pages; note what they leave behind."""
        for context in self.contexts:
            kept = context.storage_state(indexed_db=True)
            self.problems += [f"left behind: {part}" for part in kept.values() if part]
            context.close()


@pytest.fixture
def visits(chromium: Any) -> Iterator[Visits]:
    """Pages to open; the test fails when anything happens there that should not."""
    visits = Visits(chromium)
    yield visits
    visits.close()
    assert not visits.problems
