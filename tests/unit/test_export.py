"""The markdown that is published."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import Run, posix

from isj_cli.domain.errors import IsjError
from isj_cli.domain.text import escape
from isj_cli.export.folder import MANIFEST, Written, as_made, write_folder
from isj_cli.store.exchange import bare
from isj_cli.store.yaml_loader import read


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.md")
    }


def test_there_is_a_page_for_everything_and_every_link_resolves(run: Run, tmp_path: Path) -> None:
    assert run("export", "markdown", "pages", cwd=tmp_path).code == 0
    folder = tmp_path / "pages"
    found = pages(folder)
    assert {"index.md", "praktijken/asja-fier.md", "principes/veiligheid.md", "factoren/index.md",
            "sectoren/onderwijs.md", "onderwerpen/trauma.md"} <= found.keys()  # fmt: skip
    links = 0
    for name, text in found.items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if not target.startswith("http"):
                links += 1
                assert (folder / name).parent.joinpath(target).resolve().is_file(), (name, target)
    assert links > 1000


def test_every_page_has_one_title_and_the_practice_its_provenance(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    run("--lang", "nl", "export", "markdown", str(tmp_path / "out"))
    found = pages(tmp_path / "out")
    assert all(len(re.findall(r"^# ", text, re.MULTILINE)) == 1 for text in found.values())
    page = found["praktijken/moeders-van-rotterdam.md"]
    assert "niet bevestigd door de organisatie" in page
    assert "Antwoord:" in page
    assert "[Alle praktijkvoorbeelden](praktijken/index.md)" in found["index.md"]
    assert "[**Asja (Fier)**](asja-fier.md)" in found["praktijken/index.md"]


def test_twice_gives_the_same_bytes_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("export", "markdown", str(tmp_path / "one"))
    run("export", "markdown", str(tmp_path / "two"))
    assert pages(tmp_path / "one") == pages(tmp_path / "two")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*")}
    assert ": 0 pages written" in run("export", "markdown", str(tmp_path / "one")).err
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*")} == before


def test_a_filter_selects_what_is_exported(run: Run, tmp_path: Path) -> None:
    run("export", "markdown", str(tmp_path / "out"))
    run("export", "markdown", str(tmp_path / "out"), "--topic", "jonge-kind")
    names = {path.name for path in (tmp_path / "out/praktijken").iterdir()}
    assert names == {"index.md", "moeders-van-rotterdam.md"}


def test_foreign_files_are_never_touched(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "praktijken").mkdir(parents=True)
    (folder / "README.md").write_text("van mij", encoding="utf-8")
    (folder / "praktijken/eigen.md").write_text("van mij", encoding="utf-8")
    assert run("export", "markdown", str(folder)).code == 0
    assert run("export", "markdown", str(folder), "--topic", "jonge-kind").code == 0
    assert (folder / "README.md").read_text(encoding="utf-8") == "van mij"
    assert (folder / "praktijken/eigen.md").read_text(encoding="utf-8") == "van mij"


def test_a_foreign_file_of_the_same_name_stops_the_export_before_it_writes(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "index.md").write_text("van mij", encoding="utf-8")
    ran = run("export", "markdown", str(folder))
    assert ran.code == 2
    assert "was not made by an export" in ran.err
    assert [path.name for path in folder.iterdir()] == ["index.md"]


@pytest.mark.parametrize("name", ["../outside.md", "/etc/outside.md", "notes.txt"])
def test_a_manifest_never_leads_outside_or_to_other_kinds_of_files(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "outside.md").write_text("van mij", encoding="utf-8")
    (folder / "notes.txt").write_text("van mij", encoding="utf-8")
    (folder / MANIFEST).write_text(f'{{"files": {{"{name}": ""}}}}', encoding="utf-8")
    write_folder(folder, ["a.md"], [("a.md", "a")])
    assert (tmp_path / "outside.md").exists()
    assert (folder / "notes.txt").exists()


def test_a_page_that_a_person_changed_is_not_removed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run("export", "markdown", str(folder))
    changed, kept_so = folder / "praktijken/asja-fier.md", folder / "praktijken/veilige-veste.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "Van mij.\n", encoding="utf-8")
    assert run("export", "markdown", str(folder), "--topic", "jonge-kind").code == 0
    assert changed.read_text(encoding="utf-8").endswith("Van mij.\n")
    assert not kept_so.exists()


@pytest.mark.parametrize("digest", ["", "0" * 32, None, ["x"]])
def test_a_manifest_deletes_no_file_that_no_export_made(tmp_path: Path, digest: object) -> None:
    (tmp_path / "mijn.md").write_bytes(b"van mij")
    listed = {"mijn.md": digest, "../out": "", "a\\b.md": "", "": ""}
    (tmp_path / MANIFEST).write_text(json.dumps({"files": listed}), encoding="utf-8")
    assert write_folder(tmp_path, ["a.md"], [("a.md", "a")]).removed == 0
    assert (tmp_path / "mijn.md").read_bytes() == b"van mij"


def test_a_stale_page_goes_though_git_changed_its_line_ends(tmp_path: Path) -> None:
    write_folder(tmp_path, ["a.md", "b.md"], [("a.md", "a\n"), ("b.md", "b\n")])
    (tmp_path / "b.md").write_bytes(b"b\r\n")
    assert write_folder(tmp_path, ["a.md"], [("a.md", "a\n")]).removed == 1
    assert not (tmp_path / "b.md").exists()


def test_an_id_in_a_file_never_names_a_page(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    for name, id in (("uit", "../../evil"), ("kopie", "asja-fier")):
        (kb_folder / "practices" / f"{name}.yaml").write_text(
            f"id: {id}\ntitle: {name}\nstatus: gepubliceerd\n", encoding="utf-8"
        )
    assert run("export", "markdown", str(tmp_path / "a/out")).code == 0
    assert not list(tmp_path.glob("**/evil.md"))
    found = pages(tmp_path / "a/out")
    assert found["praktijken/uit.md"].startswith("# uit")
    assert found["praktijken/asja-fier.md"].startswith("# Asja")


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "C:a.md"])
def test_no_page_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(IsjError, match="cannot be the name of a page"):
        write_folder(tmp_path / "out", [name], [(name, "x")])
    assert not (tmp_path / "out").exists()


@posix
def test_a_manifest_does_not_delete_through_a_link(tmp_path: Path) -> None:
    folder, other = tmp_path / "out", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "v.md").write_text("van mij", encoding="utf-8")
    (folder / "link").symlink_to(other, target_is_directory=True)
    digest = hashlib.sha256(b"van mij").hexdigest()[:32]
    (folder / MANIFEST).write_text(f'{{"files": {{"link/v.md": "{digest}"}}}}', encoding="utf-8")
    write_folder(folder, ["a.md"], [("a.md", "a")])
    assert (other / "v.md").exists()


def test_an_export_of_another_form_is_not_taken_for_stale_pages(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run("export", "markdown", str(folder))
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    ran = run("export", "skos", str(folder))
    assert (ran.code, "another form (markdown)" in ran.err) == (2, True)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before
    assert run("export", "skos", str(tmp_path / "skos")).code == 0
    for more in ([], ["--check"]):
        ran = run("export", "markdown", str(tmp_path / "skos"), *more)
        assert (ran.code, "another form (skos)" in ran.err) == (2, True)


def test_pages_of_which_git_changed_the_line_ends_are_not_written_again(
    run: Run, tmp_path: Path
) -> None:
    run("export", "markdown", str(tmp_path))
    for path in tmp_path.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    assert ": 0 pages written" in run("export", "markdown", str(tmp_path)).err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_data_with_a_zero_byte_has_no_line_ends(tmp_path: Path) -> None:
    write_folder(tmp_path, ["a.bin"], [("a.bin", b"\0\r\n")])
    assert write_folder(tmp_path, ["a.bin"], [("a.bin", b"\0\n")]).changed == 1


@pytest.mark.parametrize("left", [[], ["concept", "gepubliceerd"]])
def test_statuses_of_ones_own_need_not_know_withdrawal(
    run: Run, kb_folder: Path, tmp_path: Path, left: list[str]
) -> None:
    path = kb_folder / "vocabularies.yaml"
    lists = bare(read(path).mapping)["vocabularies"]
    statuses = next(each for each in lists if each["id"] == "statussen")
    statuses["items"] = [each for each in statuses["items"] if each["id"] in left]
    kept = [each for each in lists if each["items"]]
    path.write_text(json.dumps({"vocabularies": kept}), encoding="utf-8")
    assert run("export", "markdown", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out/praktijken/asja-fier.md").exists()


def test_an_empty_name_is_no_folder(run: Run) -> None:
    ran = run("export", "markdown", "")
    assert ran.code == 2
    assert "The name of the folder is empty" in ran.err


@posix
def test_a_symlink_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "sub").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(IsjError, match="outside the folder"):
        write_folder(folder, ["sub/a.md"], [("sub/a.md", "a")])
    assert not list((tmp_path / "elsewhere").iterdir())


def test_escaping_keeps_the_spaces_at_the_ends() -> None:
    assert escape(" a_b ") == " a\\_b "


def test_an_export_is_left_as_it_is_only_where_nothing_changed(tmp_path: Path) -> None:
    def make(text: str, origin: str) -> None:
        write_folder(tmp_path, ["a.md", "b/c.md"], [("a.md", text), ("b/c.md", "c")], form="x",
                     origin=origin)  # fmt: skip

    assert as_made(tmp_path, "x", "first") is None
    make("a", "first")
    assert as_made(tmp_path, "x", "first") == Written(0, 2, 0)
    assert as_made(tmp_path, "x", "second") is None
    with pytest.raises(IsjError):
        as_made(tmp_path, "y", "first")
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    assert as_made(tmp_path, "x", "first") is None
    make("a", "first")
    (tmp_path / "b/c.md").unlink()
    assert as_made(tmp_path, "x", "first") is None


def test_a_crash_leaves_an_export_that_is_made_again(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, str]]:
        yield "a.md", "new"
        raise KeyboardInterrupt

    write_folder(tmp_path, ["a.md"], [("a.md", "old")], form="x", origin="old")
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path, ["a.md"], broken(), form="x", origin="new")
    assert as_made(tmp_path, "x", "old") is None
    assert as_made(tmp_path, "x", "new") is None


def test_whatever_an_export_follows_from_makes_it_anew(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    def written(*options: str) -> int:
        said = run("export", "markdown", *options, str(tmp_path / "out")).err
        return int(re.search(r": (\d+) pages written", said)[1])  # type: ignore[index]

    assert written()
    assert not written()
    assert written("--front-matter")
    assert written("--sector", "onderwijs")
    assert written()
    labels = kb_folder / "vocabularies.yaml"
    text = labels.read_text(encoding="utf-8")
    labels.write_text(text.replace("Trauma", "Trauma’s"), encoding="utf-8")
    assert written()
    (tmp_path / "out/index.md").unlink()
    assert written() == 1
