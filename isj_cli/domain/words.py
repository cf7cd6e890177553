"""Comparing words as people mean them: without case, accents or small mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from isj_cli.domain.text import composed

_ACCENTS = re.compile("[\u0300-\u036f]")

# Words that tell nothing of what a text is about.
SMALL_WORDS = frozenset(
    "aan als bij dan dat de den der die door een en er het hun in is met naar niet of om ook op "
    "over te ten ter tot uit van voor wat wordt worden ze zij zijn".split()
)


def fold(text: str) -> str:
    """Return `text` in lower case without accents: `Één` gives `een`, `Fryslân` gives `fryslan`."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", composed(text.casefold(), "NFKD"))


def slug(name: str) -> str:
    """Return a name in the form of an id: `'t Huis & Één` gives `t-huis-een`."""
    letters = fold(name).replace("'", "").replace("’", "")
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def nearest(value: str, options: Iterable[str], most: int = 3) -> Sequence[str]:
    """Return the options most like `value`, best first; none where nothing is near.

    An option that contains the value, or is contained in it, counts as near.
    """
    from difflib import get_close_matches

    by_fold = {fold(option): option for option in options}
    wanted = fold(value)
    near = get_close_matches(wanted, by_fold, n=most, cutoff=0.7)
    if len(wanted) >= 3:
        near += [key for key in by_fold if key not in near and (wanted in key or key in wanted)]
    return [by_fold[key] for key in near[:most]]
