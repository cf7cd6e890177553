"""The wizard of `isj add-practice`: walks over the questions, and keeps every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.questioner import Jump, Passed, Questioner
from isj_cli.cli.adding.review import review
from isj_cli.cli.adding.steps import Place, Step, steps, value_at
from isj_cli.cli.asking.picking import Choice
from isj_cli.cli.asking.prompts import Back, Prompts, Skipped, Stopped
from isj_cli.cli.asking.screen import Head
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.fixed import TODO
from isj_cli.locale import _
from isj_cli.store import begun
from isj_cli.store.begun import Begun

END: Place = ("end",)


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
    return begin, wizard.described.finished()


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
        self.prompts = prompts
        self.begun = begin
        self.described = Described(session, begin)
        self.questioner = Questioner(prompts, self.described)
        self.given = {key for key, value in (given or {}).items() if TODO not in _texts(value)}

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
            place = review(self.prompts, self.described)
            if place is None:
                return
            self._mend(place)

    def _steps(self) -> list[Step]:
        return [
            step
            for step in steps(self.described.values, short=self.begun.short)
            if step.path[0] not in self.given
            and (step.path != ("id",) or self.described.needs_id())
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
                self.questioner.ask(step)
                on = 1
            except Back as left:
                self.described.put_aside(step, left.typed)
                on = -1
            except Skipped as left:
                self.described.put_aside(step, left.typed)
                on = 1
            except Stopped as left:
                self.described.put_aside(step, left.typed)
                self._keep(step.path)
                raise
            except Passed:
                on = on if at > 0 else 1
            except Jump as jump:
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
            step = next((each for each in steps(self.described.values) if each.path == place), None)
            if step is None:
                continue
            try:
                self.questioner.ask(step)
                waiting = [each for each in self._lacking(place[0]) if each not in asked]
            except Passed:
                waiting = [each for each in self._lacking(place[0]) if each not in asked]
            except Jump as jump:
                waiting, asked = [jump.path], set()
            except (Back, Skipped) as left:
                self.described.put_aside(step, left.typed)
            except Stopped as left:
                self.described.put_aside(step, left.typed)
                self._keep(END)
                raise
            self._keep(END)

    def _lacking(self, key: str | int) -> list[Place]:
        """Return what the answer to a question makes necessary to ask.

        That is what is required and lacking in the parts of a key, and what a title gives rise to.
        """
        if key in ("title", "doubles", "id"):
            return [("doubles",), *([("id",)] if self.described.lacks_id() else [])]
        end = len(value_at(self.described.values, [key]) or ())
        return [
            step.path
            for step in steps(self.described.values, short=True)
            if step.path[0] == key
            and len(step.path) == 3
            and step.path[1] != end
            and value_at(self.described.values, step.path) in (None, TODO)
        ]

    def _keep(self, path: Iterable[str | int]) -> None:
        """Keep all answers, and the place of the next question."""
        self.begun.at = list(path)
        if not (self.described.values or self.begun.typed):
            return
        try:
            self.begun.keep()
        except IsjError as error:
            self.begun.path = None
            self.prompts.say(str(error), "class:note")


def _index(asked: list[Step], path: Place) -> int:
    """Return where the question about a place stands, else the first after where it stood."""
    for number, step in enumerate(asked):
        if step.path == path:
            return number
    near = [number for number, step in enumerate(asked) if step.path[:1] == path[:1]]
    return near[-1] if near else len(asked)


def _texts(value: Any) -> list[Any]:
    """Return the values within a value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else [value]
