"""`isj edit`."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.named import no_practice
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, NotFoundError
from isj_cli.domain.finding import Severity
from isj_cli.locale import N_, _, ngettext

AT_ONCE_SECONDS = 1.0
INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT)

AGAIN, KEEP, DISCARD = "1", "2", "3"


def edit(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=N_("The id of a practice."))],
    no_input: Annotated[
        bool, typer.Option("--no-input", help=N_("Ask nothing, even in a terminal."))
    ] = False,
) -> int:
    """Change a practice in an editor, and check it before it is written."""
    from isj_cli.render import foreground
    from isj_cli.store.writing import alone_in, write_atomically
    from isj_cli.validation.collection import shown_path

    session: Session = ctx.obj
    asking = not no_input and sys.stdin.isatty() and sys.stderr.isatty()
    path = _file_of(session, id)
    editor = foreground.editor()
    with _working_copy(session, path) as (copy, before):
        while True:
            _through(editor, session, copy, asking=asking)
            text = copy.read_bytes()
            if text == before:
                session.say(_("Nothing was changed."))
                return 0
            _refuse_if_changed(path, before)
            errors, warnings = _report(session, path, copy)
            choice = KEEP
            if asking and (errors or warnings):
                choice = _choice(AGAIN if errors else KEEP)
            elif errors:
                session.warn(
                    _("There are errors, so {path} was not changed.").format(path=shown_path(path))
                )
                return 1
            if choice == DISCARD:
                copy.unlink()
                session.say(_("{path} is as it was.").format(path=shown_path(path)))
                return 0
            if choice == KEEP:
                with alone_in(path.parent):
                    _refuse_if_changed(path, before)
                    write_atomically(path, text)
                copy.unlink()
                _tell(session, path, errors)
                return 1 if errors else 0


def _file_of(session: Session, id: str) -> Path:
    """Return the file of the practice with an id, which may be a former one; raises `IsjError`."""
    session.kb.refuse_if_bundled(f"edit {id}")
    try:
        path = session.kb.read(id).path
    except NotFoundError:
        raise no_practice(session, id) from None
    if path.stem != id:
        session.say(_("'{old}' is now called '{new}'.").format(old=id, new=path.stem))
    return path


@contextmanager
def _working_copy(session: Session, path: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield a copy to work in, and what it held at first.

    However it ends, a copy that holds something new is never taken away unasked: where it stays is
    told.
    """
    from isj_cli.store.writing import kept_copies, working_copy
    from isj_cli.validation.collection import shown_path

    for kept in kept_copies(path):
        session.warn(
            _(
                "Another text of this practice is kept in {path}; if nobody is working on it now, "
                "take what you need from it and remove it."
            ).format(path=shown_path(kept))
        )
    copy = working_copy(path)
    before = copy.read_bytes()
    try:
        yield copy, before
    finally:
        if copy.is_file():
            if copy.read_bytes() == before:
                copy.unlink()
            else:
                session.warn(_("Your text is kept in {path}.").format(path=shown_path(copy)))


def _through(editor: list[str], session: Session, copy: Path, *, asking: bool) -> None:
    """Let the person work on the copy; raises `IsjError` where the editor fails."""
    from isj_cli.render import foreground
    from isj_cli.store.reasons import reason_of

    before, began = copy.read_bytes(), time.monotonic()
    try:
        code = foreground.edit(editor, copy)
    except OSError as error:
        raise IsjError(
            _("The editor {name} cannot be run: {reason}. Name another one in EDITOR.").format(
                name=editor[0], reason=reason_of(error)
            )
        ) from error
    if code in INTERRUPTED:
        raise KeyboardInterrupt
    if not copy.is_file():
        raise IsjError(
            _("The editor took the file away, so nothing was changed; try another one in EDITOR.")
        )
    if code:
        raise IsjError(
            _("The editor stopped with exit code {code}, so nothing was written.").format(code=code)
        )
    if copy.read_bytes() == before and time.monotonic() - began < AT_ONCE_SECONDS:
        session.say(
            _(
                "The editor came back at once. One with a window of its own has to be told to "
                "wait, for instance with EDITOR='code --wait'."
            )
        )
        if asking:
            _answer(_("Is it still open? Save the file there, close it, and press Enter."))


def _report(session: Session, path: Path, copy: Path) -> tuple[int, int]:
    """Show what there is to say of the copy, in the place of the practice's file.

    Return the numbers of errors and warnings.
    """
    from isj_cli.render.findings import write_text
    from isj_cli.render.progress import showing_progress
    from isj_cli.validation.check import validate

    report = validate(
        session.kb,
        [path],
        showing_progress(_("Reading the practices"), quiet=session.quiet),
        drafts={path: copy},
    )
    write_text(report)
    return report.count(Severity.ERROR), report.count(Severity.WARNING)


def _choice(default: str) -> str:
    """Ask what to do with a text about which there is something to say."""
    for key, text in (
        (AGAIN, _("back to the editor")),
        (KEEP, _("keep it as it is")),
        (DISCARD, _("throw my changes away")),
    ):
        typer.echo(f"  {key}  {text}", err=True)
    question = _("What do you want, 1, 2 or 3? Enter is {default}:").format(default=default)
    while (said := _answer(question) or default) not in (AGAIN, KEEP, DISCARD):
        pass
    return said


def _answer(question: str) -> str:
    said = typer.prompt(question, "", show_default=False, prompt_suffix=" ", err=True)
    return str(said).strip()


def _refuse_if_changed(path: Path, before: bytes) -> None:
    """Raise `IsjError` where a file is no longer what it was."""
    from isj_cli.validation.collection import shown_path

    if not path.is_file() or path.read_bytes() != before:
        raise IsjError(
            _(
                "{path} was changed by another program meanwhile, so it was left as it is; take "
                "what you need from your text into it."
            ).format(path=shown_path(path))
        )


def _tell(session: Session, path: Path, errors: int) -> None:
    from isj_cli.validation.collection import shown_path

    shown = shown_path(path)
    if errors:
        session.warn(
            ngettext(
                "{path} was written, with {number} error; 'isj edit {id}' goes on with it.",
                "{path} was written, with {number} errors; 'isj edit {id}' goes on with it.",
                errors,
            ).format(path=shown, number=errors, id=path.stem)
        )
    else:
        session.say(_("{path} was written.").format(path=shown))


APPS = {
    "edit": command_app(
        edit,
        N_("""Change a practice in your editor.

It opens a copy in the editor that VISUAL or EDITOR names, and checks your text when you come back.
With errors or warnings you choose: back to the editor, keep it as it is, or throw your changes
away. Without a terminal, a text with errors is not written. Your text is never lost: where
something goes wrong, the copy stays, and you are told where.

\b
  isj edit asja-fier
  EDITOR='code --wait' isj edit asja-fier"""),
    )
}
