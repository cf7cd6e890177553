"""Asking in the terminal: a line, a text, one or more of a list that is searched by typing.

The questions stand on stderr, so that stdout stays free for the answer of the command. What people
type and what files say is shown as it is, and is never markup.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText, StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from isj_cli.domain.text import clean, one_line
from isj_cli.domain.words import fold
from isj_cli.locale import _

Tokens = StyleAndTextTuples
Check = Callable[[str], str]

STYLE = Style.from_dict(
    {
        "place": "ansicyan",
        "question": "bold",
        "note": "bold ansiyellow",
        "pointed": "bold",
        "dim": "ansibrightblack",
        "key": "bold",
    }
)
WIDEST = 100
SHORT_LIST = 8  # what is longer is searched
INDENT = " " * 8
ESCAPE_SECONDS = 0.1  # how long an Esc waits for the rest of an arrow key


class Left(Exception):  # noqa: N818 (a way to go, no error)
    """The person left a question without an answer; `typed` is what was typed until then."""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self.typed = typed


class Back(Left):
    """To the question before."""


class Skipped(Left):
    """To the next question."""


class Stopped(Left):
    """Out of the program."""


class Head(NamedTuple):
    """What stands above the place for an answer.

    `place` tells where among the questions, empty where there is no way back. `about` is what
    the question is about, such as a definition, and `note` what has to be said first.
    """

    question: str
    explanation: str = ""
    place: str = ""
    about: str = ""
    note: str = ""


class Choice(NamedTuple):
    """A value to choose, with the other `names` by which it is found and why it is suggested."""

    value: str
    label: str
    names: tuple[str, ...] = ()
    description: str = ""
    reason: str = ""


class Prompts:
    """Asks one question at a time, each on a screen of its own that gives way to the answer.

    Every method that asks raises `Back`, `Skipped` or `Stopped` where the person wants that.
    """

    def __init__(self) -> None:
        """Take the terminal."""
        self._output = create_output(sys.stderr)

    @property
    def columns(self) -> int:
        """How many characters fit on a line."""
        return max(20, min(WIDEST, self._output.get_size().columns - 1))

    def say(self, text: str, style: str = "") -> None:
        """Write a paragraph that stays on the screen."""
        for paragraph in clean(text).split("\n"):
            self._print([(style, _filled(paragraph, self.columns))])

    def show(self, text: str) -> None:
        """Write lines as they are."""
        self._print([("", clean(text).replace("\t", " "))])

    def answered(self, name: str, answer: str) -> None:
        """Write what was answered, on one line."""
        start = f"{one_line(name)}: "
        room = self.columns - len(start)
        text = one_line(answer)
        if len(text) > room:
            text = text[: max(1, room - 1)] + "…"
        self._print([("class:dim", start), ("", text)])

    def line(self, head: Head, default: str, check: Check) -> str:
        """Ask for one line, which may be empty; `check` says what is wrong with it."""
        return self._typed(head, default, check, lines=1)

    def lines(self, head: Head, default: str, check: Check) -> str:
        """Ask for a text of any number of lines."""
        return self._typed(head, default, check, lines=10)

    def ready(self, head: Head, hint: str) -> None:
        """Wait until Enter is pressed, which does what `hint` says."""
        keys = KeyBindings()

        @keys.add("enter", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            event.app.exit(result=None)

        @keys.add(Keys.Any)
        def _other(event: KeyPressEvent) -> None:
            """Pass over what is typed here."""

        control = FormattedTextControl("", focusable=True, show_cursor=False)
        self._run(head, [Window(control, height=1)], [("Enter", hint)], keys, lambda: "")

    def one(self, head: Head, choices: Sequence[Choice], default: str = "") -> str:
        """Ask for one of the choices, `default` being pointed at first."""
        return self._picked(_Picking(choices, [], pointed=default), head)[0]

    def menu(self, head: Head, choices: Sequence[Choice]) -> str:
        """Ask what to do: a question that cannot be passed over."""
        while True:
            try:
                return self.one(head, choices)
            except (Back, Skipped):
                continue

    def many(
        self, head: Head, choices: Sequence[Choice], ticked: Sequence[str], *, free: bool = False
    ) -> list[str]:
        """Ask for any number of the choices; `free` takes what is no choice too."""
        return self._picked(_Picking(choices, list(ticked), many=True, free=free), head)

    def _typed(self, head: Head, default: str, check: Check, lines: int) -> str:
        buffer = Buffer(multiline=lines > 1, document=Document(default, len(default)))
        wrong = [""]
        keys = KeyBindings()

        @keys.add("enter" if lines == 1 else "c-d", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            typed = clean(buffer.text).strip()
            text = typed if lines > 1 else one_line(typed)
            wrong[0] = check(text) if text else ""
            if not wrong[0]:
                event.app.exit(result=text)

        if lines > 1:

            @keys.add("enter", eager=True)
            def _newline(event: KeyPressEvent) -> None:
                buffer.insert_text("\n")

        @keys.add(Keys.BracketedPaste, eager=True)
        def _paste(event: KeyPressEvent) -> None:
            text = event.data.replace("\r\n", "\n").replace("\r", "\n")
            buffer.insert_text(text if lines > 1 else one_line(text))

        field = Window(
            BufferControl(buffer, input_processors=[BeforeInput("> ", "class:question")]),
            wrap_lines=True,
            height=Dimension(min=1, max=max(lines, 6)),
            dont_extend_height=True,
        )
        done = [("Enter", _("next"))]
        if lines > 1:
            done = [("Enter", _("new line")), ("Ctrl-D", _("next"))]
        text: str = self._run(
            head,
            [
                field,
                _window(
                    lambda: [("class:note", _filled(wrong[0], self.columns))],
                    when=lambda: bool(wrong[0]),
                ),
            ],
            done,
            keys,
            lambda: buffer.text,
        )
        return text

    def _picked(self, picking: _Picking, head: Head) -> list[str]:
        keys = KeyBindings()
        for name, far in (("up", -1), ("down", 1), ("pageup", -10), ("pagedown", 10)):
            keys.add(name, eager=True)(lambda _event, far=far: picking.move(far))

        @keys.add("enter", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            if picking.enter():
                event.app.exit(result=picking.ticked)

        @keys.add("backspace", eager=True)
        def _backspace(event: KeyPressEvent) -> None:
            picking.search(picking.sought[:-1])

        @keys.add("c-u", eager=True)
        def _clear(event: KeyPressEvent) -> None:
            picking.search("")

        @keys.add(Keys.BracketedPaste, eager=True)
        @keys.add(Keys.Any)
        def _type(event: KeyPressEvent) -> None:
            picking.type(one_line(event.data) if len(event.data) > 1 else event.data)

        rows = FormattedTextControl(
            lambda: picking.rows(self.columns), focusable=True, show_cursor=False
        )
        body: list[Any] = [
            _window(picking.search_line, when=lambda: picking.is_long),
            Window(
                rows,
                wrap_lines=True,
                dont_extend_height=True,
                height=Dimension(min=3, max=16),
            ),
            _window(
                lambda: [("class:dim", _filled(picking.description, self.columns))],
                when=lambda: bool(picking.description),
                most=5,
            ),
            _window(
                lambda: picking.summary(self.columns),
                when=lambda: bool(picking.many and picking.ticked),
                most=3,
            ),
        ]
        result: list[str] = self._run(head, body, picking.hints, keys, lambda: "", focus=rows)
        return result

    def _run(
        self,
        head: Head,
        body: Sequence[Any],
        hints: Sequence[tuple[str, str]] | Callable[[], list[tuple[str, str]]],
        keys: KeyBindings,
        typed: Callable[[], str],
        focus: Any = None,
    ) -> Any:
        @keys.add("escape", eager=True)
        @keys.add("c-b", eager=True)
        def _back(event: KeyPressEvent) -> None:
            event.app.exit(exception=Back(typed()))

        @keys.add("c-n", eager=True)
        def _skip(event: KeyPressEvent) -> None:
            event.app.exit(exception=Skipped(typed()))

        @keys.add("c-c", eager=True)
        @keys.add("<sigint>", eager=True)
        def _stop(event: KeyPressEvent) -> None:
            event.app.exit(exception=Stopped(typed()))

        def told() -> Tokens:
            own = list(hints() if callable(hints) else hints)
            ways = [("Esc", _("back")), ("Ctrl-N", _("skip"))] if head.place else []
            return _in_lines([*own, *ways, ("Ctrl-C", _("stop"))], self.columns)

        application: Application[Any] = Application(
            layout=Layout(
                HSplit([*_heading(head, self.columns), *body, _window(told, most=3)]),
                focused_element=focus or body[0],
            ),
            key_bindings=keys,
            style=STYLE,
            output=self._output,
            erase_when_done=True,
        )
        application.ttimeoutlen = ESCAPE_SECONDS
        try:
            return application.run()
        except EOFError as error:
            raise Stopped(typed()) from error

    def _print(self, tokens: Tokens) -> None:
        print_formatted_text(FormattedText(tokens), style=STYLE, output=self._output)


class _Picking:
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
        return [("class:dim", _filled(_("Chosen: {names}").format(names=chosen), columns))]

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


def _heading(head: Head, columns: int) -> list[Any]:
    """Return what stands above the place for an answer, an empty line first."""
    parts = (
        ("", " "),
        ("class:place", head.place),
        ("class:note", head.note),
        ("class:question", head.question),
        ("", head.explanation),
        ("class:dim", head.about),
    )
    return [_window([(style, _filled(text, columns))], most=8) for style, text in parts if text]


def _filled(text: str, columns: int) -> str:
    """Return text in lines of so many columns, broken between words."""
    return "\n".join(
        textwrap.fill(line, columns, break_on_hyphens=False) for line in clean(text).split("\n")
    )


def _in_lines(hints: Sequence[tuple[str, str]], columns: int) -> Tokens:
    """Return keys and what they do, on as many lines as they need."""
    tokens: Tokens = []
    room = columns
    for key, what in hints:
        needed = len(key) + len(what) + 4
        if tokens:
            tokens.append(("class:dim", " · " if needed <= room else "\n"))
        room = (room if needed <= room else columns) - needed
        tokens += [("class:key", key), ("class:dim", f" {what}")]
    return tokens


def _window(
    content: Tokens | Callable[[], Tokens],
    when: Callable[[], bool] | None = None,
    most: int = 4,
) -> Any:
    """Return lines that take no more room than they need."""
    window = Window(
        FormattedTextControl(content),
        wrap_lines=True,
        dont_extend_height=True,
        height=Dimension(max=most),
    )
    return ConditionalContainer(window, Condition(when)) if when else window
