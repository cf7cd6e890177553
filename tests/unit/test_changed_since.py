"""`--changed-since`, with real repositories of git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import DATA, ROOT, Ran, Run, posix

if shutil.which("git") is None:
    pytest.skip("there is no git here", allow_module_level=True)

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
Git = Callable[..., str]


@pytest.fixture
def git(kb_folder: Path) -> Git:
    """Run git in the knowledge base, which is a repository with all of it in the branch main."""

    def going(*args: str, cwd: Path = kb_folder) -> str:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        done = subprocess.run(
            ["git", *who, *args], cwd=cwd, check=True, capture_output=True, env=without_settings()
        )
        return done.stdout.decode()

    going("init", "-q", "-b", "main")
    going("add", "-A")
    going("commit", "-qm", "base")
    return going


def without_settings() -> dict[str, str]:
    return {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def write(folder: Path, name: str, *changes: tuple[str, str], title: str = "") -> Path:
    """Write a practice that is right but for what is changed in it."""
    text = VALID.replace("id: voorbeeld", f"id: {name}")
    text = text.replace("Bedacht voorbeeld", title or f"Bedacht {name}")
    text = text.replace("oud-voorbeeld", f"oud-{name}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "practices" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


TODO = ("approach: Zo werkt het.", "approach: TODO")


def told(run: Run, *args: str, **kwargs: Any) -> dict[str, Any]:
    """Return what `validate --changed-since main` says: files checked, codes by file."""
    ref = kwargs.pop("ref", "main")
    ran = run("validate", "--changed-since", ref, "--format", "json", *args, **kwargs)
    assert ran.code in (0, 1), ran.err
    report = json.loads(ran.out)
    return {
        "checked": report["checked"],
        **{each["path"]: each["code"] for each in report["findings"]},
    }


def test_nothing_changed_is_nothing_to_check(run: Run, git: Git) -> None:
    ran = run("validate", "--changed-since", "main")
    assert (ran.code, ran.out) == (0, "")
    assert "0 files of 8, changed since main, checked" in ran.err


def test_committed_staged_unstaged_and_untracked_files_are_found(
    run: Run, git: Git, kb_folder: Path
) -> None:
    write(kb_folder, "vastgelegd")
    git("add", "-A")
    git("commit", "-qm", "old", "--amend")
    git("switch", "-qc", "tak")
    write(kb_folder, "in-commit", TODO)
    git("add", "-A")
    git("commit", "-qm", "new")
    write(kb_folder, "klaargezet", TODO)
    git("add", "-A")
    write(kb_folder, "vastgelegd", TODO)
    write(kb_folder, "nieuw", TODO)
    (kb_folder / "practices" / "los.txt").write_text("x", encoding="utf-8")
    assert told(run) == {
        "checked": 4,
        **{
            f"practices/{name}.yaml": "ISJ301"
            for name in ("in-commit", "klaargezet", "nieuw", "vastgelegd")
        },
    }


def test_findings_in_what_did_not_change_are_not_reported(
    run: Run, git: Git, kb_folder: Path
) -> None:
    write(kb_folder, "oud-fout", TODO, title="Dezelfde titel")
    (kb_folder / "practices" / "stray.yml").write_text("id: stray\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "wrong on main")
    write(kb_folder, "nieuw", title="Dezelfde titel")
    assert told(run) == {"checked": 1, "practices/nieuw.yaml": "ISJ204"}
    (kb_folder / "practices" / "nieuw.yaml").unlink()
    (kb_folder / "practices" / "stray2.yml").write_text("id: stray2\n", encoding="utf-8")
    assert told(run) == {"checked": 0, "practices/stray2.yml": "ISJ201"}


@pytest.mark.parametrize("staged", [True, False])
def test_a_practice_that_is_gone_is_reported_where_others_refer_to_it(
    staged: bool, run: Run, git: Git, kb_folder: Path
) -> None:
    gone = write(kb_folder, "weg")
    # This one has another mistake too, which nobody made now.
    write(kb_folder, "verwijst", ("id: asja-fier", "id: weg"), title="Asja (Fier)")
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    git("switch", "-qc", "tak")
    if staged:
        git("rm", "-q", "practices/weg.yaml")
        git("commit", "-qm", "gone")
    else:
        gone.unlink()
    assert told(run) == {
        "checked": 0,
        "practices/verwijst.yaml": "ISJ203",
        "practices/weg.yaml": "ISJ502",
    }


def test_a_renamed_practice_is_new_under_its_new_name(run: Run, git: Git, kb_folder: Path) -> None:
    write(kb_folder, "oude-naam")
    write(kb_folder, "verwijst", ("id: asja-fier", "id: oude-naam"))
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    git("mv", "practices/oude-naam.yaml", "practices/nieuwe-naam.yaml")
    assert told(run) == {
        "checked": 1,
        "practices/nieuwe-naam.yaml": "ISJ201",
        "practices/oude-naam.yaml": "ISJ502",
        "practices/verwijst.yaml": "ISJ203",
    }


def test_an_id_that_another_practice_had_before_is_reported_there(
    run: Run, git: Git, kb_folder: Path
) -> None:
    write(kb_folder, "huidig")
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    write(kb_folder, "oud-huidig")
    assert told(run) == {"checked": 1, "practices/huidig.yaml": "ISJ203"}


def test_what_main_did_meanwhile_is_not_reported(run: Run, git: Git, kb_folder: Path) -> None:
    git("switch", "-qc", "tak")
    write(kb_folder, "van-mij", TODO)
    git("add", "-A")
    git("commit", "-qm", "mine")
    git("switch", "-q", "main")
    write(kb_folder, "van-hen", TODO)
    (kb_folder / "practices" / "asja-fier.yaml").unlink()
    git("add", "-A")
    git("commit", "-qm", "theirs")
    git("switch", "-q", "tak")
    assert told(run) == {"checked": 1, "practices/van-mij.yaml": "ISJ301"}


@pytest.mark.parametrize("name", ["vocabularies.yaml", "principles.yaml"])
def test_a_change_of_the_taxonomy_touches_every_practice(
    name: str, run: Run, git: Git, kb_folder: Path
) -> None:
    write(kb_folder, "oud-fout", TODO)
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    assert told(run) == {"checked": 0}
    with (kb_folder / name).open("a", encoding="utf-8") as stream:
        stream.write("# een opmerking\n")
    assert told(run) == {"checked": 9, "practices/oud-fout.yaml": "ISJ301"}


def test_changed_synonyms_are_checked_and_touch_no_practice(
    run: Run, git: Git, kb_folder: Path
) -> None:
    write(kb_folder, "oud-fout", TODO)
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    (kb_folder / "synonyms.yaml").write_text("onzin: [\n", encoding="utf-8")
    assert told(run) == {"checked": 1, "synonyms.yaml": "ISJ002"}


def test_a_knowledge_base_may_lie_deep_in_a_repository(
    run: Run, kb_folder: Path, tmp_path: Path, git: Git
) -> None:
    shutil.rmtree(kb_folder / ".git")
    above = kb_folder.parent
    git("init", "-q", "-b", "main", cwd=above)
    (above / "practices").mkdir()
    git("add", "-A", cwd=above)
    git("commit", "-qm", "base", cwd=above)
    write(kb_folder, "nieuw", TODO)
    (above / "practices" / "elders.yaml").write_text("id: [\n", encoding="utf-8")
    (above / "principles.yaml").write_text("", encoding="utf-8")
    assert told(run) == {"checked": 1, "practices/nieuw.yaml": "ISJ301"}
    ran = run("--kb", "kb", "validate", "--changed-since", "main", cwd=above)
    assert ran.out.startswith("kb/practices/nieuw.yaml:19:11: ISJ301")
    # So git runs a hook in a worktree.
    hook = {"GIT_DIR": str(above / ".git"), "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": ""}
    assert told(run, env=hook) == {"checked": 1, "practices/nieuw.yaml": "ISJ301"}


def test_paths_and_changes_are_both_heeded(run: Run, git: Git, kb_folder: Path) -> None:
    write(kb_folder, "een", TODO)
    write(kb_folder, "twee", TODO)
    assert told(run, "practices/een.yaml", "practices/asja-fier.yaml") == {
        "checked": 1,
        "practices/een.yaml": "ISJ301",
    }


@posix
@pytest.mark.parametrize("name", ["été-één", "met spatie", "日本", "tab\tin", "regel\neinde", "\\"])
def test_file_names_may_hold_any_letters(name: str, run: Run, git: Git, kb_folder: Path) -> None:
    path = kb_folder / "practices" / f"{name}.yaml"
    path.write_text("id: [\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "odd")
    path.write_text("id: [[\n", encoding="utf-8")
    ran = run("validate", "--changed-since", "main", "--format", "json")
    assert ran.code == 1, ran.err
    (found,) = json.loads(ran.out)["findings"]
    assert found["code"] == ("ISJ002" if name.isprintable() else "ISJ201")
    path.unlink()
    ran = run("validate", "--changed-since", "main")
    assert (ran.code, ran.out) == (0, "")


@posix
def test_a_name_that_is_no_text_breaks_nothing(run: Run, git: Git, kb_folder: Path) -> None:
    odd = os.fsencode(kb_folder / "practices") + b"/\xff.yaml"
    try:
        Path(os.fsdecode(odd)).write_text("id: x\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    git("add", "-A")
    git("commit", "-qm", "odd")
    Path(os.fsdecode(odd)).unlink()
    assert told(run, ref="HEAD") == {"checked": 0}


def test_what_lies_deeper_or_is_hidden_is_no_practice(run: Run, git: Git, kb_folder: Path) -> None:
    deeper = kb_folder / "practices" / "archief"
    deeper.mkdir()
    (deeper / "diep.yaml").write_text("id: diep\n", encoding="utf-8")
    (kb_folder / "practices" / ".verborgen.yaml").write_text("id: x\n", encoding="utf-8")
    write(kb_folder, "verwijst")
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    shutil.rmtree(deeper)
    (kb_folder / "practices" / ".verborgen.yaml").unlink()
    file = kb_folder.parent / "summary.md"
    ran = run("validate", "--changed-since", "main", "--summary", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert "Disappears" not in file.read_text(encoding="utf-8")


def one_sentence(ran: Ran, *words: str) -> None:
    assert ran.code == 2 and ran.out == ""
    (line,) = ran.err.splitlines()
    assert line.startswith("isj: ")
    for word in words:
        assert word in line


@pytest.mark.parametrize(
    "ref",
    ["", "nergens", "-x", "--output=x", "--help", "main nergens", "main..main", "a\nb", "één",
     "main:practices", "HEAD~99", "$(touch x)"],
)  # fmt: skip
def test_what_is_no_commit_is_one_sentence(ref: str, run: Run, git: Git, kb_folder: Path) -> None:
    ran = run("validate", f"--changed-since={ref}")
    one_sentence(ran, "Git knows no commit", "fetch")
    assert not (kb_folder / "x").exists()


@pytest.mark.parametrize("ref", ["HEAD", "main", "main^{commit}", "v1", "origin/main"])
def test_every_name_of_a_commit_will_do(ref: str, run: Run, git: Git, kb_folder: Path) -> None:
    git("tag", "-a", "-m", "v1", "v1")
    git("update-ref", "refs/remotes/origin/main", "main")
    write(kb_folder, "nieuw", TODO)
    assert told(run, ref=ref) == {"checked": 1, "practices/nieuw.yaml": "ISJ301"}


def test_without_a_repository_it_is_one_sentence(run: Run) -> None:
    one_sentence(run("validate", "--changed-since", "main"), "is in no git repository")


def test_git_that_speaks_another_language_is_understood(run: Run) -> None:
    ran = run(
        "validate", "--changed-since", "main",
        env={"LC_ALL": "", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"},
    )  # fmt: skip
    one_sentence(ran, "is in no git repository")


def test_without_git_it_is_one_sentence(run: Run, git: Git, tmp_path: Path) -> None:
    ran = run("validate", "--changed-since", "main", env={"PATH": str(tmp_path)})
    one_sentence(ran, "Git is not installed")


def test_a_repository_without_commits_has_no_such_commit(run: Run, kb_folder: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=kb_folder, check=True)
    one_sentence(run("validate", "--changed-since", "main"), "Git knows no commit 'main'")


def shallow(git: Git, kb_folder: Path, tmp_path: Path) -> Path:
    """Return a clone that holds only the last commit of a branch."""
    git("switch", "-qc", "tak")
    write(kb_folder, "nieuw", TODO)
    git("add", "-A")
    git("commit", "-qm", "new")
    clone = tmp_path / "clone"
    git(
        "clone", "-q", "--depth", "1", "--branch", "tak", kb_folder.as_uri(), str(clone),
        cwd=tmp_path,
    )  # fmt: skip
    return clone


def test_a_shallow_clone_without_the_base_says_to_fetch_it(
    run: Run, git: Git, kb_folder: Path, tmp_path: Path
) -> None:
    clone = shallow(git, kb_folder, tmp_path)
    ran = run("validate", "--changed-since", "origin/main", cwd=clone)
    one_sentence(ran, "Git knows no commit 'origin/main' here", "fetch it first")


def test_a_shallow_clone_with_the_base_alone_says_to_fetch_the_rest(
    run: Run, git: Git, kb_folder: Path, tmp_path: Path
) -> None:
    clone = shallow(git, kb_folder, tmp_path)
    fetch = ("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    git("switch", "-q", "main")
    write(kb_folder, "van-hen")
    git("add", "-A")
    git("commit", "-qm", "theirs")
    git(*fetch, cwd=clone)
    ran = run("validate", "--changed-since", "origin/main", cwd=clone)
    one_sentence(ran, "fetch --unshallow", "fetch-depth: 0")
    git("fetch", "-q", "--unshallow", "origin", cwd=clone)
    assert told(run, ref="origin/main", cwd=clone) == {
        "checked": 1,
        "practices/nieuw.yaml": "ISJ301",
    }


def test_histories_without_a_common_commit_are_compared_as_they_are(
    run: Run, git: Git, kb_folder: Path
) -> None:
    git("switch", "-q", "--orphan", "los")
    git("checkout", "-q", "main", "--", ".")
    write(kb_folder, "nieuw", TODO)
    git("add", "-A")
    git("commit", "-qm", "new start")
    assert told(run) == {"checked": 1, "practices/nieuw.yaml": "ISJ301"}


@posix
def test_a_repository_that_git_does_not_trust_is_one_sentence(
    run: Run, git: Git, kb_folder: Path
) -> None:
    ran = run(
        "validate", "--changed-since", "main", env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "true"}
    )
    one_sentence(ran, "dubious ownership", "git status")


def test_a_bare_repository_is_one_sentence(run: Run, git: Git, kb_folder: Path) -> None:
    git("config", "core.bare", "true")
    one_sentence(run("validate", "--changed-since", "main"), "Git cannot tell what changed")


def test_a_practice_that_was_unreadable_or_enormous_breaks_nothing(
    run: Run, git: Git, kb_folder: Path
) -> None:
    folder = kb_folder / "practices"
    (folder / "kapot.yaml").write_bytes(b"\xff\x00[")
    (folder / "groot.yaml").write_text("id: " + "x" * 2_100_000, encoding="utf-8")
    (folder / "leeg.yaml").write_text("", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "bad")
    git("switch", "-qc", "tak")
    for name in ("kapot", "groot", "leeg"):
        write(kb_folder, name)
    assert told(run) == {"checked": 3}


@posix
def test_a_giant_in_the_history_or_on_the_disk_takes_no_memory(git: Git, kb_folder: Path) -> None:
    giant = kb_folder / "practices/reus.yaml"
    giant.touch()
    os.truncate(giant, 300 << 20)  # zeros, which git keeps in next to nothing
    git("add", "-A")
    git("commit", "-qm", "reus")
    os.truncate(giant, 301 << 20)
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_DATA, (256 << 20, 256 << 20));"
        "from isj_cli.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "validate", "--changed-since", "HEAD", "--format", "json"],
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    found = json.loads(done.stdout)["findings"]
    assert [(each["path"], each["code"]) for each in found] == [("practices/reus.yaml", "ISJ004")]


def test_a_summary_tells_new_from_changed_and_gone(run: Run, git: Git, kb_folder: Path) -> None:
    write(kb_folder, "veranderd")
    write(kb_folder, "weg")
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    write(kb_folder, "veranderd", ("team: Team.", "team: Ander team."))
    write(kb_folder, "nieuw", TODO)
    (kb_folder / "practices" / "weg.yaml").unlink()
    file = kb_folder.parent / "summary.md"
    run("--lang", "en", "validate", "--changed-since", "main", "--summary", str(file))
    text = file.read_text(encoding="utf-8")
    assert "<summary>New: Bedacht nieuw</summary>" in text
    assert "<summary>Changed: Bedacht veranderd</summary>" in text
    assert "Ander team." in text
    assert "- Disappears: weg" in text
    assert text.count("<details>") == 2
    assert "| error | practices/nieuw.yaml:19 | ISJ301 |" in text


def test_fix_mends_only_what_changed(run: Run, git: Git, kb_folder: Path) -> None:
    old = write(kb_folder, "oud", ("team: Team.", "team: Team.   "))
    git("add", "-A")
    git("commit", "-qm", "base", "--amend")
    before = old.read_bytes()
    write(kb_folder, "nieuw", ("team: Team.", "team: Team.   "))
    run("validate", "--changed-since", "main", "--fix")
    assert old.read_bytes() == before
