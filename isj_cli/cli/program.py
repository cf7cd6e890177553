"""One call of the program: global options, the language, exit codes, errors as one sentence."""

from __future__ import annotations

import codecs
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from isj_cli import locale
from isj_cli.cli.app import ClosedPipeError, Group
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError, UnknownValueError
from isj_cli.locale import N_, _

# A start makes many objects that all stay: looking for garbage among them takes 4% of it.
gc.set_threshold(100_000, 20, 20)

app = typer.Typer(
    cls=Group,
    invoke_without_command=True,
    add_completion=False,  # that of Typer cannot be trusted with text from files: see shells.py
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help=N_("A knowledge base of good practices in Dutch integrated specialist youth care."),
)


def _install_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from isj_cli.cli import shells
        from isj_cli.render.plain import write_lines

        shell, path = shells.install()
        write_lines(
            [
                _("Completion for {shell} stands in {path}.").format(shell=shell, path=path),
                _("Open a new terminal to use it."),
            ]
        )
        raise typer.Exit


def _show_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from isj_cli.cli import shells
        from isj_cli.render.plain import print_text

        print_text(shells.script(shells.current()) + "\n")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    kb: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help=N_("The knowledge base to use, instead of the nearest one.")
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="nl|en", help=N_("The language to speak."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=N_("Leave out hints and counts."))] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help=N_("Write straight to the terminal."))
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=N_("Show the version and the day of the collection, and exit.")
        ),
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help=N_("Install completion for the current shell."),
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            is_eager=True,
            callback=_show_completion,
            help=N_(
                "Show completion for the current shell, to copy it or customize the installation."
            ),
        ),
    ] = False,
) -> None:
    """Take the global options."""
    if lang is not None and lang not in locale.LANGUAGES:
        raise IsjError(_("Option --lang takes nl or en, not '{value}'.").format(value=lang))
    ctx.obj = Session(kb, quiet, not no_pager)
    if version:
        from isj_cli.cli.start import version_page

        version_page(ctx.obj)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from isj_cli.cli.start import start_page

        start_page(ctx.obj)


def run(args: list[str]) -> int:
    """Run the program; return its exit code."""
    _set_up_streams()
    try:
        if asked := os.environ.get("_ISJ_COMPLETE"):
            from isj_cli.cli import shells

            return shells.answer(typer.main.get_command(app), asked)
        locale.speak(locale.choose(wanted_language(args)))
        code = typer.main.get_command(app).main(args, prog_name="isj", standalone_mode=False)
        sys.stdout.flush()
    except (ClosedPipeError, BrokenPipeError):
        return _with_stdout_gone()
    except KeyboardInterrupt:
        return 130
    except SystemExit as stop:
        if stop.code == 1:  # libraries end so where nobody reads on
            return _with_stdout_gone()
        return int(stop.code or 0)
    except typer.Abort as error:
        if isinstance(error.__context__, KeyboardInterrupt):
            return 130
        return failed(error)
    except Exception as error:
        if os.environ.get("ISJ_DEBUG") == "1":
            raise
        return failed(error)
    return code if isinstance(code, int) and not isinstance(code, bool) else 0


def _with_stdout_gone() -> int:
    """Drop what is left in the buffer, of which Python would complain at its end; return 0."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _set_up_streams() -> None:
    """Let no character be an error; what is no terminal gets UTF-8, as JSON must have it."""
    codecs.register_error("legible", _legible)
    # What was closed before the start is None: then there is nobody to read or to tell.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            told = "PYTHONIOENCODING" in os.environ or stream.isatty()
            stream.reconfigure(encoding=None if told else "utf-8", errors="legible")


def _legible(error: UnicodeError) -> tuple[str, int]:
    from isj_cli.render.legible import legible

    return legible(error)


def wanted_language(args: list[str]) -> str | None:
    """Return the value of `--lang` in front of the command: needed before anything is said."""
    for number, argument in enumerate(args):
        if argument == "--lang":
            return args[number + 1] if number + 1 < len(args) else None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if not argument.startswith("-") and (not number or args[number - 1] != "--kb"):
            return None
    return None


def failed(error: Exception) -> int:
    """Say in one sentence what went wrong; return the exit code."""
    for sentence in sentences_of(error):
        _tell(sentence)
    return 2


def sentences_of(error: Exception) -> Sequence[str]:
    """Return what went wrong, in the reader's language."""
    if isinstance(error, UnknownValueError):
        from isj_cli.cli.wording import unknown_value

        return (unknown_value(error),)
    if isinstance(error, IsjError):
        return error.sentences
    if isinstance(error, OSError):
        from isj_cli.store.reasons import reason_of

        text = _(
            "{name} cannot be used: {reason}. Check the name, the permissions and the space left."
        )
        return (
            text.format(name=error.filename or _("The output or a file"), reason=reason_of(error)),
        )
    return (_unexpected(error),)


def _unexpected(error: Exception) -> str:
    from typer._click.exceptions import ClickException

    if isinstance(error, ClickException):
        from isj_cli.cli.wording import sentence

        return sentence(error)
    if isinstance(error, typer.Abort):
        return _("Stopped: there was no answer; nothing was changed.")
    return _(
        "Something went wrong inside the program ({kind}); run it again with ISJ_DEBUG=1 and "
        "report what it shows."
    ).format(kind=type(error).__name__)


def _tell(text: str) -> None:
    from isj_cli.domain.text import bounded, one_line

    try:
        print(f"isj: {bounded(one_line(text))}", file=sys.stderr)
    except OSError:
        return
