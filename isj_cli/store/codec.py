"""Mappings as files hold them ↔ the dataclasses of the domain.

Reading is forgiving: an unknown key is passed over and a value of the wrong type counts as
absent, so that a half-written practice can still be shown. Judging files is validation's task.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar, get_args

T = TypeVar("T")
Reader = Callable[[Any], Any]

REQUIRED_EVEN_IF_EMPTY = {("Practice", "factors"), ("Region", "names")}


@cache
def _fields(cls: Any) -> tuple[tuple[str, str, Reader], ...]:
    """Return key, field name and reader of each field; a reader gives None for a wrong type."""
    return tuple(
        (name.rstrip("_"), name, _reader(kind)) for name, kind in cls.__annotations__.items()
    )


def _reader(kind: Any) -> Reader:
    if hasattr(kind, "_fields"):
        return partial(_object, kind)
    parts = get_args(kind)
    if parts and parts[-1] is Ellipsis:
        return partial(_objects, parts[0]) if hasattr(parts[0], "_fields") else _texts
    return _links if len(parts) == 2 and parts[0] is str else _READERS[parts[0] if parts else kind]


def _object(of: type, value: Any) -> Any:
    return from_mapping(of, value) if isinstance(value, dict) else None


def _objects(of: type, value: Any) -> Any:
    """Return a list's parts; one of the wrong type becomes an empty one, so that places stay."""
    if not isinstance(value, list):
        return None
    return tuple(from_mapping(of, each if isinstance(each, dict) else {}) for each in value)


def _texts(value: Any) -> Any:
    if not isinstance(value, list):
        return None
    return tuple(str(each) if isinstance(each, str | int | float) else "" for each in value)


def _links(value: Any) -> Any:
    return (
        {key: tuple(map(str, ids)) for key, ids in value.items() if isinstance(ids, list)}
        if isinstance(value, dict)
        else None
    )


def _flag(value: Any) -> Any:
    return value if isinstance(value, bool) else None


def _number(value: Any) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> Any:
    if isinstance(value, str):  # nearly always
        return value.strip()
    return str(value) if isinstance(value, int | float) else None


_READERS: dict[Any, Reader] = {bool: _flag, int: _number, str: _text}


def from_mapping(cls: type[T], data: Mapping[str, Any]) -> T:
    """Return the `cls` that `data` describes."""
    kind: Any = cls
    values = {}
    for key, name, read in _fields(kind):
        if key in data and (value := read(data[key])) is not None:
            values[name] = value
    return cls(**values)


def to_mapping(value: Any) -> dict[str, Any]:
    """Return the mapping that describes a part of the domain, without what is empty."""
    kind: Any = type(value)
    result: dict[str, Any] = {}
    defaults = getattr(kind, "_field_defaults", vars(kind))
    for key, field, _read in _fields(kind):
        part = getattr(value, field)
        if part != defaults.get(field) or (kind.__name__, field) in REQUIRED_EVEN_IF_EMPTY:
            result[key] = _plain(part)
    return result


def _plain(part: Any) -> Any:
    if hasattr(part, "_fields"):
        return to_mapping(part)
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return {key: list(ids) for key, ids in part.items()} if isinstance(part, Mapping) else part
