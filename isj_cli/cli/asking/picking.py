"""A list to choose from, which is searched by typing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from isj_cli.cli.asking.screen import Tokens, filled
from isj_cli.domain.text import clean, one_line
from isj_cli.domain.words import fold
from isj_cli.locale import _

SHORT_LIST = 8  # what is longer is searched
INDENT = " " * 8


class Choice(NamedTuple):
    """A value to choose, with the other `names` by which it is found and why it is suggested."""

    value: str
    label: str
    names: tuple[str, ...] = ()
    description: str = ""
    reason: str = ""


class Picking:
    """What is going on in a list: what was typed, which row is pointed at, what is ticked."""

    def __init__(
        self,
        choices: Sequence[Choice],
        ticked: list[str],
        *,
        pointed: str = "",
        many: bool = False,
        free: bool = False,
    ) -> None:
        self.choices = list(choices)
        self.ticked = ticked
        self.many = many
        self.free = free
        self.sought = ""
        self.at = 0
        known = [choice.value for choice in choices]
        self.choices += [Choice(value, value) for value in ticked if value not in known]
        self.search("")
        if pointed in known:
            self.at = known.index(pointed)

    def search(self, sought: str) -> None:
        """Show only what has all the typed words in one of its names."""
        self.sought = sought
        self.at = 0
        words = fold(sought).split()
        self.shown = [
            choice
            for choice in self.choices
            if all(word in fold(" ".join((choice.label, *choice.names))) for word in words)
        ]
        typed = sought.strip()
        if self.free and typed and all(fold(typed) != fold(each.label) for each in self.shown):
            self.shown.append(Choice(typed, _("{name} (not in the list)").format(name=typed)))

    def type(self, text: str) -> None:
        """Take what was typed: more of what is sought, or a space that ticks."""
        if text == " " and not self.sought:
            if self.many:
                self._tick()
        elif text.isprintable():
            self.search(self.sought + text)

    def move(self, far: int) -> None:
        """Point at another row; beyond the last one comes the first."""
        if self.shown:
            last = len(self.shown) - 1
            if abs(far) == 1:
                self.at = (self.at + far) % len(self.shown)
            else:
                self.at = max(0, min(last, self.at + far))

    def enter(self) -> bool:
        """Take the row that was sought; tell whether the question is answered."""
        if self.many and not self.sought:
            return True
        if not self.shown:
            return False
        if self.many:
            self._tick()
            self.search("")
            return False
        self.ticked = [self.shown[self.at].value]
        return True

    def _tick(self) -> None:
        if not self.shown:
            return
        choice = self.shown[self.at]
        if choice.value in self.ticked:
            self.ticked.remove(choice.value)
        else:
            self.ticked.append(choice.value)
            if choice not in self.choices:
                self.choices.append(Choice(choice.value, choice.value))

    @property
    def description(self) -> str:
        """What the row that is pointed at means."""
        return clean(self.shown[self.at].description) if self.shown else ""

    @property
    def is_long(self) -> bool:
        """Whether there is so much to choose that people search."""
        return bool(self.sought) or self.free or len(self.choices) > SHORT_LIST

    def rows(self, columns: int) -> Tokens:
        """Return the rows, the one that is pointed at marked as the place of the cursor."""
        tokens: Tokens = []
        for number, choice in enumerate(self.shown):
            here = number == self.at
            style = "class:pointed" if here else ""
            tokens.append(("[SetCursorPosition]", "") if here else ("", ""))
            tokens.append((style, "> " if here else "  "))
            if self.many:
                tokens.append((style, "[x] " if choice.value in self.ticked else "[ ] "))
            room = 6 if self.many else 2
            lines = textwrap.wrap(one_line(choice.label), columns - room, break_on_hyphens=False)
            tokens.append((style, f"\n{' ' * room}".join(lines)))
            if choice.reason:
                reason = textwrap.fill(
                    one_line(choice.reason),
                    columns,
                    initial_indent=INDENT,
                    subsequent_indent=INDENT,
                )
                tokens.append(("class:dim", f"\n{reason}"))
            tokens.append(("", "\n"))
        if self.free and not self.sought:
            nothing = _("Type a name, and press Enter.")
        else:
            nothing = _("Nothing in the list is called so.")
        return tokens[:-1] or [("class:note", nothing)]

    def search_line(self) -> Tokens:
        """Return the line with what is sought."""
        return [("class:question", _("Search: ")), ("", one_line(self.sought)), ("reverse", " ")]

    def summary(self, columns: int) -> Tokens:
        """Return what is ticked."""
        labels = {choice.value: choice.label for choice in self.choices}
        chosen = ", ".join(one_line(labels.get(value, value)) for value in self.ticked)
        return [("class:dim", filled(_("Chosen: {names}").format(names=chosen), columns))]

    def hints(self) -> list[tuple[str, str]]:
        """Return what the keys do now."""
        arrows = [("↑ ↓", _("choose"))]
        if not self.shown and self.sought:
            return [("Backspace", _("erase"))]
        if not self.shown:
            return [("Enter", _("next"))] if self.many else []
        if self.sought:
            return [*arrows, ("Enter", _("tick") if self.many else _("take this"))]
        search = [(_("Type"), _("to search"))] if self.is_long else []
        if self.many:
            return [*arrows, (_("Space"), _("tick")), *search, ("Enter", _("next"))]
        return [*arrows, *search, ("Enter", _("take this"))]
