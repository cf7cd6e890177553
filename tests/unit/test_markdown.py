"""Markdown that renders as what the files say, whatever they say."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
from hostile import ID, MARK, RUN, TEXT, TITLE, hostile_kb
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support import ROOT, Run, in_terminal

from isj_cli.domain.text import clean, one_line
from isj_cli.export.markdown import markdown
from isj_cli.pages.page import (
    Bullet,
    Bullets,
    Fields,
    Heading,
    Page,
    Paragraph,
    Span,
    Table,
    plain,
)
from isj_cli.store.exchange import bare
from isj_cli.store.yaml_loader import decode, parse, read

GFM = MarkdownIt("gfm-like")
GFM.linkify.set({"fuzzy_link": False})  # GitHub makes no link of a.nl, and it is asked about www.
ELEMENTS = set("h1 h2 p blockquote ul li strong br a table thead tbody tr th td".split())
TRICKS = st.sampled_from(
    """* _ ` ~ ~~ ** < > <b> </b> <!-- & &lt; &#60; ; [ ] ( ) [x](y) | \\ # - + = === --- *** 1.
    1) 12 www.a.nl WWW.a.nl https://a.nl/x ftp://a mailto:a@b.nl a@b.nl : :tada: // $ $x$ { {{ {%
    %} } ! ![ @n ^ [^1] ``` é مر \u202e \x1b[0m a x_y . ' \" \u3000 \u00a0 &copy""".split()
)
TEXTS = st.lists(
    st.one_of(TRICKS, st.sampled_from([" ", "  ", "\n", "\t"]), st.text(max_size=4)), max_size=8
).map("".join)


class Shown(HTMLParser):
    """The elements, the text without spaces, the links and the headings of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.headings: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append("")
        self.in_heading = bool(re.fullmatch("h[1-6]", tag)) or (
            tag not in ("p", "ul") and self.in_heading
        )

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())
        if self.in_heading:
            self.headings[-1] += data

    in_heading = False


def on_github(text: str) -> Shown:
    """Return what the parser of GitHub makes of a page, without its front matter."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return Shown(cmarkgfm.github_flavored_markdown_to_html(body))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("1.AL")
def test_any_text_is_shown_as_that_text(text: str) -> None:
    said = one_line(text)
    if not said:
        return
    page = Page(
        text,
        [
            Paragraph(plain(text)),
            Paragraph(plain(text), "note"),
            Heading(text),
            Bullets([Bullet((Span(text, strong=True), Span(": " + text)), [plain(text)], text)]),
            Fields([("x", plain(text)), ("y", plain(text))]),
            Table("", [plain("h"), plain(text)], [[plain(text), plain("c")]]),
            Paragraph((Span(text, url=f"https://a.nl/{text}"), Span(text, ref=("practice", "q")))),
        ],
    )
    written = markdown(page, "index.md", {("practice", "q"): "q.md"})
    expected = "{0}{0}{0}{0}(2){0}:{0}{0}{0}x:{0}y:{0}h{0}{0}c{0}{0}".format("".join(said.split()))
    for shown in (Shown(GFM.render(written)), on_github(written)):
        assert shown.text == expected, written
        assert set(shown.tags) <= set(
            "h1 h2 p blockquote ul li strong br a table thead tbody tr th td".split()
        )
    assert Shown(GFM.render(written)).tags.count("a") == 2, written
    # GitHub makes a link of a mail address whatever is done; nothing else becomes one.
    assert "@" in text or on_github(written).tags.count("a") == 2, written


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hostile knowledge base that no test changes."""
    return hostile_kb(tmp_path_factory.mktemp("hostile"))


def exported(run: Run, kb: Path, folder: Path) -> Path:
    """Export a knowledge base in all ways and both languages."""
    for language in ("nl", "en"):
        for number, options in enumerate(([], ["--front-matter"])):
            for dest, more in (
                (f"{language}{number}", []),
                (f"{language}{number}.md", ["--single-file"]),
            ):
                ran = run(
                    "--kb", str(kb), "--lang", language,
                    "export", "markdown", str(folder / dest), *options, *more,
                )  # fmt: skip
                assert ran.code == 0, ran.err
    return folder


def slugs(headings: Iterable[str]) -> set[str]:
    """Return the anchors that GitHub gives headings."""
    found: set[str] = set()
    for said in headings:
        kept = "".join(sign for sign in said.strip().lower() if re.match(r"[\w\- ]", sign))
        slug, number = kept.replace(" ", "-"), 0
        while (name := f"{slug}-{number}" if number else slug) in found:
            number += 1
        found.add(name)
    return found


@pytest.mark.parametrize("kb", ["hostile", "kb_folder"])
def test_every_link_and_anchor_leads_somewhere(
    run: Run, kb: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = exported(run, request.getfixturevalue(kb), tmp_path / "out")
    pages = {path: on_github(path.read_text(encoding="utf-8")) for path in folder.rglob("*.md")}
    anchors = {path: slugs(shown.headings) for path, shown in pages.items()}
    within = 0
    for path, shown in pages.items():
        for target in shown.links:
            if not target.startswith(("https://", "http://", "mailto:")):
                place, _hash, anchor = unquote(target).partition("#")
                there = (path.parent / place).resolve() if place else path
                assert there in pages, (path, target)
                within += bool(anchor)
                assert not anchor or anchor in anchors[there], (path, target)
    assert within > 100


def test_the_document_has_the_same_anchors_in_pandoc(
    run: Run, hostile: Path, tmp_path: Path
) -> None:
    pandoc = shutil.which("pandoc")
    if not pandoc:
        pytest.skip("pandoc is not installed")
    for kb in (hostile, ROOT):
        text = run("--kb", str(kb), "export", "markdown", "-", "--single-file").out
        made = subprocess.run(
            [pandoc, "--from", "gfm", "--to", "html"],
            input=text.encode(), capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
        ids = re.findall(r'\sid="([^"]*)"', made)
        targets = {html.unescape(each) for each in re.findall(r'href="#([^"]*)"', made)}
        assert len(targets) > 10
        assert targets <= {html.unescape(each) for each in ids}
        assert len(ids) == len(set(ids))
        assert "<script" not in made
        assert not re.search(r'(?i)(?:href|src)="\s*javascript:', made)


def test_markdownlint_has_nothing_to_say(run: Run, hostile: Path, tmp_path: Path) -> None:
    lint = shutil.which("markdownlint-cli2")
    if not lint:
        pytest.skip("markdownlint-cli2 is not installed")
    exported(run, hostile, tmp_path / "hostile")
    run("--kb", str(ROOT), "--lang", "nl", "export", "markdown", str(tmp_path / "real"))
    run("--kb", str(ROOT), "--lang", "nl", "export", "markdown", str(tmp_path / "real.md"),
        "--single-file", "--front-matter")  # fmt: skip
    shown = run("show", "asja-fier", "--format", "markdown").out
    (tmp_path / "shown.md").write_text(shown, encoding="utf-8")
    (tmp_path / ".markdownlint-cli2.jsonc").write_text(
        '{"config": {"default": true, "MD013": false}}', encoding="utf-8"
    )
    done = subprocess.run([lint, "**/*.md"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[:2000]
    assert int(re.findall(r"Linting: (\d+) file", done.stdout)[0]) > 700


def test_hostile_texts_are_shown_and_nothing_of_them_is_markup(
    run: Run, hostile: Path, tmp_path: Path
) -> None:
    run("--kb", str(hostile), "export", "markdown", str(tmp_path / "out"))
    page = (tmp_path / f"out/praktijken/{ID}.md").read_text(encoding="utf-8")
    shown = on_github(page)
    assert shown.text.count("".join(one_line(TEXT).split())) > 20
    assert set(shown.tags) <= ELEMENTS
    assert not [each for each in shown.links if RUN in each and not each.startswith("https://")]
    assert any("een?a=1&b=%282%29#drie" in each for each in shown.links)
    for path in (tmp_path / "out").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert clean(text) == text


def test_pages_of_odd_ids_have_files_of_their_own(run: Run, hostile: Path, tmp_path: Path) -> None:
    run("--kb", str(hostile), "--lang", "en", "export", "markdown", str(tmp_path))
    read = {
        path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "praktijken").iterdir()
    }
    assert read["index.md"].startswith("# All practices")
    assert read["index_.md"].startswith("# Asja (Fier)")
    if os.name != "nt":
        assert read["con_.md"].startswith("# con")
        assert "con.md" not in read
    assert {"index_.md", "con_.md"} <= {path.name for path in (tmp_path / "regios").iterdir()}


def test_front_matter_says_what_the_file_says(run: Run, hostile: Path, tmp_path: Path) -> None:
    run("--kb", str(hostile), "--lang", "nl", "export", "markdown", str(tmp_path), "--front-matter")
    for path in tmp_path.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "h1" not in on_github(text).tags
        assert not re.search(r"^# ", text, re.MULTILINE), path
        above = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        assert above, path
        found = parse(decode(above[1].encode()), path).mapping
        assert found["title"]
        assert found["lang"] == "nl"
    page = (tmp_path / f"praktijken/{ID}.md").read_text(encoding="utf-8")
    found = parse(decode(page.split("\n---\n")[0].encode()), tmp_path).mapping
    assert (found["id"], found["kind"], found["title"]) == (ID, "practice", one_line(TITLE))
    assert found["summary"] == one_line(TEXT)
    assert found["organisations"] == [one_line(TEXT)] * 2


def test_the_one_document_holds_every_practice_and_links_within(run: Run, tmp_path: Path) -> None:
    ran = run("--lang", "nl", "export", "markdown", "-", "--single-file")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Praktijkvoorbeelden van integrale specialistische jeugdhulp\n")
    headings = re.findall(r"^#+ .*", ran.out, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert "### Moeders van Rotterdam" in headings
    assert "  - [Moeders van Rotterdam](#moeders-van-rotterdam)" in ran.out
    assert "[**Vast aanspreekpunt**](#vast-aanspreekpunt)" in ran.out
    assert "**Knelpunten:**" in ran.out
    assert "niet bevestigd door de organisatie" in ran.out
    to = str(tmp_path / "een.md")
    assert run("--lang", "nl", "export", "markdown", to, "--single-file").code == 0
    assert Path(to).read_text(encoding="utf-8") == ran.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["pages", "--single-file"], "ends in .md"),
        (["-", "--single-file", "--check"], "ends in .md"),
        (["-"], "not to stdout"),
    ],
)
def test_a_wrong_destination_says_what_to_do(run: Run, args: list[str], said: str) -> None:
    ran = run("export", "markdown", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_without_a_caution_nothing_leads_to_one(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    path = kb_folder / "principles.yaml"
    taxonomy = bare(read(path).mapping)
    del taxonomy["caution"]
    path.write_text(json.dumps(taxonomy), encoding="utf-8")
    document = run("export", "markdown", "-", "--single-file").out
    assert "**No proof, no ranking:** The kind of study" in document
    assert run("export", "markdown", str(tmp_path / "out")).code == 0
    start = (tmp_path / "out/index.md").read_text(encoding="utf-8")
    assert "\n[Effective factors](factoren/index.md)\n" in start


@pytest.mark.parametrize("more", [[], ["--front-matter"]])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_one_document_replaces_only_such_a_document(
    run: Run, tmp_path: Path, language: str, more: list[str]
) -> None:
    command = ["export", "markdown", str(tmp_path / "een.md"), "--single-file"]
    assert run("--lang", language, *command, *more).code == 0
    first = (tmp_path / "een.md").read_bytes()
    assert "up to date already" in run("--lang", "en", *command, *more).err or language == "nl"
    (tmp_path / "een.md").write_bytes(first.replace(b"\n", b"\r\n"))
    assert run("--lang", "nl", *command).code == 0
    assert (tmp_path / "een.md").read_text(encoding="utf-8").startswith("# Praktijkvoorbeelden")
    (tmp_path / "README.md").write_text("# Van mij\n", encoding="utf-8")
    ran = run("export", "markdown", str(tmp_path / "README.md"), "--single-file")
    assert (ran.code, "was not made by such an export" in ran.err) == (2, True)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "# Van mij\n"


@pytest.mark.parametrize("more", [[], ["--single-file"], ["--front-matter"]])
def test_check_names_what_is_out_of_date_and_writes_nothing(
    run: Run, kb_folder: Path, tmp_path: Path, more: list[str]
) -> None:
    dest = str(tmp_path / ("een.md" if "--single-file" in more else "out"))
    command = ["export", "markdown", dest, *more]
    missing = run(*command, "--check")
    assert missing.code == 1
    assert not Path(dest).exists()
    run(*command)
    fresh = run(*command, "--check")
    assert (fresh.code, fresh.out) == (0, "")
    assert "up to date" in fresh.err
    file = kb_folder / "practices/asja-fier.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: Asja (Fier)", "title: Azalea"),
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    stale = run(*command, "--check")
    assert stale.code == 1
    assert ("praktijken/asja-fier.md" in stale.out.splitlines()) or stale.out == f"{dest}\n"
    assert f"isj export markdown {dest}" in stale.err
    assert "--check" not in stale.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_check_sees_a_page_too_many_and_line_ends_do_not_matter(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    command = ["export", "markdown", str(tmp_path / "out")]
    run(*command)
    for path in (tmp_path / "out").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(*command, "--check").code == 0
    (kb_folder / "practices/asja-fier.yaml").unlink()
    assert "praktijken/asja-fier.md" in run(*command, "--check").out.splitlines()
    run(*command)
    assert not (tmp_path / "out/praktijken/asja-fier.md").exists()


def test_show_writes_anything_as_markdown(run: Run) -> None:
    ids = ["asja-fier", "veiligheid", "vast-aanspreekpunt", "isj-factoren", "trauma", "ungar-2014"]
    ran = run("--lang", "nl", "show", *ids, "--format", "markdown")
    assert ran.code == 0
    assert len(re.findall(r"^# ", ran.out, re.MULTILINE)) == len(ids)
    assert all(each.startswith("http") for each in on_github(ran.out).links)
    assert "**Kracht:**" in ran.out


def test_a_terminal_shows_hostile_texts_as_text(hostile: Path) -> None:
    args = ["--kb", str(hostile)]
    shown = in_terminal([*args, "show", ID], 100, hostile)
    for said in (f"<script>{RUN}</script>", "[/red]", "[bold red]rood", "*ster*"):
        assert said.replace(" ", "") in "".join(shown.split())
    for command in (["show", ID], ["list"], ["search", MARK], ["show", "isj-principes"]):
        seen = in_terminal([*args, *command], 60, hostile)
        assert "2J" not in re.findall(r"\x1b\[([^m]*?)[A-Za-z]", seen)
        assert not re.search("[\x07\x9b\u202e\u2066\u200f]", seen), command
