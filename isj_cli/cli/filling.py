"""Answering a self-assessment in the terminal; each answer goes into the file at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from isj_cli.assessment.answers import (
    HIGHEST,
    MOST_PRIORITIES,
    UNSURE,
    Answer,
    Answers,
    asked,
    label_of,
    sections,
    view_of,
)
from isj_cli.assessment.files import OLDEST, read_answers, record, skipped_labels
from isj_cli.cli.asking.picking import Choice
from isj_cli.cli.asking.prompts import Back, Left, Prompts, Stopped
from isj_cli.cli.asking.screen import Head
from isj_cli.cli.session import Session
from isj_cli.cli.typed import as_typed
from isj_cli.domain import taxonomy as t
from isj_cli.domain.text import one_line
from isj_cli.locale import _, ngettext

OPEN = ""  # the choice that leaves a question open
PROVABLE = 3  # from this score on there is something to show
LONGEST = 300  # signs of a line of proof


class Step(NamedTuple):
    """One question: where its answer goes in the file, and under which heading it stands."""

    pointer: tuple[str, ...]
    place: str

    @property
    def is_proof(self) -> bool:
        """Whether it asks where an answer can be seen."""
        return self.pointer[-1] == "proof"


class Filling:
    """Asks what is open, back and forth, and writes every answer into the file."""

    def __init__(self, session: Session, path: Path, answers: Answers, *, again: bool) -> None:
        """Take the file and what it says; `again` asks what was answered before as well."""
        self.session = session
        self.path = path
        self.answers = answers
        self.again = again
        self.taxonomy = session.kb.taxonomy
        self.language = session.language
        self.prompts = Prompts()
        self._statements = asked(answers.kind, self.taxonomy)
        self._text = {each.id: each for each in self._statements}
        self._asks_about = again or not answers.answers

    def run(self) -> int:
        """Ask until nothing is open; return the exit code.

        Raises `KeyboardInterrupt` where the person stops: all that was answered is in the file.
        """
        self.prompts.say(
            _("Answer one statement at a time. Write no names; nothing leaves this computer."),
            "bold",
        )
        self.prompts.say(
            _("Esc goes back, Ctrl-N leaves it open, Ctrl-C stops; you can go on another time.")
        )
        try:
            self._walk()
        except Stopped as stop:
            self.session.warn(
                _(
                    "Stopped; your answers are in {path}, and this goes on with them: {command}"
                ).format(path=self.path, command=as_typed("isj", "assess", "fill", str(self.path)))
            )
            raise KeyboardInterrupt from stop
        self._tell_end()
        return 0

    def _steps(self) -> list[Step]:
        """Return all questions; which there are follows from the answers."""
        first = _("About you")
        steps = [
            Step(("role",), first),
            *(
                Step(("about", key), first)
                for key in ("sector", "who", "age_min", "age_max", "region_level", "priorities")
            ),
        ]
        number, total = 0, len(self._statements)
        for title, statements in sections(self._statements, self.taxonomy, self.language):
            for statement in statements:
                number += 1
                place = f"{number}/{total} {one_line(title)}"
                steps.append(Step(("answers", statement.id, "score"), place))
                score = self._answer(statement.id).score
                if score is not None and score >= PROVABLE:
                    steps.append(Step(("answers", statement.id, "proof"), place))
        return steps

    def _answer(self, id: str) -> Answer:
        return self.answers.answers.get(id, Answer())

    def _is_open(self, step: Step) -> bool:
        if step.pointer[0] == "answers":
            return not step.is_proof and not self._answer(step.pointer[1]).is_given
        if step.pointer == ("role",):
            return not self.answers.role
        return self._asks_about and getattr(self.answers.about, step.pointer[1]) in ("", (), None)

    def _walk(self) -> None:
        """Ask what is open; raises `Stopped`."""
        steps = self._steps()
        at = self._next(steps, -1)
        while at < len(steps):
            step = steps[at]
            on = True
            try:
                self._ask(step)
            except Left as left:
                if step.is_proof and (typed := one_line(left.typed)[:LONGEST]):
                    self._take(step, typed)
                if isinstance(left, Stopped):
                    raise
                on = not isinstance(left, Back)
            steps = self._steps()
            here = steps.index(step) if step in steps else at - 1
            at = self._next(steps, here) if on else max(0, here - 1)

    def _next(self, steps: list[Step], here: int) -> int:
        """Return the question after the one `here`: the next open one, or all with `again`.

        A high answer is followed by what can be seen of it.
        """
        for at in range(here + 1, len(steps)):
            is_next_proof = at == here + 1 and steps[at].is_proof
            if self.again or is_next_proof or self._is_open(steps[at]):
                return at
        return len(steps)

    def _ask(self, step: Step) -> None:
        ways: dict[str, Callable[[Step], Any]] = {
            "role": self._role,
            "sector": lambda step: self._term(step, t.SECTORS, _("From which sector is the help?")),
            "who": self._who,
            "age_min": lambda step: self._age(step, _("From which age is the help?")),
            "age_max": lambda step: self._age(step, _("Up to which age is the help?")),
            "region_level": lambda step: self._term(
                step, t.REGION_LEVELS, _("How large is the area where the help is given?")
            ),
            "priorities": self._priorities,
            "score": self._score,
            "proof": self._proof,
        }
        self._take(step, ways[step.pointer[-1]](step))

    def _take(self, step: Step, value: Any) -> None:
        """Write an answer into the file, and read back what that says now."""
        record(self.path, step.pointer, value)
        self.answers = read_answers(self.path, self.taxonomy)

    def _role(self, step: Step) -> str:
        roles = self.taxonomy.assessment.roles
        head = Head(
            _("From which role do you answer?"),
            _("A role, never a name. Young people and parents read words of their own."),
        )
        choices = [Choice(each.id, each.label.text(self.language)) for each in roles]
        picked = self.prompts.menu(head, choices)
        self._tell(_("Role"), picked, choices)
        return picked

    def _term(self, step: Step, vocabulary: str, question: str) -> str | None:
        key = step.pointer[-1]
        choices = [
            Choice(OPEN, _("I do not know, or leave this open")),
            *self._terms(vocabulary),
        ]
        picked = self.prompts.one(
            Head(question, "", step.place), choices, getattr(self.answers.about, key)
        )
        if picked:
            self._tell(question, picked, choices)
        return picked or None

    def _terms(self, vocabulary: str) -> list[Choice]:
        return [
            Choice(
                each.id,
                each.label.text(self.language),
                (each.id, *each.alt.nl, *each.alt.en),
                each.description.text(self.language),
            )
            for each in self.taxonomy.terms(vocabulary)
        ]

    def _who(self, step: Step) -> list[str]:
        question = _("Who gets the help?")
        head = Head(question, _("May stay empty."), step.place)
        return self.prompts.many(head, self._terms(t.AUDIENCES), self.answers.about.who)

    def _age(self, step: Step, question: str) -> int | None:
        about = self.answers.about

        def wrong(said: str) -> str:
            if not (said.isascii() and said.isdecimal() and len(said) <= 3):
                return _("Type an age in whole years, such as 12.")
            age = int(said)
            low, high = about.age_min, about.age_max
            if step.pointer[-1] == "age_min":
                is_right = age <= (OLDEST if high is None else high)
            else:
                is_right = (low or 0) <= age <= OLDEST
            return (
                "" if is_right else _("The youngest age comes first, and the oldest is below 121.")
            )

        old = getattr(about, step.pointer[-1])
        head = Head(question, _("In years; may stay empty."), step.place)
        said = self.prompts.line(head, "" if old is None else str(old), wrong)
        return int(said) if said else None

    def _priorities(self, step: Step) -> list[str]:
        view = view_of(self.answers.role, self.taxonomy)
        choices = [
            Choice(
                each.id,
                label_of(each.id, self.taxonomy, self.language),
                (each.id,),
                each.text(view, self.language),
            )
            for each in self._statements
        ]
        ticked = [*self.answers.about.priorities]
        note = ""
        while True:
            ticked = self.prompts.many(
                Head(
                    _("What do you want to learn about first?"),
                    _("Up to three; may stay empty."),
                    step.place,
                    note=note,
                ),
                choices,
                ticked,
            )
            if len(ticked) <= MOST_PRIORITIES:
                return ticked
            note = _("These are more than three; take some off.")

    def _score(self, step: Step) -> int | str:
        id = step.pointer[1]
        view = view_of(self.answers.role, self.taxonomy)
        answer = self._answer(id)
        choices = [
            *(
                Choice(
                    str(each.score),
                    f"{each.score} {each.label.text(self.language)}: "
                    f"{each.text(view, self.language)}".rstrip(": "),
                )
                for each in self.taxonomy.assessment.scale
            ),
            *(Choice(word, said) for word, said in skipped_labels().items()),
        ]
        given = answer.skipped or ("" if answer.score is None else str(answer.score))
        head = Head(self._text[id].text(view, self.language), "", step.place)
        # Enter alone says the least: it must not put down a zero.
        picked = self.prompts.one(head, choices, given or UNSURE)
        self.prompts.answered(
            label_of(id, self.taxonomy, self.language),
            next(
                (
                    f"{each.score} {each.label.text(self.language)}"
                    for each in self.taxonomy.assessment.scale
                    if str(each.score) == picked
                ),
                skipped_labels().get(picked, picked),
            ),
        )
        return int(picked) if picked.isdecimal() else picked

    def _proof(self, step: Step) -> str | None:
        id = step.pointer[1]
        answer = self._answer(id)
        explanation = _("One line, without names; may stay empty.")
        if answer.score == HIGHEST:
            explanation += " " + _("Without it the report calls this answer unproven.")
        view = view_of(self.answers.role, self.taxonomy)
        about = self._text[id].text(view, self.language)

        def wrong(said: str) -> str:
            if len(said) > LONGEST:
                return _("That is long; keep it under {number} signs.").format(number=LONGEST)
            return ""

        head = Head(_("Where can this be seen?"), explanation, step.place, about)
        return self.prompts.line(head, answer.proof, wrong) or None

    def _tell(self, name: str, picked: str, choices: list[Choice]) -> None:
        """Leave the answer on the screen."""
        self.prompts.answered(name, next(each.label for each in choices if each.value == picked))

    def _tell_end(self) -> None:
        left = sum(not self._answer(each.id).is_given for each in self._statements)
        name = as_typed(str(self.path))
        if left:
            self.session.say(
                ngettext(
                    "{number} statement is still open; 'isj assess fill {name}' goes on with it.",
                    "{number} statements are still open; 'isj assess fill {name}' goes on.",
                    left,
                ).format(number=left, name=name)
            )
        else:
            self.session.say(
                _(
                    "Every statement is answered in {path}; 'isj assess fill {name} --again' asks "
                    "once more, 'isj assess report {name}' shows where you stand."
                ).format(path=self.path, name=name)
            )
        unproven = sum(each.is_unproven for each in self.answers.answers.values())
        if unproven:
            self.session.say(
                ngettext(
                    "{number} answer of 4 has no proof yet; the report calls it unproven.",
                    "{number} answers of 4 have no proof yet; the report calls them unproven.",
                    unproven,
                ).format(number=unproven)
            )
