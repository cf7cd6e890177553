"""Mending words that occur nowhere: *truama*, *kindermisshandeling*, *ervarings deskundigen*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from isj_cli.domain.words import fold
from isj_cli.search.analysis import LONGEST
from isj_cli.search.word_list import WordList

# How alike a word and its replacement are at least: twice the letters that they share in order, as
# a share of all letters of both (`difflib`). Two words joined to one are guessed at less freely.
LIKENESS = 0.8
LIKENESS_JOINED = 0.9
SHORTEST = 4  # letters of a word that is mended


Answers = Callable[[str], bool]


def corrected(text: str, asked: Sequence[str], words: WordList, answers: Answers) -> str | None:
    """Return the query with its unknown words mended, None where there is nothing to mend.

    `asked` are the words that the query looks for. A word is mended only where it is no Dutch word
    and does not occur in what was indexed, alternative labels included: by joining it with the
    word beside it, else by the most similar known word. `answers` tells whether anything answers
    to a word.
    """
    unknown = [word for word in asked if _is_unknown(word, answers) and _is_mistake(word, words)]
    return _mended(text, asked, unknown, words, answers)


def suggestion(text: str, asked: Sequence[str], words: WordList, answers: Answers) -> str | None:
    """Return the query with every word that nothing answers to replaced by the most similar one.

    Unlike `corrected`, this also replaces words that exist; it is for a person to decide on.
    """
    unknown = [word for word in asked if _is_unknown(word, answers)]
    return _mended(text, asked, unknown, words, answers)


def _mended(
    text: str, asked: Sequence[str], unknown: Sequence[str], words: WordList, answers: Answers
) -> str | None:
    mended = text
    for word, replacement in _mendings(unknown, asked, words, answers):
        mended = re.sub(rf"(?<!\w){word}(?!\w)", replacement, mended, flags=re.IGNORECASE)
    return mended if mended != text else None


def _is_unknown(word: str, answers: Answers) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not answers(word)


def _is_mistake(word: str, words: WordList) -> bool:
    import simplemma

    # A word that exists was typed as it was meant, even where nothing answers to it.
    return not (simplemma.is_known(word, lang="nl") or words.parts(words.term(word)))


def _mendings(
    unknown: Sequence[str], asked: Sequence[str], words: WordList, answers: Answers
) -> Iterator[tuple[str, str]]:
    """Yield patterns of words and what to write instead."""
    joined: set[str] = set()
    known = words.words()
    for one, two in pairwise(asked):
        if {one, two} & joined or (words.occurs(one) and words.occurs(two)):
            continue
        whole = one + two if answers(one + two) else None
        whole = whole or _nearest(one + two, known, LIKENESS_JOINED, answers)
        if whole:
            joined |= {one, two}
            yield rf"{re.escape(one)}[\s-]+{re.escape(two)}", whole
    for word in unknown:
        if word in joined:
            continue
        if near := _nearest(word, known, LIKENESS, answers):
            yield re.escape(word), near


def _nearest(word: str, known: Sequence[str], likeness: float, answers: Answers) -> str | None:
    """Return the word most like this one, of those that something answers to."""
    folded = fold(word)
    like = [each for each in known if abs(len(each) - len(folded)) <= 2]
    near = get_close_matches(folded, like, 3, likeness) if len(folded) <= LONGEST else ()
    return next(filter(answers, near), None)
