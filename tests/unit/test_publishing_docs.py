"""docs/publishing.md tells no command, and no setting of a server, that does not work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest
from support import ROOT, Run

from isj_cli.cli.export import FORMS

TEXT = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
EXTRAS = ("jinja2", "pagefind_bin", "rdflib")


def blocks(language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", TEXT)


def commands() -> list[str]:
    """Return the commands of isj, in order."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("isj ")]


@pytest.fixture
def surroundings_of_a_reader(tmp_path: Path) -> dict[str, str]:
    """An environment in which `isj` is this program, and a browser that opens nothing."""
    for name in EXTRAS:
        pytest.importorskip(name, reason=f"what it tells of needs {name}")
    if os.name == "nt" or shutil.which("bash") is None:
        pytest.skip("there is no bash of a POSIX system")
    isj = tmp_path / "bin" / "isj"
    isj.parent.mkdir()
    isj.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m isj_cli "$@"\n', encoding="utf-8")
    isj.chmod(0o755)
    path = f"{isj.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "BROWSER": "true %s"}


def test_every_form_is_told_of(run: Run) -> None:
    told = {line.split("`")[1] for line in TEXT.splitlines() if re.match(r"\| .* \| `\w+`", line)}
    assert told == set(FORMS)
    assert set(re.findall(r"\bexport (\w+)", "\n".join(commands()))) == set(FORMS)


def test_every_command_works(surroundings_of_a_reader: dict[str, str], kb_folder: Path) -> None:
    assert len(commands()) > 10
    for line in commands():
        if "pandoc" in line and shutil.which("pandoc") is None:
            pytest.skip("there is no pandoc here")
        if line.startswith("isj serve"):
            shown(line, kb_folder, surroundings_of_a_reader)
            continue
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", line], cwd=kb_folder, env=surroundings_of_a_reader,
            capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    for line in commands():
        made = [
            word
            for word in shlex.split(line)
            if re.fullmatch(r"\w+\.\w{2,5}|website|paginas", word)
        ]
        assert all((kb_folder / name).exists() for name in made), line
    assert (kb_folder / "praktijken.docx").read_bytes().startswith(b"PK")


def shown(line: str, folder: Path, env: dict[str, str]) -> None:
    """Check that a command of `isj serve` comes to an address."""
    process = subprocess.Popen(
        shlex.split(line), cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdout and process.stdout.readline().startswith(b"http://127.0.0.1:"), line
    finally:
        process.kill()
        process.communicate()


def test_gitlab_can_read_its_job_and_the_job_makes_the_site(
    surroundings_of_a_reader: dict[str, str], kb_folder: Path, tmp_path: Path
) -> None:
    (job,) = (block for block in blocks("yaml") if block.startswith("pages:"))
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(job, encoding="utf-8")
    checker = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    if checker is None:
        pytest.skip("check-jsonschema is not installed")
    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", path],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    (script,) = re.findall(r"^    - (isj .*)$", job, re.MULTILINE)
    urls = {"CI_PAGES_URL": "https://x.example.org/kb", "CI_PROJECT_URL": "https://gitlab.com/x/kb"}
    subprocess.run(
        ["bash", "-ec", script], cwd=kb_folder, env={**surroundings_of_a_reader, **urls}, check=True
    )
    page = (kb_folder / "public/praktijken/asja-fier.html").read_text(encoding="utf-8")
    assert "https://gitlab.com/x/kb/-/edit/main/practices/asja-fier.yaml" in page


@contextmanager
def nginx(settings: str, site: Path, folder: Path) -> Iterator[int]:
    """Serve a site with real nginx and these settings; yield its port."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx here")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = settings.replace("listen 80;", f"listen 127.0.0.1:{port};")
    settings = settings.replace("/var/www/kennisbank", str(site))
    assert f":{port};" in settings and str(site) in settings
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;" if hasattr(os, "getuid") and os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; default_type application/octet-stream;\n"
        f"{temporary}{settings}}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        for _attempt in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "errors").read_text()
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_nginx_serves_the_site_as_it_is_told_to(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    for name in EXTRAS[:2]:
        pytest.importorskip(name, reason=f"the site needs {name}")
    site = tmp_path / "website"
    assert run("export", "site", str(site)).code == 0
    (settings,) = blocks("nginx")

    with nginx(settings, site, tmp_path) as port:

        def ask(path: str) -> tuple[int, HTTPMessage, str]:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

        short, long = "public, max-age=300", "public, max-age=31536000, immutable"
        fragments = [path.relative_to(site).as_posix() for path in site.rglob("*.pf_*")]
        assert fragments
        for path, status, kept in (
            ("", 200, short), ("praktijken/asja-fier.html", 200, short), ("nergens", 404, short),
            ("assets/site.css", 200, short), ("pagefind/pagefind-entry.json", 200, short),
            ("assets/", 403, short), (".isj-export.json", 404, short),
            *((fragment, 200, long) for fragment in fragments),
        ):  # fmt: skip
            answered, headers, text = ask(f"/{path}")
            assert (answered, headers["Cache-Control"]) == (status, kept), path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
            if answered == 404:
                assert text == (site / "404.html").read_text(encoding="utf-8")
        assert ask("/")[1]["Content-Type"] == "text/html; charset=utf-8"
