"""The form for people without git, and the draft that its answers become."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from issues import AGREED, ANSWERS, BODY, QUESTIONS, body
from support import ROOT, Run

from isj_cli.domain.practice import Practice
from isj_cli.store import issue_form
from isj_cli.store.codec import from_mapping
from isj_cli.store.drafts import draft
from isj_cli.store.issue_form import proposal, with_notes
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice
from isj_cli.store.yaml_loader import parse


@pytest.fixture(autouse=True)
def own_taxonomy(kb_folder: Path) -> None:
    """The taxonomy of which the form was made."""
    for name in ("principles.yaml", "vocabularies.yaml", "schema/practice.schema.json"):
        shutil.copy(ROOT / name, kb_folder / name)


def written(text: str, kb: KnowledgeBase) -> Practice:
    """Return the practice that the draft of a proposal describes."""
    found = proposal(text, kb.taxonomy)
    values = {"id": "voorstel", "title": "Voorstel", **found.values}
    made = with_notes(draft(values, date(2026, 6, 1), kb.taxonomy), found.notes)
    return from_mapping(Practice, parse(made, Path("-")).mapping)


def test_the_form_is_in_step_with_the_taxonomy() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/issue_form.py", "--check"],
        cwd=ROOT, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    taxonomy = KnowledgeBase(ROOT).taxonomy
    assert QUESTIONS["principles"]["options"] == [
        item.label.nl for item in taxonomy.carried("principles")
    ]
    for field, question in QUESTIONS.items():
        if isinstance(question.get("options"), list) and field != "consent":
            ids = issue_form.options(field, taxonomy)
            assert list(ids) == question["options"]
            assert len(set(ids.values())) == len(ids)


def test_every_question_of_the_form_is_told_from_the_others() -> None:
    labels = [question["label"] for question in QUESTIONS.values()]
    assert len(set(labels)) == len(labels) == len(BODY) - 1


def test_a_filled_in_form_becomes_a_draft(run: Run, kb_folder: Path) -> None:
    ran = run("add-practice", "--from-issue", "-", stdin=body(ANSWERS))
    assert ran.code == 0, ran.err
    assert "ISJ1" not in ran.out and " error: " not in ran.out
    path = kb_folder / "practices" / "thuisteam-voorbeeldstad.yaml"
    practice = read_practice(path).practice
    assert practice
    assert (practice.status, practice.provenance) == ("concept", "aangemeld")
    assert practice.title == "Thuisteam Voorbeeldstad"
    assert [(each.name, each.role) for each in practice.organisations] == [
        ("Stichting Voorbeeld", "trekker"),
        ("School De Bedenksel", ""),
    ]
    assert practice.region.names == ("Leeuwarden", "Waadhoeke")
    assert practice.region.level == "gemeente"
    assert practice.target_group.text == "Jongeren van 12 tot en met 17 jaar."
    assert practice.summary == "Het Thuisteam helpt jongeren.\n\nMet het gezin."
    assert practice.approach == "De school meldt aan.\n\n### Daarna\n\nKomt iemand langs."
    assert [(tag.id, tag.how) for tag in practice.principles] == [
        ("veiligheid", "eerst rust: dan praten."),
        ("passend-samenhangend", "TODO"),
    ]
    assert [(tag.id, tag.how) for tag in practice.factors] == [
        ("vast-aanspreekpunt", "ouders bellen."),
        ("gezamenlijke-analyse-en-doelen", "TODO"),
    ]
    assert practice.topics == ("trauma", "hechting")
    assert practice.sectors == ("jeugd-ggz",)
    assert [each.text for each in practice.bottlenecks] == [
        "Er was geen geld.",
        "Het personeel wisselt.",
    ]
    assert [each.statement for each in practice.results] == [
        "Meer jongeren gaan naar school (2024)."
    ]
    assert [(each.id, each.title, each.url) for each in practice.sources] == [
        ("bron-1", "Verslag", "https://example.org/verslag.pdf"),
        ("bron-2", "TODO", "https://example.org/site"),
        ("bron-3", "Een folder", "TODO"),
    ]
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "# To look at, from the form:\n# - Verder niets.\n\n" in text


def test_a_draft_of_all_answers_needs_only_what_was_not_asked(run: Run, kb_folder: Path) -> None:
    run("add-practice", "--from-issue", "-", stdin=body(ANSWERS))
    ran = run("validate", "practices/thuisteam-voorbeeldstad.yaml", "--format", "json")
    assert {each["code"] for each in json.loads(ran.out)["findings"]} <= {"ISJ301"}


def test_no_organisation_leads_in_a_taxonomy_without_that_role(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "vocabularies.yaml"
    words = path.read_text(encoding="utf-8")
    assert "- id: trekker\n" in words
    path.write_text(words.replace("- id: trekker\n", "- id: penvoerder\n"), encoding="utf-8")
    ran = run("add-practice", "--from-issue", "-", "--dry-run", stdin=body(ANSWERS))
    assert "- name: Stichting Voorbeeld\n" in ran.out
    assert "trekker" not in ran.out


def test_an_option_goes_before_the_form(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text(body(ANSWERS).replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    ran = run("add-practice", "--from-issue", str(issue), "--title", "Anders", "--dry-run")
    assert "\ntitle: Anders\n" in ran.out
    assert "\r" not in ran.out and "Met het gezin." in ran.out


@pytest.mark.parametrize("missing", list(QUESTIONS))
def test_any_question_may_be_missing_or_unanswered(missing: str, kb: KnowledgeBase) -> None:
    unanswered = body({id: text for id, text in ANSWERS.items() if id != missing})
    label = f"### {QUESTIONS[missing]['label']}"
    before, _label, after = body(ANSWERS).partition(label)
    without = before + (f"###{after.partition('###')[2]}" if "### " in after else "")
    for text in (unanswered, without):
        practice = written(text, kb)
        assert practice.status == "concept"
        for field in ("summary", "approach"):
            wanted = "TODO" if field == missing else ANSWERS[field][:10]
            assert getattr(practice, field).startswith(wanted)


def test_a_form_without_a_name_asks_for_one(run: Run) -> None:
    ran = run("add-practice", "--from-issue", "-", stdin=body({**ANSWERS, "title": ""}))
    assert ran.code == 2 and "needs a name" in ran.err


def test_text_that_is_no_form_is_one_sentence(run: Run) -> None:
    for text in ("", "# Hallo\n\nIk heb een idee.", "title: x\n", "###", "\0"):
        ran = run("add-practice", "--from-issue", "-", stdin=text)
        assert ran.code == 2 and len(ran.err.splitlines()) == 1
    ran = run("add-practice", "--from-issue", "-", "--from", "-")
    assert ran.code == 2 and "not both" in ran.err
    ran = run("add-practice", "--from-issue", "nergens.md")
    assert ran.code == 2 and "nergens.md" in ran.err


def test_unknown_tags_become_notes_with_a_suggestion(kb: KnowledgeBase) -> None:
    found = proposal(
        body({**ANSWERS, "topics": "Truama, Hechting, iets heel anders", "sectors": "jggz"}),
        kb.taxonomy,
    )
    assert found.values["topics"] == ["hechting"]
    assert found.values["sectors"] == ["jeugd-ggz"]
    notes = "\n".join(found.notes)
    assert "'Truama' is not one of the topics. Did you mean trauma?" in notes
    assert "'iets heel anders' is not one of the topics." in notes


@pytest.mark.parametrize("agreed", [(), AGREED[:1]])
def test_what_was_not_agreed_to_becomes_a_note(agreed: tuple[str, ...], kb: KnowledgeBase) -> None:
    assert "agreed" not in "".join(proposal(body(ANSWERS), kb.taxonomy).notes)
    assert "agreed" in "".join(proposal(body(ANSWERS, agreed), kb.taxonomy).notes)


def label(id: str) -> str:
    return f"### {QUESTIONS[id]['label']}"


@pytest.mark.parametrize(
    "inside",
    [
        f"Tekst.\n\n{label('sources')}\n\nhttps://example.org/vals",
        f"{label('title')}\n\nIets anders",
        f"{label('approach')}\n\nDubbel.",
        f"{label('bottlenecks')}\n{label('results')}\n{label('sources')}\n{label('consent')}",
        f"{label('summary')}\n\nDubbel.",
        "## Kop\n### Kop\n#### Kop",
    ],
)
def test_a_heading_inside_an_answer_is_text_of_that_answer(inside: str, kb: KnowledgeBase) -> None:
    practice = written(body({**ANSWERS, "target_group": f"Iedereen.\n\n{inside}"}), kb)
    assert practice.title == ANSWERS["title"]
    assert practice.target_group.text == f"Iedereen.\n\n{inside}"
    assert practice.summary == ANSWERS["summary"]
    assert practice.sources[0].url == "https://example.org/verslag.pdf"
    assert len(practice.bottlenecks) == 2


def test_comments_in_html_are_left_out(kb: KnowledgeBase) -> None:
    practice = written(body({**ANSWERS, "summary": "Een<!-- weg\n### X -->\ntwee <!-- blijft"}), kb)
    assert practice.summary == "Een\ntwee <!-- blijft"


HOSTILE = (
    "x\nstatus: gepubliceerd\n---\n...\n&a [*a, !!python/object:os.system]\n"
    "'\"}]\t\x1b[31m\u202e\u2028id: kwaad\u0085${{ github.token }} `$(touch x)` # TODO\\"
)


def test_hostile_text_stays_text(run: Run, kb_folder: Path) -> None:
    answers = {id: f"{text}\n{HOSTILE}" for id, text in ANSWERS.items() if id != "title"}
    ran = run(
        "add-practice", "--from-issue", "-",
        stdin=body({**answers, "title": f"Kwaad {HOSTILE}"[:70]}, ()),
    )  # fmt: skip
    assert ran.code in (0, 1), ran.err
    (path,) = [
        path for path in (kb_folder / "practices").glob("*.yaml") if path.name.startswith("kwaad")
    ]
    found = read_practice(path)
    assert found.practice, found.problem
    assert found.practice.status == "concept"
    assert found.practice.id == path.stem
    assert "status: gepubliceerd" in found.practice.summary
    assert "\x1b" not in path.read_text(encoding="utf-8")
    assert not (kb_folder / "x").exists()


def test_enormous_answers_take_no_enormous_time(run: Run) -> None:
    many = "\n".join(label(id) for id in QUESTIONS) + "\n"
    for text in (
        many * 300,
        "<!--" * 100_000,
        body({**ANSWERS, "topics": "abc," * 100_000}),
        body({**ANSWERS, "how": ":\n" * 100_000}),
    ):
        ran = run("add-practice", "--from-issue", "-", "--dry-run", stdin=text)
        assert ran.code in (0, 2)
