"""`isj assess report`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli.app import command_app
from isj_cli.cli.assessing.answering import assessing
from isj_cli.cli.assessing.reporting import OutputOption, ReportFormatOption, respondents, write
from isj_cli.cli.exporting import BaseUrlOption, base_url_of
from isj_cli.cli.session import Session
from isj_cli.domain.fixed import PUBLISHED
from isj_cli.locale import N_

if TYPE_CHECKING:
    from isj_cli.domain.practice import Practice


def report(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help=N_("Files with answers, or folders of them.")),
    ],
    format: ReportFormatOption = None,
    output: OutputOption = None,
    all_gaps: Annotated[
        bool, typer.Option("--all", help=N_("Tell the examples for every gap with their reasons."))
    ] = False,
    with_proof: Annotated[
        bool,
        typer.Option(
            "--with-proof", help=N_("Add the lines of proof, without the role of who wrote them.")
        ),
    ] = False,
    base_url: BaseUrlOption = "",
) -> int:
    """Show where a team stands, and which practices help."""
    from isj_cli.assessment.document import report_document
    from isj_cli.assessment.recommending import advice
    from isj_cli.assessment.report import IN_FULL, report_page
    from isj_cli.assessment.result import result

    session: Session = ctx.obj
    taxonomy, language = assessing(session), session.language
    site = base_url_of(base_url)
    some = respondents(session, files)
    found = result(some, taxonomy)
    all_advice = advice(found, some, list(_published(session)), taxonomy)

    def link(id: str) -> str:
        return _address(site, id, language)

    page = report_page(
        found,
        all_advice,
        taxonomy,
        language,
        link,
        in_full=len(all_advice) if all_gaps else IN_FULL,
        with_proof=with_proof,
    )

    def document() -> dict[str, object]:
        return report_document(found, all_advice, taxonomy, language, link, with_proof=with_proof)

    write(session, page, document, format, output)
    return 0


def _published(session: Session) -> Iterator[Practice]:
    """Yield the published practices, each with its file's name as id."""
    unreadable: list[Path] = []
    for file in session.kb.read_all():
        if file.practice is None:
            unreadable.append(file.path)
        elif file.practice.status == PUBLISHED:
            id = file.path.stem
            yield file.practice if file.practice.id == id else replace(file.practice, id=id)
    session.tell_unreadable(unreadable)


def _address(site: str, id: str, language: str) -> str:
    """Return the page of a practice on the website, nothing where that is not known."""
    from isj_cli.export.site.addresses import address
    from isj_cli.pages.publication import Publication

    return address(site, language, Publication.place_of_practice(id)) if site else ""


APP = command_app(
    report,
    N_("""Show where a team stands, and which practices help.

Every file is one respondent, told by role and never by name. A view or a role of fewer than three
people is not shown apart. There is no total mark and no ranking. For every statement that stays
below common practice it names practices that help with exactly that, and why these.

\b
  isj assess report antwoorden.yaml
  isj assess report team/ --output verslag.html
  isj assess report team/ --output verslag.md --all"""),
)
