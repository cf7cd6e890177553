"""A summary is easy to read.

Parents and young people read it too. How easily it reads is measured by the length of sentences and
words: Flesch's reading ease, with the constants of Douma for Dutch. 100 is very easy, 60 is plain,
30 is difficult. Below 40 this warning comes. Write shorter sentences, and everyday words.

Fails:

    summary: >-
      Het samenwerkingsverband realiseert multidisciplinaire, systeemgerichte hulpverlening ten
      behoeve van jeugdigen met meervoudige psychiatrische problematiek en hun opvoeders.

Passes:

    summary: >-
      Een team van vijf mensen helpt jongeren met meer problemen tegelijk, en hun ouders. Het komt
      elke week thuis langs.
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.validation.collection import Checked, is_unfilled
from isj_cli.validation.readability import reading_ease, words_of
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING

EASE = 40  # 48 is the lowest of the 121 summaries that there were when this was chosen
FEWEST_WORDS = 10  # of fewer words the measure says nothing


def check(file: Checked) -> Iterator[Found]:
    """Yield a warning where the summary reads too hard."""
    summary = file.practice.summary
    if is_unfilled(summary) or len(words_of(summary)) < FEWEST_WORDS:
        return
    ease = reading_ease(summary)
    if ease < EASE:
        yield Found(
            ("summary",),
            _("The summary is hard to read: {ease} on a scale where 100 is easy.").format(
                ease=max(0, round(ease))
            ),
            _("Write shorter sentences and everyday words, until it is {enough} or more.").format(
                enough=EASE
            ),
        )
