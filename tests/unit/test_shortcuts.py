"""What makes validation fast changes no finding."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import DATA, ROOT, Run, with_keys

from isj_cli.domain.practice import Practice
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.schema_files import read_schema, schema_path
from isj_cli.store.yaml_loader import parse, read
from isj_cli.validation.collection import REMEMBERED, Entry, entry_of
from isj_cli.validation.rules import all_rules
from isj_cli.validation.schema import SchemaCheck

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
WITHDRAWN = "withdrawn:\n  date: '2026-01-31'\n  reason: verouderd\n  replaced_by: asja-fier\n"
CHECK = SchemaCheck(read_schema(schema_path(KnowledgeBase(ROOT))), all_rules())

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3000, 3000),
    st.floats(),
    st.text(max_size=90),
    st.sampled_from(["", " ", "trauma", "2026-02-30", "https://a.b", "a@b.c", "a-b", "x\n", "é"]),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)


def places(node: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    found = []
    for step, value in inside:
        found.append((*above, step))
        if isinstance(value, dict | list):
            found += places(value, (*above, step))
    return found


def bare(node: Any) -> Any:
    """A value without places."""
    if isinstance(node, dict):
        return {key: bare(value) for key, value in node.items()}
    return [bare(value) for value in node] if isinstance(node, list) else node


GOOD = bare(parse(VALID + WITHDRAWN, Path("voorbeeld.yaml")).data)
PLACES = places(GOOD)


@given(st.data())
def test_no_file_with_a_mismatch_is_passed_over(data: st.DataObject) -> None:
    changed = copy.deepcopy(GOOD)
    for *above, step in data.draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=2)):
        node = changed
        for each in above:
            node = node[each] if isinstance(node, dict | list) and _has(node, each) else None
        if isinstance(node, dict):
            what = data.draw(st.sampled_from(["other", "gone", "extra"]))
            if what == "gone":
                node.pop(step, None)
            else:
                node[step if what == "other" else data.draw(st.text())] = data.draw(values)
        elif isinstance(node, list):
            node.append(data.draw(values | st.sampled_from(node or [""])))
    if CHECK.fits(changed):
        assert not list(CHECK.thorough.iter_errors(changed))


def _has(node: Any, step: Any) -> bool:
    return step in node if isinstance(node, dict) else isinstance(step, int) and step < len(node)


def test_files_that_are_right_need_no_second_look() -> None:
    assert CHECK.fits(GOOD)
    assert all(CHECK.fits(file.document.data) for file in KnowledgeBase(ROOT).read_all())


def entry(path: Path, *only: str) -> Entry:
    document = read(path, only)
    return entry_of(path, document, from_mapping(Practice, document.mapping))


@pytest.mark.parametrize("path", sorted((ROOT / "practices").glob("*.yaml")), ids=lambda p: p.stem)
def test_as_much_is_remembered_of_a_file_that_is_read_in_part(path: Path) -> None:
    assert entry(path, *REMEMBERED) == entry(path)


@pytest.mark.parametrize(
    "text",
    [
        VALID + WITHDRAWN,
        (VALID + WITHDRAWN).rstrip("\n"),
        "---\n" + VALID,
        "{id: x, title: Een titel, summary: Kort, related: [{id: asja-fier, kind: verwant}]}",
        with_keys(VALID, "topics:\n- trauma\n- crisis\nsectors: [\njeugd-ggz\n]\n"),
        with_keys(VALID, "related: [\n{id: asja-fier, kind: verwant}\n]\nformer_ids:\n- oud\n"),
        with_keys(VALID, "strength: &tekst Dit.\nreason: *tekst\n"),
        with_keys(VALID, 'team: "Eerst dit:\n\n  title: niet dit."\n'),
        VALID.replace("team: Team.", 'team: "Eerst dit,\ntitle: dan dit"'),
        VALID.replace("setting:\n  - thuis", "setting: [thuis,\nschool]"),
        with_keys(VALID, "team: |+\n  Alinea.\n\n  # geen commentaar\n# wel commentaar\n\n"),
        with_keys(VALID, '"title": Een titel tussen aanhalingstekens\n').replace(
            "title: B", "x: B"
        ),
        VALID.replace("\n", "\r\n"),
    ],
)
def test_strange_layouts_are_read_in_part_as_well(text: str, tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.yaml"
    path.write_bytes(text.encode())
    assert entry(path, *REMEMBERED) == entry(path)


def test_a_schema_never_fetches_another(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "schema/practice.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["team"] = {"$ref": "https://example.org/team.json"}
    path.write_text(json.dumps(schema), encoding="utf-8")
    ran = run("validate")
    assert ran.code == 2
    assert "The schema is not valid" in ran.err
