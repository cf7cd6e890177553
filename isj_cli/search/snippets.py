"""The passage of a practice that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from isj_cli.domain.hit import NOTHING
from isj_cli.domain.words import fold
from isj_cli.search.analysis import Token, tokens
from isj_cli.search.fields import WEIGHTS

WIDTH = 200
OPEN, CLOSE = "«", "»"

_SHOWN = ("strength", "summary", "approach", "how", "bottleneck", "result", "target", "other")


class Matcher:
    """Tells which word of the query a word of a text answers to.

    `numbers` gives the number of the query word by field (empty for all) and folded word;
    `prefixes` are field, beginning and number.
    """

    def __init__(
        self, numbers: Mapping[tuple[str, str], int], prefixes: Sequence[tuple[str, str, int]]
    ) -> None:
        """Take what to match."""
        self._numbers = numbers
        self._prefixes = prefixes
        endings = [re.escape(start) + r"\w*" for _field, start, _number in prefixes]
        forms = sorted({word for _field, word in numbers}, key=len, reverse=True)
        alternatives = "|".join([*map(re.escape, forms), *endings])
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if alternatives else None

    def found(self, field: str, text: str) -> list[tuple[Token, int]]:
        """Return the words of a text that answer to the query, with the numbers of its words."""
        if self._pattern is None:
            return []
        folded = fold(text)
        if len(folded) == len(text):
            spans: Iterator[Token] = (
                Token(found.group(), found.start(), found.end())
                for found in self._pattern.finditer(folded)
            )
        else:  # places in the folded text are not those in the text itself
            spans = tokens(text)
        return [
            (token, number)
            for token in spans
            if (number := self._number(field, token.word)) is not None
        ]

    def _number(self, field: str, word: str) -> int | None:
        """Return the number of the query word that a folded word answers to, None for none."""
        found = self._numbers.get(("", word)) or self._numbers.get((field, word))
        if found is None and self._prefixes:
            found = next(
                (
                    number
                    for only, start, number in self._prefixes
                    if only in ("", field) and word.startswith(start)
                ),
                None,
            )
        return found


class Passage(NamedTuple):
    """A text with the words that matched between « and », and all such words by field."""

    text: str
    matched: Mapping[str, tuple[str, ...]] = NOTHING


def best_passage(texts: Mapping[str, str], matches: Matcher) -> Passage:
    """Return the passage of about `WIDTH` characters in which most query words stand.

    Where no text matches, the passage is the beginning of the summary.
    """
    matched: dict[str, tuple[str, ...]] = {}
    best: tuple[float, str, Sequence[tuple[Token, int]]] = (0.0, "", ())
    for name, text in texts.items():
        found = matches.found(name, text)
        if not found:
            continue
        matched[name] = tuple(dict.fromkeys(text[token.start : token.end] for token, _ in found))
        if name in _SHOWN:
            score, window = _densest(found)
            if score * (1 + WEIGHTS[name] / 10) > best[0]:
                best = score * (1 + WEIGHTS[name] / 10), name, window
    if not best[2]:
        return Passage(_cut(texts.get("summary", ""), 0, ()), matched)
    text = texts[best[1]]
    marks = [token for token, _ in best[2]]
    return Passage(_cut(text, marks[0].start, marks), matched)


def _densest(found: Sequence[tuple[Token, int]]) -> tuple[float, Sequence[tuple[Token, int]]]:
    """Return the stretch of at most `WIDTH` characters with most different query words."""
    best: tuple[float, Sequence[tuple[Token, int]]] = (0.0, ())
    first = 0
    for last in range(len(found)):
        while found[last][0].end - found[first][0].start > WIDTH - 40:
            first += 1
        window = found[first : last + 1]
        score = len({number for _, number in window}) + 0.1 * len(window)
        if score > best[0]:
            best = score, window
    return best


def _cut(text: str, at: int, marks: Sequence[Token]) -> str:
    """Return the part of `text` around position `at`, on one line, with the marks set."""
    start = 0
    if at > 60:
        sentence = max(text.rfind(end, 0, at) for end in (". ", "! ", "? ", "\n"))
        start = sentence + 1 if at - sentence < 90 else text.find(" ", at - 60)
    end = len(text)
    if end - start > WIDTH:
        end = max(text.rfind(" ", start, start + WIDTH), marks[-1].end if marks else start + 1)
    parts, here = [], start
    for token in marks:
        parts += [text[here : token.start], OPEN, text[token.start : token.end], CLOSE]
        here = token.end
    parts.append(text[here:end])
    shown = " ".join("".join(parts).split())
    return ("… " if text[:start].strip() else "") + shown + (" …" if text[end:].strip() else "")
