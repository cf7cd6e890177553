"""What killed processes leave is cleared away in time, and told where it holds a person's text."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support import Run, posix

from faults.world import ID, NEW_ID, World
from isj_cli.domain.errors import IsjError
from isj_cli.store import renaming
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.writing import HOUR_SECONDS, write_atomically

OLD = time.time() - HOUR_SECONDS - 60


def aged(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    os.utime(path, (OLD, OLD))
    return path


def test_drafts_go_that_nobody_can_be_writing(tmp_path: Path) -> None:
    old = aged(tmp_path / ".a.yaml.12345678.isj-draft", "half")
    own = aged(tmp_path / ".a.yaml.12345678", "of a person")
    young = tmp_path / ".b.yaml.12345678.isj-draft"
    young.write_text("half", "utf-8")
    write_atomically(tmp_path / "c.yaml", "whole")
    assert (old.exists(), own.exists(), young.exists()) == (False, True, True)


@posix
def test_a_copy_that_was_left_is_told_or_of_no_use(tmp_path: Path) -> None:
    world = World(tmp_path)
    path = world.kb / f"practices/{ID}.yaml"
    same = aged(path.with_name(f".{ID}.aaaaaaaa.yaml"), path.read_text("utf-8"))
    mine = path.with_name(f".{ID}.bbbbbbbb.yaml")
    mine.write_text("# mijn tekst\n", "utf-8")
    other = path.with_name(f".{ID}-twee.cccccccc.yaml")
    other.write_text("# van een ander\n", "utf-8")
    ran = world.run(["edit", ID])
    assert ran.code == 0
    assert mine.name in ran.err
    assert other.name not in ran.err
    assert (same.exists(), mine.exists(), other.exists()) == (False, True, True)


def test_where_there_are_no_links_a_new_file_is_as_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a.yaml"
    write_atomically(path, "mine", replace=False)
    with pytest.raises(IsjError, match="already exists"):
        write_atomically(path, "yours", replace=False)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.yaml", "mine")]


def test_a_renaming_is_finished_only_where_it_was_the_same(run: Run, kb: KnowledgeBase) -> None:
    old, new = kb.path_of(ID), kb.path_of(NEW_ID)
    change = renaming.plan(kb, ID, NEW_ID)[0]
    new.write_bytes(change.after)
    assert "isj rename asja-fier asja" in run("validate").out
    new.write_bytes(change.after + b"# van een ander\n")
    assert "already; choose another one" in run("rename", ID, NEW_ID).err
    assert old.read_bytes() == change.before
    new.write_bytes(change.after)
    assert run("rename", ID, NEW_ID).code == 0
    assert (old.exists(), new.read_bytes()) == (False, change.after)


@posix
def test_who_has_no_home_is_told_where_the_index_is(tmp_path: Path) -> None:
    world = World(tmp_path)
    env = world.fault("homeless", "kb", 0)
    for name in ("HOME", "ISJ_CACHE", "ISJ_DATA"):
        del env[name]
    ran = world.run(["index", "--status"], env)
    assert (ran.code, ran.err) == (0, "")
    assert "ISJ_CACHE" in ran.out
