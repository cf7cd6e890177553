"""Answering a self-assessment in the terminal; each answer goes into the file at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from isj_cli.assessment.answers import Answer, Answers, asked, sections
from isj_cli.assessment.files import record
from isj_cli.assessment.reading import read_answers
from isj_cli.cli.asking.prompts import Back, Left, Prompts, Stopped
from isj_cli.cli.assessing.questioner import LONGEST, PROVABLE, Questioner, Step
from isj_cli.cli.session import Session
from isj_cli.domain.text import one_line
from isj_cli.domain.typed import as_typed
from isj_cli.locale import _, ngettext


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
        self.questioner = Questioner(self.prompts, self._statements, self.taxonomy, self.language)
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
                self._take(step, self.questioner.ask(step, self.answers))
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

    def _take(self, step: Step, value: Any) -> None:
        """Write an answer into the file, and read back what that says now."""
        record(self.path, step.pointer, value)
        self.answers = read_answers(self.path, self.taxonomy)

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
