"""New practices: the commented template, filled in as far as is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.fixed import CONCEPT, LEAD, TODO
from isj_cli.domain.taxonomy import AUDIENCES, LEVELS, MODES, ROLES, SECTORS, SETTINGS, Taxonomy
from isj_cli.domain.text import visible
from isj_cli.domain.words import slug
from isj_cli.locale import _
from isj_cli.store.schema_files import listed
from isj_cli.store.yaml_builder import core_value
from isj_cli.store.yaml_loader import decode, parse

LINE_WIDTH = 110
OPTIONAL = {"strength", "bottlenecks"}
_LISTED = re.compile(r"%(?P<list>[a-z-]+)(?:=(?P<id>[a-z0-9-]+))?%")
IN_ORDER = {"sectors": SECTORS, "levels": LEVELS, "setting": SETTINGS, "mode": MODES}
HEADING = "# yaml-language-server: $schema=../schema/practice.schema.json"
# The keys with which a new part of a file begins.
PARTS = ("organisations", "target_group", "reason", "principles", "results", "sources")


def template(taxonomy: Taxonomy) -> str:
    """Return the commented template of a practice, with the lists of the taxonomy.

    In its file `%LIST%` stands for the ids of a closed list, and `%LIST=ID%` for one of them. Where
    there is no such list the line is left out, and so is a comment on an id that there is not; a
    value is to do then.
    """
    text = (files("isj_cli.store") / "templates" / "practice.yaml").read_text(encoding="utf-8")
    return "".join(_filled(line, taxonomy) for line in text.splitlines(keepends=True))


def _filled(line: str, taxonomy: Taxonomy) -> str:
    for found in _LISTED.finditer(line):
        ids, id = listed(found["list"], taxonomy), found["id"]
        if not ids or (id and id not in ids and line.startswith("#")):
            return ""
        if id:
            said = id if id in ids else TODO
        else:
            said = " of ".join([", ".join(ids[:-1]), ids[-1]]) if ids[1:] else ids[0]
        line = line.replace(found[0], said)
    return line


def id_for(title: str) -> str:
    """Return the id that fits a title, empty where the title has no letters."""
    return slug(title)[:80].strip("-")


def lead(taxonomy: Taxonomy) -> dict[str, str]:
    """Return the role of the organisation that leads, where the taxonomy has it."""
    return {"role": LEAD} if LEAD in taxonomy.ids(ROLES) else {}


def draft(values: Mapping[str, Any], today: date, taxonomy: Taxonomy) -> str:
    """Return the template with `values` (keys and values of a practice) in their places.

    A key that the template does not have goes before the sources. What `values` does not give
    keeps its TODO, but in a practice that is no concept only what is required does; a key with
    None is left out. Raises `IsjError` where that cannot be read back.
    """
    values = {"review": {"described_on": today.isoformat()}, **values}
    values |= {
        key: _in_order(values[key], listed(name, taxonomy))
        for key, name in IN_ORDER.items()
        if key in values
    }
    if isinstance(group := values.get("target_group"), dict) and "who" in group:
        ids = listed(AUDIENCES, taxonomy)
        values["target_group"] = {**group, "who": _in_order(group["who"], ids)}
    text = template(taxonomy)
    for key, value in values.items():
        text = _with(text, key, [] if value is None else written(key, value).split("\n"))
    if values.get("status", CONCEPT) != CONCEPT:
        for key in OPTIONAL - values.keys():
            text = _with(text, key, [])
    return _readable(text)


def whole(values: Mapping[str, Any]) -> str:
    """Return the text of a practice's file that says what `values` do, and nothing more.

    Raises `IsjError` where that cannot be read back.
    """
    texts = ("\n" * (key in PARTS) + written(key, value) for key, value in values.items())
    return _readable("\n".join([HEADING, *texts, ""]))


def _readable(text: str) -> str:
    """Return the text of a file; raises `IsjError` where that cannot be read back."""
    try:
        parse(decode(text.encode()), Path("-"))
    except (YamlError, UnicodeEncodeError) as error:
        raise IsjError(
            _("A text holds characters that no file can hold; type it again without them.")
        ) from error
    return text


def _in_order(values: Any, ids: list[str]) -> Any:
    """Return values in the order of their list, unless one is not in it."""
    if isinstance(values, list) and all(isinstance(each, str) and each in ids for each in values):
        return sorted(values, key=ids.index)
    return values


def _with(text: str, key: str, written: list[str]) -> str:
    """Return the template with these lines in the place of a key."""
    lines = text.split("\n")
    start = next(
        (number for number, line in enumerate(lines) if re.match(rf"{re.escape(key)}:( |$)", line)),
        None,
    )
    if start is None:
        start = next(
            (
                number
                for number, line in enumerate(lines)
                if re.match(rf"# {re.escape(key)}:( |$)", line)
            ),
            None,
        )
        if start is None:
            start = next(
                number for number, line in enumerate(lines) if line.startswith("# Openbare bronnen")
            )
            return "\n".join([*lines[:start], *written, "", *lines[start:]])
        end = start + 1
        while end < len(lines) and lines[end].startswith("#  "):
            end += 1
    else:
        end = start + 1
        while end < len(lines) and lines[end].startswith((" ", "-")):
            end += 1
    return "\n".join([*lines[:start], *written, *lines[end:]])


class _Dumper(yaml.SafeDumper):
    """Writes lists indented below their key, and long texts as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    style = "|" if len(lines) > 1 else ">" if len(text) > LINE_WIDTH - 10 else None
    if style and not (
        text.strip()
        and all(line == line.strip() and (line.isprintable() or not line) for line in lines)
    ):
        style = '"'
    if not style and (core_value(text) != text or visible(text) != text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def written(key: str, value: Any) -> str:
    """Return `key: value` as YAML that this program and every other one read alike."""
    text = yaml.dump(
        {key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH
    )
    return visible(text).rstrip("\n")  # what nobody sees stands between double quotes


def scalar(text: str) -> str:
    """Return a short text as YAML, between quotes where it could be taken for something else."""
    return written("id", text).removeprefix("id: ")
