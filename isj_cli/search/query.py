"""The query language: whatever a person types has a meaning, or one clear sentence.

Words stand side by side (documents with all of them come first); `"a phrase"`, `-word`, `NOT`,
`AND`, `OR`, brackets, `prefix*` and `field:word` are understood; a stray operator, bracket or
quotation mark counts as not typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from isj_cli.domain.errors import IsjError
from isj_cli.domain.words import nearest
from isj_cli.locale import _
from isj_cli.search.analysis import surface, written
from isj_cli.search.fields import FIELD_NAMES

MAX_WORDS = 64
MAX_NESTING = 20


class Words(NamedTuple):
    """One word, or several that stand side by side; `field` is empty for all fields.

    `number` tells the words of one query apart.
    """

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False
    quoted: bool = False
    number: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether nothing is asked of these words but to stand somewhere."""
        return not (self.field or self.prefix or self.quoted)


class Not(NamedTuple):
    """What may not be matched."""

    node: Node


class All(NamedTuple):
    """All of these must match."""

    nodes: tuple[Node, ...]


class Some(NamedTuple):
    """At least one of these must match."""

    nodes: tuple[Node, ...]


class Sequence(NamedTuple):
    """Clauses side by side: the more of them match, the better."""

    nodes: tuple[Node, ...]


Node = Words | Not | All | Some | Sequence

NOTHING = Sequence(())

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+) | (?P<open>\() | (?P<close>\))
  | (?P<field>[^\W\d_]+(?=:[^\s:/]) | (?i:{"|".join(FIELD_NAMES)})(?=:\s+[^\s:/])):\s*
  | "(?P<phrase>[^"]*)(?:"|$)
  | (?P<minus>-)(?=[^\s-])
  | (?P<word>[^\s()"]+)
  | (?P<other>.)
""",
    re.VERBOSE | re.DOTALL,
)


def parse(text: str, *, as_written: bool = False) -> Sequence:
    """Return what a query means; raises `IsjError` where there is nothing to search for.

    An empty text means everything: a sequence without clauses. With `as_written`, words keep an
    apostrophe with what follows it.
    """
    found = _Parser(text, written if as_written else surface).sequence(0)
    if text.strip() and not found.nodes:
        raise IsjError(
            _(
                "There are no words in '{query}' to search for; type a word, such as 'trauma'."
            ).format(query=text.strip()[:60])
        )
    if sum(len(each.words) for each in leaves(found)) > MAX_WORDS:
        raise IsjError(
            _("The query has more than {number} words; leave some out.").format(number=MAX_WORDS)
        )
    return found


def unknown_fields(text: str) -> dict[str, str]:
    """Return what stands before a colon in a query and is no field, with the nearest field."""
    names = [found["field"] for found in _TOKEN.finditer(text) if found["field"]]
    unknown = [name for name in names if name.lower() not in FIELD_NAMES]
    return {name: next(iter(nearest(name, FIELD_NAMES, 1)), "") for name in unknown}


def leaves(node: Node, *, negated: bool = True) -> Iterator[Words]:
    """Yield the words of a query, in order; without `negated`, only those to be found."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, Not):
        if negated:
            yield from leaves(node.node)
    else:
        for each in node.nodes:
            yield from leaves(each, negated=negated)


def only_leaves_out(node: Node) -> bool:
    """Tell whether a query names only what may not be found."""
    if isinstance(node, Sequence | All):
        return all(map(only_leaves_out, node.nodes))
    return isinstance(node, Not)


def left_out(node: Node) -> Iterator[Node]:
    """Yield what may not be found, of a query that only leaves out."""
    if isinstance(node, Not):
        yield node.node
    elif isinstance(node, Sequence | All):
        for each in node.nodes:
            yield from left_out(each)


class _Parser:
    """Recursive descent; `OR` joins less tightly than `AND`, and both more than mere nearness."""

    def __init__(self, text: str, split: Callable[[str], list[str]]) -> None:
        self.split = split
        self.tokens = [
            (found.lastgroup or "", found.group(found.lastgroup or 0))
            for found in _TOKEN.finditer(text)
            if found.lastgroup != "space"
        ]
        self.at = 0
        self.number = 0

    def words(self, words: list[str], *, prefix: bool = False, quoted: bool = False) -> Words:
        self.number += 1
        return Words(tuple(words), "", prefix, quoted, self.number)

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def operator(self, name: str) -> bool:
        if self.peek() == ("word", name):
            self.at += 1
            return True
        return False

    def sequence(self, depth: int) -> Sequence:
        nodes: list[Node] = []
        while self.at < len(self.tokens):
            if self.peek()[0] == "close":
                if depth:
                    break
                self.at += 1
                continue
            if (node := self.either(depth)) is not None:
                nodes.append(node)
        return Sequence(tuple(nodes))

    def either(self, depth: int) -> Node | None:
        nodes = [self.both(depth)]
        while self.operator("OR"):
            nodes.append(self.both(depth))
        return _join(Some, nodes)

    def both(self, depth: int) -> Node | None:
        nodes = [self.unary(depth)]
        while self.operator("AND"):
            nodes.append(self.unary(depth))
        return _join(All, nodes)

    def negated(self) -> bool:
        """Pass over signs that leave out; tell whether there is an odd number of them."""
        odd = False
        while (minus := self.peek()[0] == "minus") or self.operator("NOT"):
            self.at += minus
            odd = not odd
        return odd

    def unary(self, depth: int) -> Node | None:
        negated = self.negated()
        if self.peek() in (("word", "AND"), ("word", "OR")):
            self.at += 1
            return None
        node = self.atom(depth)
        return _not(node) if negated and node is not None else node

    def atom(self, depth: int) -> Node | None:
        field, unknown, negated = "", [], False
        while self.peek()[0] == "field":
            name = self.peek()[1]
            self.at += 1
            if name.lower() in FIELD_NAMES:
                field = FIELD_NAMES[name.lower()]
            else:
                unknown.append(self.words(self.split(name)))
            negated ^= self.negated()
        node = self.plain(depth)
        if node is not None:
            node = _within(field, _not(node) if negated else node)
        if unknown:
            return Sequence((*unknown, node) if node else tuple(unknown))
        return node

    def plain(self, depth: int) -> Node | None:
        kind, value = self.peek()
        if kind in ("", "close"):
            return None
        self.at += 1
        if kind == "open":
            if depth >= MAX_NESTING:
                return None
            inner = self.sequence(depth + 1)
            if self.peek()[0] == "close":
                self.at += 1
            return inner if inner.nodes else None
        words = self.split(value) if kind in ("word", "phrase") else []
        if not words:
            return None
        prefix = kind == "word" and value.endswith("*")
        return self.words(words, prefix=prefix, quoted=kind == "phrase")


def _not(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _join(kind: type[All] | type[Some], nodes: list[Node | None]) -> Node | None:
    found = tuple(node for node in nodes if node is not None)
    if not found:
        return None
    return found[0] if len(found) == 1 else kind(found)


def _within(field: str, node: Node) -> Node:
    """Return `node` with its words looked for in `field`, where they name none themselves."""
    if not field:
        return node
    if isinstance(node, Words):
        return node if node.field else node._replace(field=field)
    if isinstance(node, Not):
        return Not(_within(field, node.node))
    return type(node)(tuple(_within(field, each) for each in node.nodes))
