"""Making hostile input out of real files: of their bytes, of their lines, of what they say.

All of it follows from a `random.Random`: the same seed gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

CONTROL = (
    "\x00", "\x07", "\x08", "\x0b", "\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;weg\x07", "\x7f",
    "\x1b]8;;https://example.org\x1b\\", "\x1bc", "\x85", "\x9b2J", "\u200e", "\u2028", "\u202e",
    "\u2066", "\u061c", "\ufeff", "\ufffe", "\U000e0001", "\r", "\t", "\x0c",
)  # fmt: skip
NUMBERS = (
    "9" * 400, "-" + "9" * 5000, "1e999", "-1e-9999", "0x" + "f" * 40, "0o" + "7" * 40, "1" * 19,
    "-0", ".inf", "-.INF", ".nan", "0.1e1", "9223372036854775808", "1_000", "٣", "²", "1e400000",
)  # fmt: skip
WORDS = (
    "", " ", "~", "null", "true", "no", "TODO", "gepubliceerd", "concept", "ingetrokken", "../x",
    "../../etc/passwd", "/etc/passwd", "C:\\x", "con", "nul", ".", "..", "-", "--help", "-x", "x/y",
    "asja-fier", "fuzz", "veiligheid", "trauma", "2026-02-30", "0000-00-00", "9999-99-99",
    "10000-01-01", "javascript:alert(1)", "http://[", "http://a:b@c", "https://", "//",
    "{x}", "{0}", "%s", "%(x)s", "$HOME", "`id`", "[red]x[/red]", "[/]", "<b>", "&amp;", "=1+1",
    "|", "http://[::1",
    "@x", "é", "e\u0301", "İ", "ß", "ﬁ", "👩‍👩‍👧", "مرحبا", "𝕏" * 30, "a\u0300" * 300, "x" * 3000,
    "a" + "\u0300\u0316" * 9000,
    "ab " * 2000, "\n" * 50, "a\nb", "111222333", "06-12345678", "jan.jansen@example.org",
)  # fmt: skip
TOKENS = (
    ":", ": ", "- ", "-", "? ", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!", "!!str ",
    "!!python/object/apply:os.system ", "!!binary ", "!<x> ", "|", "|-", ">", ">-\n", "|9\n", "'",
    '"', '"\\u', '"\\xZZ"', '"\\U0010ffff"', '"\\ud800"', '"\\e[31m"', "%", "%YAML 9.9\n---\n", "@",
    "`", "---\n", "...\n", "\n", "\n\n", "  ", "\t", "\n\t", "<<: *a", "<<", "= ", "~", "\\",
    "# isj: ISJ401 ", "\u00a0", "\u2003", "“", "’",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7")
RAW = (b"\x00", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80",
       b"\x80", b"\xef\xbb\xbf", b"\xfe\xff", b"\xe2\x80", b"\x1b[31m", b"\x9b",
       b"\xf0\x9f\x98")  # fmt: skip

Mutation = Callable[[Random, bytes, bytes], bytes]


def mutated(chance: Random, data: bytes, other: bytes) -> bytes:
    """Return `data` after one to four mutations; `other` is what pieces are taken from."""
    for _time in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(MUTATIONS)(chance, data, other)
    if chance.random() < 0.02:
        data = chance.choice(BOMBS)(chance)
    return data


def _at(chance: Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def truncated(chance: Random, data: bytes, other: bytes) -> bytes:
    return data[: _at(chance, data)]


def beheaded(chance: Random, data: bytes, other: bytes) -> bytes:
    return data[_at(chance, data) :]


def flipped(chance: Random, data: bytes, other: bytes) -> bytes:
    found = bytearray(data)
    for _time in range(chance.choice((1, 1, 2, 8, 40))):
        if found:
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def spliced(chance: Random, data: bytes, other: bytes) -> bytes:
    start, stop = sorted((_at(chance, other), _at(chance, other)))
    at = _at(chance, data)
    return data[:at] + other[start:stop] + data[at + chance.choice((0, stop - start)) :]


def repeated(chance: Random, data: bytes, other: bytes) -> bytes:
    start = _at(chance, data)
    stop = min(len(data), start + chance.choice((1, 10, 100, 1000)))
    return data[:stop] + data[start:stop] * chance.choice((1, 2, 50)) + data[stop:]


def cut_out(chance: Random, data: bytes, other: bytes) -> bytes:
    start = _at(chance, data)
    return data[:start] + data[start + chance.choice((1, 2, 10, 200)) :]


def inserted(chance: Random, data: bytes, other: bytes) -> bytes:
    kind = chance.choice((CONTROL, NUMBERS, WORDS, TOKENS, TOKENS, RAW))
    piece: str | bytes = chance.choice(kind)
    at = _at(chance, data)
    return data[:at] + (piece.encode() if isinstance(piece, str) else piece) + data[at:]


def put_in_quotes(chance: Random, data: bytes, other: bytes) -> bytes:
    """Give a value a text with escapes, which becomes what no file may hold as it is."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    key = lines[at].split(b":")[0]
    text = json.dumps(chance.choice(CONTROL) * 3 + chance.choice(WORDS) + chance.choice(CONTROL))
    lines[at] = key + b": " + text.encode()
    return b"\n".join(lines)


def with_other_value(chance: Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    value: str = chance.choice((*NUMBERS, *WORDS, *TOKENS))
    lines[at] = lines[at].split(b":")[0] + b": " + value.encode()
    return b"\n".join(lines)


def with_other_lines(chance: Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    at, to = (chance.randrange(len(lines)) for _ in range(2))
    what = chance.randrange(5)
    if what == 0:
        lines[at], lines[to] = lines[to], lines[at]
    elif what == 1:
        lines.insert(to, lines[at])
    elif what == 2:
        del lines[at]
    elif what == 3:
        lines[at] = b" " * chance.choice((1, 2, 3, 7)) + lines[at]
    else:
        lines[at] = lines[at].lstrip()
    return b"\n".join(lines)


def with_other_newlines(chance: Random, data: bytes, other: bytes) -> bytes:
    new = chance.choice((b"\r\n", b"\r", b"\n\r", b"\r\r\n", "\x85".encode(), "\u2028".encode()))
    if chance.random() < 0.5:
        return data.replace(b"\n", new)
    return data.replace(b"\n", new, chance.choice((1, 3)))


def encoded(chance: Random, data: bytes, other: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def with_mark(chance: Random, data: bytes, other: bytes) -> bytes:
    return chance.choice((b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2, b"\xff\xfe", b"\xfe\xff")) + data


MUTATIONS: tuple[Mutation, ...] = (
    truncated, beheaded, flipped, flipped, spliced, repeated, cut_out, inserted, inserted, inserted,
    put_in_quotes, put_in_quotes, with_other_value, with_other_value, with_other_lines,
    with_other_lines, with_other_newlines, encoded, with_mark,
)  # fmt: skip


def _deep(chance: Random) -> bytes:
    opening = chance.choice((b"[", b"{a: ", b"- ", b"? ", b"[{a: ", b'{"a":', b"!!seq ["))
    return b"id: fuzz\na: " * chance.randrange(2) + opening * chance.choice((50, 10_000, 100_000))


def _indented(chance: Random) -> bytes:
    deep = chance.choice((45, 400, 1200))
    return "".join(f"{' ' * number}a:\n" for number in range(deep)).encode()


def _aliases(chance: Random) -> bytes:
    wide, high = chance.choice(((9, 9), (2, 38), (200, 4), (1, 38)))
    lines = ["a0: &a0 [lol, lol, lol]"]
    for number in range(1, high):
        lines.append(f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * wide)}]")
    return ("id: fuzz\ntitle: x\n" + "\n".join(lines) + f"\ngoals: *a{high - 1}\n").encode()


def _own_alias(chance: Random) -> bytes:
    return chance.choice(
        (
            b"id: fuzz\ntitle: x\ngoals: &a [*a, *a]\n",
            b"&a\nid: fuzz\ntitle: x\nregion: *a\n",
            b"id: fuzz\ntitle: x\nregion: &a {names: [*a], level: *a}\n",
            b"id: fuzz\ntitle: &a x\n? *a\n: y\n",
            b"- &a [*a]\n- *a\n",
        )
    )


def _huge(chance: Random) -> bytes:
    size = chance.choice((1_900_000, 1_999_000, 10_000_000))
    piece = chance.choice(
        (
            b"x",
            b"x ",
            b"\\",
            "é".encode(),
            b"a@",
            b"1",
            b"-",
            b" ",
            b"'",
            b"www.",
            "\u0300\u0316".encode(),
        )
    )
    mark = chance.choice((b"", b'"', b"'", b"|\n  "))
    text = piece * (size // len(piece))
    key = chance.choice((b"summary", b"title", b"approach", b"x", b"id"))
    return b"id: fuzz\ntitle: x\n" + key + b"2: "[len(key) > 1 :] + mark + text + mark[:1]


def _many_lines(chance: Random) -> bytes:
    line = chance.choice(
        (b"- a\n", b"a: &a *a\n", b"#\n", b"\n", b"- - - - a\n", b"? a\n", b"- ''\n", b"- {}\n",
         b"- &a {}\n", b"  \n", b"'\n", b"# isj: ISJ401\n", b"a:b\n")
    )  # fmt: skip
    start = chance.choice((b"", b"id: fuzz\ntitle: x\ngoals:\n", b"id: fuzz\nsummary: |\n"))
    return start + line * chance.choice((1000, 100_000, 400_000))


def _many_keys(chance: Random) -> bytes:
    number = chance.choice((1000, 40_000, 70_000))
    return b"id: fuzz\ntitle: x\n" + b"".join(b"k%d: v\n" % each for each in range(number))


def _long_key(chance: Random) -> bytes:
    return chance.choice((b"", b"? ", b"{")) + b"k" * chance.choice((900, 1100, 500_000)) + b": v\n"


def _personal(chance: Random) -> bytes:
    text = chance.choice(
        (b"Bel 06-12345678 nu.", b"Mail jan.jansen@example.org.", b"geboren op 3 maart 2010",
         b"Dorpsstraat 12, 1234 AB Ede", b"dossiernummer 2019/12345", b"mevrouw Jansen 111222333",
         b"zegt moeder: \"Ik wil dat het stopt\"")
    )  # fmt: skip
    code = chance.choice((b"ISJ401", b"ISJ402", b"ISJ404", b"ISJ405", b"ISJ408"))
    because = b"# isj: allow %s because this is the number of a museum\n" % code
    number = chance.choice((1000, 30_000))
    start = b"id: fuzz\ntitle: x\n"
    if chance.random() < 0.3:
        return start + b"lessons:\n" + b"".join(b"  - '%s' %s" % (text, because)
                                               for _each in range(min(number, 15_000)))  # fmt: skip
    if chance.random() < 0.5:
        return start + because + b"lessons: [" + b"'%s', " % text * number + b"x]\n"
    return start + because + b"approach: |\n" + b"  %s\n" % text * number


def _nothing(chance: Random) -> bytes:
    return chance.choice((b"", b"\n", b"#", b"\x00", b"---", b"...", b"\xef\xbb\xbf", b"~", b"''",
                          b"[]", b"{}", b"1", b"- a", b"%TAG ! x\n", b"\x00" * 9999))  # fmt: skip


BOMBS: tuple[Callable[[Random], bytes], ...] = (
    _deep, _indented, _aliases, _own_alias, _huge, _many_lines, _many_keys, _long_key, _personal,
    _nothing,
)  # fmt: skip


def hostile_value(chance: Random, deep: int = 0) -> Any:
    """Return a value of any kind that JSON knows, and some that it does not."""
    kind = chance.randrange(12 if deep < 3 else 9)
    if kind < 3:
        return chance.choice(CONTROL) + chance.choice(WORDS) + chance.choice(CONTROL)
    if kind < 5:
        return chance.choice(WORDS)
    if kind == 5:
        return chance.choice((0, -1, 10**18, 10**400, -(10**4000), 2**63, 1900, 2101, 10**9))
    if kind == 6:
        return chance.choice((None, True, False, 1e308, -0.5, float("inf"), float("nan"), 2020.0))
    if kind == 7:
        return chance.choice(CONTROL) * chance.choice((1, 1000))
    if kind == 8:
        return "\ud800" * chance.randrange(2) + chance.choice(WORDS) * chance.choice((1, 1, 30))
    if kind == 9:
        return [hostile_value(chance, deep + 1) for _ in range(chance.choice((0, 1, 3)))]
    if kind == 10:
        return [chance.choice(WORDS)] * chance.choice((1, 2, 500))
    keys = ("id", "how", "text", "nl", "en", "title", "url", "", "\x1b[31m", "__class__", "x" * 99)
    return {
        chance.choice(keys): hostile_value(chance, deep + 1)
        for _ in range(chance.choice((0, 1, 3)))
    }


def changed(chance: Random, tree: Any, times: int | None = None) -> Any:
    """Return a copy of `tree` in which some values are other ones, missing, moved or too many."""
    tree = json.loads(json.dumps(tree))
    for _time in range(times or chance.choice((1, 1, 2, 3, 8, 30))):
        holders = list(_holders(tree))
        if not holders:
            return hostile_value(chance)
        node, key = chance.choice(holders)
        what = chance.randrange(8)
        if what < 4:
            node[key] = hostile_value(chance)
        elif what == 4:
            del node[key]
        elif what == 5:
            other, its = chance.choice(holders)
            if its in other if isinstance(other, dict) else its < len(other):
                node[key] = json.loads(json.dumps(other[its]))
        elif what == 6 and isinstance(node, dict):
            node[chance.choice(WORDS)] = hostile_value(chance)
        elif isinstance(node, list) and len(json.dumps(node[key])) < 5000:
            text = json.dumps(node[key])  # each a copy: shared ones would grow by all that follows
            node += [json.loads(text) for _ in range(chance.choice((1, 300)))]
    return tree


def _holders(tree: Any) -> Any:
    if isinstance(tree, dict | list):
        for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
            yield tree, key
            yield from _holders(tree[key])


def as_file(chance: Random, tree: Any) -> bytes:
    """Return a tree as the JSON that is YAML as well."""
    text = json.dumps(tree, ensure_ascii=chance.random() < 0.7, indent=chance.choice((None, 1)))
    return text.encode("utf-8", "surrogatepass")
