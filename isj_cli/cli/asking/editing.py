"""Asking for a long text in the person's own editor, without ever losing what was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from isj_cli.cli.asking.prompts import Check, Prompts
from isj_cli.cli.asking.screen import Head
from isj_cli.domain.text import clean
from isj_cli.locale import _, ngettext
from isj_cli.render import foreground
from isj_cli.store.writing import write_atomically

_TOLD = re.compile(r"--- .+ ---")  # a line that says what to write, and is no part of it


def text_in(path: Path) -> str:
    """Return the text that an editor left in a file; nothing where there is no file."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    lines = _decoded(data).replace("\r\n", "\n").split("\n")
    return tidy("\n".join(line for line in lines if not _TOLD.fullmatch(line.strip())))


def tidy(text: str) -> str:
    """Return text without what cannot be seen: spaces at the end of lines, more empty lines."""
    lines = "\n".join(line.rstrip() for line in clean(text).split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip()


def _decoded(data: bytes) -> str:
    """Return what an editor saved, in the encodings that editors save in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def ask_in_editor(
    prompts: Prompts,
    head: Head,
    command: list[str],
    path: Path,
    known: str,
    check: Check,
    keep: Callable[[str], None],
) -> str:
    """Return the text that an editor leaves in the file at `path`, which begins with `known`.

    `check` says what is wrong with a text; `keep` takes one that is wrong, so that the person can
    go on with it all the same. The file is there until the text is an answer: no editor that fails
    or program that is killed can lose it. Raises what prompts raise.
    """
    known, note = tidy(known), ""
    if not path.exists():
        _write(path, head, known)
    while True:
        said = text_in(path)
        if said != known:  # also where an editor with a window of its own has saved meanwhile
            note = check(said) if said else ""
            if not note:
                path.unlink(missing_ok=True)
                return said
            known = said
            keep(said)
        shown = head._replace(note=note)
        if known:
            number = len(known.split())
            words = ngettext("{number} word", "{number} words", number).format(number=number)
            shown = shown._replace(about=f"{known}\n({words})")
        prompts.ready(shown, _("write in {editor}").format(editor=Path(command[0]).stem))
        if text_in(path) == known:
            note = _open(prompts, head, command, path, known)


def _open(prompts: Prompts, head: Head, command: list[str], path: Path, known: str) -> str:
    """Open the editor; return what has to be said of it."""
    try:
        code = foreground.edit(command, path)
    except OSError:
        return _("The editor did not start; name another one in EDITOR, or skip the question.")
    said = text_in(path)
    if code:
        told = _("The editor stopped with an error ({code}); what you wrote is kept.")
        prompts.say(told.format(code=code), "class:note")
    if known and not said and (code or not path.exists()):
        _write(path, head, known)
    elif said == known:
        return _(
            "The text has not changed. Does your editor have a window of its own? Save the "
            "text there and press Enter; Ctrl-N leaves it as it is."
        )
    return ""


def _write(path: Path, head: Head, text: str) -> None:
    told = (
        head.question,
        head.explanation,
        _("Write below this line. Save the text and close the editor."),
    )
    lines = [f"--- {line} ---" for line in told]
    write_atomically(path, "\n".join([*lines, text, ""]))
