"""Each rule's manual page: its examples fail and pass as they say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support import DATA, with_keys

from isj_cli.domain.finding import Severity
from isj_cli.store.git import changes_since
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.check import validate
from isj_cli.validation.rule import Rule
from isj_cli.validation.rules import all_rules

TODAY = date(2026, 6, 1)
UNMENDABLE = {  # no piece of a practice can show these: a file's bytes or size, other files
    "ISJ001",
    "ISJ004",
    "ISJ100",
    "ISJ206",
    "ISJ207",
}


def examples() -> Iterator[tuple[str, str, str, str]]:
    for rule in all_rules():
        before = ""
        for kind, example in rule.manual.examples:
            if kind == "Before":
                before = example
            else:
                yield rule.code, kind, example, before


def write(kb: KnowledgeBase, example: str) -> Path:
    """Write a practice with an example in it, under the name in the example's first line.

    An example that names more files gives them all; the last one is returned.
    """
    base = (DATA / "valid.yaml").read_text(encoding="utf-8")
    path = kb.path_of("voorbeeld")
    for piece in re.split(r"(?m)^(?=# practices/)", example.replace("→", "\t").replace("·", " ")):
        named = re.match(r"# practices/(.+)\.yaml\n", piece)
        if piece:
            path = kb.path_of(named[1] if named else "voorbeeld")
            path.write_text(with_keys(base, piece), encoding="utf-8")
    return path


def git(kb: KnowledgeBase, *args: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *who, *args], cwd=kb.root, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("code", "kind", "example", "before"),
    [pytest.param(*each, id=f"{each[0]}-{n}") for n, each in enumerate(examples())],
)
def test_an_example_does_what_its_manual_page_says(
    code: str, kind: str, example: str, before: str, kb: KnowledgeBase
) -> None:
    changes = None
    if before:
        git(kb, "init", "-q", "-b", "main")
        old = write(kb, before)
        git(kb, "add", "-A")
        git(kb, "commit", "-qm", "before")
        old.unlink()
        path = write(kb, example)
        changes = changes_since(kb, "main")
    else:
        path = write(kb, example)
    findings = validate(kb, () if changes else [path], changes=changes, today=TODAY).findings
    codes = {finding.code for finding in findings}
    assert codes == ({code} if kind == "Fails" else set()), findings


def rules() -> list[Rule]:
    return list(all_rules())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_manual_page(rule: Rule) -> None:
    kinds = {kind for kind, _example in rule.manual.examples}
    assert rule.manual.title.endswith(".") and len(rule.manual.title) <= 100
    assert "Passes" in kinds
    assert "Fails" in kinds or rule.code in UNMENDABLE
    assert isinstance(rule.severity, Severity)
