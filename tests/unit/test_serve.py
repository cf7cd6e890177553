"""`isj serve`: the website on one's own computer, asked as a browser does."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from support import DATA, ROOT, Run, posix

from isj_cli.export.site.live import Live

PRACTICE = "/praktijken/asja-fier.html"


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    text: str


class Served:
    """A running `isj serve`; its standard error goes to a file."""

    def __init__(self, folder: Path, temp: Path, args: tuple[str, ...], env: dict[str, str]):
        temp.mkdir(exist_ok=True)
        self.temp = temp
        self.errors = folder.with_name(f"stderr-{len(list(folder.parent.iterdir()))}")
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "isj_cli", "serve", *args],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temp), "TEMP": str(temp),
                     "TMP": str(temp), **env},
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8",
            )  # fmt: skip
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", self.line)
        assert found, self.line + self.said
        self.port = int(found[1])

    @property
    def said(self) -> str:
        """What it has said on stderr so far."""
        return self.errors.read_text(encoding="utf-8")

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path just as it is written; `_` in the name of a header stands for `-`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            data, sent = answer.read(), dict(answer.getheaders())
            if data and sent.get("Content-Encoding") == "gzip":
                data = gzip.decompress(data)
            return Answer(answer.status, sent, data.decode("utf-8", "replace"))
        finally:
            connection.close()

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


def soon(is_so: Callable[[], object]) -> None:
    """Wait until something is so, half a minute at most."""
    for _attempt in range(600):
        if is_so():
            return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small knowledge base, served to all tests that only read it."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(DATA / "kb", folder / "kb")
    cache = tmp_path_factory.getbasetemp() / "cache"
    env = {"ISJ_CACHE": str(cache), "ISJ_KB": "", "ISJ_LANG": "en", "LC_ALL": "C.UTF-8"}
    served = Served(folder / "kb", folder / "temp", ("--port", "0"), env)
    yield served
    served.process.kill()
    served.process.communicate()


@pytest.fixture
def serve(kb_folder: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve the small knowledge base."""
    running: list[Served] = []

    def start(*args: str, **env: str) -> Served:
        running.append(Served(kb_folder, tmp_path / "temp", args or ("--port", "0"), env))
        return running[-1]

    yield start
    for each in running:
        each.process.kill()
        each.process.communicate()


def test_it_shows_the_site_at_the_address_that_it_prints(site: Served) -> None:
    start = site.ask("/")
    assert start.status == 200
    assert start.headers["Content-Type"] == "text/html; charset=utf-8"
    assert start.text == site.ask("/index.html?woord=trauma").text
    practice = site.ask(PRACTICE)
    assert practice.status == 200 and ">Asja (Fier)</h1>" in practice.text
    assert "lang=\"en\"" in site.ask(f"/en{PRACTICE}").text  # fmt: skip
    assert site.ask("/assets/site.css").headers["Content-Type"] == "text/css; charset=utf-8"
    assert site.ask("/assets/search.js").headers["Content-Type"] == "text/javascript; charset=utf-8"
    for answer in (start, practice, site.ask("/assets/site.css"), site.ask("/nergens")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert answer.headers["Server"] == "isj"
    assert "Ctrl-C" in site.said


def test_texts_go_compressed_to_who_can_read_that(site: Served) -> None:
    plain = site.ask(PRACTICE)
    answer = site.ask(PRACTICE, Accept_Encoding="gzip, br")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.text == plain.text
    lengths = [int(each.headers["Content-Length"]) for each in (plain, answer)]
    assert lengths[1] < lengths[0] / 2
    index = site.ask("/pagefind/wasm.nl.pagefind", Accept_Encoding="gzip")
    assert "Content-Encoding" not in index.headers and index.status == 200
    for refusing in ("gzip;q=0", "br, gzip ; q=0.0, *;q=0", "identity"):
        refused = site.ask(PRACTICE, Accept_Encoding=refusing)
        assert "Content-Encoding" not in refused.headers and refused.text == plain.text
    assert "Content-Encoding" in site.ask(PRACTICE, Accept_Encoding="br;q=1, GZIP;q=0.5").headers


def test_the_next_request_shows_a_change_and_other_pages_stay(
    serve: Callable[..., Served], kb_folder: Path
) -> None:
    site = serve()
    tag = site.ask("/bijdragen.html").headers["ETag"]
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Asja (Fier)", "Asja in Voorbeeldstad"), encoding="utf-8")
    assert ">Asja in Voorbeeldstad</h1>" in site.ask(PRACTICE).text
    assert "Asja in Voorbeeldstad" in site.ask("/en/praktijken/index.html").text
    assert site.ask("/bijdragen.html").headers["ETag"] == tag
    path.rename(path.with_name("asja.yaml"))
    assert site.ask(PRACTICE).status == 404
    assert site.ask("/praktijken/asja.html").status == 200
    written, unchanged = map(int, re.findall(r": (\d+) files written, (\d+) un", site.said)[1])
    assert 0 < written < unchanged


def test_a_changed_label_shows_on_the_next_request(
    serve: Callable[..., Served], kb_folder: Path
) -> None:
    site = serve()
    path = kb_folder / "vocabularies.yaml"
    text = path.read_text(encoding="utf-8")
    assert "Onderwijs" in text
    path.write_text(text.replace("Onderwijs", "Voorbeeldonderwijs"), encoding="utf-8")
    assert "Voorbeeldonderwijs" in site.ask("/sectoren/onderwijs.html").text


def test_a_page_waits_for_itself_alone_and_style_for_nothing(tmp_path: Path) -> None:
    sources, halfway, go_on = ["first"], Event(), Event()
    live = Live(tmp_path, lambda: sources[-1])

    def make() -> int:
        for name in ("a.html", "site.css", "z.html"):
            if name == "z.html" and sources[-1] == "second":
                halfway.set()
                go_on.wait(60)
            (tmp_path / name).write_text(sources[-1], encoding="utf-8")
            live.made(name)
        return sources[-1] == "second"

    def ask(name: str) -> str:
        path = live.file(name)
        assert path
        return path.read_text(encoding="utf-8")

    with ThreadPoolExecutor() as others:
        keeping = others.submit(live.keep, make)
        assert ask("z.html") == "first"
        sources.append("second")
        last = others.submit(ask, "z.html")
        assert halfway.wait(60)
        assert ask("a.html") == "second"
        assert ask("site.css") == "second"
        assert not last.done()
        go_on.set()
        assert last.result(60) == "second"
        assert keeping.result(60) == 1


def test_a_broken_file_is_told_with_its_line_and_the_rest_is_shown(
    serve: Callable[..., Served], kb_folder: Path
) -> None:
    site = serve()
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text('id: asja-fier\ntitle: "Asja\n', encoding="utf-8")
    assert site.ask(PRACTICE).status == 404
    assert site.ask("/praktijken/veilige-veste.html").status == 200
    assert site.said.count("practices/asja-fier.yaml:2:8: ") == 1
    path.write_text(text, encoding="utf-8")
    assert site.ask(PRACTICE).status == 200


@pytest.mark.parametrize("name", ["principles.yaml", "vocabularies.yaml"])
def test_a_broken_taxonomy_is_told_and_leaves_the_site_as_it_was(
    serve: Callable[..., Served], kb_folder: Path, name: str
) -> None:
    site = serve()
    path = kb_folder / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}kapot: "\n', encoding="utf-8")
    line = len(text.splitlines()) + 1
    for _time in range(2):
        assert site.ask(PRACTICE).status == 200
    assert len(re.findall(rf"(?m)^isj: .*{name}:{line}\b", site.said)) == 1, site.said
    path.write_text(text, encoding="utf-8")
    assert site.ask(PRACTICE).status == 200
    assert "Traceback" not in site.said


def test_a_knowledge_base_that_goes_away_for_a_moment_leaves_the_site_as_it_was(
    serve: Callable[..., Served], kb_folder: Path
) -> None:
    site = serve()
    kb_folder.joinpath("principles.yaml").rename(kb_folder / "weg")
    assert site.ask(PRACTICE).status == 200
    kb_folder.joinpath("weg").rename(kb_folder / "principles.yaml")
    kb_folder.joinpath("practices").rename(kb_folder / "elders")
    assert site.ask(PRACTICE).status == 200
    kb_folder.joinpath("elders").rename(kb_folder / "practices")
    assert ">Asja (Fier)</h1>" in site.ask(PRACTICE).text
    assert site.said.count("\nisj: ") == 2 and "Traceback" not in site.said


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ctrl_c_ends_it_quietly_and_leaves_nothing_behind(
    serve: Callable[..., Served], name: str
) -> None:
    site = serve()
    assert site.ask("/").status == 200
    assert list(site.temp.iterdir())
    before = site.said
    site.process.send_signal(getattr(signal, name))
    assert site.process.wait(timeout=60) == 130
    # It may just have been about to tell that all pages are there.
    assert re.fullmatch(r"(http\S+ \d+ files written.*\n)?", site.said.removeprefix(before))
    assert not list(site.temp.iterdir())


def test_a_taken_port_is_told_in_one_sentence(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", str(port))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"isj: Port {port} cannot be used: ")
    assert ran.err.count("\n") == 1


def test_without_a_port_the_next_free_one_is_taken(serve: Callable[..., Served]) -> None:
    one, two = serve("--topic", "jonge-kind"), serve("--age", "15")
    assert one.port != two.port
    assert one.ask(PRACTICE).status == 404
    assert two.ask(PRACTICE).status == 200


def test_only_a_name_of_this_computer_is_answered(site: Served) -> None:
    own = f":{site.port}"
    for host in ("localhost", f"LOCALHOST{own}", "127.0.0.1:9", "[::1]", f"[::1]{own}"):
        assert site.ask("/", Host=host).status == 200, host
    for host in ("evil.example", f"evil.example{own}", "localhost.evil.example", "", "[::2]"):
        answer = site.ask("/", Host=host)
        assert answer.status == 421 and "<" not in answer.text, host


def test_nothing_outside_the_site_and_no_folder_is_shown(site: Served) -> None:
    site.temp.joinpath("secret.html").write_text("geheim", encoding="utf-8")
    for path in (
        "/../secret.html", "/%2e%2e/secret.html", "/en/..%2f..%2fsecret.html", "/..\\secret.html",
        "/..%5csecret.html", "//secret.html", "/assets/../../secret.html", "/C:/secret.html",
        "/assets/", "/assets", "/.isj-export.json", "/index.html%00", "/index.html/",
        "/nergens.html", f"/{'x' * 300}.html",
    ):  # fmt: skip
        answer = site.ask(path)
        assert answer.status == 404 and "geheim" not in answer.text, path
        assert '"/assets/site.css"' in answer.text, path


def test_a_folder_leads_to_its_page_so_that_links_in_it_fit(site: Served) -> None:
    answer = site.ask("/praktijken")
    assert (answer.status, answer.headers["Location"]) == (301, "/praktijken/")
    assert site.ask("/praktijken/").text == site.ask("/praktijken/index.html").text
    assert site.ask("//evil.example").status == 404


def test_a_browser_need_not_load_again_what_it_has(site: Served) -> None:
    whole = site.ask(PRACTICE)
    head = site.ask(PRACTICE, "HEAD")
    assert (head.status, head.text) == (200, "")
    assert head.headers["Content-Length"] == str(len(whole.text.encode()))
    again = site.ask(PRACTICE, If_None_Match=whole.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    assert site.ask(PRACTICE, If_None_Match='"other"').status == 200
    assert site.ask(PRACTICE, "POST").status == 501


def test_without_the_extra_one_sentence_says_what_to_install(run: Run, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['jinja2'] = None\n")
    path = f"{hidden}{os.pathsep}{ROOT}"
    for command in (["serve"], ["export", "site", "website"]):
        ran = run(*command, env={"PYTHONPATH": path})
        assert (ran.code, ran.out) == (2, "")
        assert 'python -m pip install ".[site]"' in ran.err
        assert ran.err.count("\n") == 1


def test_nothing_to_show_and_wrong_use_end_it_at_once(run: Run, tmp_path: Path) -> None:
    ran = run("serve", "--age", "3", "--topic", "trauma", "--since", "2100")
    assert (ran.code, ran.out) == (1, "") and ran.err.count("\n") == 1
    assert run("serve", "--port", "99999").code == 2
    assert run("serve", "--topic", "nergens").code == 2
    assert run("--kb", str(tmp_path / "nergens"), "serve").code == 2


@posix
def test_the_browser_is_opened_when_asked_for(serve: Callable[..., Served], tmp_path: Path) -> None:
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {shlex.quote(str(seen))}\n')
    browser.chmod(0o755)
    site = serve("--open", "--port", "0", BROWSER=f"{browser} %s")
    soon(lambda: seen.exists() and seen.read_text())
    assert seen.read_text() == site.line.strip()


@posix
def test_without_a_browser_it_says_what_to_do(serve: Callable[..., Served], tmp_path: Path) -> None:
    site = serve("--open", "--port", "0", BROWSER=str(tmp_path / "nergens"), PATH="", DISPLAY="")
    soon(lambda: "open http://" in site.said)
    assert f"No browser could be opened; open {site.line.strip()} yourself." in site.said
