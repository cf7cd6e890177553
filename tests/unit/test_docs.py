"""The documents tell no command, no output, no option and no link that is not so.

`pytest --record` writes the output that sessions show anew; a line `…` stays where it still fits.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest
import typer
from documents import (
    SHELLS,
    Block,
    Command,
    Reader,
    blocks,
    commands,
    documents,
    is_as_told,
    name,
    recorded,
)
from markdown_it import MarkdownIt
from support import ROOT

from isj_cli.store.yaml_loader import read

# What a document tells to type, and a test cannot: with the reason.
NOT_RUN = {
    "python -m pip install . && isj search trauma": "installs packages; .ci/run does it",
    'python -m pip install ".[site]" && isj serve --open': "installs packages",
    'python -m pip install ".[site]"': "installs packages",
    "python -m pip install .": "installs packages",
    "python3 -m pip install .": "installs packages",
    "python -m pip install -e '.[dev]' && python -m pytest": "would run these tests in themselves",
    "rsync --archive --delay-updates --delete-after website/ server:/var/www/kennisbank/": (
        "needs a web server of one's own"
    ),
    'python -m pip install ".[mcp]"': "installs packages",
    'git tag -a v0.1.0 -m "isj 0.1.0"': "needs the repository itself",
    "git push origin v0.1.0": "needs a network",
    "python -m pytest -n0 tests/unit/test_rename.py": "would run tests in themselves",
    "nox -s lint": ".ci/run does it",
    "SOURCE_DATE_EPOCH=$(git log -1 --format=%ct v0.1.0) nox -s build": "needs a released version",
}
# What asks one question after another: run until the first one is there, and stopped.
ASKS = (
    "isj add-practice",
    "isj assess fill antwoorden.yaml",
    "isj assess new antwoorden.yaml --quick && isj assess fill antwoorden.yaml"
    " && isj assess report antwoorden.yaml",
)
# What goes on until it is stopped.
SERVES = "isj serve"
SHOWN = {"text", "yaml", "json", "nginx"}
PAGES = documents()
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
TOLD = [command for text in TEXTS.values() for block in blocks(text) for command in commands(block)]
INLINE = MarkdownIt("commonmark").enable("table")


def telling() -> list[Path]:
    """Return the documents that tell what to type."""
    return [path for path in PAGES if any(map(commands, blocks(TEXTS[path])))]


def goes(reader: Reader, command: Command) -> str | None:
    """Run a command of a document, and check how it ends; return what it shows."""
    line = command.typed
    if line in NOT_RUN:
        return None
    if line in ASKS:
        assert reader.types(line, ("Ctrl-C", b"\x03")).code == 130, line
        return None
    if line.startswith(SERVES):
        serves(reader, line)
        return None
    ran = reader.types(line)
    assert ran.code == command.exit, f"{line}\n{ran.out}"
    return ran.out


def serves(reader: Reader, line: str) -> None:
    """Check that a command comes to an address, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "isj_cli", *shlex.split(line)[1:]], cwd=reader.folder,
        env={**os.environ, **reader.env},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout and process.stdout.readline().startswith(b"http://127.0.0.1:"), line
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


@pytest.mark.parametrize("path", telling(), ids=name)
def test_every_command_of_a_document_does_what_is_told(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = TEXTS[path]
    typed = {
        word for block in blocks(text) for each in commands(block) for word in each.typed.split()
    }
    for tool in ("bash", "git", *({"pandoc", "jq", "check-jsonschema"} & typed)):
        if shutil.which(tool) is None and not Path(sys.executable).with_name(tool).exists():
            pytest.skip(f"there is no {tool} here")
    for module in ("pagefind_bin", "rdflib"):
        pytest.importorskip(module, reason=f"documents tell what {module} is needed for")
    reader = Reader(path, tmp_path)
    sessions: list[tuple[Block, list[str]]] = []
    for block in blocks(text):
        reader.folder = reader.home
        shown = [goes(reader, command) for command in commands(block)]
        if block.language == "console":
            sessions.append((block, [answer or "" for answer in shown]))
    if request.config.getoption("--record"):
        for block, answers in reversed(sessions):
            text = recorded(text, block, answers)
        path.write_text(text, encoding="utf-8")
        return
    for block, answers in sessions:
        for command, answer in zip(commands(block), answers, strict=True):
            assert command.shown is not None
            if not is_as_told(answer, command.shown):
                assert answer == command.shown, command.typed


def test_a_session_that_shows_something_else_is_found() -> None:
    told = "een\n…\ndrie\n"
    assert is_as_told("een\ntwee\nhalf\ndrie\n", told) and is_as_told("een\ndrie\n", told)
    assert not is_as_told("een\ntwee\n", told) and not is_as_told("een\ntwee\ndrie\nvier\n", told)
    page = "1. Zo:\n\n   ```console\n   $ isj a\n   oud\n   $ isj b\n   …\n   ```\n\nEinde.\n"
    (block,) = blocks(page)
    assert recorded(page, block, ["nieuw\n", "veel\n"]) == page.replace("oud", "nieuw")


def test_no_reason_not_to_run_a_command_is_left_over() -> None:
    typed = {command.typed for command in TOLD}
    assert typed >= {*NOT_RUN, *ASKS}
    assert len(typed) > 80


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_block_is_in_a_language_that_it_is_written_in(path: Path, tmp_path: Path) -> None:
    for block in blocks(TEXTS[path]):
        assert block.language in {*SHELLS, *SHOWN}, block.text
        if block.language == "json":
            json.loads(block.text)
        if block.language == "yaml":
            (tmp_path / "block.yaml").write_text(block.text, encoding="utf-8")
            read(tmp_path / "block.yaml")


# Links


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a document."""
    found: dict[str, int] = {}
    names = set()
    tokens = INLINE.parse(text)
    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "heading_open":
            continue
        said = "".join(each.content for each in inline.children or ())
        anchor = re.sub(r"[^\w\- ]", "", said.lower()).replace(" ", "-")
        again = found.get(anchor, 0)
        found[anchor] = again + 1
        names.add(f"{anchor}-{again}" if again else anchor)
    return names


def targets(text: str) -> list[str]:
    """Return where the links and pictures of a document lead."""
    found = []
    for token in INLINE.parse(text):
        for each in token.children or ():
            leads = each.attrGet("href") or each.attrGet("src")
            found += [str(leads)] if leads else []
    return found


LINKING = [*PAGES, ROOT / ".github/pull_request_template.md"]


@pytest.mark.parametrize("path", LINKING, ids=name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    for target in targets(path.read_text(encoding="utf-8")):
        parts = urllib.parse.urlsplit(target)
        if parts.scheme:
            assert parts.scheme in {"http", "https"} and parts.netloc, target
            continue
        leads = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        assert leads.is_relative_to(ROOT) and leads.exists(), target
        if parts.fragment:
            assert parts.fragment in anchors(leads.read_text(encoding="utf-8")), target


def test_every_document_can_be_reached_from_the_readme() -> None:
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        path = ahead.pop()
        if path.suffix != ".md" or path in seen:
            continue
        seen.add(path)
        for target in targets(path.read_text(encoding="utf-8")):
            leads = (path.parent / urllib.parse.urlsplit(target).path).resolve()
            ahead += [leads] if leads.is_file() else []
    assert {name(path) for path in PAGES} - {name(path) for path in seen} == set()


# What is named in a sentence


def named(text: str) -> list[str]:
    """Return what stands in code in the sentences and tables of a document."""
    return [
        each.content
        for token in INLINE.parse(text)
        for each in token.children or ()
        if each.type == "code_inline"
    ]


def options_of(words: list[str]) -> tuple[set[str], list[str]]:
    """Return the options of the command that words name, and what stands behind its name.

    Raises `KeyError` where there is no such command.
    """
    from isj_cli.cli.app import COMMANDS, LazyGroup, load

    command = load(words[0]) if words[0] in COMMANDS else None
    if command is None:
        raise KeyError(words[0])
    rest = words[1:]
    context = typer.Context(command)
    if isinstance(command, LazyGroup) and rest and not rest[0].startswith("-"):
        inner = command.get_command(context, rest[0])
        if inner is None:
            raise KeyError(rest[0])
        command, rest = inner, rest[1:]
    known = {option for each in command.params for option in each.opts + each.secondary_opts}
    return known | {"--help"}, rest


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_command_in_a_sentence_exists_with_its_options(path: Path) -> None:
    for text in named(TEXTS[path]):
        words = text.split()
        if words[:1] != ["isj"]:
            continue
        words = words[1:]
        while words[:1] in (["--lang"], ["--kb"]):
            words = words[2:]
        if not words or words[0].startswith("-") or words[0].isupper() or words[0] == "…":
            continue
        options, rest = options_of(words)
        for word in rest:
            if word.startswith("--"):
                assert word.partition("=")[0].rstrip(",;") in options, text


def test_every_file_that_developers_are_sent_to_is_there() -> None:
    """A name alone stands beside the file named before it, as in `search/terms.py`, `index.py`."""
    places = [ROOT, ROOT / "isj_cli", ROOT / "isj_cli/export/site", ROOT / "benchmarks"]
    for page in ("docs/architecture.md", "docs/decisions.md", "README.md"):
        before = ROOT
        for text in named(TEXTS[ROOT / page]):
            if re.fullmatch(r"[\w.-]+/[\w./-]*|[\w-]+\.(py|svg|sh)", text):
                found = [place / text for place in [*places, before] if (place / text).exists()]
                assert found, f"{page}: {text}"
                before = found[0].parent


# What tools and scripts say


def test_markdownlint_has_nothing_to_say_of_the_documents() -> None:
    lint = shutil.which("markdownlint-cli2")
    if lint is None:
        pytest.skip("markdownlint-cli2 is not installed")
    files = [name(path) for path in LINKING]
    done = subprocess.run([lint, *files], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Linting: {len(files)} file" in done.stdout


@pytest.mark.parametrize("script", ["glossary", "readme_picture"])
def test_what_a_script_makes_is_as_it_would_make_it_now(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    made = importlib.import_module(script)
    monkeypatch.setattr(sys, "argv", [script, "--check"])
    assert made.main() == 0


def test_the_picture_of_a_terminal_asks_for_nothing_from_elsewhere() -> None:
    drawing = (ROOT / "docs/terminal.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"' ]+", drawing) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|@import|@font-face|<image|<foreignObject|\bon\w+=", drawing)
