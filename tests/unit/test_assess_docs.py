"""docs/assess.md and docs/evidence.md: every command works, every number and word is true."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from support import ROOT, Run
from terminal import Terminal

from isj_cli.assessment.answers import FAMILY, SHORT, SKIPPED, TEAM, asked, factor_groups
from isj_cli.assessment.files import read_all
from isj_cli.domain.taxonomy import OUTCOMES, STUDIES
from isj_cli.store.knowledge_base import KnowledgeBase

ASSESS = (ROOT / "docs/assess.md").read_text(encoding="utf-8")
EVIDENCE = (ROOT / "docs/evidence.md").read_text(encoding="utf-8")
SEASONS = ("voorjaar", "najaar")
SCORES = {"ja": True, "nee": False}
TAXONOMY = KnowledgeBase(ROOT).taxonomy


def commands(text: str) -> list[list[str]]:
    """Return the commands of isj in the blocks of a page, in order."""
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```$", text)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith("isj ") for line in lines)
    return [shlex.split(line)[1:] for line in lines]


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the first table below a heading, without marks."""
    table = re.findall(r"(?m)^\|.*\|$", ASSESS.split(f"\n{heading}\n")[1].split("\n#")[0])
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table[2:]]


def words(text: str) -> str:
    return " ".join(text.replace("\n>", "\n").split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a reader, with the example in it."""
    shutil.copytree(ROOT / "docs/assess", tmp_path / "docs/assess")
    return tmp_path


def test_every_command_about_assessing_works(run: Run, folder: Path) -> None:
    made = set()
    for args in commands(ASSESS):
        if args[:2] == ["assess", "fill"]:
            terminal = Terminal(*args, cwd=folder)
            terminal.see(TAXONOMY.terms("sectoren")[0].label.en).keys("ctrl-c")
            assert terminal.end() == 130
            continue
        ran = run("--lang", "nl", *args, cwd=folder)
        assert ran.code == 0, f"{args}\n{ran.err}"
        made |= {word for word in args if re.fullmatch(r"[\w-]+\.(html|md|yaml)", word)}
    answers = {"antwoorden.yaml", "jongere-1.yaml"}
    assert {"voorjaar.html", "beweging.html", "formulier-ouder.md", *answers} == made
    assert all((folder / name).stat().st_size > 1000 for name in made)
    about = read_all([folder / "jongere-1.yaml"], TAXONOMY)[0].about
    assert all(each not in ("", (), None) for each in about[:-1])
    steps = {args[1] for args in commands(ASSESS) if args[0] == "assess"}
    assert steps == {"new", "fill", "report", "compare"}


def test_every_command_about_studies_works(run: Run, tmp_path: Path) -> None:
    assert len(commands(EVIDENCE)) > 3
    for args in commands(EVIDENCE):
        ran = run("--lang", "nl", *args, cwd=tmp_path)
        assert ran.code == 0, f"{args}\n{ran.err}"


def test_the_example_says_what_the_report_says(run: Run, folder: Path) -> None:
    ran = run("assess", "report", "docs/assess/voorjaar", "--format", "json", cwd=folder)
    report = json.loads(ran.out)
    assert (report["respondents"], report["shown_apart"]) == (
        9, {"views": {"team": 5, "family": 4}, "roles": {}},
    )  # fmt: skip
    told = {each["id"]: each for each in report["statements"]}
    table = rows("### In het voorjaar")
    assert len(table) == 5
    for id, everyone, team, family, divided in table:
        each = told[id]
        assert each["median"] == float(everyone)
        assert each["views"]["team"]["median"] == float(team)
        assert each["views"]["family"]["median"] == float(family)
        assert each["is_divided"] is SCORES[divided]
    assert {id for id in told if told[id]["unproven"]} == {"passend-samenhangend"}
    assert {id for id in told if told[id]["is_divided"]} == {
        "passend-samenhangend", "problemen-van-ouders",
    }  # fmt: skip
    assert report["priorities"][0] == "onderwijs"
    (examples,) = (each["examples"] for each in report["advice"] if each["gap"] == "onderwijs")
    (found,) = (each for each in examples if each["id"] == "talentklas-en-metis-groningen")
    assert "een gewone school kan die nauwelijks bieden" in json.dumps(found, ensure_ascii=False)


def test_the_example_says_what_has_moved(run: Run, folder: Path) -> None:
    seasons = [f"docs/assess/{season}" for season in SEASONS]
    moved = json.loads(run("assess", "compare", *seasons, "--format", "json", cwd=folder).out)
    told = {each["id"]: each for each in moved["statements"]}
    table = rows("### In het najaar")
    assert len(table) == 5
    for id, then, now, steps in table:
        each = told[id]
        assert (each["then"], each["now"], each["steps"]) == (float(then), float(now), float(steps))
    report = json.loads(run("assess", "report", seasons[1], "--format", "json", cwd=folder).out)
    assert not any(each["is_divided"] for each in report["statements"])
    (school,) = (each for each in report["statements"] if each["id"] == "onderwijs")
    assert school["views"]["team"]["median"] > school["views"]["family"]["median"]


def test_the_example_is_said_to_be_made_up() -> None:
    assert "Samengesteld voorbeeld: dit team bestaat niet" in ASSESS
    for season in SEASONS:
        paths = sorted((ROOT / "docs/assess" / season).iterdir())
        assert len(paths) == 9
        for path in paths:
            first = path.read_text("utf-8").splitlines()[0]
            assert first.startswith("# Samengesteld voorbeeld: Team Voorbeeldstad bestaat niet")
        assert not any(answers.unknown for answers in read_all(paths, TAXONOMY))


def test_the_short_one_has_as_many_statements_as_the_page_says() -> None:
    groups = factor_groups(TAXONOMY)
    assert (len(TAXONOMY.carried("principles")), len(groups)) == (9, 4)
    assert len(asked(SHORT, TAXONOMY)) == 13
    assert "de negen principes en de vier groepen factoren: dertien stellingen" in words(ASSESS)


def test_lines_of_proof_stand_in_the_report_only_when_asked_for(run: Run, folder: Path) -> None:
    args = ("assess", "report", "docs/assess/voorjaar")
    assert "`--with-proof`" in ASSESS
    assert "in de teammap" not in run(*args, cwd=folder).out
    assert "in de teammap" in run(*args, "--with-proof", cwd=folder).out


def test_the_page_has_the_scale_as_it_is() -> None:
    assert rows("## De schaal") == [
        [str(each.score), each.label.nl, each.text(TEAM, "nl"), each.text(FAMILY, "nl")]
        for each in TAXONOMY.assessment.scale
    ]
    assert all(f"`{word}`" in ASSESS for word in SKIPPED)


@pytest.mark.parametrize("vocabulary", [STUDIES, OUTCOMES])
def test_every_kind_of_study_and_outcome_is_told_of(vocabulary: str) -> None:
    told = re.findall(r"(?m)^\| (.*?) \| `([\w-]+)` \|", EVIDENCE)
    terms = [(each.label.nl, each.id) for each in TAXONOMY.terms(vocabulary)]
    assert terms
    assert [each for each in told if each in terms] == terms
    assert len(told) == len(TAXONOMY.terms(STUDIES)) + len(TAXONOMY.terms(OUTCOMES))


def test_an_entry_as_the_page_shows_it_has_the_kinds_that_it_names() -> None:
    (kind,) = re.findall(r"(?m)^  - kind: (\S+)$", EVIDENCE)
    (outcome,) = re.findall(r"(?m)^    outcome: (\S+)$", EVIDENCE)
    assert kind in TAXONOMY.ids(STUDIES) and outcome in TAXONOMY.ids(OUTCOMES)


@pytest.mark.parametrize("text", [ASSESS, EVIDENCE], ids=["assess", "evidence"])
def test_the_caution_stands_on_the_page(text: str) -> None:
    said = words(TAXONOMY.caution.nl).replace("deze factoren", "de werkzame factoren")
    assert said in words(text).replace("deze factoren", "de werkzame factoren")
