"""A comment that overrules a finding about privacy stands where there is one, with a reason.

Write `# isj: allow ISJ402 because …` or `# isj: sta ISJ402 toe, want …`, with a reason of at least
two words. It stands at the end of the line, on the line above it, or above the key of a long text.
Each finding from ISJ401 to ISJ408 can be overruled like this. It then stays in the report, as a
note with the reason.

Fails:

    approach: Bel het museum. # isj: sta ISJ402 toe, want het is geen persoon

Passes:

    approach: Bel het museum. # het nummer staat op de site van het museum
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.overruling import Comment
from isj_cli.validation.personal import overruling_comment
from isj_cli.validation.rule import Found

SEVERITY = Severity.INFO


def check_overruling(unused: Sequence[Comment]) -> Iterator[Found]:
    """Yield a note for each comment that overrules nothing."""
    for comment in unused:
        if comment.code:
            yield Found(
                comment.place,
                _("This comment overrules nothing: there is no finding {code} here.").format(
                    code=comment.code
                ),
                _("Take it out, or put it above the line or the key of the text that it is about."),
                length=comment.length,
            )
        else:
            yield Found(
                comment.place,
                _("This comment overrules nothing: it lacks a code, ISJ401 to 408, or a reason."),
                _("Write it like this, with a reason of at least two words: {comment}").format(
                    comment=overruling_comment("ISJ402")
                ),
                length=comment.length,
            )
