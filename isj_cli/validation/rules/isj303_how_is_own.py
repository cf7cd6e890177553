"""The 'how' of a principle or factor tells what this practice does.

It does not repeat what the principle or factor means: that stands in the taxonomy, and the reader
sees it beside the text. One or two sentences about what people do here are enough. A warning while
the practice is a concept, an error in any other status.

Fails:

    factors:
      - id: vast-aanspreekpunt
        how: Het gezin weet bij wie het met alle vragen terechtkan.

Passes:

    factors:
      - id: vast-aanspreekpunt
        how: Ouders en school bellen met elke vraag dezelfde hulpverlener.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from isj_cli.domain.finding import Severity
from isj_cli.domain.frameworks import Item
from isj_cli.domain.taxonomy import FACTORS, PRINCIPLES
from isj_cli.domain.words import SMALL_WORDS, fold
from isj_cli.locale import _, language
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR

SAME_WORDS = 0.8  # of its words; 0.71 is the most among 706 texts that people wrote themselves
SAME_RUNS = 0.4  # of its runs of three words
_RUN = 3
_WORD = re.compile(r"[a-z0-9]+")


def check(file: Checked) -> Iterator[Found]:
    """Yield a finding for each text that says no more than the definition."""
    for key, tags in ((PRINCIPLES, file.practice.principles), (FACTORS, file.practice.factors)):
        for number, tag in enumerate(tags):
            item = file.taxonomy.items.get(tag.id)
            if item and repeats(tag.how, item):
                yield Found(
                    (key, number, "how"),
                    _("This says no more than what '{label}' means.").format(
                        label=item.label.text(language())
                    ),
                    _("Tell in one or two sentences what people do in this practice."),
                    severity=Severity.WARNING if file.is_draft else None,
                )


def repeats(how: str, item: Item) -> bool:
    """Tell whether a text only repeats what an item means, give or take a few words."""
    words = _WORD.findall(fold(how))
    telling = set(words) - SMALL_WORDS
    for known, runs in _meanings(item):
        share = _share(telling, known)
        if share >= SAME_WORDS:
            return True
        # Who copies runs of words copies words.
        if share >= SAME_RUNS / 2 and _share(_runs(words), runs) >= SAME_RUNS:
            return True
    return False


@cache
def _meanings(item: Item) -> Sequence[tuple[set[str], set[str]]]:
    """Return the words and the runs of words that say what an item means, for each language."""
    found = []
    for label, description, others in (
        (item.label.nl, item.description.nl, item.alt.nl),
        (item.label.en, item.description.en, item.alt.en),
    ):
        parts = [_WORD.findall(fold(text)) for text in (label, description, *others)]
        words = {word for part in parts for word in part}
        found.append((words - SMALL_WORDS, {run for part in parts for run in _runs(part)}))
    return found


def _runs(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _share(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0
