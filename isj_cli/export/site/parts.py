"""The parts of Pagefind's index, cut anew so that a search loads little of a large one.

Pagefind fills a part until it is large enough, so that a word which nearly all pages hold, such as
*en*, makes large what its neighbours need too. And it tells where a part begins and ends by as few
letters as it can, so that a search for a word between two parts loads all that begin like it. Here
such a word is a part of its own, other words stay together with those that begin alike, and each
part runs to where the next begins.

What Pagefind writes, as of its version 1.5: each file is gzip of `SIGNATURE` and an array in CBOR
(RFC 8949). Of a part that array is `[words]`, a word `[word, pages, …]`; of the metadata it is
`[version, pages, parts, …]`, a part `[first, last, name]`: words from `first` to `last`, as they
are sorted by code point, are in the file `index/name.pf_index`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

SIGNATURE = b"pagefind_dcd"
PART = 25_000  # bytes, uncompressed; compressed they are about 10,000
ALIKE = 4  # letters by which words that begin alike stay together
NAME = 10  # letters of a digest
# In CBOR: an array of one array, of which the length follows in four bytes.
WORDS = b"\x81\x9a"


class _Word(NamedTuple):
    word: str
    data: bytes

    @property
    def is_large(self) -> bool:
        return len(self.data) > PART


def recut(folder: Path) -> None:
    """Cut the parts of the index in `folder` anew, and tell so in its metadata."""
    import cbor2

    entry = folder / "pagefind-entry.json"
    told = json.loads(entry.read_bytes())
    for language, about in told["languages"].items():
        named = f"pagefind.{about['hash']}.pf_meta"
        metadata = _read(folder / named)
        before = {named, *(_file(name) for _first, _last, name in metadata[2])}
        words = _words(folder / _file(name) for _first, _last, name in metadata[2])
        parts: list[list[str]] = []
        last = ""
        for part in _parts(words):
            first = _first(part[0], last)
            last = part[-1].word
            array = WORDS + len(part).to_bytes(4, "big") + b"".join(each.data for each in part)
            name = _name(language, array)
            _write(folder / _file(name), array)
            if parts:
                parts[-1][1] = first
            parts.append([first, last, name])
        metadata[2] = parts
        array = cbor2.dumps(metadata)
        about["hash"] = _name(language, array)
        named = f"pagefind.{about['hash']}.pf_meta"
        _write(folder / named, array)
        for each in before - {named, *(_file(name) for _first, _last, name in parts)}:
            (folder / each).unlink()
    entry.write_text(json.dumps(told), encoding="utf-8")


def _words(files: Iterable[Path]) -> Iterator[_Word]:
    """Yield every word of an index, in their order."""
    import cbor2

    for path in files:
        for word in _read(path)[0]:
            yield _Word(word[0], cbor2.dumps(word))


def _parts(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Yield words that belong in a part; a large one stands alone."""
    part: list[_Word] = []
    size = 0
    for each in words:
        if part and (
            each.is_large
            or part[-1].is_large
            or size > 2 * PART
            or (size > PART and part[-1].word[:ALIKE] != each.word[:ALIKE])
        ):
            yield part
            part, size = [], 0
        part.append(each)
        size += len(each.data)
    if part:
        yield part


def _first(begun: _Word, last: str) -> str:
    """Return from where on a search looks in the part that `begun` opens, after the word `last`.

    A large word is loaded for itself and for its beginnings alone.
    """
    if not last:
        return ""
    if not begun.is_large:
        return f"{last} "
    beginnings = (begun.word[:end] for end in range(1, len(begun.word)))
    return next((each for each in beginnings if each > last), begun.word)


def _name(language: str, array: bytes) -> str:
    return f"{language}_{sha256(array).hexdigest()[:NAME]}"


def _file(name: str) -> str:
    return f"index/{name}.pf_index"


def _read(path: Path) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))


def _write(path: Path, array: bytes) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + array, compresslevel=6, mtime=0))
