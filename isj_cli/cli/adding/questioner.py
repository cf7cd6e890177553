"""Puts one question, each kind in its own way, and gives the answer its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from isj_cli.cli.adding.checking import whole_address, wrong
from isj_cli.cli.adding.choosing import ITEMS, offered
from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.doubles import resembling_titles
from isj_cli.cli.adding.question import Kind
from isj_cli.cli.adding.steps import Place, Step, put, value_at
from isj_cli.cli.asking.editing import ask_in_editor, text_in
from isj_cli.cli.asking.picking import Choice
from isj_cli.cli.asking.prompts import Check, Prompts
from isj_cli.cli.asking.screen import Head
from isj_cli.domain.fixed import CONCEPT, TODO
from isj_cli.locale import _
from isj_cli.render import foreground
from isj_cli.store import drafts

OPEN = ""  # the choice that leaves a question open
FIRST = {"provenance": "aangemeld", "status": CONCEPT}


class Jump(Exception):  # noqa: N818 (a way to go, no error)
    """To another question."""

    def __init__(self, path: Place) -> None:
        super().__init__()
        self.path = path


class Passed(Exception):  # noqa: N818 (a way to go, no error)
    """Past a step that has nothing to ask."""


class Questioner:
    """Asks about one place in a practice; raises `Jump`, `Passed`, and what prompts raise."""

    def __init__(self, prompts: Prompts, described: Described) -> None:
        """Take whom to ask through, and where the answers go."""
        self.prompts = prompts
        self.described = described
        self._no_double = ""

    def ask(self, step: Step) -> None:
        """Ask, and put the answer in its place."""
        question = step.question
        if question.kind is Kind.DOUBLES:
            self._show_doubles(step)
            return
        choices = offered(self.described, step)
        if not choices and (question.kind is Kind.PRACTICE or question.vocabulary in ITEMS):
            if question.vocabulary:
                self.described.take(step, [])
            raise Passed
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
        self.described.begun.typed.pop(step.spot, None)
        self.described.take(step, answer)
        self._tell(step, answer, choices)

    def _tell(self, step: Step, answer: Any, choices: Iterable[Choice]) -> None:
        """Leave the answer on the screen."""
        if answer in ("", None, []):
            return
        labels = {choice.value: choice.label for choice in choices}
        said = answer if isinstance(answer, list) else [answer]
        ids = [each["id"] if isinstance(each, dict) else str(each) for each in said]
        self.prompts.answered(
            self.described.label(step), ", ".join(labels.get(each, each) for each in ids)
        )

    def _head(self, step: Step, *, is_listed: bool = True) -> Head:
        question = step.question
        more = question.more and step.path[-1 if question.kind is Kind.LINES else 1] != 0
        explanation = _(question.explanation)
        if question.vocabulary and not is_listed:
            explanation = _("There is no list of this; type it in your own words.")
        if more and value_at(self.described.values, step.path) is None:
            explanation += " " + _("Leave this empty if there is no more.")
        elif not question.required and question.kind not in (Kind.ONE, Kind.SOURCE):
            explanation += " " + _("May stay empty.")
        return Head(
            _(question.more) if more else _(question.question),
            explanation,
            step.place,
            self.described.about(step),
        )

    def _check(self, step: Step) -> Check:
        return partial(wrong, self.described, step)

    def _line(self, step: Step, choices: list[Choice]) -> str:
        begin = self.described.begin_with(step)
        if step.path == ("id",):
            leading = value_at(self.described.values, ("organisations", 0, "name")) or ""
            begin = begin or drafts.id_for(f"{self.described.values['title']} {leading}")
        answer = self.prompts.line(self._head(step), begin, self._check(step))
        return whole_address(step, answer)

    def _number(self, step: Step, choices: list[Choice]) -> int | None:
        begin = self.described.begin_with(step)
        answer = self.prompts.line(self._head(step), begin, self._check(step))
        return int(answer) if answer else None

    def _one(self, step: Step, choices: list[Choice]) -> str:
        question = step.question
        is_practice = question.kind is Kind.PRACTICE
        if question.vocabulary and not choices:
            head = self._head(step, is_listed=False)
            begin = self.described.begin_with(step)
            return self.prompts.line(head, begin, self._check(step))
        if is_practice or not question.required:
            none = _("None, or no more") if is_practice else _("I do not know, or none of these")
            choices = [Choice(OPEN, none), *choices]
        default = self.described.default(step) or FIRST.get(question.key, "")
        return self.prompts.one(self._head(step), choices, default)

    def _many(self, step: Step, choices: list[Choice]) -> list[str]:
        ticked = [each for each in value_at(self.described.values, step.path) or [] if each != TODO]
        is_listed = bool(choices) or step.question.kind is Kind.PLACES
        free = step.question.kind is Kind.PLACES or not is_listed
        head = self._head(step, is_listed=is_listed)
        return self.prompts.many(head, choices, ticked, free=free)

    def _tags(self, step: Step, choices: list[Choice]) -> list[dict[str, str]]:
        tags = {tag["id"]: tag for tag in value_at(self.described.values, step.path) or []}
        chosen = self.prompts.many(self._head(step), choices, [*tags])
        self.described.begun.spare |= {id: tag for id, tag in tags.items() if id not in chosen}
        return [tags.get(id) or self.described.begun.spare.pop(id, {"id": id}) for id in chosen]

    def _text(self, step: Step, choices: list[Choice]) -> str:
        command = foreground.own_editor()
        path = self.described.begun.text_path("-".join(map(str, step.path)))
        head, begin, check = self._head(step), self.described.begin_with(step), self._check(step)
        if path is None or command is None:
            begin = (path and text_in(path)) or begin
            answer = self.prompts.lines(head, begin, check)
            if path:
                path.unlink(missing_ok=True)
            return answer
        return ask_in_editor(
            self.prompts, head, command, path, begin, check,
            keep=lambda said: put(self.described.values, step.path, said),
        )  # fmt: skip

    def _show_doubles(self, step: Step) -> None:
        """Show the practices with nearly the same title, and ask whether this is another one."""
        title = self.described.values.get("title", "")
        names = [each.get("name", "") for each in self.described.values.get("organisations", [])]
        found = resembling_titles(self.described.records, title, names)
        if not found or self._no_double == title:
            raise Passed
        records = {record.id: record for record in self.described.records}
        told = [
            f"{records[id].title} ({', '.join(records[id].organisations)}): {records[id].summary}"
            for id in found[:3]
        ]
        other, change = "other", "title"
        picked = self.prompts.one(
            Head(
                _("Is yours another practice?"),
                _("'isj show {id}' shows what is there already.").format(id=found[0]),
                step.place,
                about="\n".join(told),
                note=_("There is a practice that is called nearly the same."),
            ),
            [
                Choice(other, _("Yes, mine is another one: go on")),
                Choice(change, _("Change the title")),
            ],
        )
        if picked == change:
            raise Jump(("title",))
        self._no_double = title
