"""Mending words that occur nowhere: *truama*, *kindermisshandeling*, *ervarings deskundigen*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from isj_cli.domain.words import fold
from isj_cli.search.analysis import WordList

LIKENESS = 0.8
LIKENESS_JOINED = 0.9
SHORTEST = 4


def corrected(text: str, asked: Sequence[str], words: WordList) -> str | None:
    """Return the query with its unknown words mended, None where there is nothing to mend.

    `asked` are the words that the query looks for. A word is mended only where it is no Dutch word
    and does not occur in what was indexed, alternative labels included: by joining it with the
    word beside it, else by the most similar known word.
    """
    return _mended(text, asked, [word for word in asked if _is_mistake(word, words)], words)


def suggestion(text: str, asked: Sequence[str], words: WordList) -> str | None:
    """Return the query with every word that nothing answers to replaced by the most similar one.

    Unlike `corrected`, this also replaces words that exist; it is for a person to decide on.
    """
    return _mended(text, asked, [word for word in asked if _is_unknown(word, words)], words)


def _mended(text: str, asked: Sequence[str], unknown: Sequence[str], words: WordList) -> str | None:
    mended = text
    for word, replacement in _mendings(unknown, asked, words):
        mended = re.sub(rf"(?<!\w){word}(?!\w)", replacement, mended, flags=re.IGNORECASE)
    return mended if mended != text else None


def _is_unknown(word: str, words: WordList) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and not words.knows(word)


def _is_mistake(word: str, words: WordList) -> bool:
    if not _is_unknown(word, words):
        return False
    import simplemma

    # A word that exists was typed as it was meant, even where nothing answers to it.
    return not (simplemma.is_known(word, lang="nl") or words.parts(words.term(word)))


def _mendings(
    unknown: Sequence[str], asked: Sequence[str], words: WordList
) -> Iterator[tuple[str, str]]:
    """Yield patterns of words and what to write instead."""
    joined: set[str] = set()
    known = words.words()
    for one, two in pairwise(asked):
        if {one, two} & joined or (words.occurs(one) and words.occurs(two)):
            continue
        whole = one + two if words.knows(one + two) else _nearest(one + two, known, LIKENESS_JOINED)
        if whole:
            joined |= {one, two}
            yield rf"{re.escape(one)}[\s-]+{re.escape(two)}", whole
    for word in unknown:
        if word in joined:
            continue
        if near := _nearest(word, known, LIKENESS):
            yield re.escape(word), near


def _nearest(word: str, known: Sequence[str], likeness: float) -> str | None:
    folded = fold(word)
    like = [each for each in known if abs(len(each) - len(folded)) <= 2]
    return next(iter(get_close_matches(folded, like, 1, likeness)), None)
