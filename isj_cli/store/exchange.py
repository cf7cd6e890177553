"""Practices as programs exchange them: what an export gives, and what is read back from it.

`schema/export.schema.json` describes both forms, the document (JSON) and the line (JSONL).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import visible
from isj_cli.locale import _
from isj_cli.store.codec import to_mapping
from isj_cli.store.reading import MAX_BYTES
from isj_cli.store.yaml_loader import parse, too_large

FORMAT = "isj-practices"
VERSION = 1
DOCUMENT_START = '{\n  "format": "isj-practices",'
LINE_START = '{"id": "'
MAX_EXPORT_BYTES = 200_000_000
EVIDENCE = "evidence"
WORKED_OUT = (EVIDENCE, "path")


def practice_mapping(practice: Practice, taxonomy: Taxonomy) -> dict[str, Any]:
    """Return all that the file of a practice says, and the kind of study that follows from it."""
    return {**to_mapping(practice), EVIDENCE: taxonomy.evidence_of(practice)}


def document(practices: Iterable[Practice], taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the parts of one JSON document that names its format and version."""
    head = json.dumps({"format": FORMAT, "version": VERSION}, indent=2).removesuffix("\n}")
    yield f'{head},\n  "practices": ['
    between = ""
    for practice in practices:
        found = [practice_mapping(practice, taxonomy)]
        text = visible(json.dumps(found, ensure_ascii=False, indent=2))
        yield between + text[1:-2].replace("\n", "\n  ")
        between = ","
    yield "\n  ]\n}\n"


def lines(practices: Iterable[Practice], taxonomy: Taxonomy) -> Iterator[str]:
    """Yield practices as JSONL: a line each."""
    for practice in practices:
        yield visible(json.dumps(practice_mapping(practice, taxonomy), ensure_ascii=False)) + "\n"


def entries(text: str) -> list[Any]:
    """Return what a text holds: one practice in YAML or JSON, or any number of exported ones.

    Raises `YamlError` for text that cannot be read or a practice that is larger than its file may
    be, `IsjError` for what is no export.
    """
    data = _data(text)
    if isinstance(data, dict) and isinstance(data.get("practices"), list):
        if (data.get("format"), data.get("version")) != (FORMAT, VERSION):
            raise IsjError(
                _(
                    "The text is no export that this isj can read (version {version}); make it "
                    "with 'isj export json', or install the isj that made it."
                ).format(version=VERSION)
            )
        data = data["practices"]
    found = data if isinstance(data, list) else [data]
    if not found:
        raise IsjError(_("The text holds no practice; export one or more of them first."))
    if len(text) > MAX_BYTES and any(len(json.dumps(each)) > MAX_BYTES for each in found):
        raise too_large(MAX_BYTES)
    return found


def values_of(entry: Any) -> dict[str, Any]:
    """Return keys and values of a practice in their order, without what is worked out or empty.

    Raises `IsjError` for what is no practice, or has keys that no practice has.
    """
    if not isinstance(entry, dict):
        raise IsjError(_("The text describes no practice; begin with 'title:' and a name."))
    known = [found.name for found in fields(Practice)]
    strange = [key for key in entry if key not in known and key not in WORKED_OUT]
    if strange:
        raise IsjError(
            _("No practice has the key '{key}'; take it out or correct it.").format(key=strange[0])
        )
    return {key: bare(entry[key]) for key in known if entry.get(key) not in (None, "")}


def is_whole(entry: Any) -> bool:
    """Tell whether the program wrote this entry: then nothing is missing but what is not known."""
    return isinstance(entry, dict) and EVIDENCE in entry


def _data(text: str) -> Any:
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            if rows := _rows(text):
                return rows
            if len(text) > MAX_BYTES:
                raise _no_json(error) from error
            # YAML may begin so too, and says better what is wrong.
    if len(text) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    return parse(text, Path("-")).data


def _rows(text: str) -> list[Any]:
    """Return what each line holds, nothing where the first one is no JSON by itself."""
    rows: list[Any] = []
    for number, line in enumerate(text.split("\n")):
        try:
            if line.strip():
                rows.append(json.loads(line, object_pairs_hook=_once))
        except (ValueError, RecursionError) as error:
            if not rows:
                break
            raise _no_json(error, number) from error
    return rows


def _no_json(error: Exception, above: int = 0) -> YamlError:
    """Return the error for what is no JSON, with the number of lines above the text."""
    return YamlError(
        "ISJ002",
        _("This is no JSON."),
        _("Make the export again; it may have been cut off."),
        above + getattr(error, "lineno", 1),
        getattr(error, "colno", 1),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return pairs as a dictionary; raises `IsjError` where a key stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise IsjError(
            _("The key '{key}' stands twice; keep one of the two, or join them.").format(key=twice)
        )
    return found


def bare(value: Any) -> Any:
    """Return a value without the places that the loader adds."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items()}
    return [bare(each) for each in value] if isinstance(value, list) else value
