"""What `isj assess report` and `isj assess compare` share: who answered, and where it goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from isj_cli.cli.assessing.answering import tell_unknown
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.text import one_line
from isj_cli.domain.typed import as_typed
from isj_cli.locale import N_, _

if TYPE_CHECKING:
    from isj_cli.assessment.answers import Answers
    from isj_cli.pages.page import Page

ANSWER_FILES = (".yaml", ".yml")


class ReportFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


BY_SUFFIX = {
    ".json": ReportFormat.JSON,
    ".md": ReportFormat.MARKDOWN,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".txt": ReportFormat.TEXT,
    "": ReportFormat.TEXT,
}
ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        metavar="text|json|markdown|html",
        help=N_("How to write it; without it, as the name of the file says."),
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", metavar="FILE", help=N_("The file to write to; without it, the screen.")
    ),
]


def respondents(session: Session, given: Iterable[str]) -> list[Answers]:
    """Return who answered something in some files and folders of files.

    A file that is named twice counts once, one without answers not at all. Raises `IsjError` where
    a file is not there or cannot be read, or nobody answered anything.
    """
    from isj_cli.assessment.reading import read_all

    paths: dict[Path, Path] = {}
    for name in given:
        for path in _files(name):
            paths.setdefault(path.resolve(), path)
    found = []
    without_role = []
    for path, answers in zip(
        paths.values(), read_all(paths.values(), session.kb.taxonomy), strict=True
    ):
        tell_unknown(session, path, answers)
        if answers.is_empty:
            session.warn(_("{path} has no answers yet and does not count.").format(path=path))
        else:
            found.append(answers)
            without_role += [] if answers.role else [path]
    if not found:
        raise IsjError(
            _("Nobody has answered anything yet; 'isj assess fill {name}' asks.").format(
                name=as_typed(str(next(iter(paths.values()))))
            )
        )
    if len(found) > 1:
        for path in without_role:
            session.warn(
                _("{path} names no role and counts in the whole only; write one in it.").format(
                    path=path
                )
            )
    return found


def _files(name: str) -> Sequence[Path]:
    path = Path(name)
    if not path.is_dir():
        if not path.exists():
            raise IsjError(
                _("There is no file {path}; 'isj assess new {name}' makes it.").format(
                    path=name, name=as_typed(name)
                )
            )
        return [path]
    found = sorted(
        each
        for each in path.iterdir()
        if each.suffix.lower() in ANSWER_FILES and not each.name.startswith(".")
    )
    if not found:
        raise IsjError(
            _("There are no files with answers in {path}; name another folder.").format(path=name)
        )
    return found


def write(
    session: Session,
    page: Page,
    document: Callable[[], dict[str, Any]],
    format: ReportFormat | None,
    output: str | None,
) -> None:
    """Write a page to the screen or to a file, in the form that was asked for.

    `document` gives the same for programs. Raises `IsjError` where the file holds something else.
    """
    from isj_cli.render.plain import print_text, write_text

    path = _named(output)
    form = format or (_by_name(path) if path else ReportFormat.TEXT)
    if path is None and form is ReportFormat.TEXT and sys.stdout.isatty():
        from isj_cli.render import terminal
        from isj_cli.render.page_rich import PageView

        terminal.show(PageView(page), pager=session.pager)
        return
    text, start = _made(page, document, form, session.language)
    if path is None:
        # What people read is in the encoding of their screen; the other forms are files.
        (write_text if form is ReportFormat.TEXT else print_text)(text)
        return
    from isj_cli.export.file import check_file, write_file

    check_file(path, start)
    if write_file(path, text.encode(errors="replace")):
        session.say(_("{path} was written.").format(path=path))
    else:
        session.say(_("{dest} was up to date already.").format(dest=path))


def _made(
    page: Page, document: Callable[[], dict[str, Any]], form: ReportFormat, language: str
) -> tuple[str, str]:
    """Return the text, and what every text of this form begins with."""
    if form is ReportFormat.JSON:
        from isj_cli.render.plain import json_text

        text = json_text(document())
        return text, text[: text.index(",")]
    if form is ReportFormat.HTML:
        from isj_cli.export.report.html import START, report_html

        return report_html(page, language), START
    if form is ReportFormat.MARKDOWN:
        from isj_cli.export.markdown import alone

        text = alone(page)
    else:
        from isj_cli.render.page_text import text_lines

        text = "\n".join(text_lines(page)) + "\n"
    return text, text[: text.index("\n") + 1]


def _by_name(path: Path) -> ReportFormat:
    """Return the form that the name of a file asks for; raises `IsjError` where there is none."""
    form = BY_SUFFIX.get(path.suffix.lower())
    if form is None:
        raise IsjError(
            _(
                "A report cannot be written as {suffix}; let the name end in {known}, or choose "
                "with --format."
            ).format(suffix=one_line(path.suffix), known=", ".join(filter(None, BY_SUFFIX)))
        )
    return form


def _named(output: str | None) -> Path | None:
    if output in (None, "-"):
        return None
    if not output.strip():
        raise IsjError(
            _("The name of the file is empty; name one: {example}.").format(
                example="isj assess report antwoorden.yaml --output verslag.html"
            )
        )
    return Path(output)
