"""What is known so far of the practice that is being described."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from isj_cli.cli.adding.question import Kind
from isj_cli.cli.adding.questions import SECTIONS
from isj_cli.cli.adding.steps import Place, Step, put, steps, value_at
from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.fixed import TODO
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice
from isj_cli.domain.text import one_line
from isj_cli.locale import _
from isj_cli.store import drafts
from isj_cli.store.begun import Begun
from isj_cli.store.codec import from_mapping
from isj_cli.store.ids import is_id
from isj_cli.store.schema_files import in_step, read_schema, schema_path


class Described:
    """The answers, the names that people know them by, and the practice that they give."""

    def __init__(self, session: Session, begin: Begun) -> None:
        """Take what was begun; answers go into its values."""
        self.session = session
        self.kb = session.kb
        self.taxonomy = session.kb.taxonomy
        self.begun = begin
        self.values = begin.values

    @cached_property
    def records(self) -> list[Any]:
        """What the index holds of every practice, whatever its status."""
        every = {"status": self.taxonomy.ids(t.STATUSES)}
        return list(self.session.search.records(Filters(include=every)))

    @cached_property
    def schema(self) -> dict[str, Any]:
        """What the schema says of a practice."""
        return in_step(read_schema(schema_path(self.kb)), self.taxonomy)

    def limits(self, path: Iterable[str | int]) -> dict[str, Any]:
        """Return what the schema says of the value at a place."""
        node = self.schema
        for key in path:
            node = node["items"] if isinstance(key, int) else node["properties"][key]
        return node

    def practice(self) -> Practice:
        """Return the practice as far as it is known."""
        return from_mapping(Practice, _without_todo(self.values))

    def default(self, step: Step) -> str:
        """Return the answer that was given before, or what was typed without becoming one."""
        value = value_at(self.values, step.path)
        return "" if value in (None, TODO) else str(value)

    def begin_with(self, step: Step) -> str:
        """Return what a question begins with: what was typed there, or the answer."""
        return self.begun.typed.get(step.spot) or self.default(step)

    def put_aside(self, step: Step, typed: str) -> None:
        """Remember what was typed at a question that was left."""
        if typed.strip() and typed != self.default(step):
            self.begun.typed[step.spot] = typed

    def take(self, step: Step, answer: Any) -> None:
        """Give an answer its place; an empty one takes away what is there."""
        path, empty = step.path, answer in ("", None, [])
        if not empty:
            is_new = isinstance(path[-1], str) and value_at(self.values, path[:-1]) is None
            put(self.values, path, answer)
            if is_new:
                self._begin_part(path)
        elif answer == [] and step.question.required and not self.limits(path).get("minItems"):
            put(self.values, path, [])
        elif len(path) == 3 and step.makes_part:
            if value_at(self.values, path[:-1]) is not None:
                put(self.values, path[:-1], None)
        elif value_at(self.values, path) is not None:
            put(self.values, path, None)

    def _begin_part(self, path: Place) -> None:
        """Fill in what nobody has to be asked for of a new part."""
        if path[:2] == ("organisations", 0):
            self.values["organisations"][0] |= drafts.lead(self.taxonomy)
        if path[0] == "sources":
            part = self.values["sources"][int(path[1])]
            taken = {each.get("id") for each in self.values["sources"]}
            id = base = "-".join(drafts.id_for(part["title"]).split("-")[:4]) or "bron"
            number = 1
            while id in taken:
                number += 1
                id = f"{base}-{number}"
            part["id"] = id

    def about(self, step: Step) -> str:
        """Return what the question is about: the tag and its definition, or the part."""
        if len(step.path) != 3:
            return ""
        part = value_at(self.values, step.path[:2]) or {}
        language = self.session.language
        item = self.taxonomy.items.get(str(part.get("id")))
        if step.path[0] in (t.PRINCIPLES, t.FACTORS) and item:
            return f"{item.label.text(language)}: {item.description.text(language)}".rstrip(": ")
        if step.makes_part:
            return ""
        named = next((part[key] for key in ("name", "text", "statement", "register", "title", "id")
                      if key in part), "")  # fmt: skip
        return f"«{one_line(str(named))}»" if named else ""

    def label(self, step: Step) -> str:
        """Return what a question is called in a list of questions."""
        about = self.about(step).split(": ")[0]
        question = step.question
        number = step.path[1] if len(step.path) > 1 and isinstance(step.path[1], int) else None
        name = _(question.name)
        if number is not None and (question.kind is Kind.LINES or step.makes_part):
            name = f"{name} {number + 1}"
        return f"{name} ({about})" if about else name

    def unfinished(self) -> dict[str, tuple[str, str, str]]:
        """Return the questions at which something was typed that did not become an answer."""
        known = {step.spot: step for step in steps(self.values)}
        return {
            spot: (self.label(known[spot]), _("what you typed here is no answer yet."), typed)
            for spot, typed in self.begun.typed.items()
            if spot in known
        }

    def needs_id(self) -> bool:
        """Tell whether the title gives no id that can be used."""
        if "title" not in self.values:
            return False
        id = drafts.id_for(self.values["title"])
        return not is_id(id) or self.is_taken(id)

    def lacks_id(self) -> bool:
        """Tell whether there is no id yet under which the file can be written."""
        id = self.values.get("id")
        return self.is_taken(id) if id else self.needs_id()

    def is_taken(self, id: str) -> bool:
        """Tell whether a practice has or had the id, or a file in this folder is called so."""
        if self.kb.bundled and (Path.cwd() / f"{id}.yaml").exists():
            return True
        return self.kb.knows(id)

    def finished(self) -> dict[str, Any]:
        """Return the values as they will be written: what is needed and not known says TODO."""
        values: dict[str, Any] = dict(self.values)
        values.setdefault("id", drafts.id_for(values.get("title", "")))
        for key, first in (
            ("region", {"level": TODO, "names": []}),
            ("target_group", {"text": TODO}),
        ):
            if key in values:
                values[key] = first | values[key]
        for section in SECTIONS:
            for question in section.questions:
                needed = [part.key for part in question.parts if part.required]
                if question.parts and values.get(question.key):
                    values[question.key] = [
                        dict.fromkeys(needed, TODO) | part for part in values[question.key]
                    ]
        ordered: dict[str, Any] = _ordered(values, self.schema)
        return ordered | dict.fromkeys(drafts.OPTIONAL - values.keys())


def _without_todo(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_todo(each) for key, each in value.items() if each != TODO}
    if isinstance(value, list):
        return [_without_todo(each) for each in value if each != TODO]
    return value


def _ordered(value: Any, schema: Mapping[str, Any]) -> Any:
    """Return a value with its keys in the order of the schema."""
    if isinstance(value, dict):
        keys = schema.get("properties", {})
        return {key: _ordered(value[key], keys[key]) for key in keys if key in value}
    if isinstance(value, list):
        return [_ordered(each, schema.get("items", {})) for each in value]
    return value
