"""What the commands of `isj assess` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import _, ngettext

if TYPE_CHECKING:
    from isj_cli.assessment.answers import Answers

MOST, LONGEST = 8, 80  # ids that are named, and signs of one: a file may hold anything


def assessing(session: Session) -> Taxonomy:
    """Return the taxonomy; raises `IsjError` where it has nothing to assess oneself with."""
    taxonomy = session.kb.taxonomy
    assessment = taxonomy.assessment
    if not (assessment.statements and assessment.scale and assessment.roles):
        raise IsjError(
            _(
                "This knowledge base has no statements for a self-assessment; write them below "
                "'assessment:' in principles.yaml."
            )
        )
    return taxonomy


def tell_unknown(session: Session, path: Path, answers: Answers) -> None:
    """Tell of the ids in a file that this knowledge base does not have."""
    if answers.unknown:
        names = ", ".join(f"'{id[:LONGEST]}'" for id in answers.unknown[:MOST])
        if (more := len(answers.unknown) - MOST) > 0:
            said = ngettext("{names}; and {number} more", "{names}; and {number} more", more)
            names = said.format(names=names, number=more)
        session.warn(
            ngettext(
                "{path}: {names} is not known in this knowledge base and does not count.",
                "{path}: {names} are not known in this knowledge base and do not count.",
                len(answers.unknown),
            ).format(path=path, names=names)
        )
