"""What the documents state as a fact is so: tables, numbers, settings of servers, promises."""

from __future__ import annotations

import json
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
from documents import Reader, blocks, commands
from support import ROOT, Run

from isj_cli.assessment.answers import FAMILY, SHORT, SKIPPED, TEAM, asked, factor_groups
from isj_cli.assessment.reading import read_all
from isj_cli.cli.export import FORMS
from isj_cli.domain.taxonomy import OUTCOMES, STUDIES
from isj_cli.store.knowledge_base import KnowledgeBase

GUIDE = ROOT / "docs/handleiding"
ASSESS = (GUIDE / "zelfevaluatie.md").read_text(encoding="utf-8")
EVIDENCE = (GUIDE / "soort-onderzoek.md").read_text(encoding="utf-8")
PUBLISHING = (GUIDE / "publiceren.md").read_text(encoding="utf-8")
SEARCHING = (GUIDE / "zoeken.md").read_text(encoding="utf-8")
EXAMPLE = "docs/handleiding/voorbeeldstad"
SEASONS = ("voorjaar", "najaar")
SCORES = {"ja": True, "nee": False}
TAXONOMY = KnowledgeBase(ROOT).taxonomy


def typed(text: str) -> list[str]:
    """Return all that a page tells to type in a block."""
    return [command.typed for block in blocks(text) for command in commands(block)]


# Searching


def test_every_example_of_the_query_language_finds_something(run: Run) -> None:
    examples = re.findall(r"\| `(isj search[^`]*)` \|$", SEARCHING, re.MULTILINE)
    assert len(examples) > 8
    for example in examples:
        ran = run("--kb", str(ROOT), *shlex.split(example)[1:])
        assert ran.code == 0 and ran.out, example


# Publishing


def test_every_form_is_told_of() -> None:
    rows = PUBLISHING.splitlines()
    told = {line.split("`")[1] for line in rows if re.match(r"\| .* \| `\w+`", line)}
    assert told == set(FORMS)
    assert set(re.findall(r"\bexport (\w+)", "\n".join(typed(PUBLISHING)))) == set(FORMS)


def test_gitlab_can_read_its_job_and_the_job_makes_the_site(
    kb_folder: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pagefind_bin", reason="the site needs pagefind")
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    told = [block.text for block in blocks(PUBLISHING) if block.language == "yaml"]
    (job,) = (text for text in told if text.startswith("pages:"))
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
    env = {**os.environ, **Reader(GUIDE / "publiceren.md", tmp_path).env, **urls}
    subprocess.run(["bash", "-ec", script], cwd=kb_folder, env=env, check=True)
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
    pytest.importorskip("pagefind_bin", reason="the site needs pagefind")
    site = tmp_path / "website"
    assert run("export", "site", str(site)).code == 0
    (settings,) = (block.text for block in blocks(PUBLISHING) if block.language == "nginx")

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


# The self-assessment, and kinds of study


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the first table below a heading, without marks."""
    table = re.findall(r"(?m)^\|.*\|$", ASSESS.split(f"\n{heading}\n")[1].split("\n#")[0])
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table[2:]]


def words(text: str) -> str:
    return " ".join(text.replace("\n>", "\n").split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a reader, with the example in it."""
    shutil.copytree(ROOT / EXAMPLE, tmp_path / EXAMPLE)
    return tmp_path


def test_a_file_that_the_guide_prepares_for_others_has_its_beginning(
    run: Run, folder: Path
) -> None:
    (line,) = (line for line in typed(ASSESS) if "jongere-1.yaml" in line)
    assert run(*shlex.split(line)[1:], cwd=folder).code == 0
    about = read_all([folder / "jongere-1.yaml"], TAXONOMY)[0].about
    assert all(each not in ("", (), None) for each in about[:-1])


def test_the_example_says_what_the_report_says(run: Run, folder: Path) -> None:
    ran = run("assess", "report", f"{EXAMPLE}/voorjaar", "--format", "json", cwd=folder)
    report = json.loads(ran.out)
    assert (report["respondents"], report["shown_apart"]) == (
        9, {"views": {"team": 5, "family": 4}, "roles": {}},
    )  # fmt: skip
    told = {each["id"]: each for each in report["statements"]}
    table = rows("### In het voorjaar")
    assert len(table) == 5
    for id, everyone, team, family, divided in table:
        each = told[id]
        assert each["median"] == float(everyone)
        assert each["views"]["team"]["median"] == float(team)
        assert each["views"]["family"]["median"] == float(family)
        assert each["is_divided"] is SCORES[divided]
    assert {id for id in told if told[id]["unproven"]} == {"passend-samenhangend"}
    assert {id for id in told if told[id]["is_divided"]} == {
        "passend-samenhangend", "problemen-van-ouders",
    }  # fmt: skip
    assert report["priorities"][0] == "onderwijs"
    (examples,) = (each["examples"] for each in report["advice"] if each["gap"] == "onderwijs")
    (found,) = (each for each in examples if each["id"] == "talentklas-en-metis-groningen")
    assert "een gewone school kan die nauwelijks bieden" in json.dumps(found, ensure_ascii=False)


def test_the_example_says_what_has_moved(run: Run, folder: Path) -> None:
    seasons = [f"{EXAMPLE}/{season}" for season in SEASONS]
    moved = json.loads(run("assess", "compare", *seasons, "--format", "json", cwd=folder).out)
    told = {each["id"]: each for each in moved["statements"]}
    table = rows("### In het najaar")
    assert len(table) == 5
    for id, then, now, steps in table:
        each = told[id]
        assert (each["then"], each["now"], each["steps"]) == (float(then), float(now), float(steps))
    report = json.loads(run("assess", "report", seasons[1], "--format", "json", cwd=folder).out)
    assert not any(each["is_divided"] for each in report["statements"])
    (school,) = (each for each in report["statements"] if each["id"] == "onderwijs")
    assert school["views"]["team"]["median"] > school["views"]["family"]["median"]


def test_the_example_is_said_to_be_made_up() -> None:
    assert "Samengesteld voorbeeld: dit team bestaat niet" in ASSESS
    for season in SEASONS:
        paths = sorted((ROOT / EXAMPLE / season).iterdir())
        assert len(paths) == 9
        for path in paths:
            first = path.read_text("utf-8").splitlines()[0]
            assert first.startswith("# Samengesteld voorbeeld: Team Voorbeeldstad bestaat niet")
        assert not any(answers.unknown for answers in read_all(paths, TAXONOMY))


def test_the_short_one_has_as_many_statements_as_the_page_says() -> None:
    groups = factor_groups(TAXONOMY)
    assert (len(TAXONOMY.carried("principles")), len(groups)) == (9, 4)
    assert len(asked(SHORT, TAXONOMY)) == 13
    assert "de negen principes en de vier groepen factoren: dertien stellingen" in words(ASSESS)


def test_lines_of_proof_stand_in_the_report_only_when_asked_for(run: Run, folder: Path) -> None:
    args = ("assess", "report", f"{EXAMPLE}/voorjaar")
    assert "`--with-proof`" in ASSESS
    assert "in de teammap" not in run(*args, cwd=folder).out
    assert "in de teammap" in run(*args, "--with-proof", cwd=folder).out


def test_the_page_has_the_scale_as_it_is() -> None:
    assert rows("## De schaal") == [
        [str(each.score), each.label.nl, each.text(TEAM, "nl"), each.text(FAMILY, "nl")]
        for each in TAXONOMY.assessment.scale
    ]
    assert all(f"`{word}`" in ASSESS for word in SKIPPED)


@pytest.mark.parametrize("vocabulary", [STUDIES, OUTCOMES])
def test_every_kind_of_study_and_outcome_is_told_of(vocabulary: str) -> None:
    told = re.findall(r"(?m)^\| (.*?) \| `([\w-]+)` \|", EVIDENCE)
    terms = [(each.label.nl, each.id) for each in TAXONOMY.terms(vocabulary)]
    assert terms
    assert [each for each in told if each in terms] == terms
    assert len(told) == len(TAXONOMY.terms(STUDIES)) + len(TAXONOMY.terms(OUTCOMES))


def test_an_entry_as_the_page_shows_it_has_the_kinds_that_it_names() -> None:
    (kind,) = re.findall(r"(?m)^  - kind: (\S+)$", EVIDENCE)
    (outcome,) = re.findall(r"(?m)^    outcome: (\S+)$", EVIDENCE)
    assert kind in TAXONOMY.ids(STUDIES) and outcome in TAXONOMY.ids(OUTCOMES)


@pytest.mark.parametrize("text", [ASSESS, EVIDENCE], ids=["assess", "evidence"])
def test_the_caution_stands_on_the_page(text: str) -> None:
    said = words(TAXONOMY.caution.nl).replace("deze factoren", "de werkzame factoren")
    assert said in words(text).replace("deze factoren", "de werkzame factoren")
