"""A practice's file is called by its id.

People and programs find a practice by the name of its file. A file among the practices that cannot
be called by an id is passed over. 'isj validate --fix' takes the id from the name of the file;
'isj rename' changes both.

Fails:

    # practices/voorbeeld.yaml
    id: ander-voorbeeld

Passes:

    # practices/voorbeeld.yaml
    id: voorbeeld
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.store.ids import is_id
from isj_cli.store.yaml_builder import core_value
from isj_cli.validation.collection import Checked, Collection
from isj_cli.validation.rule import Found, LineEdit

SEVERITY = Severity.ERROR
TOUCHES = ("id",)

_END = re.compile(r"\s+#.*$|\s*(?:[,}].*)?$")


def check(file: Checked) -> Iterator[Found]:
    """Yield what is to be said where name and id differ."""
    id, name = file.practice.id, file.path.name
    if is_id(id) and name != f"{id}.yaml":
        yield Found(
            ("id",),
            _("The id is '{id}', but the file is called '{name}'.").format(id=id, name=name),
            _("Call the file '{id}.yaml', or change the id.").format(id=id),
        )


def check_collection(collection: Collection) -> Iterator[Found]:
    """Yield a finding for each file among the practices that is passed over for its name."""
    for name in collection.kb.strays():
        yield Found(
            (),
            _("A file of this name is passed over."),
            _("Call it after its id: '<id>.yaml'."),
            path=collection.kb.practices_folder / name,
        )


def mend(file: Checked) -> Iterator[LineEdit]:
    """Yield the line that gives the id, with the one that the name of the file gives."""
    name = file.path.stem
    if not is_id(name) or file.document.mapping.get("id") == name:
        return
    written = name if core_value(name) == name else f'"{name}"'
    lines = file.document.text.split("\n")
    keys = file.document.mapping
    if "id" in keys:
        at, column = keys.values_at["id"]
        line = lines[at]
        value = "" if keys["id"] is None else str(keys["id"])
        for old in (value, f"'{value}'", f'"{value}"'):
            if line.startswith(old, column) and _END.match(line, column + len(old)):
                space = "" if line[column - 1] == " " else " "
                rest = line[column + len(old) :]
                yield LineEdit(at, at + 1, [f"{line[:column]}{space}{written}{rest}"])
                return
    elif keys:
        first, (at, column) = next(iter(keys.keys_at.items()))
        if lines[at][column:].startswith(first) and not lines[at][:column].strip():
            above = _above_its_comments(lines, at)
            yield LineEdit(above, above, [f"{' ' * column}id: {written}"])


def _above_its_comments(lines: list[str], at: int) -> int:
    """Return the first of the comments right above a line; not those that open the file."""
    above = at
    while above and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    return above or at
