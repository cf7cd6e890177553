"""What somebody else put in a knowledge base, a cache or the folder one is in is never run."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, Run, posix, talk

from isj_cli.search import engine, indexing
from isj_cli.search.searcher import Search
from isj_cli.store import begun, cache
from isj_cli.store.knowledge_base import KnowledgeBase

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


class Harm:
    """A pickle that makes a folder where it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = str(mark)

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self.mark,)


def found(kb: KnowledgeBase) -> tuple[list[str], bool]:
    """What a search finds, and whether its index is in memory."""
    search = Search(KnowledgeBase(kb.root))
    return [hit.record.id for hit in search.search("trauma").hits], search.in_memory


def index_of(kb: KnowledgeBase) -> Path:
    return cache.folder_for(kb) / cache.key_for(kb)


# The cache


@posix
def test_a_cache_is_closed_to_others_whatever_they_may_do_elsewhere(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISJ_CACHE", str(tmp_path / "nieuw"))
    before = os.umask(0)
    try:
        assert not found(kb)[1]
    finally:
        os.umask(before)
    for folder in (tmp_path / "nieuw", cache.folder_for(kb), index_of(kb)):
        assert folder.stat().st_mode & 0o777 == 0o700


@posix
def test_a_cache_of_somebody_else_is_not_trusted(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, _in_memory = found(kb)
    (index_of(kb) / "synonyms").write_text("van een ander", encoding="utf-8")
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert found(kb) == (expected, True)
    assert cache.taxonomy_for(kb) is None
    assert begun.begin(kb).path is None


@posix
def test_what_somebody_else_left_in_an_index_costs_a_rebuild(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    expected, _in_memory = found(kb)
    words = next(index_of(kb).glob("words-*"))
    moved = words.rename(tmp_path / "elders")
    words.symlink_to(moved)
    assert found(kb) == (expected, False)
    assert not any(path.is_symlink() for path in index_of(kb).iterdir())


@posix
def test_a_link_in_the_place_of_a_cache_is_not_followed(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    cache.folder_for(kb).parent.mkdir(parents=True, exist_ok=True)
    cache.folder_for(kb).symlink_to(tmp_path / "elders", target_is_directory=True)
    assert found(kb)[1]
    assert not list((tmp_path / "elders").iterdir())
    cache.folder_for(kb).unlink()
    cache.folder_for(kb).mkdir(mode=0o700)
    index_of(kb).symlink_to(tmp_path / "elders", target_is_directory=True)
    with pytest.raises(PermissionError):
        cache.private_folder_for(kb)


@posix
def test_a_cache_that_others_can_put_another_in_the_place_of_is_not_trusted(tmp_path: Path) -> None:
    shared = tmp_path / "van iedereen"
    (shared / "van mij").mkdir(parents=True)
    shared.chmod(0o777)
    with pytest.raises(PermissionError):
        cache.private(shared / "van mij" / "kb")
    shared.chmod(0o1777)  # as /tmp is: what is mine there stays mine
    assert cache.private(shared / "van mij" / "kb").is_dir()


@pytest.mark.parametrize("version", [-111, -110])  # the present format, and the one before it
def test_a_pickle_in_the_list_of_segments_is_not_run(version: int, tmp_path: Path) -> None:
    from whoosh.filedb.filestore import FileStorage  # late: first the engine imports all of it
    from whoosh.system import _FLOAT_SIZE, _INT_SIZE, _LONG_SIZE

    folder = tmp_path / "index"
    folder.mkdir()
    engine.index.create_in(str(folder), indexing.schema())
    mark = tmp_path / "kwaad"
    harm, harmless = pickle.dumps(Harm(mark), 2), pickle.dumps([], 2)

    def write(schema: bytes, segments: bytes) -> None:
        stream = FileStorage(str(folder)).create_file("_MAIN_0.toc")
        for size in (_INT_SIZE, _LONG_SIZE, _FLOAT_SIZE):
            stream.write_varint(size)
        stream.write_int(-12345)
        stream.write_int(version)
        for number in (2, 7, 4):
            stream.write_varint(number)
        stream.write_string(schema)
        stream.write_int(0)
        stream.write_int(0)
        stream.write(segments)
        stream.close()

    write(harm, harmless)
    assert engine.index.open_dir(str(folder), schema=indexing.schema()).doc_count() == 0
    assert not mark.exists()
    write(harmless, harm)
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        engine.index.open_dir(str(folder), schema=indexing.schema())
    assert not mark.exists()


def test_no_way_in_which_whoosh_reads_a_pickle_runs_it(tmp_path: Path) -> None:
    harm = pickle.dumps(Harm(tmp_path / "kwaad"), 2)
    (tmp_path / "pickle").write_bytes(harm)
    real = (pickle, pickle.load, pickle.loads, pickle.Unpickler)
    readers = 0
    for name, module in list(sys.modules.items()):
        if not name.startswith("whoosh."):
            continue
        for key, value in list(vars(module).items()):
            assert not any(value is each for each in real), f"{name}.{key}"
            if key in ("loads", "load", "load_pickle"):
                readers += 1
                with (
                    pytest.raises(pickle.UnpicklingError, match="mkdir"),
                    (tmp_path / "pickle").open("rb") as file,
                ):
                    value(harm if key == "loads" else file)
    assert readers >= 4
    assert not (tmp_path / "kwaad").exists()


# Programs


def trap(folder: Path, *names: str) -> Path:
    """Put programs with these names in a folder, which leave a mark; return the mark."""
    mark = folder / "kwaad"
    for name in names:
        path = folder / name
        path.write_text(f"#!/bin/sh\n: > '{mark}'\n", encoding="utf-8")
        path.chmod(0o755)
    return mark


@posix
def test_a_program_in_the_folder_one_is_in_is_not_run(run: Run, kb_folder: Path) -> None:
    mark = trap(kb_folder, "less", "nano", "git", "pagefind")
    path = {"PATH": f":.:{Path(sys.executable).parent}", "EDITOR": "nano"}
    assert subprocess.run(["less"], cwd=kb_folder, env=path, input=b"", check=True)
    assert mark.exists()  # so the trap works
    mark.unlink()
    assert "There is no editor 'nano'" in run("edit", "asja-fier", env=path).err
    assert "Git is not installed" in run("validate", "--changed-since", "main", env=path).err
    shown = talk(["show", "asja-fier"], kb_folder, path)
    assert shown.code == 0 and "Asja" in shown.out
    assert not mark.exists()
    run("edit", "asja-fier", env={"EDITOR": "./nano"})
    assert mark.exists()  # it was named as lying there


@posix
@pytest.mark.parametrize(
    "named", ["true; touch kwaad", "true & touch kwaad", "$(touch kwaad)", "`touch kwaad`", "'", ""]
)
def test_an_editor_or_pager_is_no_shell(named: str, run: Run, kb_folder: Path) -> None:
    ran = run("edit", "asja-fier", env={"EDITOR": named})
    assert ran.code in (0, 2) and "Traceback" not in ran.err
    shown = talk(["show", "asja-fier"], kb_folder, {"PAGER": named})
    assert shown.code == 0
    assert not (kb_folder / "kwaad").exists()


@posix
def test_no_name_of_a_file_is_an_option_to_the_editor(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import sys; print(sys.argv[1:])", encoding="utf-8")
    (kb_folder / "-c kwaad").mkdir()
    output = "--output=-c kwaad/bedacht.yaml"
    env = {"EDITOR": f"{sys.executable} {editor}"}
    ran = run("add-practice", "--title", "Bedacht", "--no-input", "--edit", output, env=env)
    assert f"['{kb_folder}/-c kwaad/bedacht.yaml']" in ran.out, ran.err


@posix
@needs_git
def test_the_settings_of_a_repository_run_nothing(run: Run, kb_folder: Path) -> None:
    """Every setting of which git would run a program when it is asked what changed."""
    mark = trap(kb_folder.parent, "wacht")
    program = str(kb_folder.parent / "wacht")

    def git(*args: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *who, *args], cwd=kb_folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (kb_folder / ".gitattributes").write_text("* filter=wacht diff=wacht\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "base")
    hooks = kb_folder / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction"):
        shutil.copy(program, hooks / name)
    shutil.copy(kb_folder / ".gitattributes", kb_folder / ".git/info/attributes")
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass",
        "filter.wacht.clean", "filter.wacht.smudge", "filter.wacht.process", "diff.external",
        "diff.wacht.command", "diff.wacht.textconv", "credential.helper", "gpg.program",
    ):  # fmt: skip
        git("config", key, program)
    git("config", "filter.wacht.required", "true")
    path = kb_folder / "practices" / "asja-fier.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", "title: Nieuw ", 1), encoding="utf-8")
    subprocess.run(["git", "diff", "--stat"], cwd=kb_folder, capture_output=True)
    assert mark.exists()  # so the trap works
    mark.unlink()

    ran = run("validate", "--changed-since", "main")
    assert ran.code in (0, 1) and "1 file of 8, changed since main" in ran.err
    assert not mark.exists()

    # What was never fetched is not fetched now.
    git("config", "extensions.partialClone", "origin")
    git("config", "core.repositoryFormatVersion", "1")
    git("config", "remote.origin.url", "ssh://voorbeeld.invalid/kb")
    git("config", "remote.origin.promisor", "true")
    git("config", "protocol.ssh.allow", "always")
    id = subprocess.check_output(
        ["git", "rev-parse", "main:practices/asja-fier.yaml"], cwd=kb_folder, text=True
    ).strip()
    (kb_folder / ".git" / "objects" / id[:2] / id[2:]).unlink()
    subprocess.run(["git", "cat-file", "-p", id], cwd=kb_folder, capture_output=True)
    assert mark.exists()
    mark.unlink()
    ran = run("validate", "--changed-since", "main")
    assert ran.code == 2 and len(ran.err.splitlines()) == 1
    assert not mark.exists()


def test_settings_for_pagefind_in_a_knowledge_base_are_not_read(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pagefind_bin", reason="the extra 'site' is not installed")
    elsewhere = (tmp_path / "elders").as_posix()
    (kb_folder / "pagefind.yml").write_text(f"output_path: {elsewhere}\n", encoding="utf-8")
    ran = run("export", "site", str(tmp_path / "website"))
    assert ran.code == 0, ran.err
    assert (tmp_path / "website/pagefind").is_dir()
    assert not (tmp_path / "elders").exists()


def test_a_module_in_the_folder_one_is_in_is_not_imported(tmp_path: Path) -> None:
    """The program as it is installed; `python -m` would look in the folder first."""
    for name in ("isj_cli", "yaml", "json", "rich", "whoosh", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('kwaad', 'w')\n", encoding="utf-8")
    start = tmp_path / "start" / "isj.py"
    start.parent.mkdir()
    start.write_text("from isj_cli.cli.main import main\nmain()\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(start), "search", "trauma"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0 and not (tmp_path / "kwaad").exists()
