"""Mappings as files hold them ↔ the dataclasses of the domain.

Reading is forgiving: an unknown key is passed over and a value of the wrong type counts as
absent, so that a half-written practice can still be shown. Judging files is validation's task.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

REQUIRED_EVEN_IF_EMPTY = {("Practice", "factors"), ("Region", "names")}


@cache
def _fields(cls: type) -> tuple[tuple[str, Field[Any]], ...]:
    return tuple((found.metadata.get("key", found.name), found) for found in fields(cls))


def from_mapping(cls: type[T], data: Mapping[str, Any]) -> T:
    """Return the `cls` that `data` describes."""
    values = {}
    for key, found in _fields(cls):
        value = data.get(key)
        if value is not None:
            value = _read(found, value)
            if value is not None:
                values[found.name] = value
    return cls(**values)


def _read(found: Field[Any], value: Any) -> Any:
    of = found.metadata.get("of")
    kind = str(found.type)
    if of is not None and not kind.startswith("tuple"):
        return from_mapping(of, value) if isinstance(value, Mapping) else None
    if kind.startswith("tuple"):
        values = value if isinstance(value, list) else []
        if of is not None:
            return tuple(from_mapping(of, each) for each in values if isinstance(each, Mapping))
        return tuple(str(each) for each in values if isinstance(each, str | int | float))
    if kind.startswith("dict"):
        items = value.items() if isinstance(value, Mapping) else ()
        return {key: tuple(map(str, ids)) for key, ids in items if isinstance(ids, list)}
    if kind == "bool":
        return value if isinstance(value, bool) else None
    if kind.startswith("int"):
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return str(value).strip() if isinstance(value, str | int | float) else None


def to_mapping(value: Any) -> dict[str, Any]:
    """Return the mapping that describes a dataclass, without what is empty."""
    result: dict[str, Any] = {}
    for key, found in _fields(type(value)):
        part = getattr(value, found.name)
        if found.metadata.get("of") is not None:
            part = [to_mapping(each) for each in part] if isinstance(part, tuple) else (
                to_mapping(part))
        elif isinstance(part, tuple):
            part = list(part)
        default = found.default if found.default is not MISSING else None
        empty = part in ("", [], {}, None) or (isinstance(part, bool) and part == default)
        if not empty or (type(value).__name__, found.name) in REQUIRED_EVEN_IF_EMPTY:
            result[key] = part
    return result
