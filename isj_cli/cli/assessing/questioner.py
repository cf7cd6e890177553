"""Puts the questions of a self-assessment, each kind in its own way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from isj_cli.assessment.answers import (
    HIGHEST,
    MOST_PRIORITIES,
    UNSURE,
    Answer,
    Answers,
    label_of,
    view_of,
)
from isj_cli.assessment.files import skipped_labels
from isj_cli.assessment.reading import OLDEST
from isj_cli.cli.asking.picking import Choice
from isj_cli.cli.asking.prompts import Prompts
from isj_cli.cli.asking.screen import Head
from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Statement
from isj_cli.locale import _

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


class Questioner:
    """Asks one question at a time; raises what prompts raise."""

    def __init__(
        self,
        prompts: Prompts,
        statements: Sequence[Statement],
        taxonomy: t.Taxonomy,
        language: str,
    ) -> None:
        """Take whom to ask through, and which statements there are."""
        self.prompts = prompts
        self.taxonomy = taxonomy
        self.language = language
        self._statements = statements
        self._text = {each.id: each for each in statements}

    def ask(self, step: Step, answers: Answers) -> Any:
        """Return the answer to a question, of which `answers` may hold an earlier one."""
        ways: dict[str, Callable[[Step, Answers], Any]] = {
            "role": self._role,
            "sector": partial(
                self._term, vocabulary=t.SECTORS, question=_("From which sector is the help?")
            ),
            "who": self._who,
            "age_min": partial(self._age, question=_("From which age is the help?")),
            "age_max": partial(self._age, question=_("Up to which age is the help?")),
            "region_level": partial(
                self._term,
                vocabulary=t.REGION_LEVELS,
                question=_("How large is the area where the help is given?"),
            ),
            "priorities": self._priorities,
            "score": self._score,
            "proof": self._proof,
        }
        return ways[step.pointer[-1]](step, answers)

    def _role(self, step: Step, answers: Answers) -> str:
        roles = self.taxonomy.assessment.roles
        head = Head(
            _("From which role do you answer?"),
            _("A role, never a name. Young people and parents read words of their own."),
        )
        choices = [Choice(each.id, each.label.text(self.language)) for each in roles]
        picked = self.prompts.menu(head, choices)
        self._tell(_("Role"), picked, choices)
        return picked

    def _term(self, step: Step, answers: Answers, *, vocabulary: str, question: str) -> str | None:
        key = step.pointer[-1]
        choices = [
            Choice(OPEN, _("I do not know, or leave this open")),
            *self._terms(vocabulary),
        ]
        picked = self.prompts.one(
            Head(question, "", step.place), choices, getattr(answers.about, key)
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

    def _who(self, step: Step, answers: Answers) -> list[str]:
        question = _("Who gets the help?")
        head = Head(question, _("May stay empty."), step.place)
        return self.prompts.many(head, self._terms(t.AUDIENCES), answers.about.who)

    def _age(self, step: Step, answers: Answers, *, question: str) -> int | None:
        about = answers.about

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

    def _priorities(self, step: Step, answers: Answers) -> list[str]:
        view = view_of(answers.role, self.taxonomy)
        choices = [
            Choice(
                each.id,
                label_of(each.id, self.taxonomy, self.language),
                (each.id,),
                each.text(view, self.language),
            )
            for each in self._statements
        ]
        ticked = [*answers.about.priorities]
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

    def _score(self, step: Step, answers: Answers) -> int | str:
        id = step.pointer[1]
        view = view_of(answers.role, self.taxonomy)
        answer = answers.answers.get(id, Answer())
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

    def _proof(self, step: Step, answers: Answers) -> str | None:
        id = step.pointer[1]
        answer = answers.answers.get(id, Answer())
        explanation = _("One line, without names; may stay empty.")
        if answer.score == HIGHEST:
            explanation += " " + _("Without it the report calls this answer unproven.")
        view = view_of(answers.role, self.taxonomy)
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
