"""Findings about the schema say what to type, as far as that can be told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import DATA

from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.check import validate
from isj_cli.validation.report import Selection

# What stands in a good practice, what stands there instead, and the hint.
HINTS = {
    "a number with a word": ("age_min: 12", "age_min: 12 jaar", "Write only the number: 12."),
    "two numbers": ("started: 2019", "started: 2019-2021", "Write one number, in digits"),
    "places without brackets": ("names: [X]", "names: Epe, Ede", "around it: [Epe, Ede]."),
    "names of organisations": ("organisations: [X]", "organisations: Jansen", "'- name: '"),
    "a group for a list": ("goals: [X]", "goals:\n  doel: rust", "in front of 'doel:'"),
    "numbered items": ("goals: [X]", "goals:\n  1. Rust\n  2. School", "with a hyphen"),
    "nothing": ("strength: X", "strength:", "Type it in this place"),
    "nothing below a group": ("contact: X", "contact:", "indented by two"),
    "a key outside its group": ("period: X", "period:\nstarted: 2019", "belongs to 'period'"),
    "an id for a key": ("principles: X", "principles:\n  - veiligheid: Rust.", "'id: veiligheid'"),
    "part of a text": ("goals: X", "een tekst: die doorgaat", "double quotes"),
    "a mistyped key": ("goals: X", "goal: [Rust]", "Did you mean 'goals'?"),
}


@pytest.mark.parametrize(("good", "bad", "hint"), HINTS.values(), ids=HINTS.keys())
def test_a_hint_says_what_to_type(good: str, bad: str, hint: str, kb: KnowledgeBase) -> None:
    name = good.partition(":")[0]
    nested = {"age_min": "target_group", "started": "period", "names": "region"}
    if group := nested.get(name):
        bad = f"{group}:\n  {bad}"
    name = group or name
    text = (DATA / "valid.yaml").read_text(encoding="utf-8")
    kept, skipping = [], False
    for line in text.split("\n"):
        if line and line[0] not in " #-":
            skipping = line.startswith(f"{name}:")
        if not skipping:
            kept.append(line)
    path: Path = kb.practices_folder / "voorbeeld.yaml"
    path.write_text("\n".join([*kept, bad, ""]), encoding="utf-8")
    findings = validate(kb, [path], selection=Selection(["ISJ102", "ISJ103"])).findings
    assert any(hint in finding.hint for finding in findings), findings


def test_a_link_to_itself_stops_nothing(kb: KnowledgeBase) -> None:
    loop = kb.practices_folder / "rond.yaml"
    loop.symlink_to(loop.name)
    path = kb.practices_folder / "voorbeeld.yaml"
    path.write_text((DATA / "valid.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert validate(kb, [path]).checked == 1
    assert "ISJ001" in {finding.code for finding in validate(kb).findings}


def test_a_link_shows_nothing_of_a_file_elsewhere(kb: KnowledgeBase, tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.write_text("wachtwoord\n", encoding="utf-8")
    (kb.practices_folder / "elders.yaml").symlink_to(secret)
    (found,) = validate(kb, [kb.practices_folder / "elders.yaml"]).findings
    assert (found.code, found.source) == ("ISJ005", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on Windows")
def test_a_pipe_is_not_waited_for(kb: KnowledgeBase) -> None:
    os.mkfifo(kb.practices_folder / "pijp.yaml")
    assert "ISJ001" in {finding.code for finding in validate(kb).findings}


def test_swallowed_items_are_told_once(kb: KnowledgeBase) -> None:
    path = kb.practices_folder / "voorbeeld.yaml"
    text = (DATA / "valid.yaml").read_text(encoding="utf-8").replace("goals:\n", "old_goals:\n")
    path.write_text(text + "goals:\n  - x\n" + "    - y\n" * 1000, encoding="utf-8")
    found = validate(kb, [path], selection=Selection(["ISJ008"])).findings
    assert [finding.place.line for finding in found] == [text.count("\n") + 3]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Zie dossier 2023-4567 van de rechtbank.", 1),
        ("Zaak 23/01234 loopt.", 1),
        ("Het dossier 2015-2018 is dicht.", 0),
        ("In deze zaak 12 kinderen.", 0),
    ],
)
def test_the_number_of_a_case_needs_no_word_for_it(
    words: str, count: int, kb: KnowledgeBase
) -> None:
    path = kb.practices_folder / "voorbeeld.yaml"
    text = (DATA / "valid.yaml").read_text(encoding="utf-8")
    path.write_text(f"{text}# {words}\n", encoding="utf-8")
    assert len(validate(kb, [path], selection=Selection(["ISJ406"])).findings) == count
