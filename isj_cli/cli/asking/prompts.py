"""Asking in the terminal: a line, a text, one or more of a list that is searched by typing.

The questions stand on stderr, so that stdout stays free for the answer of the command. What people
type and what files say is shown as it is, and is never markup.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import create_output

from isj_cli.cli.asking.picking import Choice, Picking
from isj_cli.cli.asking.screen import STYLE, Head, Tokens, filled, heading, in_lines, window
from isj_cli.domain.text import clean, one_line
from isj_cli.locale import _

Check = Callable[[str], str]

WIDEST = 100
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
            self._print([(style, filled(paragraph, self.columns))])

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
        return self._picked(Picking(choices, [], pointed=default), head)[0]

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
        return self._picked(Picking(choices, list(ticked), many=True, free=free), head)

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
                window(
                    lambda: [("class:note", filled(wrong[0], self.columns))],
                    when=lambda: bool(wrong[0]),
                ),
            ],
            done,
            keys,
            lambda: buffer.text,
        )
        return text

    def _picked(self, picking: Picking, head: Head) -> list[str]:
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
            window(picking.search_line, when=lambda: picking.is_long),
            Window(
                rows,
                wrap_lines=True,
                dont_extend_height=True,
                height=Dimension(min=3, max=16),
            ),
            window(
                lambda: [("class:dim", filled(picking.description, self.columns))],
                when=lambda: bool(picking.description),
                most=5,
            ),
            window(
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
            return in_lines([*own, *ways, ("Ctrl-C", _("stop"))], self.columns)

        application: Application[Any] = Application(
            layout=Layout(
                HSplit([*heading(head, self.columns), *body, window(told, most=3)]),
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
