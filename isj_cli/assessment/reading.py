"""Reading files with answers: what they say, and all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from isj_cli.assessment.answers import (
    FORMAT,
    FULL,
    MOST_PRIORITIES,
    SHORT,
    SKIPPED,
    About,
    Answer,
    Answers,
    role_names,
    statement_names,
)
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import ManyErrors, YamlError
from isj_cli.domain.naming import Names
from isj_cli.domain.text import one_line
from isj_cli.domain.words import fold, nearest
from isj_cli.locale import _
from isj_cli.store.edits import inline
from isj_cli.store.yaml_document import Document, LocatedDict, LocatedList
from isj_cli.store.yaml_loader import read

OLDEST = 120
KEYS = ("format", "kind", "role", "about", "answers")
ABOUT_KEYS = ("sector", "who", "age_min", "age_max", "region_level", "priorities")
ANSWER_KEYS = ("id", "score", "proof")
Pointer = tuple[str | int, ...]


def read_answers(path: Path, taxonomy: t.Taxonomy) -> Answers:
    """Return what one respondent answered.

    Ids that the taxonomy does not have are passed over and told in `unknown`. Raises `ManyErrors`
    with all that is wrong, each with its place.
    """
    return read_all([path], taxonomy)[0]


def read_all(paths: Iterable[Path], taxonomy: t.Taxonomy) -> list[Answers]:
    """Return what the respondents answered, a file each; raises `ManyErrors` for all files."""
    found, wrong = [], []
    for path in paths:
        try:
            reading = _Reading(read(path), taxonomy)
            found.append(reading.answers())
            wrong += reading.wrong
        except YamlError as error:
            wrong.append(error.told(path))
    if wrong:
        raise ManyErrors(wrong)
    return found


class _Reading:
    """Reading one file: what it says, and all that is wrong with it."""

    def __init__(self, document: Document, taxonomy: t.Taxonomy) -> None:
        self.document = document
        self.taxonomy = taxonomy
        self.wrong: list[str] = []
        self.unknown: list[str] = []

    def answers(self) -> Answers:
        """Return what the file says, as far as it can be understood."""
        data = self.document.data
        if not isinstance(data, LocatedDict) or "format" not in data:
            self._tell(
                (),
                _("this is no file with answers; 'isj assess new {name}' makes one.").format(
                    name="antwoorden.yaml"
                ),
            )
            return Answers()
        if isinstance(data["format"], bool) or data["format"] != FORMAT:
            self._tell(
                ("format",),
                _("this isj reads format {known}, not {format}; a newer isj may read it.").format(
                    known=FORMAT, format=one_line(inline(data["format"]))[:40]
                ),
            )
            return Answers()
        self._check_keys(data, (), KEYS)
        kind = self._text(("kind",)) or FULL
        if kind not in (SHORT, FULL):
            self._tell(("kind",), _("'kind' is {short} or {full}.").format(short=SHORT, full=FULL))
        role = self._text(("role",))
        if role:
            role = self._role(role)
        about = self._read_about(data)
        return Answers(kind, role, about, self._read_answers(data), tuple(self.unknown))

    def _tell(self, pointer: Pointer, message: str, *, key: bool = False) -> None:
        place = self.document.place(pointer, key=key)
        self.wrong.append(f"{self.document.path}:{place.line}:{place.column}: {message}")

    def _value(self, pointer: Pointer) -> Any:
        node: Any = self.document.data
        for step in pointer:
            node = node.get(step) if isinstance(step, str) else node[step]
        return node

    def _check_keys(self, data: LocatedDict, pointer: Pointer, known: Sequence[str]) -> None:
        for key in data:
            if key not in known:
                near = nearest(key, known, 1)
                self._tell(
                    (*pointer, key),
                    _("there is no key '{key}' here; did you mean '{near}'?").format(
                        key=one_line(key), near=near[0]
                    )
                    if near
                    else _("there is no key '{key}' here; put '#' before it to keep it.").format(
                        key=one_line(key)
                    ),
                    key=True,
                )

    def _text(self, pointer: Pointer) -> str:
        value = self._value(pointer)
        if isinstance(value, dict | list):
            self._tell(pointer, _("one line of text goes here, no list."))
            return ""
        return _plain(value)

    def _texts(self, pointer: Pointer) -> list[str]:
        value = self._value(pointer)
        if isinstance(value, LocatedList):
            return [text for at in range(len(value)) if (text := self._text((*pointer, at)))]
        text = self._text(pointer)
        return [text] if text else []

    def _role(self, said: str) -> str:
        names = role_names(self.taxonomy)
        found = names.id_of(said)
        if found is None:
            known = ", ".join(each.id for each in self.taxonomy.assessment.roles)
            self._tell(
                ("role",), _("there is no such role; choose from: {known}.").format(known=known)
            )
        return found or ""

    def _known(self, names: Names, said: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of what is known; what is not is set aside."""
        found = []
        for name in said:
            id = names.id_of(name)
            if id is None:
                self.unknown.append(name)
            elif id not in found:
                found.append(id)
        return tuple(found)

    def _read_about(self, data: LocatedDict) -> About:
        about = data.get("about")
        if about is None:
            return About()
        if not isinstance(about, LocatedDict):
            self._tell(("about",), _("below 'about' go keys, such as 'sector:'."))
            return About()
        self._check_keys(about, ("about",), ABOUT_KEYS)
        ages = [self._age(about, key) for key in ("age_min", "age_max")]
        low, high = ages
        if low is not None and high is not None and low > high:
            self._tell(("about", "age_min"), _("'age_min' is above 'age_max'; swap them."))
        statements = self.taxonomy.assessment.statements
        wanted = self._texts(("about", "priorities"))
        if len(wanted) > MOST_PRIORITIES:
            self._tell(
                ("about", "priorities"),
                _("name {number} priorities at most.").format(number=MOST_PRIORITIES),
            )

        def terms(key: str, vocabulary: str) -> tuple[str, ...]:
            said = self._texts(("about", key)) if key == "who" else [self._text(("about", key))]
            return self._known(Names(self.taxonomy.terms(vocabulary)), filter(None, said))

        return About(
            "".join(terms("sector", t.SECTORS)),
            terms("who", t.AUDIENCES),
            low,
            high,
            "".join(terms("region_level", t.REGION_LEVELS)),
            self._known(statement_names(statements, self.taxonomy), wanted),
        )

    def _age(self, about: LocatedDict, key: str) -> int | None:
        value = about.get(key)
        if isinstance(value, str) and value.strip().isdecimal() and value.isascii():
            value = int(value[:9])
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= OLDEST:
            self._tell(
                ("about", key),
                _("an age goes here, in whole years from 0 to {most}.").format(most=OLDEST),
            )
            return None
        return value

    def _read_answers(self, data: LocatedDict) -> dict[str, Answer]:
        items = data.get("answers")
        if items is None:
            return {}
        if not isinstance(items, LocatedList):
            self._tell(("answers",), _("below 'answers' goes a list of '- id: …'."))
            return {}
        known = {each.id for each in self.taxonomy.assessment.statements}
        found: dict[str, Answer] = {}
        lines: dict[str, int] = {}
        for number, item in enumerate(items):
            at: Pointer = ("answers", number)
            id = self._text((*at, "id")) if isinstance(item, LocatedDict) else ""
            if not isinstance(item, LocatedDict) or not id:
                self._tell(at, _("an answer begins with '- id:' and the id of a statement."))
                continue
            self._check_keys(item, at, ANSWER_KEYS)
            if id in lines:
                self._tell(
                    (*at, "id"),
                    _("'{id}' was answered on line {line} too; keep one of the two.").format(
                        id=id, line=lines[id]
                    ),
                )
                continue
            lines[id] = self.document.place((*at, "id")).line
            score, skipped = self._score((*at, "score"))
            answer = Answer(score, skipped, self._text((*at, "proof")))
            if id not in known:
                self.unknown.append(id)
            elif answer != Answer():
                found[id] = answer
        return found

    def _score(self, pointer: Pointer) -> tuple[int | None, str]:
        value = self._value(pointer)
        if value is None or value == "":
            return None, ""
        scores = [each.score for each in self.taxonomy.assessment.scale if each.score is not None]
        if isinstance(value, str):
            letters = re.sub(r"[^a-z0-9]", "", fold(value[:40]))
            for word in SKIPPED:
                if letters == word.replace("-", ""):
                    return None, word
            if letters.isdecimal() and letters == value.strip():
                value = int(letters)
        if isinstance(value, int) and not isinstance(value, bool) and value in scores:
            return value, ""
        self._tell(
            pointer,
            _("a score is one of {known}, or empty.").format(
                known=", ".join([*map(str, scores), *SKIPPED])
            ),
        )
        return None, ""


def _plain(value: Any) -> str:
    """Return a single value as it was typed, on one line."""
    if value is None:
        return ""
    return one_line(value if isinstance(value, str) else inline(value))
