"""`isj edit`: the editor gets a copy, the text is checked in its place, and is never lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, Run, in_terminal, posix, talk

ID = "veilige-veste"
BROKEN = ".replace('gepubliceerd', 'gepubliseerd', 1)"
MENDED = ".replace('gepubliseerd', 'gepubliceerd', 1)"

Editor = Callable[[str], dict[str, str]]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Make an editor of a few lines of Python; `path` and `text` are those of the file."""

    def made(code: str) -> dict[str, str]:
        script = tmp_path / "een editor.py"
        script.write_text(
            "import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
            f"text = path.read_bytes().decode('utf-8', 'replace')\n{code}\n",
            encoding="utf-8",
        )
        return {"EDITOR": f'"{sys.executable}" "{script}"'}

    return made


def writing(expression: str) -> str:
    return f"path.write_bytes((text{expression}).encode())"


@pytest.fixture
def path(kb_folder: Path) -> Path:
    return kb_folder / f"practices/{ID}.yaml"


def copies(path: Path) -> list[Path]:
    return list(path.parent.glob(".*"))


def only_copy(path: Path, said: str) -> str:
    """The text of the one copy that was kept, whose path was told."""
    (copy,) = copies(path)
    told = re.search(r"kept in (practices/\.\S+\.yaml)\.", re.sub(r"\s*\n\s*", "", said))
    assert told and (path.parent.parent / told[1]) == copy, said
    return copy.read_text(encoding="utf-8")


def test_a_good_change_is_written_and_nothing_else_changes(
    run: Run, path: Path, editor: Editor
) -> None:
    before = path.read_bytes()
    ran = run("edit", ID, env=editor(writing(" + '# een opmerking\\n'")))
    assert (ran.code, ran.err) == (0, f"practices/{ID}.yaml was written.\n")
    assert path.read_bytes() == before + b"# een opmerking\n"
    assert not copies(path)


def test_the_editor_gets_a_copy_that_finds_the_schema(run: Run, path: Path, editor: Editor) -> None:
    before = path.read_bytes()
    look = (
        f"original = path.with_name('{ID}.yaml')\n"
        "assert path != original and path.read_bytes() == original.read_bytes()\n"
        "assert (path.parent / '../schema/practice.schema.json').is_file()\n"
        f"os.system('\"' + sys.executable + '\" -m isj_cli list --format ids > ids.txt')"
    )
    assert run("edit", ID, env=editor(look)).code == 0
    assert len((path.parents[1] / "ids.txt").read_text().splitlines()) == 6
    assert path.read_bytes() == before


def test_no_change_is_said_and_leaves_nothing(run: Run, path: Path, editor: Editor) -> None:
    before = path.read_bytes()
    ran = run("edit", ID, env=editor("import time; time.sleep(1.1)"))
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing was changed.\n")
    ran = run("edit", ID, env=editor(""))
    assert ran.code == 0
    assert "code --wait" in ran.err
    assert path.read_bytes() == before
    assert not copies(path)


def test_without_a_terminal_a_text_with_errors_is_kept_aside(
    run: Run, path: Path, editor: Editor
) -> None:
    before = path.read_bytes()
    ran = run("edit", ID, env=editor(writing(BROKEN)))
    assert ran.code == 1
    assert f"practices/{ID}.yaml:11:9: ISJ104 error" in ran.out
    assert "11 | status: gepubliseerd" in ran.out
    assert path.read_bytes() == before
    assert "gepubliseerd" in only_copy(path, ran.err)
    assert "nothing to report" in run("validate").err


def test_a_warning_does_not_keep_a_text_from_being_written(
    run: Run, path: Path, editor: Editor
) -> None:
    ran = run("edit", ID, env=editor(writing(".replace('names: [', 'names: [Nergenshuizen, ', 1)")))
    assert ran.code == 0
    assert "ISJ205 warning" in ran.out
    assert "Nergenshuizen" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (".replace('id: veilige-veste', 'id: iets-anders', 1)", "ISJ201"),
        (".replace('asja-fier', 'asja-feer')", "ISJ203"),
        (".replace('asja-fier', 'veilige-veste')", "ISJ203"),
        (".replace('status:', 'status', 1)", "ISJ002"),
    ],
)
def test_the_text_is_checked_as_this_practice_among_the_others(
    run: Run, path: Path, editor: Editor, change: str, code: str
) -> None:
    ran = run("edit", ID, env=editor(writing(change)))
    assert (ran.code, code in ran.out) == (1, True), ran.out
    assert f"practices/{ID}.yaml:" in ran.out


def test_a_broken_file_can_be_edited(run: Run, path: Path, editor: Editor) -> None:
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("status:", "status", 1), encoding="utf-8")
    assert run("edit", ID, env=editor(writing(".replace('status ', 'status: ', 1)"))).code == 0
    assert path.read_text(encoding="utf-8") == good
    path.write_bytes(b"\xff\xfe not utf-8 \xe9")
    ran = run("edit", ID, env=editor("path.write_bytes(path.read_bytes() + b'x')"))
    assert ran.code == 1
    assert "ISJ001" in ran.out
    assert [copy.read_bytes() for copy in copies(path)] == [b"\xff\xfe not utf-8 \xe9x"]


def test_line_ends_and_mark_stay_as_the_editor_leaves_them(
    run: Run, path: Path, editor: Editor
) -> None:
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    assert run("edit", ID, env=editor(writing(" + '# ja\\r\\n'"))).code == 0
    assert path.read_bytes() == data + b"# ja\r\n"


def test_an_editor_that_fails_loses_nothing(run: Run, path: Path, editor: Editor) -> None:
    before = path.read_bytes()
    ran = run("edit", ID, env=editor(writing(" + '# ver'") + "\nsys.exit(3)"))
    assert (ran.code, path.read_bytes()) == (2, before)
    assert "exit code 3" in ran.err
    assert only_copy(path, ran.err).endswith("# ver")


def test_an_editor_that_takes_the_file_away_is_told(run: Run, path: Path, editor: Editor) -> None:
    before = path.read_bytes()
    ran = run("edit", ID, env=editor("path.unlink()"))
    assert (ran.code, path.read_bytes()) == (2, before)
    assert "took the file away" in ran.err


@pytest.mark.parametrize("doing", ["write_text('van een ander')", "unlink()"])
def test_what_another_program_did_meanwhile_is_not_overwritten(
    run: Run, path: Path, editor: Editor, doing: str
) -> None:
    meanwhile = f"path.with_name('{ID}.yaml').{doing}"
    ran = run("edit", ID, env=editor(f"{meanwhile}\n{writing(' + chr(35)')}"))
    assert ran.code == 2
    assert "changed by another program" in ran.err
    assert only_copy(path, ran.err).endswith("#")
    assert not path.exists() or path.read_text() == "van een ander"


@posix
def test_a_disk_that_takes_no_more_loses_nothing(
    kb_folder: Path, path: Path, editor: Editor
) -> None:
    before = path.read_bytes()
    limit = len(before) + 100
    grown = (
        "import resource as r\nr.setrlimit(r.RLIMIT_FSIZE, (r.RLIM_INFINITY, r.RLIM_INFINITY))\n"
    )
    code = (
        f"import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, ({limit}, r.RLIM_INFINITY))\n"
        "from isj_cli.cli.main import main; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "edit", ID],
        cwd=kb_folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            **editor(grown + writing(" + '# ' + 'x' * 200 + chr(10)")),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, path.read_bytes()) == (2, before)
    assert "cannot be written" in done.stderr
    assert only_copy(path, done.stderr).endswith("xxx\n")


def test_a_former_id_leads_to_the_practice(run: Run, kb_folder: Path, editor: Editor) -> None:
    assert run("rename", ID, "veste").code == 0
    ran = run("edit", ID, env=editor(writing(" + '# hier\\n'")))
    assert ran.code == 0
    assert "'veilige-veste' is now called 'veste'." in ran.err
    assert (kb_folder / "practices/veste.yaml").read_text("utf-8").endswith("# hier\n")


def test_what_cannot_be_edited_is_told_with_what_to_do(
    run: Run, tmp_path: Path, editor: Editor
) -> None:
    ran = run("edit", "veilige-feste", env=editor(""))
    assert (ran.code, "did you mean veilige-veste?" in ran.err) == (2, True)
    ran = run("edit", "../principles", env=editor(""))
    assert (ran.code, "There is no practice" in ran.err) == (2, True)
    ran = run("edit", "asja-fier", cwd=tmp_path, env=editor(""))
    assert (ran.code, "only read" in ran.err) == (2, True)
    ran = run("edit", ID, env={"EDITOR": "bestaat-niet"})
    assert (ran.code, "no editor 'bestaat-niet'" in ran.err) == (2, True)
    assert run("edit", ID).code == 2
    assert not list(tmp_path.rglob("practices/.*"))


QUESTION = "1, 2 or 3?"
TWICE = f"path.write_bytes((text{MENDED} if 'gepubliseerd' in text else text{BROKEN}).encode())"


def test_in_a_terminal_one_goes_back_to_the_editor(
    kb_folder: Path, path: Path, editor: Editor
) -> None:
    before = path.read_bytes()
    grows = TWICE + "\nif 'seerd' in text: path.open('a').write('# klaar\\n')"
    ran = talk(["edit", ID], kb_folder, editor(grows), (QUESTION, b"\r"))
    assert ran.code == 0
    assert "ISJ104" in ran.out
    assert path.read_bytes() == before + b"# klaar\n"
    assert not copies(path)


def test_in_a_terminal_one_keeps_a_text_with_errors(
    kb_folder: Path, path: Path, editor: Editor
) -> None:
    ran = talk(
        ["edit", ID], kb_folder, editor(writing(BROKEN)), (QUESTION, b"5\r"), (QUESTION, b"2\r")
    )
    assert ran.code == 1
    assert "with 1 error" in ran.out
    assert "gepubliseerd" in path.read_text(encoding="utf-8")
    assert not copies(path)


def test_in_a_terminal_one_throws_changes_away(kb_folder: Path, path: Path, editor: Editor) -> None:
    before = path.read_bytes()
    ran = talk(["edit", ID], kb_folder, editor(writing(BROKEN)), (QUESTION, b"3\r"))
    assert (ran.code, path.read_bytes()) == (0, before)
    assert "is as it was" in ran.out
    assert not copies(path)


@pytest.mark.parametrize(("keys", "code"), [(b"\x03", 130), (b"\x04", 2)])
def test_stopping_at_the_question_loses_nothing(
    kb_folder: Path, path: Path, editor: Editor, keys: bytes, code: int
) -> None:
    before = path.read_bytes()
    ran = talk(["edit", ID], kb_folder, editor(writing(BROKEN)), (QUESTION, keys))
    assert (ran.code, path.read_bytes()) == (code, before)
    assert "gepubliseerd" in only_copy(path, ran.out)


def test_ctrl_c_in_the_editor_loses_nothing(kb_folder: Path, path: Path, editor: Editor) -> None:
    waiting = f"{writing(' + chr(35)')}\nprint('bezig', flush=True)\nimport time; time.sleep(60)"
    ran = talk(["edit", ID], kb_folder, editor(waiting), ("bezig", b"\x03"))
    assert ran.code == 130
    assert only_copy(path, ran.out).endswith("#")


def test_an_editor_with_its_own_window_is_waited_for(
    kb_folder: Path, path: Path, editor: Editor, tmp_path: Path
) -> None:
    later = tmp_path / "later.py"
    later.write_text(
        "import sys, time\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        "with path.open('a') as stream:\n    stream.write('# later\\n')\n"
        "print('opgeslagen', flush=True)\n",
        encoding="utf-8",
    )
    window = f"import subprocess; subprocess.Popen([sys.executable, {str(later)!r}, str(path)])"
    # The window saves after the editor's command has come back, or just before.
    ran = talk(["edit", ID], kb_folder, editor(window), ("opgeslagen", b"\r"))
    assert ran.code == 0
    assert path.read_bytes().endswith(b"# later\n")


def test_no_input_asks_nothing_in_a_terminal(
    kb_folder: Path, path: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(writing(BROKEN))["EDITOR"])
    before = path.read_bytes()
    seen = in_terminal(["edit", ID, "--no-input"], 100, kb_folder)
    assert QUESTION not in seen
    assert path.read_bytes() == before
    assert "gepubliseerd" in only_copy(path, seen)
