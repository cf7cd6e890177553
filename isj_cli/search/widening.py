"""What else to look for than the words that were typed.

A word is also found as a part of a compound (*trauma* in *traumabehandeling*; the index holds
parts), a compound where all its parts stand, words written apart where they are written as one, a
verb whose particle stands elsewhere (*kopen … in*: *inkopen*), and a word or an expression by the
synonyms of `synonyms.yaml`. All of these weigh less than what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from isj_cli.domain.hit import TYPED
from isj_cli.domain.words import fold
from isj_cli.search import query
from isj_cli.search.analysis import FUNCTION_WORDS, LONGEST
from isj_cli.search.compounds import LINKS
from isj_cli.search.terms import Expressions, expressions_of, named
from isj_cli.search.word_list import WordList

# What scores are multiplied by, where that of a word as typed is 1; `benchmarks/relevance.py`
# measures what they do to the ranking.
PARTS, LABEL, RELATIVE, SYNONYM = 0.4, 2.0, 0.4, 0.7
MOST_OF_A_PREFIX = 200  # words that begin so and are looked for
SHORTEST = 4  # letters of a part
_LONGEST_JOIN = 4  # words that may be written as one
_LONGEST_EXPRESSION = 8  # words
_PARTICLES = frozenset(
    """aan af achter bij door heen in los mee na neer om onder op over rond samen terug thuis toe
    uit vast voor voort weg""".split()
)


class Variant(NamedTuple):
    """One way to answer to a word: `terms` that stand side by side, or `apart` anywhere.

    A term with spaces is an expression.

    `via` says how it follows from what was typed; one of `isj_cli.domain.hit.VIA`.
    """

    via: str
    terms: tuple[str, ...]
    weight: float = 1.0
    apart: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether this is what was typed, in whatever form."""
        return self.via in TYPED


class Asked(NamedTuple):
    """A word (or phrase) of a query, with all that answers to it.

    `field` is empty for all texts. A `small` word is not asked for beside others. `term` is set
    for a word whose place among the others counts.
    """

    text: str
    variants: tuple[Variant, ...]
    field: str = ""
    small: bool = False
    term: str = ""


class Synonyms:
    """Groups of words and expressions that say the same, in a text that is searched.

    A line holds a group: expressions with tabs around each, an expression is terms with spaces
    between them.
    """

    def __init__(self, data: bytes = b"") -> None:
        """Take the bytes that `data` of another one holds."""
        self.data = data

    @classmethod
    def made(cls, groups: Iterable[Iterable[str]], words: WordList) -> Synonyms:
        """Return the synonyms of these groups of written expressions."""
        lines = (
            "\t".join(dict.fromkeys(filter(None, (" ".join(words.terms(each)) for each in group))))
            for group in groups
        )
        return cls("".join(f"\t{line}\t\n" for line in lines).encode())

    def expressions(self) -> Expressions:
        """Return the expressions of several terms, see `expressions_of`."""
        return expressions_of(self.data.decode().replace("\n", "").split("\t"))

    def of(self, terms: Sequence[str]) -> list[str]:
        """Return each expression that says the same."""
        own = " ".join(terms)
        wanted = f"\t{own}\t".encode()
        found: dict[str, None] = {}
        at = self.data.find(wanted)
        while at >= 0:
            start, end = self.data.rfind(b"\n", 0, at) + 1, self.data.find(b"\n", at)
            found.update(dict.fromkeys(self.data[start + 1 : end - 1].decode().split("\t")))
            at = self.data.find(wanted, end)
        return [other for other in found if other != own]


Plan = Mapping[int, tuple[Asked, ...]]


def plan(parsed: query.Node, words: WordList, synonyms: Synonyms) -> Plan:
    """Return what to look for, by the number of each `query.Words`."""
    return dict(_plan(parsed, words, synonyms))


def plan_as_written(parsed: query.Node) -> Plan:
    """Return a plan that looks for nothing but the words as they were written."""
    return {node.number: (_phrase(node, node.words, node.words),) for node in query.leaves(parsed)}


def _plan(
    node: query.Node, words: WordList, synonyms: Synonyms
) -> Iterator[tuple[int, tuple[Asked, ...]]]:
    if isinstance(node, query.Words):
        yield node.number, (_alone(node, words, synonyms),)
    elif isinstance(node, query.Not):
        for leaf in query.leaves(node):
            yield leaf.number, (_unwanted(leaf, words),)
    elif isinstance(node, query.Sequence):
        run: list[query.Words] = []
        for each in node.nodes:
            if isinstance(each, query.Words) and each.is_plain:
                run.append(each)
                continue
            yield from _run(run, words, synonyms)
            run = []
            yield from _plan(each, words, synonyms)
        yield from _run(run, words, synonyms)
    else:
        for each in node.nodes:
            yield from _plan(each, words, synonyms)


def _phrase(node: query.Words, typed: Sequence[str], terms: Sequence[str]) -> Asked:
    text = " ".join(typed) + "*" * node.prefix
    via = "prefix" if node.prefix else "word"
    return Asked(text, (Variant(via, tuple(terms)),), node.field)


def _alone(node: query.Words, words: WordList, synonyms: Synonyms) -> Asked:
    """Return what answers to words that stand apart from others: in a field, between operators."""
    terms = [words.term(word) for word in node.words]
    if node.prefix:
        return _prefixed(node, terms[:-1], words)
    asked = _phrase(node, node.words, terms)
    if node.quoted or node.field:
        return asked
    own = _own(terms[0], words) if len(terms) == 1 else [*asked.variants]
    more = _joined(node.words, words) if len(terms) > 1 else []
    return asked._replace(variants=(*own, *more, *_synonyms(terms, synonyms)))


def _unwanted(node: query.Words, words: WordList) -> Asked:
    """Return what answers to words to be left out: these, or a tag of that name; no synonyms."""
    terms = [words.term(word) for word in node.words]
    if node.prefix:
        return _prefixed(node, terms[:-1], words)
    asked = _phrase(node, node.words, terms)
    if len(terms) > 1 or node.field:
        return asked
    return asked._replace(variants=(*asked.variants, _label(terms[0])))


def _label(term: str) -> Variant:
    return Variant("label", (named(term),), LABEL)


def _prefixed(node: query.Words, before: Sequence[str], words: WordList) -> Asked:
    found = sorted({words.term(word) for word in words.beginning(node.words[-1])})
    variants = tuple(
        Variant("prefix", (*before, term), apart=True) for term in found[:MOST_OF_A_PREFIX]
    )
    return Asked(" ".join(node.words) + "*", variants, node.field)


def _run(
    run: Sequence[query.Words], words: WordList, synonyms: Synonyms
) -> Iterator[tuple[int, tuple[Asked, ...]]]:
    """Yield what answers to words that stand side by side."""
    typed = [piece for node in run for word in node.words for piece in _pieces(word, words)]
    terms = [words.term(word) for word in typed]
    variants = [_own(term, words) for term in terms]
    for start in range(len(typed)):
        for end in range(start + 1, min(start + _LONGEST_EXPRESSION, len(typed)) + 1):
            same = _synonyms(terms[start:end], synonyms)
            for own in variants[start:end]:
                own += same
        for end in range(start + 2, min(start + _LONGEST_JOIN, len(typed)) + 1):
            joined = _joined(typed[start:end], words)
            joined += [each for one in joined for each in _synonyms(one.terms, synonyms)]
            for own in variants[start:end]:
                own += joined
    for verb, particle, term in _verbs(typed, terms, words):
        whole = [Variant("particle", (term,)), *_parts(term, words), *_synonyms([term], synonyms)]
        variants[verb] += whole
        variants[particle] += whole
    asked = iter(
        Asked(word, tuple(dict.fromkeys(own)), small=word in FUNCTION_WORDS, term=term)
        for word, term, own in zip(typed, terms, variants, strict=True)
    )
    for node in run:
        number = sum(len(_pieces(word, words)) for word in node.words)
        yield node.number, tuple(islice(asked, number))


def _pieces(word: str, words: WordList) -> tuple[str, ...]:
    """Return the words that an unknown compound is made of, known ones if possible, else itself."""
    folded = fold(word)
    if len(folded) > LONGEST or not folded.isalpha() or words.knows(word):
        return (folded,)
    for at in range(len(folded) - SHORTEST, SHORTEST - 1, -1):
        tail = folded[at:]
        if not words.knows(tail):
            continue
        for link in LINKS:
            head = folded[:at].removesuffix(link)
            if len(head) + len(link) == at and len(head) >= SHORTEST and words.knows(head):
                return head, tail
    return words.parts(words.term(word)) or (folded,)


def _own(term: str, words: WordList) -> list[Variant]:
    stems = [Variant("stem", (other,), RELATIVE) for other in words.relatives(term)]
    return [
        Variant("word", (term,)),
        *_parts(term, words),
        _label(term),
        *stems,
    ]


def _synonyms(terms: Sequence[str], synonyms: Synonyms) -> list[Variant]:
    return [Variant("synonym", (other,), SYNONYM) for other in synonyms.of(terms)]


def _parts(term: str, words: WordList) -> list[Variant]:
    parts = words.parts(term)
    known = parts and all(map(words.knows, parts))
    return [Variant("parts", parts, PARTS, apart=True)] if known else []


def _joined(typed: Sequence[str], words: WordList) -> list[Variant]:
    """Return the one word that words are when written without spaces, if it is known."""
    word = "".join(typed)
    return [Variant("joined", (words.term(word),))] if words.knows(word) else []


def _verbs(
    typed: Sequence[str], terms: Sequence[str], words: WordList
) -> Iterator[tuple[int, int, str]]:
    """Yield the places of a verb and its particle further on, and the term of the whole verb."""
    for at, word in enumerate(typed):
        if word not in _PARTICLES:
            continue
        for verb in range(at - 1, -1, -1):
            if terms[verb].endswith("n") and words.knows(word + terms[verb]):
                yield verb, at, words.term(word + terms[verb])
                break
