"""Whoosh, imported without what searching never needs.

Its sources import a client for the web and English word forms, which take longer to load than a
search takes, and hold escapes that Python 3.12 and later warn of.
"""

from __future__ import annotations

import sys
import warnings
from types import ModuleType

UNUSED = {
    "urllib.request": "urlretrieve",
    "whoosh.lang.morph_en": "variations",
}


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
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        import whoosh.codec.whoosh3  # noqa: F401  # else it comes, and warns, at the first search
        from whoosh import columns, fields, formats, index
        from whoosh import query as q
        from whoosh.analysis import RegexTokenizer
        from whoosh.filedb.filestore import RamStorage
        from whoosh.reading import TermNotFound
finally:
    for _name in _made:
        del sys.modules[_name]

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
