"""`isj assess fill` in a real terminal, with real keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import DATA, ROOT, Run
from terminal import Terminal

from isj_cli.assessment.answers import FAMILY, SHORT, TEAM, About, Answer, asked
from isj_cli.assessment.reading import read_answers
from isj_cli.store.knowledge_base import KnowledgeBase

TAXONOMY = KnowledgeBase(ROOT).taxonomy
STATEMENTS = asked(SHORT, TAXONOMY)
FIRST, SECOND, THIRD = STATEMENTS[:3]


@pytest.fixture
def path(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "antwoorden.yaml"
    assert run("--kb", str(ROOT), "assess", "new", str(path), "--quick").code == 0
    return path


def fill(path: Path, *options: str, **settings: int) -> Terminal:
    args = ("--kb", str(ROOT), "assess", "fill", path.name, *options)
    return Terminal(*args, cwd=path.parent, **settings)


def to_statements(terminal: Terminal, *role: str) -> Terminal:
    terminal.see("From which role do you answer?").keys(*role, "enter")
    terminal.see("From which sector is the help?").keys("onderwijs").see("> Education")
    terminal.keys("enter").see("Who gets the help?").keys(" ", "enter")
    terminal.see("From which age is the help?").keys("12", "enter")
    terminal.see("Up to which age").keys("9", "enter").see("The youngest age comes first")
    terminal.keys("ctrl-u", "18", "enter").see("How large is the area").keys("down", "enter")
    terminal.see("What do you want to learn about first?").keys("safety", "enter", "enter")
    return terminal.see("1/13 Leading principles")


def read(path: Path):
    return read_answers(path, TAXONOMY)


def test_answers_are_in_the_file_at_once_and_it_goes_on_where_it_was(path: Path) -> None:
    terminal = to_statements(fill(path), "down", "down", "down")
    terminal.see(FIRST.team.en)
    about = About("onderwijs", ("jeugdigen",), 12, 18, "gemeente", ("veiligheid",))
    assert (read(path).role, read(path).about) == ("hulpverlener", about)
    terminal.keys("3").see("> 3 common practice").keys("enter").see("Where can this be seen?")
    assert read(path).answers == {FIRST.id: Answer(3)}
    terminal.keys("In het plan: «altijd»", "enter").see(SECOND.team.en)
    assert read(path).answers == {FIRST.id: Answer(3, "", "In het plan: «altijd»")}
    terminal.keys("2", "enter").see(THIRD.team.en).keys("ctrl-n").see(STATEMENTS[3].team.en)
    terminal.kill()

    text = path.read_text("utf-8").replace(
        f"  - id: {SECOND.id}", f"  # nog bespreken\n  - id: {SECOND.id}  # in mei"
    )
    path.write_text(text, encoding="utf-8")
    terminal = fill(path).see(THIRD.team.en).see("3/13").keys("know", "enter")
    terminal.see(STATEMENTS[3].team.en).keys("apply", "enter").see(STATEMENTS[4].team.en)
    terminal.keys("ctrl-c")
    assert terminal.end() == 130
    assert "isj assess fill antwoorden.yaml" in " ".join(terminal.all.split())
    assert read(path).answers == {
        FIRST.id: Answer(3, "", "In het plan: «altijd»"),
        SECOND.id: Answer(2),
        THIRD.id: Answer(None, "weet-niet"),
        STATEMENTS[3].id: Answer(None, "nvt"),
    }
    assert f"  # nog bespreken\n  - id: {SECOND.id}  # in mei\n    score: 2\n" in path.read_text()


def test_going_back_changes_an_answer(path: Path) -> None:
    terminal = to_statements(fill(path)).see(FIRST.family.en).keys("4", "enter")
    terminal.see("calls this answer unproven").keys("enter").see(SECOND.family.en).keys("esc")
    terminal.see("Where can this be seen?").keys("Half geschre", "esc").see(FIRST.family.en)
    terminal.see("> 4 secured and evaluated").keys("1", "enter").see(SECOND.family.en)
    terminal.keys("esc").see(FIRST.family.en).see("> 1 recognised").keys("ctrl-c")
    assert terminal.end() == 130
    assert read(path).answers == {FIRST.id: Answer(1, "", "Half geschre")}


def test_what_was_typed_is_kept_when_it_stops(path: Path) -> None:
    terminal = to_statements(fill(path)).see(FIRST.family.en).keys("3", "enter")
    terminal.see("Where can this be seen?").keys("Op het bord", "ctrl-c")
    assert terminal.end() == 130
    assert read(path).answers == {FIRST.id: Answer(3, "", "Op het bord")}


def test_the_role_chooses_the_words_and_the_meaning_of_the_scale(path: Path) -> None:
    terminal = to_statements(fill(path)).see(FIRST.family.en)
    for step in TAXONOMY.assessment.scale:
        terminal.see(step.text(FAMILY, "en"))
        assert step.text(FAMILY, "en") != step.text(TEAM, "en")
    assert FIRST.team.en not in terminal.all


def test_enter_alone_puts_down_no_zero(path: Path) -> None:
    terminal = to_statements(fill(path)).see("> I do not know").keys("enter").see(SECOND.family.en)
    terminal.keys("ctrl-c")
    assert terminal.end() == 130
    assert read(path).answers == {FIRST.id: Answer(None, "weet-niet")}


def test_it_fits_on_a_small_screen(path: Path) -> None:
    terminal = fill(path, columns=60, rows=24)
    to_statements(terminal, "down", "down", "down").see(FIRST.team.en).see("Ctrl-C")
    assert max(map(len, terminal.shown.split("\n"))) <= 60


def test_a_file_of_before_is_filled_in_to_the_end_and_once_more(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "assess/format-1.yaml", tmp_path / "oud.yaml"))
    comments = [line for line in path.read_text("utf-8").split("\n") if "#" in line]
    before = read(path)
    terminal = fill(path).see("'stelling-van-vroeger' is not known")
    left = [each for each in STATEMENTS if not before.answers.get(each.id, Answer()).is_given]
    assert len(left) > 4
    for statement in left:
        terminal.see(statement.family.en).keys("2", "enter")
    assert terminal.end() == 0
    assert "Every statement is answered" in terminal.all
    given = {id: each for id, each in before.answers.items() if each.is_given}
    proof = before.answers["ontwikkelingsgericht"].proof
    new = {each.id: Answer(2) for each in left} | {"ontwikkelingsgericht": Answer(2, "", proof)}
    assert read(path) == before._replace(answers=given | new)
    now = path.read_text("utf-8").split("\n")
    assert [line for line in comments if line not in now] == []

    terminal = fill(path).see("Every statement is answered")
    assert terminal.end() == 0
    terminal = fill(path, "--again").see("From which role").keys("enter")
    terminal.see("> Youth mental health").keys("ctrl-c")
    assert terminal.end() == 130


def test_what_is_changed_beside_it_stays(path: Path) -> None:
    terminal = to_statements(fill(path)).see(FIRST.family.en)
    text = path.read_text("utf-8").replace(
        f"- id: {THIRD.id}\n    score:", f"- id: {THIRD.id}\n    score: 0 # samen besloten"
    )
    path.write_text(text, encoding="utf-8")
    terminal.keys("1", "enter").see(SECOND.family.en).keys("1", "enter")
    terminal.see(STATEMENTS[3].family.en).keys("ctrl-c")
    assert terminal.end() == 130
    assert read(path).answers[THIRD.id] == Answer(0)
    assert "score: 0 # samen besloten" in path.read_text("utf-8")


def test_without_a_terminal_it_says_what_to_do(run: Run, path: Path) -> None:
    before = path.read_bytes()
    ran = run("--kb", str(ROOT), "assess", "fill", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"isj: Answering needs a terminal; open {path} in an editor instead.\n"
    assert path.read_bytes() == before
    ran = run("--kb", str(ROOT), "assess", "fill", "nergens.yaml")
    assert (ran.code, "'isj assess new nergens.yaml' makes it" in ran.err) == (2, True)


def test_an_unknown_step_names_those_that_there_are(run: Run) -> None:
    ran = run("assess", "vul")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no step 'vul' of a self-assessment; choose from: new, fill" in ran.err
    assert "fill" in run("assess", "--help").out
