"""YAML as people mean it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isj_cli.domain.errors import YamlError
from isj_cli.store.reading import MAX_BYTES
from isj_cli.store.yaml_loader import parse, read
from isj_cli.store.yaml_places import scalars


def data(text: str) -> object:
    return parse(text, Path("x.yaml")).data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("nl", "nl"),
        ("Yes", "Yes"),
        ("2026-11-21", "2026-11-21"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("9" * 30, float("9" * 30)),
    ],
)
def test_values_are_those_of_yaml_1_2(written: str, meant: object) -> None:
    found = data(f"key: {written}\n")
    assert found == {"key": meant}
    assert type(found["key"]) is type(meant)  # type: ignore[index]


def test_every_value_knows_its_line_and_column() -> None:
    document = parse("a: 1\nb:\n  - c: x\n    d: [1, 2]\n", Path("x.yaml"))
    assert document.place(("a",)) == (1, 4)
    assert document.place(("b", 0, "d", 1)) == (4, 12)
    assert document.place(("b", 0, "d"), key=True) == (4, 5)
    assert document.place(("b", 0, "missing")) == (3, 5)


def test_words_inside_a_long_text_are_found_on_their_own_line() -> None:
    document = parse("a: >-\n  one\n  two TODO\nb: TODO\n", Path("x.yaml"))
    assert document.place_of(("a",), "TODO") == (3, 7)
    assert document.place_of(("b",), "TODO") == (4, 4)


def test_an_alias_gives_the_same_value() -> None:
    assert data("a: &x [1]\nb: *x\n") == {"a": [1], "b": [1]}


def test_a_file_with_windows_newlines_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa: één\r\nb: 2\r\n".encode())
    assert read(path).data == {"a": "één", "b": 2}


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES + 10))
    with pytest.raises(YamlError) as caught:
        read(path)
    assert caught.value.code == "ISJ004"


def test_a_long_text_repeated_by_aliases_is_refused() -> None:
    with pytest.raises(YamlError) as caught:
        data("a: &a " + "x" * 300_000 + "\nb: [" + ", ".join(["*a"] * 5000) + "]\n")
    assert caught.value.code == "ISJ004"


def test_letters_are_composed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: e\u0301e\u0301n\n", encoding="utf-8")
    assert read(path).data == {"a": "één"}


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_is_no_file_is_reported(tmp_path: Path, kind: str) -> None:
    with pytest.raises(YamlError) as caught:
        read(tmp_path if kind == "folder" else tmp_path / "missing.yaml")
    assert caught.value.code == "ISJ001"


keys = st.text(max_size=8).filter(lambda key: not key[:1].isspace())  # which are refused
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_json_without_odd_characters_is_read_as_json(value: object) -> None:
    text = json.dumps(value)
    if "\\u" not in text and "\\x" not in text and "\x7f" not in text:
        assert data(text) == value


@given(st.text(max_size=200))
def test_any_text_gives_data_or_one_clear_error(text: str) -> None:
    try:
        data(text.encode("utf-8", "replace").decode())
    except YamlError as error:
        assert error.code.startswith("ISJ00")
        assert error.line >= 1
        assert error.column >= 1


def test_a_value_may_begin_behind_the_end_of_the_text() -> None:
    (found,) = scalars("---")
    assert (found.line, found.is_key) == (1, False)
