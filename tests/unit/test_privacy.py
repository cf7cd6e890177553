"""What is about a person is found, what only looks so is not; `pytest -s` prints the figures."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from pathlib import Path

import pytest
import yaml
from support import DATA

from isj_cli.domain.practice import Practice
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse
from isj_cli.validation.collection import Checked
from isj_cli.validation.overruling import can_be_overruled
from isj_cli.validation.rules import all_rules

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
KB = KnowledgeBase(DATA / "kb")
RULES = [rule for rule in all_rules() if can_be_overruled(rule.code)]
SETS = ("privacy", "privacy_second")
GOAL = 0.97


def sentences(name: str, kind: str) -> list[tuple[str, str]]:
    found = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))[kind]
    return [(code, sentence) for code, each in found.items() for sentence in each]


def found_in(text: str) -> list[tuple[str, str]]:
    """Return the code and the words of everything that the rules find in a file."""
    document = parse(text, Path("voorbeeld.yaml"))
    practice = from_mapping(Practice, document.mapping)
    file = Checked(document.path, document, practice, KB, KB.taxonomy, date(2026, 6, 1))
    lines = text.split("\n")
    words = []
    for rule in RULES:
        for found in rule.module.check(file):
            rest = "\n".join(
                [lines[found.at.line - 1][found.at.column - 1 :], *lines[found.at.line :]]
            )
            words.append((rule.code, rest[: found.length]))
    return words


def as_block(sentence: str) -> str:
    return VALID.replace("approach: Zo werkt het.", f"approach: |\n  {sentence}")


def as_folded(sentence: str) -> str:
    lines = textwrap.wrap(sentence, 24, break_long_words=False, break_on_hyphens=False)
    return VALID.replace("approach: Zo werkt het.", "approach: >-\n      " + "\n      ".join(lines))


def as_quoted(sentence: str) -> str:
    return VALID.replace(
        "approach: Zo werkt het.", f"approach: {json.dumps(sentence, ensure_ascii=False)}"
    )


def as_single_quoted(sentence: str) -> str:
    doubled = sentence.replace("'", "''")
    return VALID.replace("  - Les.", f"  - '{doubled}'")


def as_flow(sentence: str) -> str:
    return VALID.replace(
        "  - text: Knelpunt.\n    answer: Antwoord.",
        f"  - {{text: {json.dumps(sentence, ensure_ascii=False)}}}",
    )


def as_comment(sentence: str) -> str:
    lines = textwrap.wrap(sentence, 24, break_long_words=False, break_on_hyphens=False)
    return VALID + "".join(f"# {line}\n" for line in lines)


WAYS = [as_block, as_folded, as_quoted, as_single_quoted, as_flow, as_comment]


@pytest.mark.parametrize("name", SETS)
def test_what_is_personal_is_found_and_little_else(name: str) -> None:
    right, found, personal = dict[str, int](), dict[str, int](), dict[str, int]()
    for kind in ("hits", "misses"):
        for code, sentence in sentences(name, kind):
            codes = {each for each, _words in found_in(as_block(sentence))}
            for each in codes:
                found[each] = found.get(each, 0) + 1
            if kind == "hits":
                personal[code] = personal.get(code, 0) + 1
                right[code] = right.get(code, 0) + (code in codes)
    rows = [(code, right[code], personal[code], found[code]) for code in personal]
    rows.append(("all", *(sum(row[at] for row in rows) for at in (1, 2, 3))))
    print(f"\n{name}: rule, to find, found of them, found in all, recall, precision")
    for code, hits, to_find, in_all in rows:
        print(f"{code:7}{to_find:4}{hits:4}{in_all:4}  {hits / to_find:.3f}  {hits / in_all:.3f}")
    for code, hits, to_find, in_all in rows:
        assert hits / to_find >= GOAL and hits / in_all >= GOAL, code


def test_the_sets_are_large_enough() -> None:
    counts = [[len(sentences(name, kind)) for kind in ("hits", "misses")] for name in SETS]
    assert min(counts[0]) >= 80 and min(counts[1]) >= 30


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SETS)
def test_the_way_it_is_written_in_yaml_makes_no_difference(name: str, way: object) -> None:
    assert callable(way)
    for code, sentence in sentences(name, "hits"):
        assert {each for each, _words in found_in(way(sentence))} == {code}, sentence
    for _code, sentence in sentences(name, "misses"):
        assert found_in(way(sentence)) == [], sentence
