"""What the website's search in the browser is made of; the search itself runs in a browser."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cbor2
import pytest
from support import ROOT, Run

from isj_cli.domain.errors import IsjError
from isj_cli.export.folder import File, write_folder
from isj_cli.export.site import pagefind, parts
from isj_cli.pages.publication import Publication
from isj_cli.search.searcher import Search
from isj_cli.store.knowledge_base import KnowledgeBase

CHANGED = re.compile(r"(\d+) files written, (\d+) unchanged, (\d+) removed")


def export(run: Run, folder: Path) -> tuple[int, int, int]:
    """Export the website to `site` in a folder; return what was written, left and removed."""
    ran = run("export", "site", str(folder / "site"))
    assert ran.code == 0, ran.err
    changed, unchanged, removed = CHANGED.search(ran.err).groups()  # type: ignore[union-attr]
    return int(changed), int(unchanged), int(removed)


def index_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder / "site").as_posix(): path.read_bytes()
        for path in (folder / "site" / "pagefind").rglob("*")
        if path.is_file()
    }


def fragments(folder: Path) -> dict[str, dict[str, object]]:
    """Return what the index holds of each page, by its address."""
    found = {}
    for path in (folder / "site" / "pagefind" / "fragment").iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[page["url"]] = page
    return found


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    """A folder with a website in `site`."""
    export(run, tmp_path)
    return tmp_path


def test_the_index_holds_the_published_practices_with_what_the_search_shows(made: Path) -> None:
    found = fragments(made)
    names = {path.name for path in (ROOT / "tests/data/kb/practices").iterdir()}
    assert {f"/praktijken/{name.replace('yaml', 'html')}" for name in names} >= found.keys()
    page = found["/praktijken/moeders-van-rotterdam.html"]
    assert page["meta"]["title"] == "Moeders van Rotterdam"
    assert "Rotterdam" in page["meta"]["of"]
    assert page["meta"]["provenance"] == "openbare-bronnen"
    assert page["filters"]["region"] == ["zuid-holland"]
    assert page["filters"].keys() == {
        "principle", "factor", "topic", "sector", "region", "evidence"
    }  # fmt: skip


def test_a_practice_that_is_not_exported_changes_by_which_words_others_are_found(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    def pages(name: str) -> dict[str, bytes]:
        ran = run(
            "--kb", str(kb_folder), "export", "site", str(tmp_path / name), "--topic", "trauma"
        )
        assert ran.code == 0, ran.err
        found = tmp_path.glob(f"{name}/praktijken/*.html")
        return {path.name: path.read_bytes() for path in found}

    first = pages("site")
    other = kb_folder / "practices/moeders-van-rotterdam.yaml"
    assert other.name.replace("yaml", "html") not in first
    with other.open("a", encoding="utf-8") as file:
        file.write("costs: Een kindje telt mee.\n")
    assert pages("site") == pages("new") != first


def test_words_that_a_page_does_not_show_are_hidden_in_it_and_not_quoted(
    kb: KnowledgeBase, made: Path
) -> None:
    html = (made / "site/praktijken/asja-fier.html").read_text(encoding="utf-8")
    hidden = re.search(rf"<p hidden data-pagefind-weight=[^>]*>\s*{pagefind.MARK}([^<]*)</p>", html)
    assert hidden
    shown = str(fragments(made)["/praktijken/asja-fier.html"]["content"])
    assert pagefind.MARK not in shown
    others = {
        name.lower()
        for term in kb.taxonomy.terms("onderwerpen")
        if term.id == "trauma"
        for name in term.alt.nl
        if name.isalpha() and name.lower() not in shown.lower()
    }
    assert others & set(hidden[1].split())


def test_what_stands_on_every_page_is_not_searched(kb: KnowledgeBase, made: Path) -> None:
    shown = str(fragments(made)["/praktijken/asja-fier.html"]["content"])
    html = (made / "site/praktijken/asja-fier.html").read_text(encoding="utf-8")
    for text in (
        kb.taxonomy.caution.nl,
        "niet bevestigd door de organisatie",
        "Wie dit schreef",
        "Soort onderzoek",
    ):
        assert text in html
        assert text not in shown


def test_english_pages_are_not_indexed_and_hold_no_words_to_be_found_by(made: Path) -> None:
    assert not any("/en/" in url for url in fragments(made))
    html = (made / "site/en/praktijken/asja-fier.html").read_text(encoding="utf-8")
    assert "data-pagefind-body" not in html
    assert pagefind.MARK not in html


def test_a_withdrawn_practice_is_not_searched(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    path = kb_folder / "practices" / "asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace("status: gepubliceerd", "status: ingetrokken")
    path.write_text(text + "withdrawn: {date: '2026-01-01', reason: beeindigd}\n", encoding="utf-8")
    export(run, tmp_path)
    assert (tmp_path / "site/praktijken/asja-fier.html").is_file()
    assert "/praktijken/asja-fier.html" not in fragments(tmp_path)


def test_nothing_is_written_where_nothing_changed(run: Run, made: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in (made / "site").rglob("*")}
    assert export(run, made)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in (made / "site").rglob("*")} == times


def test_pagefind_has_no_work_where_its_pages_are_as_they_were(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = made / "site"
    pages = sorted(url.removeprefix("/") for url in fragments(made))
    kept = pagefind.index(site, pages, made / "draft")  # in the order of these names
    (site / pagefind.RECORD).write_text(kept.record, encoding="utf-8")
    monkeypatch.delattr(pagefind, "_run")
    assert set(pagefind.index(site, pages, made / "none").names) == index_of(made).keys()
    with pytest.raises(NameError):
        pagefind.index(site, pages[1:], made / "none")


def test_pagefind_that_does_not_run_is_told_in_one_sentence(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: made / "not-there")
    (made / "site" / pagefind.RECORD).unlink()
    with pytest.raises(IsjError, match="install it again"):
        pagefind.index(made / "site", ["praktijken/asja-fier.html"], made / "draft")


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_damaged_index_is_made_anew(run: Run, made: Path, harm: str) -> None:
    before = fragments(made)
    victim = next((made / "site/pagefind/index").iterdir())
    if harm == "gone":
        victim.unlink()
    else:
        victim.write_bytes(b"broken")
    assert export(run, made)[0] >= 1
    assert fragments(made) == before
    assert b"broken" not in index_of(made).values()
    assert export(run, made)[0] == 0


def test_a_practice_that_is_gone_is_gone_from_the_index(
    run: Run, kb_folder: Path, made: Path
) -> None:
    (kb_folder / "practices" / "veilige-veste.yaml").unlink()
    export(run, made)
    found = fragments(made)
    assert "/praktijken/veilige-veste.html" not in found
    assert len(found) == len(list((made / "site/pagefind/fragment").iterdir())) > 0


def test_the_search_page_offers_the_values_that_occur(made: Path) -> None:
    for name, label in (("zoeken.html", "Onderwijs"), ("en/zoeken.html", "Education")):
        html = (made / "site" / name).read_text(encoding="utf-8")
        assert f'value="onderwijs"> {label}</label>' in html
        assert 'value="zuid-holland"' in html
        assert 'value="rotterdam"' not in html
        assert 'value="zeeland"' not in html
        assert "<noscript>" in html


def test_what_is_made_later_is_known_after_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "out"

    def broken() -> Iterable[File]:
        yield "later/one.txt", "1"
        raise OSError

    with pytest.raises(OSError):
        write_folder(folder, ["a.txt"], [("a.txt", "a")], lambda: (["later/one.txt"], broken()))
    # Another export does not want that file; the one after it does.
    assert write_folder(folder, ["a.txt"], [("a.txt", "a")]).changed == 0
    files = [("later/one.txt", "2")]
    assert write_folder(folder, ["later/one.txt"], files).changed == 1
    assert (folder / "later/one.txt").read_text() == "2"


def test_what_is_made_later_replaces_no_file_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "later").mkdir(parents=True)
    (folder / "later" / "one.txt").write_text("mine")
    with pytest.raises(IsjError):
        write_folder(
            folder,
            ["a.txt"],
            [("a.txt", "a")],
            lambda: (["later/one.txt"], [("later/one.txt", "1")]),
        )
    assert (folder / "later" / "one.txt").read_text() == "mine"


@pytest.fixture(scope="module")
def shipped() -> Search:
    return Search(KnowledgeBase(ROOT))


def test_words_to_be_found_by_are_parts_of_compounds_other_names_and_synonyms(
    shipped: Search,
) -> None:
    found = {id: set(words.split()) for id, words in shipped.found_by().more.items()}
    read = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("practices/*.yaml")}
    assert found.keys() <= read.keys()
    telling = ("verslaafd", "psychiatrie", "behandeling", "depressief")
    for word in telling:
        assert any(word in words and word not in read[id] for id, words in found.items()), word
    assert all("hoe" not in words and "de" not in words for words in found.values())
    assert max(len(" ".join(words)) for words in found.values()) < 12_000


def test_common_words_are_those_of_which_most_practices_hold_a_form(shipped: Search) -> None:
    common = shipped.found_by().common
    assert {"jongeren", "jongere", "kinderen", "kind"} <= set(common)
    assert not {"autisme", "wijkteam", "trauma"} & set(common)
    assert common.index("jongere") < common.index("de")


def test_a_search_among_many_practices_leaves_out_common_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publication = Publication((), KnowledgeBase(ROOT).taxonomy, "nl", is_cc_by=True)
    assert not pagefind.messages(publication, ["de"], ["kind"])["common"]
    monkeypatch.setattr(pagefind, "FEW_PRACTICES", -1)
    assert pagefind.messages(publication, ["de"], ["kind"])["common"] == ["kind"]


def parts_of(folder: Path) -> list[tuple[str, str, list[Any]]]:
    """Return first, last and words of each part of an index, as its metadata tells them."""
    [language] = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"].values()
    metadata = decoded(folder / f"pagefind.{language['hash']}.pf_meta")
    return [
        (first, last, decoded(folder / f"index/{name}.pf_index")[0])
        for first, last, name in metadata[2]
    ]


def decoded(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(parts.SIGNATURE))


def test_an_index_that_is_cut_anew_holds_the_same(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made / "site/pagefind"
    before = [word for _first, _last, words in parts_of(folder) for word in words]
    monkeypatch.setattr(parts, "PART", 300)
    parts.recut(folder)
    found = parts_of(folder)
    assert len(found) > 20
    assert [word for _first, _last, words in found for word in words] == before
    assert len(list((folder / "index").iterdir())) == len(found)
    assert len(list(folder.glob("*.pf_meta"))) == 1
    once = index_of(made)
    parts.recut(folder)
    assert index_of(made) == once


def test_each_word_of_an_index_that_is_cut_anew_is_found_in_its_part(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 40)
    parts.recut(made / "site/pagefind")
    found = parts_of(made / "site/pagefind")
    large = [words for _first, _last, words in found if len(cbor2.dumps(words[-1])) > 40]
    assert ["de"] in [[word[0] for word in words] for words in large]
    assert all(len(words) == 1 for words in large)
    for _first, _last, words in found:
        for word, *_pages in words:
            holding = [words for first, last, words in found if first <= word <= last]
            assert words in holding, word
            assert len(holding) == 1 or word == holding[-1][0][0], word
    ends = [last for _first, last, _words in found]
    assert [first for first, _last, _words in found][1:] == ends[:-1]


def test_like_practices_of_all_are_those_of_each(shipped: Search) -> None:
    found = shipped.related_of_all({})
    for id in sorted(found)[::10]:
        assert found[id] == [each.record.id for each in shipped.related(f"{id}.yaml", limit=5)], id


def test_like_practices_leave_out_those_that_are_told_already(shipped: Search) -> None:
    id, (first, *_rest) = next(iter(shipped.related_of_all({}).items()))
    assert first not in shipped.related_of_all({id: [first]})[id]


def test_a_file_that_is_not_in_the_index_is_like_none(shipped: Search) -> None:
    assert shipped.related("bestaat-niet.yaml") == ()
