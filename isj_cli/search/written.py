"""Searching for words as they were written: no other forms, no parts, nothing that widens them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from isj_cli.search.analysis import surface
from isj_cli.search.fields import OTHER_NAMES, WEIGHTS
from isj_cli.search.terms import BETWEEN, Terms
from isj_cli.search.word_list import WordList


class Written:
    """Tells where words stand, from the stored texts of the documents that hold their terms.

    The last word may end in `*`, for all that begins so.
    """

    def __init__(self, searcher: Any, words: WordList) -> None:
        """Read from `searcher`, a searcher of Whoosh."""
        self._terms = Terms(searcher.reader())
        self._searcher = searcher
        self._words = words
        self._texts = cache(self._read)
        self.number = self._terms.number

    def standing(self, terms: Sequence[str], slop: int = 1, field: str = "") -> Mapping[int, float]:
        """Return how heavily words stand side by side in each document where they do."""
        pattern = re.compile(BETWEEN.join(map(_word, terms)))
        found = {}
        for id in set.intersection(*(self._holding(term) for term in terms)):
            weight = sum(
                WEIGHTS[name] * len(pattern.findall(text))
                for name, text in self._texts(id).items()
                if field in ("", name)
            )
            if weight:
                found[id] = weight
        return found

    def _holding(self, word: str) -> set[int]:
        """Return the documents that may hold a word, in whatever form."""
        known = self._words.beginning(word[:-1]) if word.endswith("*") else surface(word)
        terms = {self._words.term(each) for each in known}
        return {id for term in terms for id in self._terms.weights(term)}

    def _read(self, id: int) -> dict[str, str]:
        texts: dict[str, str] = json.loads(self._searcher.stored_fields(id)["texts"])
        return {
            name: text.lower().replace("’", "'")
            for name, text in texts.items()
            if name != OTHER_NAMES
        }


def _word(word: str) -> str:
    end = r"[^\W_]*" if word.endswith("*") else ""
    return rf"(?<![^\W_])(?<![^\W_]'){re.escape(word.rstrip('*'))}{end}(?!'?[^\W_])"
