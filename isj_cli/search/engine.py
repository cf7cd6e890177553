"""Whoosh, imported without what searching never needs and without what could do harm.

Its sources import a client for the web and English word forms, which take longer to load than a
search takes, and hold escapes that Python 3.12 and later warn of.

An index holds pickles: the list of its segments and the schema in the `.toc` file, the head of each
block of postings and the postings themselves, what hash files hold besides, and compressed columns.
A pickle can call anything. Here Whoosh gets a `pickle` that makes numbers, texts, lists and its own
segments, so that an index which somebody else wrote can give wrong answers and no more. (The schema
is given when an index is opened, and is not read.)
"""

from __future__ import annotations

import _codecs
import io
import pickle
import sys
import warnings
from collections import defaultdict
from types import ModuleType
from typing import Any

UNUSED = {
    "urllib.request": "urlretrieve",
    "whoosh.lang.morph_en": "variations",
}


def _bytes(text: str, encoding: str) -> bytes:
    """Return bytes, which the pickles that Whoosh writes hold as text."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(encoding)
    return _codecs.encode(text, encoding)


_KNOWN: dict[tuple[str, str], Any] = {
    ("_codecs", "encode"): _bytes,
    ("__builtin__", "bytes"): bytes,  # empty ones, in what is put aside while an index is sorted
    ("builtins", "int"): int,
    ("collections", "defaultdict"): defaultdict,
}


class _Unpickler(pickle.Unpickler):
    """Reads pickles of plain values and segments; raises `UnpicklingError` for any other."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what a pickle names, if it is one of the few that an index needs."""
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def _load(file: Any) -> Any:
    return _Unpickler(file).load()


def _loads(data: Any) -> Any:
    return _load(io.BytesIO(data))


def _safe_pickle() -> ModuleType:
    """Return a module like `pickle`, with which no code can be loaded."""
    made = ModuleType("pickle")
    safe = {"load": _load, "loads": _loads, "Unpickler": _Unpickler}
    vars(made).update(vars(pickle) | safe)
    return made


def _stand_ins() -> dict[str, ModuleType]:
    """Return empty modules for those that are unused and not loaded yet."""
    made = {}
    for name, attribute in UNUSED.items():
        if name not in sys.modules:
            module = ModuleType(name)
            setattr(module, attribute, None)
            made[name] = module
    return made


_made = _stand_ins()
sys.modules.update(_made)
sys.modules["pickle"] = _safe_pickle()
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        import whoosh.codec.whoosh3  # noqa: F401  # else it comes, and warns, at the first search
        from whoosh import columns, fields, formats, index
        from whoosh import query as q
        from whoosh.analysis import RegexTokenizer
        from whoosh.codec.whoosh3 import W3Codec, W3Segment
        from whoosh.filedb.filestore import RamStorage
        from whoosh.reading import TermNotFound
finally:
    sys.modules["pickle"] = pickle
    for _name in _made:
        del sys.modules[_name]

_KNOWN |= {(each.__module__, each.__name__): each for each in (W3Codec, W3Segment)}

__all__ = [
    "RamStorage",
    "RegexTokenizer",
    "TermNotFound",
    "columns",
    "fields",
    "formats",
    "index",
    "q",
]
