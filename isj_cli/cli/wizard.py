"""The wizard of `isj add-practice`: asks, keeps every answer, shows what will be written."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from isj_cli.cli.doubles import resembling_titles
from isj_cli.cli.editing import ask_in_editor, text_in
from isj_cli.cli.prompts import Back, Choice, Head, Prompts, Skipped, Stopped
from isj_cli.cli.questions import SECTIONS, Kind, Step, put, steps, value_at
from isj_cli.cli.session import Session
from isj_cli.domain import taxonomy as t
from isj_cli.domain.errors import IsjError
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Item, Term
from isj_cli.domain.text import one_line
from isj_cli.locale import _, ngettext
from isj_cli.render import foreground
from isj_cli.store import begun, drafts
from isj_cli.store.begun import Begun
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import is_id
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.store.writing import write_atomically
from isj_cli.store.yaml_loader import parse

TODO = "TODO"
DIGITS = 20  # no number that is asked for has more
Place = tuple[str | int, ...]
END: Place = ("end",)
OPEN = ""  # the choice that leaves a question open
ITEMS = (t.PRINCIPLES, t.FACTORS, t.LEVELS)  # what stands in frameworks
SUGGESTED = {"sectors": "sector", "topics": "topic", t.PRINCIPLES: "principle", t.FACTORS: "factor"}
FIRST = {"provenance": "aangemeld", "status": "concept"}


class _Jump(Exception):  # noqa: N818 (a way to go, no error)
    """To another question."""

    def __init__(self, path: Place) -> None:
        super().__init__()
        self.path = path


class _Passed(Exception):  # noqa: N818 (a way to go, no error)
    """Past a step that has nothing to ask."""


def suggestions(session: Session, practice: Practice, kind: str) -> list[Any]:
    """Return the tags of one kind that practices with such texts carry, the best first."""
    search: Any = session.search
    return [each for each in search.suggest(practice, limit=5) if each.kind == kind]


def ask_all(
    session: Session, given: Mapping[str, Any], *, short: bool
) -> tuple[Begun, dict[str, Any]]:
    """Ask for what is not `given`; return what was kept, and the values that are to be written.

    Raises `KeyboardInterrupt` where the person stops: what was said is kept, and the next time
    goes on with it.
    """
    prompts = Prompts()
    begin = Begun()
    try:
        begin = _chosen(session, prompts)
        begin.values |= given
        begin.short = begin.short or short
        wizard = Wizard(session, prompts, begin, given)
        wizard.run()
    except Stopped as stop:
        session.warn(
            _("Stopped; your answers are kept, and 'isj add-practice' goes on with them.")
            if begin.path and begin.path.exists()
            else _("Stopped; nothing was written.")
        )
        raise KeyboardInterrupt from stop
    return begin, wizard.finished()


def _chosen(session: Session, prompts: Prompts) -> Begun:
    """Return the practice to go on with, or a new one."""
    found = begun.kept(session.kb)
    if not found:
        return begun.begin(session.kb)
    new, away = "new", "away"
    choices = [
        Choice(
            str(number),
            _("Go on with '{title}' (of {moment})").format(
                title=each.values.get("title") or _("no title yet"),
                moment=f"{each.saved_at:%Y-%m-%d %H:%M}",
            ),
        )
        for number, each in enumerate(found)
    ]
    picked = prompts.menu(
        Head(
            _("You were busy with a practice. What do you want to do?"),
            _("Nothing that you typed was lost."),
        ),
        [
            *choices,
            Choice(new, _("Begin a new practice, and keep this for later")),
            Choice(away, _("Throw away what was kept, and begin a new practice")),
        ],
    )
    if picked == away:
        for each in found:
            each.drop()
    return begun.begin(session.kb) if picked in (new, away) else found[int(picked)]


class Wizard:
    """Asks the questions one by one, back and forth, and keeps every answer."""

    def __init__(
        self,
        session: Session,
        prompts: Prompts,
        begin: Begun,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        """Take where the answers go to, and what was given beforehand and need not be asked."""
        self.session = session
        self.kb = session.kb
        self.taxonomy = session.kb.taxonomy
        self.prompts = prompts
        self.begun = begin
        self.values = begin.values
        self.given = {key for key, value in (given or {}).items() if TODO not in _texts(value)}
        self._no_double = ""

    def run(self) -> None:
        """Ask until the practice is to be written; raises `Stopped`."""
        if self.begun.path:
            opening = _("Describe a practice, one question at a time. Every answer is kept.")
            keys = _(
                "Esc goes back, Ctrl-N skips a question, Ctrl-C stops; you can go on another time."
            )
        else:
            opening = _(
                "Describe a practice, one question at a time. Nothing can be kept meanwhile: do it "
                "in one go, or name a folder for it in ISJ_DATA."
            )
            keys = _("Esc goes back, Ctrl-N skips a question, Ctrl-C stops.")
        self.prompts.say(opening, "bold")
        self.prompts.say(keys)
        self._ask_from(tuple(self.begun.at))
        while True:
            self._keep(END)
            try:
                self._review()
                return
            except _Jump as jump:
                self._mend(jump.path)

    def _steps(self) -> list[Step]:
        return [
            step
            for step in steps(self.values, short=self.begun.short)
            if step.path[0] not in self.given and (step.path != ("id",) or self._needs_id())
        ]

    def _ask_from(self, here: Place) -> None:
        """Ask from the question at `here` to the last one."""
        on = 1
        asked = self._steps()
        at = 0 if not here else _index(asked, here)
        while at < len(asked):
            step = asked[max(0, at)]
            self._keep(step.path)
            try:
                self._ask(step)
                on = 1
            except Back as left:
                self._put_aside(step, left.typed)
                on = -1
            except Skipped as left:
                self._put_aside(step, left.typed)
                on = 1
            except Stopped as left:
                self._put_aside(step, left.typed)
                self._keep(step.path)
                raise
            except _Passed:
                on = on if at > 0 else 1
            except _Jump as jump:
                at = _index(asked, jump.path)
                continue
            asked = self._steps()
            at = max(0, _index(asked, step.path) + on)

    def _mend(self, path: Place) -> None:
        """Ask one question anew, and those that its answer makes necessary."""
        waiting, asked = [path], set()
        while waiting:
            place = waiting.pop(0)
            asked.add(place)
            step = next((each for each in steps(self.values) if each.path == place), None)
            if step is None:
                continue
            try:
                self._ask(step)
                waiting = [each for each in self._lacking(place[0]) if each not in asked]
            except _Passed:
                waiting = [each for each in self._lacking(place[0]) if each not in asked]
            except _Jump as jump:
                waiting, asked = [jump.path], set()
            except (Back, Skipped) as left:
                self._put_aside(step, left.typed)
            except Stopped as left:
                self._put_aside(step, left.typed)
                self._keep(END)
                raise
            self._keep(END)

    def _lacking(self, key: str | int) -> list[Place]:
        """Return what the answer to a question makes necessary to ask.

        That is what is required and lacking in the parts of a key, and what a title gives rise to.
        """
        if key in ("title", "doubles", "id"):
            return [("doubles",), *([("id",)] if self._lacks_id() else [])]
        end = len(value_at(self.values, [key]) or ())
        return [
            step.path
            for step in steps(self.values, short=True)
            if step.path[0] == key
            and len(step.path) == 3
            and step.path[1] != end
            and value_at(self.values, step.path) in (None, TODO)
        ]

    def _keep(self, path: Iterable[str | int]) -> None:
        """Keep all answers, and the place of the next question."""
        self.begun.at = list(path)
        if not (self.values or self.begun.typed):
            return
        try:
            self.begun.keep()
        except IsjError as error:
            self.begun.path = None
            self.prompts.say(str(error), "class:note")

    def _put_aside(self, step: Step, typed: str) -> None:
        """Remember what was typed at a question that was left."""
        if typed.strip() and typed != self._default(step):
            self.begun.typed[step.spot] = typed

    # One question

    def _ask(self, step: Step) -> None:
        """Ask, and put the answer in its place."""
        question = step.question
        if question.kind is Kind.DOUBLES:
            self._show_doubles(step)
            return
        choices = self._choices(step)
        if not choices and (question.kind is Kind.PRACTICE or question.vocabulary in ITEMS):
            if question.vocabulary:
                self._take(step, [])
            raise _Passed
        ways: dict[Kind, Callable[[Step, list[Choice]], Any]] = {
            Kind.LINE: self._line,
            Kind.LINES: self._line,
            Kind.TEXT: self._text,
            Kind.NUMBER: self._number,
            Kind.ONE: self._one,
            Kind.PRACTICE: self._one,
            Kind.SOURCE: self._one,
            Kind.MANY: self._many,
            Kind.PLACES: self._many,
            Kind.TAGS: self._tags,
        }
        answer = ways[question.kind](step, choices)
        self.begun.typed.pop(step.spot, None)
        self._take(step, answer)
        self._tell(step, answer, choices)

    def _take(self, step: Step, answer: Any) -> None:
        path, empty = step.path, answer in ("", None, [])
        if not empty:
            is_new = isinstance(path[-1], str) and value_at(self.values, path[:-1]) is None
            put(self.values, path, answer)
            if is_new:
                self._begin_part(path)
        elif answer == [] and step.question.required and not self._limits(path).get("minItems"):
            put(self.values, path, [])
        elif len(path) == 3 and self._makes_parts(step):
            if value_at(self.values, path[:-1]) is not None:
                put(self.values, path[:-1], None)
        elif value_at(self.values, path) is not None:
            put(self.values, path, None)

    def _makes_parts(self, step: Step) -> bool:
        return any(
            question.key == step.path[0]
            and question.kind is Kind.PARTS
            and question.parts[0].key == step.path[-1]
            for section in SECTIONS
            for question in section.questions
        )

    def _begin_part(self, path: Place) -> None:
        """Fill in what nobody has to be asked for of a new part."""
        if path[:2] == ("organisations", 0) and "trekker" in self.taxonomy.ids(t.ROLES):
            put(self.values, ("organisations", 0, "role"), "trekker")
        if path[0] == "sources":
            part = self.values["sources"][int(path[1])]
            taken = {each.get("id") for each in self.values["sources"]}
            id = base = "-".join(drafts.id_for(part["title"]).split("-")[:4]) or "bron"
            number = 1
            while id in taken:
                number += 1
                id = f"{base}-{number}"
            part["id"] = id

    def _tell(self, step: Step, answer: Any, choices: Iterable[Choice]) -> None:
        """Leave the answer on the screen."""
        if answer in ("", None, []):
            return
        labels = {choice.value: choice.label for choice in choices}
        said = answer if isinstance(answer, list) else [answer]
        ids = [each["id"] if isinstance(each, dict) else str(each) for each in said]
        self.prompts.answered(self._label(step), ", ".join(labels.get(each, each) for each in ids))

    def _head(self, step: Step, *, is_listed: bool = True) -> Head:
        question = step.question
        more = question.more and step.path[-1 if question.kind is Kind.LINES else 1] != 0
        explanation = _(question.explanation)
        if question.vocabulary and not is_listed:
            explanation = _("There is no list of this; type it in your own words.")
        if more and value_at(self.values, step.path) is None:
            explanation += " " + _("Leave this empty if there is no more.")
        elif not question.required and question.kind not in (Kind.ONE, Kind.SOURCE):
            explanation += " " + _("May stay empty.")
        return Head(
            _(question.more) if more else _(question.question),
            explanation,
            f"{step.number}/{len(SECTIONS)} {_(step.section)}",
            self._about(step),
        )

    def _about(self, step: Step) -> str:
        """Return what the question is about: the tag and its definition, or the part."""
        if len(step.path) != 3:
            return ""
        part = value_at(self.values, step.path[:2]) or {}
        language = self.session.language
        item = self.taxonomy.items.get(str(part.get("id")))
        if step.path[0] in (t.PRINCIPLES, t.FACTORS) and item:
            return f"{item.label.text(language)}: {item.description.text(language)}".rstrip(": ")
        if self._makes_parts(step):
            return ""
        named = next((part[key] for key in ("name", "text", "statement", "register", "title", "id")
                      if key in part), "")  # fmt: skip
        return f"«{one_line(str(named))}»" if named else ""

    def _default(self, step: Step) -> str:
        """Return the answer that was given before, or what was typed without becoming one."""
        value = value_at(self.values, step.path)
        return "" if value in (None, TODO) else str(value)

    def _begin_with(self, step: Step) -> str:
        return self.begun.typed.get(step.spot) or self._default(step)

    def _line(self, step: Step, choices: list[Choice]) -> str:
        begin = self._begin_with(step)
        if step.path == ("id",):
            leading = value_at(self.values, ("organisations", 0, "name")) or ""
            begin = begin or drafts.id_for(f"{self.values['title']} {leading}")
        answer = self.prompts.line(self._head(step), begin, lambda said: self._wrong(step, said))
        return _address(step, answer)

    def _number(self, step: Step, choices: list[Choice]) -> int | None:
        answer = self.prompts.line(
            self._head(step), self._begin_with(step), lambda said: self._wrong(step, said)
        )
        return int(answer) if answer else None

    def _one(self, step: Step, choices: list[Choice]) -> str:
        question = step.question
        is_practice = question.kind is Kind.PRACTICE
        if question.vocabulary and not choices:
            head = self._head(step, is_listed=False)
            begin = self._begin_with(step)
            return self.prompts.line(head, begin, lambda said: self._wrong(step, said))
        if is_practice or not question.required:
            none = _("None, or no more") if is_practice else _("I do not know, or none of these")
            choices = [Choice(OPEN, none), *choices]
        default = self._default(step) or FIRST.get(question.key, "")
        return self.prompts.one(self._head(step), choices, default)

    def _many(self, step: Step, choices: list[Choice]) -> list[str]:
        ticked = [each for each in value_at(self.values, step.path) or [] if each != TODO]
        is_listed = bool(choices) or step.question.kind is Kind.PLACES
        free = step.question.kind is Kind.PLACES or not is_listed
        head = self._head(step, is_listed=is_listed)
        return self.prompts.many(head, choices, ticked, free=free)

    def _tags(self, step: Step, choices: list[Choice]) -> list[dict[str, str]]:
        tags = {tag["id"]: tag for tag in value_at(self.values, step.path) or []}
        chosen = self.prompts.many(self._head(step), choices, [*tags])
        self.begun.spare |= {id: tag for id, tag in tags.items() if id not in chosen}
        return [tags.get(id) or self.begun.spare.pop(id, {"id": id}) for id in chosen]

    def _choices(self, step: Step) -> list[Choice]:
        """Return what there is to choose, what the text suggests first."""
        question = step.question
        if question.kind is Kind.SOURCE:
            return [
                Choice(each["id"], str(each.get("title") or each["id"]))
                for each in self.values["sources"]
            ]
        if question.kind is Kind.PRACTICE:
            taken = {each.get("id") for each in self.values.get("related", [])}
            return [
                Choice(each.id, f"{each.title} ({each.id})", description=each.summary)
                for each in self._records
                if each.id not in taken or each.id == value_at(self.values, step.path)
            ]
        if not question.vocabulary:
            return []
        is_carried = question.vocabulary in ITEMS
        known = (
            self.taxonomy.carried(question.vocabulary)
            if is_carried
            else self.taxonomy.terms(question.vocabulary)
        )
        by_label = question.kind is Kind.PLACES
        choices = [self._choice(each, by_label) for each in known if not _is_computed(each)]
        reasons = self._reasons(step)
        first = [
            choice._replace(reason=reasons[choice.value])
            for choice in sorted(
                (each for each in choices if each.value in reasons),
                key=lambda each: list(reasons).index(each.value),
            )
        ]
        return first + [choice for choice in choices if choice.value not in reasons]

    def _choice(self, thing: Item | Term, by_label: bool) -> Choice:
        language = self.session.language
        return Choice(
            thing.label.nl if by_label else thing.id,
            thing.label.text(language),
            (thing.id, thing.label.nl, thing.label.en, *thing.alt.nl, *thing.alt.en),
            thing.description.text(language),
        )

    def _reasons(self, step: Step) -> dict[str, str]:
        """Return why tags are suggested, by id, the best first."""
        kind = SUGGESTED.get(step.spot)
        if not kind:
            return {}
        return {
            each.id: self._reason(each)
            for each in suggestions(self.session, self._practice(), kind)
        }

    def _reason(self, suggestion: Any) -> str:
        if suggestion.label_found:
            return _("suggested: you write «{words}»").format(words=suggestion.label_found)
        titles = {record.id: record.title for record in self._records}
        like = next((titles.get(id, id) for id in suggestion.practices), "")
        words = ", ".join(suggestion.words[:3])
        return _("suggested: as with {title}").format(title=like) + (f" ({words})" if words else "")

    @cached_property
    def _records(self) -> list[Any]:
        every = {"status": self.taxonomy.ids(t.STATUSES)}
        return list(self.session.search.records(Filters(include=every)))

    def _practice(self) -> Practice:
        """Return the practice as far as it is known."""
        return from_mapping(Practice, _without_todo(self.values))

    # What is wrong with an answer

    @cached_property
    def _schema(self) -> dict[str, Any]:
        return in_step(read_schema(schema_path(self.kb)), self.taxonomy)

    def _limits(self, path: Iterable[str | int]) -> dict[str, Any]:
        """Return what the schema says of the value at a place."""
        node = self._schema
        for key in path:
            node = node["items"] if isinstance(key, int) else node["properties"][key]
        return node

    def _wrong(self, step: Step, said: str) -> str:
        """Return what is wrong with an answer, nothing where it is right."""
        limits, most = self._limits(step.path), self._limits(step.path).get("maxLength")
        if step.question.kind is Kind.NUMBER:
            if not (said.isascii() and said.isdecimal()):
                return _("That is no whole number; type digits only.")
            low, high = limits["minimum"], limits["maximum"]
            if len(said) > DIGITS or not low <= int(said) <= high:
                return _("It must be a whole number from {low} to {high}.").format(
                    low=low, high=high
                )
            return ""
        said = _address(step, said)
        if most and len(said) > most:
            return _("These are {number} characters; at most {limit} fit: make it shorter.").format(
                number=len(said), limit=most
            )
        if "pattern" in limits and not re.search(limits["pattern"], said):
            return _("That does not have the right form.") + " " + _(step.question.explanation)
        if step.path == ("title",):
            return self._wrong_title(said)
        if step.path == ("id",) and self._is_taken(said):
            return _("There is a practice with the id '{id}' already; choose another one.").format(
                id=said
            )
        return ""

    def _wrong_title(self, title: str) -> str:
        same = [each for each in self._records if each.title.casefold() == title.casefold()]
        if not same:
            return ""
        return _("There is a practice with this title already ({id}); choose another one.").format(
            id=same[0].id
        )

    def _needs_id(self) -> bool:
        """Tell whether the title gives no id that can be used."""
        if "title" not in self.values:
            return False
        id = drafts.id_for(self.values["title"])
        return not is_id(id) or self._is_taken(id)

    def _lacks_id(self) -> bool:
        """Tell whether there is no id yet under which the file can be written."""
        id = self.values.get("id")
        return self._is_taken(id) if id else self._needs_id()

    def _is_taken(self, id: str) -> bool:
        """Tell whether a practice has or had the id, or a file in this folder is called so."""
        if self.kb.bundled and (Path.cwd() / f"{id}.yaml").exists():
            return True
        return self.kb.holds(id) or self.kb.has_former(id)

    # Long texts

    def _text(self, step: Step, choices: list[Choice]) -> str:
        command, path = foreground.own_editor(), self.begun.text_path("-".join(map(str, step.path)))
        head, begin = self._head(step), self._begin_with(step)

        def wrong(said: str) -> str:
            return self._wrong(step, said)

        if path is None or command is None:
            begin = (path and text_in(path)) or begin
            answer = self.prompts.lines(head, begin, wrong)
            if path:
                path.unlink(missing_ok=True)
            return answer
        return ask_in_editor(
            self.prompts, head, command, path, begin, wrong,
            keep=lambda said: put(self.values, step.path, said),
        )  # fmt: skip

    # Doubles

    def _show_doubles(self, step: Step) -> None:
        """Show the practices with nearly the same title, and ask whether this is another one."""
        title = self.values.get("title", "")
        names = [each.get("name", "") for each in self.values.get("organisations", [])]
        found = resembling_titles(self._records, title, names)
        if not found or self._no_double == title:
            raise _Passed
        records = {record.id: record for record in self._records}
        told = [
            f"{records[id].title} ({', '.join(records[id].organisations)}): {records[id].summary}"
            for id in found[:3]
        ]
        other, change = "other", "title"
        picked = self.prompts.one(
            Head(
                _("Is yours another practice?"),
                _("'isj show {id}' shows what is there already.").format(id=found[0]),
                f"{step.number}/{len(SECTIONS)} {_(step.section)}",
                about="\n".join(told),
                note=_("There is a practice that is called nearly the same."),
            ),
            [
                Choice(other, _("Yes, mine is another one: go on")),
                Choice(change, _("Change the title")),
            ],
        )
        if picked == change:
            raise _Jump(("title",))
        self._no_double = title

    # The end

    def finished(self) -> dict[str, Any]:
        """Return the values as they will be written: what is needed and not known says TODO."""
        values: dict[str, Any] = dict(self.values)
        values.setdefault("id", drafts.id_for(values.get("title", "")))
        for key in ("region", "target_group"):
            if key in values:
                first = {"region": "level", "target_group": "text"}[key]
                values[key] = {first: TODO} | values[key]
                if key == "region":
                    values[key].setdefault("names", [])
        for section in SECTIONS:
            for question in section.questions:
                needed = [part.key for part in question.parts if part.required]
                if question.parts and values.get(question.key):
                    values[question.key] = [
                        dict.fromkeys(needed, TODO) | part for part in values[question.key]
                    ]
        ordered: dict[str, Any] = _ordered(values, self._schema)
        return ordered | dict.fromkeys(drafts.OPTIONAL - values.keys())

    def _review(self) -> None:
        """Show what will be written and what is wrong with it; raises `_Jump` or `Stopped`."""
        values = self.finished()
        text = drafts.draft(values, datetime.now(UTC).date(), self.kb.taxonomy)
        self.prompts.say("")
        self.prompts.say(_("This is what will be written, and explanations with it."), "bold")
        self.prompts.show(_bare(text))
        findings = self._findings(text, values["id"])
        places = self._places(text, findings) | self._unfinished()
        if lacks_id := self._lacks_id():
            known = next(step for step in steps(self.values) if step.path == ("id",))
            places["id"] = (self._label(known), _("the file needs a name that is free."), "")
        write, other, show, stop = "write", "other", "show", "stop"
        while True:
            picked = self.prompts.menu(
                Head(
                    _("What now?"),
                    ngettext(
                        "{number} place asks for attention.",
                        "{number} places ask for attention.",
                        len(findings),
                    ).format(number=len(findings))
                    if findings
                    else _("The file cannot be written yet.")
                    if lacks_id
                    else _("It is complete."),
                ),
                [
                    *(
                        [Choice(write, _("Write the file"))]
                        if is_id(values["id"]) and not lacks_id
                        else []
                    ),
                    *(
                        Choice(spot, f"{label}: {message}", description=hint)
                        for spot, (label, message, hint) in places.items()
                    ),
                    Choice(other, _("Change another answer")),
                    Choice(show, _("Show it again")),
                    Choice(stop, _("Stop, and go on another time")),
                ],
            )
            if picked == write:
                return
            if picked == stop:
                raise Stopped
            if picked == show:
                self.prompts.show(_bare(text))
                continue
            try:
                spot = self._other() if picked == other else picked
            except (Back, Skipped):
                continue
            raise _Jump(next(each.path for each in steps(self.values) if each.spot == spot))

    def _other(self) -> str:
        """Return the question to answer anew."""
        choices = [
            Choice(
                step.spot,
                self._label(step),
                description=one_line(self._default(step))[:200],
            )
            for step in steps(self.values)
            if step.question.kind is not Kind.DOUBLES
        ]
        head = Head(_("Which answer do you want to change?"), place=_("Change another answer"))
        return self.prompts.one(head, choices)

    def _label(self, step: Step) -> str:
        """Return what a question is called in a list of questions."""
        about = self._about(step).split(": ")[0]
        question = step.question
        number = step.path[1] if len(step.path) > 1 and isinstance(step.path[1], int) else None
        name = _(question.name)
        if number is not None and (question.kind is Kind.LINES or self._makes_parts(step)):
            name = f"{name} {number + 1}"
        return f"{name} ({about})" if about else name

    def _unfinished(self) -> dict[str, tuple[str, str, str]]:
        """Return the questions at which something was typed that did not become an answer."""
        known = {step.spot: step for step in steps(self.values)}
        return {
            spot: (self._label(known[spot]), _("what you typed here is no answer yet."), typed)
            for spot, typed in self.begun.typed.items()
            if spot in known
        }

    def _findings(self, text: str, id: str) -> list[Finding]:
        """Return what validation has against the file before it is one."""
        from isj_cli.validation.check import validate
        from isj_cli.validation.report import Selection

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{id or TODO}.yaml"
            write_atomically(path, text)
            selection = Selection(severity=Severity.WARNING)
            return list(validate(self.kb, [path], selection=selection).findings)

    def _places(self, text: str, findings: Iterable[Finding]) -> dict[str, tuple[str, str, str]]:
        """Return the questions that findings are about: name, message and hint of each."""
        document = parse(text, Path("-"))
        found = {}
        known = [step for step in steps(self.values) if step.question.kind is not Kind.DOUBLES]
        for finding in findings:
            place = (finding.place.line, finding.place.column)
            before = [
                (at.line, at.column, len(step.path), -number, step)
                for number, step in enumerate(known)
                if ((at := document.place(step.path)).line, at.column) <= place
            ]
            if before:
                step = max(before, key=lambda each: each[:4])[4]
                found[step.spot] = (self._label(step), finding.message, finding.hint)
        return found


def _index(asked: list[Step], path: Place) -> int:
    """Return where the question about a place stands, else the first after where it stood."""
    for number, step in enumerate(asked):
        if step.path == path:
            return number
    near = [number for number, step in enumerate(asked) if step.path[:1] == path[:1]]
    return near[-1] if near else len(asked)


def _is_computed(thing: Item | Term) -> bool:
    return isinstance(thing, Term) and thing.computed


def _address(step: Step, said: str) -> str:
    """Return an address with what people leave out in front of it."""
    return f"https://{said}" if step.path[-1] == "url" and said and "://" not in said else said


def _bare(text: str) -> str:
    """Return the lines of a file that are no explanation."""
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    return re.sub(r"\n{2,}(?=\S)", "\n", lines).strip()


def _texts(value: Any) -> list[Any]:
    """Return the values within a value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else [value]


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
