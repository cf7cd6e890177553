"""Files with answers: made, read, refused with reasons, and changed in their place."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import DATA, ROOT, Run

from isj_cli.assessment.answers import (
    FAMILY,
    FULL,
    SHORT,
    SKIPPED,
    TEAM,
    About,
    Answer,
    Answers,
    asked,
    sections,
)
from isj_cli.assessment.files import record, text_of
from isj_cli.assessment.reading import read_all, read_answers
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError, ManyErrors
from isj_cli.domain.frameworks import Role, Statement
from isj_cli.domain.text import one_line
from isj_cli.domain.vocabularies import Term
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse
from isj_cli.validation.check import validate

OLD = DATA / "assess/format-1.yaml"


@cache
def words() -> t.Taxonomy:
    return KnowledgeBase(ROOT).taxonomy


def ids(things: Sequence[Term] | Sequence[Role] | Sequence[Statement]) -> list[str]:
    return [each.id for each in things]


def problems(path: Path) -> list[str]:
    with pytest.raises(ManyErrors) as caught:
        read_answers(path, words())
    return [each.removeprefix(f"{path}:") for each in caught.value.sentences]


# Reading


def test_a_file_of_format_1_is_read() -> None:
    assert read_answers(OLD, words()) == Answers(
        SHORT,
        "ouder",
        About("jeugd-ggz", ("jeugdigen", "ouders"), 12, 18, "regio", ("veiligheid", "team")),
        {
            "veiligheid": Answer(
                4, "", "Elke maand staat «veiligheid» op de agenda: dat lees je in het verslag."
            ),
            "onderwijs": Answer(2),
            "toekomstgericht": Answer(None, "weet-niet"),
            "problemen-van-ouders": Answer(None, "nvt"),
            "ontwikkelingsgericht": Answer(None, "", "Dit staat in het plan."),
            "team": Answer(0),
            "organisatie": Answer(3, "", "Afspraken op papier"),
        },
        ("stelling-van-vroeger",),
    )


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60).map(
    lambda text: one_line(unicodedata.normalize("NFC", text))
)
AGES = st.lists(st.none() | st.integers(0, 120), min_size=2, max_size=2).filter(
    lambda ages: None in ages or ages == sorted(ages)
)


@st.composite
def all_answers(draw: st.DrawFn) -> Answers:
    taxonomy = words()
    kind = draw(st.sampled_from([SHORT, FULL]))
    known = ids(asked(kind, taxonomy))
    answer = st.one_of(
        st.builds(Answer, st.integers(0, 4), st.just(""), LINE),
        st.builds(Answer, st.none(), st.sampled_from(SKIPPED), LINE),
        st.builds(Answer, st.none(), st.just(""), LINE.filter(bool)),
    )
    return Answers(
        kind,
        draw(st.sampled_from(["", *ids(taxonomy.assessment.roles)])),
        About(
            draw(st.sampled_from(["", *taxonomy.ids(t.SECTORS)])),
            tuple(draw(st.lists(st.sampled_from(taxonomy.ids(t.AUDIENCES)), unique=True))),
            *draw(AGES),
            draw(st.sampled_from(["", *taxonomy.ids(t.REGION_LEVELS)])),
            tuple(draw(st.lists(st.sampled_from(known), unique=True, max_size=3))),
        ),
        draw(st.dictionaries(st.sampled_from(known), answer)),
    )


@settings(max_examples=40, deadline=None)
@given(answers=all_answers(), language=st.sampled_from(["nl", "en"]))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, answers: Answers, language: str
) -> None:
    path = tmp_path_factory.mktemp("assess") / "a.yaml"
    text = text_of(answers, words(), language)
    path.write_text(
        text if answers.answers else text.replace("\n", "\r\n"), encoding="utf-8", newline=""
    )
    assert read_answers(path, words()) == answers


@settings(max_examples=40, deadline=None)
@given(answers=all_answers(), changes=all_answers())
def test_answers_recorded_one_by_one_are_all_there_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory, answers: Answers, changes: Answers
) -> None:
    path = tmp_path_factory.mktemp("assess") / "a.yaml"
    path.write_text(text_of(answers, words(), "nl"), encoding="utf-8")
    comments = [line for line in path.read_text("utf-8").split("\n") if "#" in line]
    record(path, ("about", "who"), [*changes.about.who])
    wanted = dict(answers.answers)
    for id, answer in changes.answers.items():
        record(path, ("answers", id, "score"), answer.skipped or answer.score)
        record(path, ("answers", id, "proof"), answer.proof or None)
        wanted[id] = answer
    read = read_answers(path, words())
    assert read.answers == wanted
    assert read.about == answers.about._replace(who=changes.about.who)
    now = path.read_text("utf-8").split("\n")
    assert [line for line in comments if line.lstrip().startswith("#") and line not in now] == []


def test_names_people_use_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "format: 1\nrole: Ouder of verzorger\n"
        "about: {sector: Jeugd-ggz, who: Ouders, age_min: '9'}\n"
        "answers:\n- {id: veiligheid, score: '3', proof: 12}\n- {id: team, score: weet niet}\n"
        "- {id: onderwijs, score: N.v.t.}\n",
        encoding="utf-8",
    )
    read = read_answers(path, words())
    assert (read.kind, read.role) == (FULL, "ouder")
    assert read.about == About("jeugd-ggz", ("ouders",), 9)
    assert read.answers == {
        "veiligheid": Answer(3, "", "12"),
        "team": Answer(None, "weet-niet"),
        "onderwijs": Answer(None, "nvt"),
    }


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("format: 1", "format: 2", "2:9", "format 1, not 2"),
        ("format: 1", "format: true", "2:9", "format 1, not true"),
        ("format: 1\n", "", "1:1", "no file with answers"),
        ("kind: kort", "kind: lang", "3:7", "'kind' is kort or volledig."),
        ("role: ouder", "role: Jan", "6:7", "no such role; choose from: jongere, ouder"),
        ("role: ouder", "role: [ouder]", "6:7", "one line of text"),
        ("answers:", "anwers:", "16:1", "did you mean 'answers'?"),
        ("age_min: 12", "age_min: 19", "11:12", "above 'age_max'"),
        ("age_min: 12", "age_min: 12.5", "11:12", "whole years from 0 to 120"),
        ("age_min: 12", "age_min: -1", "11:12", "whole years from 0 to 120"),
        ("[veiligheid, team]", "[veiligheid, team, inhoud, onderwijs]", "14:15", "3 priorities"),
        ("score: 4", "score: 7", "22:12", "one of 0, 1, 2, 3, 4, nvt, weet-niet"),
        ("score: 4", "score: 3.5", "22:12", "a score is one of"),
        ("score: 4", "score: true", "22:12", "a score is one of"),
        ("score: 4", "score: [4]", "22:12", "a score is one of"),
        ("score: 4", "scor: 4", "22:5", "did you mean 'score'?"),
        ("proof: ~", "proof: {een: twee}", "34:12", "one line of text"),
        ("- id: onderwijs", "- id: veiligheid", "25:9", "answered on line 21 too"),
        ("- id: onderwijs", "- ids: onderwijs", "25:5", "begins with '- id:'"),
        ("- {id: organisatie, score: 3, proof: Afspraken op papier}", "- organisatie", "46:5",
         "begins with '- id:'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, said: str
) -> None:
    path = tmp_path / "a.yaml"
    text = OLD.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(path)
    assert len(found) == 1
    assert found[0].startswith(f"{place}: ")
    assert said in found[0]
    assert found[0].endswith(".") or found[0].endswith("?")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no file with answers"),
        ("- een\n", "no file with answers"),
        ("format: 1\nabout: []\n", "below 'about' go keys"),
        ("format: 1\nanswers: {id: team}\n", "below 'answers' goes a list"),
        ("format: [\n", ""),
        ("a: &a [x]\nb: [" + "*a, " * 9 + "*c]\n", "points to nothing"),
        ("[" * 100, "nested too deeply"),
        ("format: 1\n" + "x" * 2_100_000, "larger than 2 MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    found = problems(path)
    assert len(found) == 1
    assert said in found[0]


def test_texts_of_a_file_can_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        'format: 1\n"\\e[31mrood": 1\nanswers:\n- {id: team, proof: "\\e[2Jweg\\u202e"}\n'
    )
    assert "\x1b" not in "".join(problems(path))
    path.write_text('format: 1\nanswers:\n- {id: team, proof: "\\e[2Jweg\\u202e\\nnu"}\n')
    assert read_answers(path, words()).answers["team"].proof == "[2Jweg nu"


def test_all_problems_of_all_files_are_told_at_once(run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "1.yaml", tmp_path / "2.yaml"
    text = OLD.read_text("utf-8")
    one.write_text(text.replace("score: 4", "score: 7").replace("score: 0", "score: 9"), "utf-8")
    two.write_text("format: 2\n")
    with pytest.raises(ManyErrors) as caught:
        read_all([one, OLD, two, tmp_path / "3.yaml"], words())
    assert [Path(each.split(":")[0]).name for each in caught.value.sentences] == [
        "1.yaml", "1.yaml", "2.yaml", "3.yaml",
    ]  # fmt: skip
    ran = run("--kb", str(ROOT), "assess", "fill", str(one))
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["isj", f"{one}:22:12"], ["isj", f"{one}:43:12"],
    ]  # fmt: skip


# Changing


HAND = """\
format: 1 # met de hand
about:
    who:   # alle twee
    - jongeren   # eerst
    sector: "onderwijs"
answers:
# eerst dit
- score: 2     # twijfel
  id: veiligheid
- id: onderwijs
  proof: >-
    Een lange
    zin.

  # over school
  score: ~ # later
- {score: , id: team}
- id: inhoud
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("pointer", "value", "old", "new"),
    [
        (("answers", "veiligheid", "score"), 4, "score: 2     #", "score: 4     #"),
        (("answers", "veiligheid", "score"), "nvt", "score: 2     #", "score: nvt     #"),
        (("answers", "veiligheid", "proof"), "a: #b", "  id: veiligheid\n",
         '  id: veiligheid\n  proof: "a: #b"\n'),
        (("answers", "onderwijs", "score"), 0, "~ # later", "0 # later"),
        (("answers", "onderwijs", "proof"), "Kort", ">-\n    Een lange\n    zin.\n", '"Kort"\n'),
        (("answers", "team", "score"), 3, "{score: , id", "{score: 3, id"),
        (("answers", "team", "proof"), "x", "id: team}", "id: team, proof: x}"),
        (("answers", "inhoud", "score"), 1, "- id: inhoud\n", "- id: inhoud\n  score: 1\n"),
        (("answers", "organisatie", "score"), 1, "- id: inhoud\n",
         "- id: inhoud\n- id: organisatie\n  score: 1\n  proof:\n"),
        (("about", "sector"), "lvb", '"onderwijs"', "lvb"),
        (("about", "age_min"), 12, 'r: "onderwijs"\n', 'r: "onderwijs"\n    age_min: 12\n'),
        (("role",), "ouder", "- id: inhoud\n", "- id: inhoud\nrole: ouder\n"),
    ],
)  # fmt: skip
def test_a_value_is_changed_where_it_stands(
    tmp_path: Path, end: str, pointer: tuple[str, ...], value: object, old: str, new: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(HAND.replace("\n", end).encode())
    assert HAND.count(old) == 1
    record(path, pointer, value)
    assert path.read_bytes().decode() == HAND.replace(old, new).replace("\n", end)


@pytest.mark.parametrize(
    ("before", "pointer", "value"),
    [
        ("format: 1\n", ("answers", "team", "score"), 3),
        ("format: 1\nanswers:\n", ("answers", "team", "score"), 3),
        ("format: 1\nanswers: []\n", ("answers", "team", "score"), 3),
        ("format: 1\nanswers: [{id: inhoud}]\n", ("answers", "team", "score"), 3),
        ("format: 1", ("about", "who"), ["ouders"]),
        ("format: 1\nabout:\nrole: ouder\n", ("about", "who"), ["ouders"]),
        (
            "format: 1\nabout:\n  who:\n    - jeugdigen\n    - ouders\n",
            ("about", "who"),
            ["ouders"],
        ),
        ("{format: 1, about: {}}", ("about", "who"), ["ouders"]),
        ("\ufeffformat: 1\nabout: {sector: lvb}\n", ("about", "who"), ["ouders"]),
    ],
)
def test_what_is_missing_is_added(
    tmp_path: Path, before: str, pointer: tuple[str, ...], value: object
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(before.encode())
    record(path, pointer, value)
    read = read_answers(path, words())
    if pointer[0] == "answers":
        assert read.answers["team"] == Answer(3)
    else:
        assert read.about.who == ("ouders",)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == before.startswith("\ufeff")


def test_a_value_that_others_point_to_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = "format: 1\nanswers:\n- {id: team, score: &a 2}\n- {id: inhoud, score: *a}\n"
    path.write_text(text)
    with pytest.raises(IsjError, match=r"3:21: this cannot be changed safely"):
        record(path, ("answers", "team", "score"), 3)
    assert path.read_text() == text
    record(path, ("answers", "inhoud", "score"), 4)
    assert path.read_text() == text.replace("*a", "4")


# Making


def test_a_new_file_asks_everything_and_says_how(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mijn antwoorden.yaml"
    ran = run("--kb", str(ROOT), "assess", "new", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert f"isj assess fill '{path}'" in ran.err
    text = path.read_text("utf-8")
    data = parse(text, path).mapping
    assert list(data) == ["format", "kind", "role", "about", "answers"]
    assert [each["id"] for each in data["answers"]] == ids(asked(FULL, words()))
    assert {tuple(each) for each in data["answers"]} == {("id", "score", "proof")}
    for said in ("no names", "stay on this computer", "nvt", "weet-niet", "common practice"):
        assert said in text
    first = words().assessment.statements[0]
    assert f"  # Professional: {first.team.en}\n" in text
    assert f"  # Young person or parent: {first.family.en}\n  - id: {first.id}\n" in text
    again = run("--kb", str(ROOT), "assess", "new", str(path))
    assert (again.code, path.read_text("utf-8")) == (2, text)
    assert "already exists" in again.err


@pytest.mark.parametrize(("role", "view"), [("Jongere", FAMILY), ("leerkracht", TEAM)])
def test_options_are_filled_in_and_the_role_chooses_the_words(
    run: Run, tmp_path: Path, role: str, view: str
) -> None:
    path = tmp_path / "a.yaml"
    ran = run(
        "--kb", str(ROOT), "--lang", "nl", "assess", "new", str(path), "--quick", "--role", role,
        "--sector", "Onderwijs", "--who", "ouders", "--who", "jeugdigen", "--age-min", "6",
        "--age-max", "12", "--region-level", "regio", "--priority", "Veiligheid",
        "--priority", "team",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert read_answers(path, words()) == Answers(
        SHORT,
        role.lower(),
        About("onderwijs", ("ouders", "jeugdigen"), 6, 12, "regio", ("veiligheid", "team")),
        MappingProxyType({}),
    )
    text = path.read_text("utf-8")
    for statement in asked(SHORT, words()):
        assert f"  # {statement.text(view, 'nl')}\n  - id: {statement.id}\n" in text
        other = FAMILY if view == TEAM else TEAM
        assert statement.text(other, "nl") not in text
    assert words().assessment.scale[2].text(view, "nl") in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--role", "Jan"], "--role does not know 'Jan'"),
        (["--sector", "onderwijz"], "did you mean onderwijs?"),
        (["--priority", "vertrouwen-op-geluk"], "--priority does not know"),
        (["--priority", "onderwijs", "--priority", "veiligheid", "--priority", "ervaringskennis",
          "--priority", "toekomstgericht"], "--priority 3 times at most"),
        (["--age-min", "18", "--age-max", "12"], "from --age-min up to --age-max"),
        (["--age-max", "999"], "between 0 and 120"),
        (["--form", "pdf"], "did you mean yaml or markdown?"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_one_sentence(
    run: Run, tmp_path: Path, options: list[str], said: str
) -> None:
    ran = run("--kb", str(ROOT), "assess", "new", str(tmp_path / "a.yaml"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.parametrize("command", [["new", "a.yaml"], ["fill", str(OLD)]])
def test_a_knowledge_base_without_statements_says_so(run: Run, command: list[str]) -> None:
    ran = run("assess", *command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("isj: This knowledge base has no statements for a self-assessment")


@pytest.mark.parametrize("role", ["", "ouder"])
@pytest.mark.parametrize("quick", [False, True])
def test_the_form_holds_every_statement_and_is_clean_markdown(
    run: Run, tmp_path: Path, role: str, quick: bool
) -> None:
    path = tmp_path / "form.md"
    options = [*(["--role", role] if role else []), *(["--quick"] if quick else [])]
    args = ("--kb", str(ROOT), "assess", "new", str(path), "--form", "markdown", *options)
    assert run(*args).code == 0
    text = path.read_text("utf-8")
    statements = asked(SHORT if quick else FULL, words())
    for statement in statements:
        said = statement.text(FAMILY if role else TEAM, "en")
        assert f"| {said} | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ |\n| Where can this be seen? …" in text
    assert "no names" in text
    assert run(*args).code == 2
    lint = shutil.which("markdownlint-cli2")
    if not lint:
        pytest.skip("markdownlint-cli2 is not installed")
    (tmp_path / ".markdownlint-cli2.jsonc").write_text(
        '{"config": {"default": true, "MD013": false}}', encoding="utf-8"
    )
    done = subprocess.run([lint, "form.md"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[:2000]


def test_pandoc_makes_of_the_form_a_document_with_wide_statements(run: Run, tmp_path: Path) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    form = tmp_path / "form.md"
    run("--kb", str(ROOT), "assess", "new", str(form), "--form", "markdown")
    subprocess.run(["pandoc", str(form), "-o", str(tmp_path / "form.docx")], check=True)
    made = subprocess.run(
        ["pandoc", str(tmp_path / "form.docx"), "-t", "json"], check=True, capture_output=True
    ).stdout
    tables = [each["c"] for each in json.loads(made)["blocks"] if each["t"] == "Table"]
    assert len(tables) == 6
    for table in tables:
        widths = [column[1]["c"] for column in table[2]]
        assert len(widths) == 8
        assert widths[0] > 0.5
        assert all(width > 0.04 for width in widths[1:])


def test_every_statement_stands_under_one_heading() -> None:
    for kind in (SHORT, FULL):
        statements = asked(kind, words())
        parts = sections(statements, words(), "nl")
        assert [each for _title, held in parts for each in held] == list(statements)
        assert len(parts) == (2 if kind == SHORT else 6)


# The statements themselves


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    - id: veiligheid\n      team:", "    - id: veiligheit\n      team:", "'veiligheit'"),
        ("    - id: inhoud\n      team:", "    - id: kwaliteit-van-uitvoering\n      team:",
         "'kwaliteit-van-uitvoering' is nothing that a practice can name"),
        ("    - id: veiligheid\n      team:", "    - id: ww-continuum\n      team:",
         "'ww-continuum' is nothing that a practice can name"),
        ("    - id: veiligheid\n      team:", "    - id: onderwijs\n      team:",
         "'onderwijs' stands here a second time"),
        ("{id: ouder, view", "{id: jongere, view", "'jongere' stands here a second time"),
        ("    - score: 1\n", "    - score: 0\n", "score 0 stands here a second time"),
    ],
)  # fmt: skip
def test_what_does_not_resolve_in_the_self_assessment_is_a_finding(
    kb_folder: Path, old: str, new: str, said: str
) -> None:
    for name in ("principles.yaml", "vocabularies.yaml"):
        shutil.copy(ROOT / name, kb_folder / name)
    shutil.copytree(ROOT / "schema", kb_folder / "schema", dirs_exist_ok=True)
    path = kb_folder / "principles.yaml"
    text = path.read_text("utf-8")
    start = text.index("\nassessment:")
    assert text[start:].count(old) == 1
    kb = KnowledgeBase(kb_folder)
    assert [each for each in validate(kb, [path]).findings if each.code == "ISJ206"] == []
    path.write_text(text[:start] + text[start:].replace(old, new), encoding="utf-8")
    found = list(validate(KnowledgeBase(kb_folder), [path]).findings)
    assert [each.code for each in found] == ["ISJ206"]
    assert said in found[0].message
    line = path.read_text("utf-8").split("\n")[found[0].place.line - 1]
    assert line[found[0].place.column - 1 :].startswith(new.split(": ")[1].split("\n")[0][:4])


def test_a_form_is_not_given_the_name_of_a_file_with_answers(run: Run, tmp_path: Path) -> None:
    ran = run("--kb", str(ROOT), "assess", "new", "ouder.yaml", "--form", "markdown", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "let the name of a form end in .md" in ran.err
    assert not (tmp_path / "ouder.yaml").exists()


def test_a_name_that_a_report_on_a_folder_passes_over_is_told(run: Run, tmp_path: Path) -> None:
    for name, is_told in (("ouder.txt", True), ("ouder.yml", False)):
        ran = run("--kb", str(ROOT), "assess", "new", name, "--quick", cwd=tmp_path)
        assert (ran.code, (tmp_path / name).exists()) == (0, True)
        assert (f"passes {name} over: it reads .yaml, .yml only" in ran.err) is is_told


def test_a_scale_without_all_five_answers_is_a_finding(kb_folder: Path) -> None:
    for name in ("principles.yaml", "vocabularies.yaml"):
        shutil.copy(ROOT / name, kb_folder / name)
    path = kb_folder / "principles.yaml"
    before, scale, rest = path.read_text("utf-8").partition("\n  scale:\n")
    first, second = "    - score: 0\n", "    - score: 1\n"
    rest = rest[rest.index(second) :]
    assert first not in rest
    path.write_text(before + scale + rest, encoding="utf-8")
    found = [each for each in validate(KnowledgeBase(kb_folder), [path]).findings
             if each.code == "ISJ206"]  # fmt: skip
    assert [each.message for each in found] == ["The scale has no answer for 0."]
    assert found[0].place.line == before.count("\n") + 2
