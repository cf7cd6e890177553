"""Every mistake is found, with its own code, and no other finding beside it.

The files in `tests/data/bad` are called by the code that they must give; a new file is a new case.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import DATA

from isj_cli.domain.finding import Severity
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.check import validate
from isj_cli.validation.report import Selection
from isj_cli.validation.rules import all_rules

BAD = sorted((DATA / "bad").glob("*.yaml"))
RULES = {rule.code: rule for rule in all_rules()}
KEYWORDS = {word for rule in RULES.values() for word in getattr(rule.module, "KEYWORDS", ())}
NOTES = {"ISJ304"}  # given to every file that is as short as most of these
OTHERS = {"", "required", "additionalProperties", "type", "const", "format"}


def findings_of(file: Path, kb: KnowledgeBase) -> Any:
    target = kb.practices_folder / "voorbeeld.yaml"
    shutil.copy(file, target)
    notes = NOTES - {file.name[:6]}
    return [each for each in validate(kb, [target]).findings if each.code not in notes]


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_bad_file_gives_the_code_in_its_name(file: Path, kb: KnowledgeBase) -> None:
    findings = findings_of(file, kb)
    code = file.name[:6]
    assert {finding.code for finding in findings} == {code}
    assert {finding.severity for finding in findings} == {RULES[code].severity}
    assert all(finding.message and finding.hint for finding in findings)


def test_a_practice_with_every_key_gives_no_finding(kb: KnowledgeBase) -> None:
    assert findings_of(DATA / "valid.yaml", kb) == []


def constraints(node: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the name of the file that every constraint of the schema must have."""
    name = "-".join(path).replace("_", "-") or "root"
    path = tuple(step for step in path if step != "item")
    for key in node.get("required", ()):
        yield "-".join((*path, key, "required")).replace("_", "-")
    if name != "root":
        yield f"{name}-type"
    if node["type"] == "object":
        yield f"{name}-additionalProperties"
        for key, inner in node["properties"].items():
            yield from constraints(inner, (*path, key))
        return
    for keyword in KEYWORDS - OTHERS:
        # An empty value of a closed list is not in the list: that case has its own file.
        if keyword in node and not (keyword == "minLength" and "enum" in node):
            yield f"{name}-{keyword}"
    if node["type"] == "array":
        inner = node["items"]
        yield from constraints(inner, (*path, "item"))


def test_every_constraint_of_the_schema_has_a_bad_file() -> None:
    schema = json.loads((DATA / "kb/schema/practice.schema.json").read_text(encoding="utf-8"))
    covered = {file.stem[7:] for file in BAD}
    assert [name for name in constraints(schema) if name not in covered] == []


@pytest.mark.parametrize(
    "code", [code for file in BAD if (code := file.name[:6]) in ("ISJ101", "ISJ106")][:1]
)
def test_in_a_concept_a_missing_text_is_only_a_warning(code: str, kb: KnowledgeBase) -> None:
    for name in ("ISJ101-approach-required", "ISJ106-summary-minLength", "ISJ301-text-to-do"):
        text = (DATA / "bad" / f"{name}.yaml").read_text(encoding="utf-8")
        target = kb.practices_folder / "voorbeeld.yaml"
        target.write_text(text.replace("gepubliceerd", "concept"), encoding="utf-8")
        found = validate(kb, [target], selection=Selection(severity=Severity.WARNING)).findings
        assert {finding.severity for finding in found} == {Severity.WARNING}


def test_one_bad_file_never_hides_the_others(kb: KnowledgeBase) -> None:
    shutil.copy(DATA / "bad/ISJ002-tab.yaml", kb.practices_folder / "a.yaml")
    shutil.copy(DATA / "bad/ISJ301-text-to-do.yaml", kb.practices_folder / "voorbeeld.yaml")
    report = validate(kb, selection=Selection(severity=Severity.WARNING))
    assert {finding.code for finding in report.findings} == {"ISJ002", "ISJ301"}
    assert report.checked == 10
