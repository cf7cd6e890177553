"""The passage of a practice that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isj_cli.domain.hit import NOTHING, TYPED, VIA, Reason
from isj_cli.domain.words import fold
from isj_cli.search import query
from isj_cli.search.fields import OTHER_NAMES, WEIGHTS
from isj_cli.search.terms import BETWEEN
from isj_cli.search.widening import Plan, Variant
from isj_cli.search.word_list import WordList

WIDTH = 200
OPEN, CLOSE = "«", "»"

_SHOWN = ("strength", "summary", "approach", "how", "bottleneck", "result", "target", "other")


class Match(NamedTuple):
    """A stretch of a text that answers to a word of the query (its number), and how.

    `term` is the part of a compound that stands there, where parts were looked for apart.
    """

    start: int
    end: int
    number: int
    via: str
    term: str = ""


class Matcher:
    """Tells which words of a text answer to which word of a query."""

    def __init__(self, asked: query.Sequence, plan: Plan, words: WordList | None) -> None:
        """Match what `plan` says of the words of a query; without `words`, only as written."""
        self._words = words
        self.asked = [
            each for leaf in query.leaves(asked, negated=False) for each in plan[leaf.number]
        ]
        if not all(each.small for each in self.asked):
            self.asked = [each for each in self.asked if not each.small]
        self._singles: dict[tuple[str, str], tuple[int, str, str]] = {}
        self._phrases: list[tuple[str, re.Pattern[str], int, str]] = []
        self._apart: list[set[tuple[int, str]]] = []
        for number, each in enumerate(self.asked):
            for variant in each.variants:
                self._add(number, each.field, variant)
        forms = sorted({form for _field, form in self._singles}, key=len, reverse=True)
        self._pattern = re.compile(_any(forms)) if forms else None

    def _add(self, number: int, field: str, variant: Variant) -> None:
        if variant.via == "label":
            return  # the same words, in the other names of tags
        phrase = variant.terms if len(variant.terms) > 1 else variant.terms[0].split(" ")
        if len(phrase) > 1 and not variant.apart:
            words = [sorted(self._forms(term), key=len, reverse=True) for term in phrase]
            pattern = re.compile(BETWEEN.join(map(_any, words)))
            self._phrases.append((field, pattern, number, variant.via))
            return
        apart = variant.apart and len(variant.terms) > 1
        if apart:
            self._apart.append({(number, term) for term in variant.terms})
        longer = "part" if variant.via == "word" else variant.via
        for term in variant.terms:
            own = term if apart else ""
            for form in self._forms(term):
                self._singles.setdefault((field, form), (number, variant.via, own))
            for form in self._words.containing(term) if self._words else ():
                self._singles.setdefault((field, form), (number, longer, own))

    def _forms(self, term: str) -> set[str]:
        return self._words.forms(term) if self._words else {term}

    def matches(self, texts: Mapping[str, str]) -> dict[str, list[Match]]:
        """Return the stretches of a practice's texts that answer to the query, in order."""
        found = {
            field: self._names(text) if field == OTHER_NAMES else self._found(field, text)
            for field, text in texts.items()
        }
        present = {(each.number, each.term) for some in found.values() for each in some}
        whole = set().union(*(parts for parts in self._apart if parts <= present))
        return {
            field: kept
            for field, some in found.items()
            if (kept := [one for one in some if not one.term or (one.number, one.term) in whole])
        }

    def _names(self, text: str) -> list[Match]:
        """Return where other names of tags say what was typed, which is all that counts there."""
        found = self._found(OTHER_NAMES, text) if self._words else []
        return [each._replace(via="label") for each in found if each.via == "word"]

    def _found(self, field: str, text: str) -> list[Match]:
        change = fold if self._words else _lower
        folded = change(text)
        if len(folded) != len(text):  # places in the folded text are not those in the text itself
            folded = "".join(change(letter)[:1] or letter for letter in text)
        matches = [
            Match(found.start(), found.end(), *known)
            for found in (self._pattern.finditer(folded) if self._pattern else ())
            if (known := self._single(field, found.group()))
        ]
        for only, pattern, number, via in self._phrases:
            for found in pattern.finditer(folded) if only in ("", field) else ():
                start, end = found.span()
                within = [each for each in matches if start <= each.start < end]
                if via in TYPED or not any(each.via in TYPED for each in within):
                    matches = [each for each in matches if each not in within]
                    matches.append(Match(start, end, number, via))
        return sorted(matches)

    def _single(self, field: str, form: str) -> tuple[int, str, str] | None:
        return self._singles.get(("", form)) or self._singles.get((field, form))

    def reasons(
        self, texts: Mapping[str, str], matches: Mapping[str, Sequence[Match]]
    ) -> tuple[Reason, ...]:
        """Return how the texts of a practice answer to each word of the query."""
        found: dict[tuple[int, str], tuple[dict[str, None], dict[str, None]]] = {}
        for field, some in matches.items():
            for match in some:
                words, fields = found.setdefault((match.number, match.via), ({}, {}))
                words[texts[field][match.start : match.end].lower()] = None
                fields[field] = None
        return tuple(
            Reason(self.asked[number].text, via, tuple(words), tuple(fields))
            for (number, via), (words, fields) in sorted(
                found.items(), key=lambda one: (one[0][0], VIA.index(one[0][1]))
            )
        )


def _lower(text: str) -> str:
    return text.lower().replace("’", "'")


def _any(forms: Sequence[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)"


class Passage(NamedTuple):
    """A text with the words that matched between « and », and all such words by field."""

    text: str
    matched: Mapping[str, tuple[str, ...]] = NOTHING


def best_passage(texts: Mapping[str, str], matches: Mapping[str, Sequence[Match]]) -> Passage:
    """Return the passage of about `WIDTH` characters in which most query words stand.

    Where no text matches, the passage is the beginning of the summary.
    """
    matched: dict[str, tuple[str, ...]] = {}
    best: tuple[float, str, Sequence[Match]] = (0.0, "", ())
    for name, found in matches.items():
        text = texts[name]
        matched[name] = tuple(dict.fromkeys(text[each.start : each.end] for each in found))
        if name in _SHOWN:
            score, window = _densest(found)
            if score * (1 + WEIGHTS[name] / 10) > best[0]:
                best = score * (1 + WEIGHTS[name] / 10), name, window
    if not best[2]:
        return Passage(_cut(texts.get("summary", ""), 0, ()), matched)
    return Passage(_cut(texts[best[1]], best[2][0].start, best[2]), matched)


def _densest(found: Sequence[Match]) -> tuple[float, Sequence[Match]]:
    """Return the stretch of at most `WIDTH` characters with most different query words."""
    best: tuple[float, Sequence[Match]] = (0.0, ())
    first = 0
    for last in range(len(found)):
        while first < last and found[last].end - found[first].start > WIDTH - 40:
            first += 1
        window = found[first : last + 1]
        typed = {each.number for each in window if each.via in TYPED}
        score = len({each.number for each in window}) + 0.5 * len(typed) + 0.1 * len(window)
        if score > best[0]:
            best = score, window
    return best


def _cut(text: str, at: int, marks: Sequence[Match]) -> str:
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
