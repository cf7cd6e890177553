"""Hostile and broken input, a little of it: `scripts/fuzz.py` tries twenty thousand cases."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fuzzing.targets import TARGETS, case_of
from hypothesis import example, given
from hypothesis import strategies as st
from support import ROOT, Run, posix

from isj_cli.domain.text import bounded
from isj_cli.search.word_list import WordList
from isj_cli.store.drafts import whole
from isj_cli.store.yaml_loader import decode, parse

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is asked of Linux")
FEW = 60


@LINUX
def test_a_few_cases_of_every_target_are_taken(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/fuzz.py", "--seed", "3", "--cases", str(FEW), "--processes", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"\n{target} " in done.stdout for target in TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_a_case_is_the_same_for_the_same_seed_and_number(target: str) -> None:
    one, two, other = (case_of(target, seed, 5) for seed in (1, 1, 2))
    assert (one.args, one.files, one.stdin) == (two.args, two.files, two.stdin)
    assert (one.args, one.files, one.stdin) != (other.args, other.files, other.stdin)


# What was found, one test for each kind.


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_editors(sign: str, run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace("\nreview:", f"\n# a{sign}b{sign}c\nreview:")
    before = text[: text.index("\nreview:")].count("\n") + 2
    path.write_text(text.replace("\nreview:", "\nrevieuw:"), encoding="utf-8")
    ran = run("validate", "practices/asja-fier.yaml")
    assert ran.code == 1
    assert f"asja-fier.yaml:{before}:1: ISJ102 error: " in ran.out
    assert f"  {before} | revieuw:" in ran.out


def test_what_nobody_sees_is_written_as_an_escape(run: Run) -> None:
    title = "Samen \u202esiuht\u202c \x1b[31m\x85\u2066x"
    ran = run("add-practice", "--title", title, "--id", "samen-thuis", "--dry-run")
    assert ran.code == 0
    assert not {"\u202e", "\u202c", "\x1b", "\x85", "\u2066"} & set(ran.out)
    assert parse(ran.out, Path("-")).mapping["title"] == title


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("\uf900")  # which is another letter when composed
@example("\n")
def test_a_draft_holds_nothing_that_acts_and_says_the_same(text: str) -> None:
    data = whole({"id": "x", "title": text, "goals": [text], "contact": {"function": text}})
    assert not {"\u202e", "\u2066", "\x1b", "\x9b", "\x85", "\u2028"} & set(data)
    (said,) = parse(decode(data.encode()), Path("-")).mapping["goals"]
    assert unicodedata.normalize("NFC", said) == unicodedata.normalize("NFC", text)


def test_a_practice_in_an_export_is_no_larger_than_its_file_may_be(
    run: Run, tmp_path: Path
) -> None:
    giant = tmp_path / "reus.json"
    giant.write_text('{"title": "Reus", "goals": ["' + "lang " * 500_000 + '"]}', "utf-8")
    ran = run("add-practice", "--from", str(giant), "--dry-run")
    assert ran.code == 2 and "larger than 2 MB" in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("search", "onvindbaar" * 9000),
        ("search", " ".join(f"veld{number}:x" for number in range(60))),
        ("show", "a b " * 20_000),
        ("list", "--topic", "x" * 90_000),
        ("add-practice", "--title", "x", "--id", "ab " * 20_000),
    ],
)
def test_a_sentence_about_a_long_text_stays_one_to_read(args: tuple[str, ...], run: Run) -> None:
    ran = run(*args)
    assert ran.code in (1, 2)
    assert ran.err.endswith(".\n") or ran.err.endswith("?\n")
    assert max(map(len, ran.err.splitlines())) < 1100


def test_of_a_long_sentence_the_middle_is_left_out() -> None:
    text = f"There is no file {'x' * 5000}; check the name."
    assert bounded(text).startswith("There is no file xxx")
    assert bounded(text).endswith("xxx; check the name.")
    assert bounded("Short.") == "Short."


def test_known_words_are_written_without_looking_them_up_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = WordList()
    words.terms("Gezinnen en traumabehandeling; één kind en kinderen")
    data = words.dump()

    def no_dictionary(_self: WordList, term: str) -> tuple[str, ...]:
        raise AssertionError(term)

    monkeypatch.setattr(WordList, "parts", no_dictionary)
    assert WordList(data).dump() == data


@posix
@pytest.mark.parametrize(
    "piece", ["a@", "jan@", "0 ", "12-", "www.", "a.", "\\", "'", "«", "Jan ", "é", "- a\n  "]
)
def test_a_text_of_two_megabytes_is_checked_in_bounds(
    piece: str, kb_folder: Path, tmp_path: Path
) -> None:
    mark = "|\n  " if "\n" in piece else "'" if piece in "'\\«" else ""
    text = piece * 2 * (900_000 // len(piece.encode()) // 2)
    path = kb_folder / "practices/groot.yaml"
    path.write_text(f"id: groot\ntitle: x\nsummary: {mark}{text}{mark[:1].strip('|')}\n", "utf-8")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (20, 20));"
        "resource.setrlimit(resource.RLIMIT_DATA, (512 << 20, 512 << 20));"
        "from isj_cli.cli.main import main; main(['validate', 'practices/groot.yaml'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=kb_folder,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "ISJ_CACHE": str(tmp_path / "cache")},
        timeout=300,
    )
    assert done.returncode == 1, done.stderr
    assert b"inside the program" not in done.stderr
