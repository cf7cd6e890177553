"""Splitting Dutch compounds into words that exist: *traumabehandeling*: *trauma*, *behandeling*.

A compound is a known word in front of another, with nothing, -s-, -en-, -e-, -n- or -er- between
them. All forms of simplemma's Dutch dictionary count as known. Short words make nonsense (*beha* +
*deling*), so those of fewer than five letters count only from a list of words of this field, and a
verb, or a noun on -ing of one, is whole: *vergelijken*, *samenwerking*.
"""

from __future__ import annotations

import re
from functools import cache

from isj_cli.domain.words import fold
from isj_cli.search.analysis import LONGEST

SHORTEST = 8
SPOKEN = {"1": "een", "2": "to", "4": "for"}
LINKS = ("", "s", "en", "e", "n", "er")

# Words of this field that are short, or that the dictionary does not have.
FIELD_WORDS = frozenset(
    """angst app armoede arts baby bed bos bril chat club dag dak drug dwang eet ggz geld gezin
    hoog huis hulp kind klas leef leer les lid lvb mbo mee nood oma opa ouder peer plan pleeg plek
    po poh raad reclassering rol rouw spel spoed stad taal team thuis vo web week weg werk wet wijk
    ziek zorg""".split()
)

# Words that look like compounds.
WHOLE = frozenset("donderdag horizontaal nieuwsgierig winterswijk".split())

# Words that begin others without being a part of their meaning.
BEGINNINGS = frozenset(
    """achter ander anders binnen boven buiten eigen elkaar gemeen onder recht samen tegen terug
    tussen weder zelfs""".split()
)

# Endings of words, which the dictionary knows as words too.
ENDINGS = frozenset(
    """aard achtig arden atie baar dom eel enken erd eren erij formatie gericht heid ine
    ing isme lijk ling loos loosheid natie naties reeks richt schap schappelijk schappen
    sie smacht stel stens ster teit tie tief tiek tijgend tijgende treek valuatie vol
    waard waarts zaam zaamheid""".split()
)


@cache
def _known() -> frozenset[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return frozenset(map(fold, DefaultDictionaryFactory().get_dictionary("nl")))


@cache
def split(word: str) -> tuple[str, ...]:
    """Return the words that a folded word is made of, none where it is no compound."""
    if any(map(str.isdigit, word)):
        return _named(word)
    known = _known()
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or word in WHOLE:
        return ()
    if word.endswith("ing") and (word[:-3] + "en" in known or word[:-4] + "en" in known):
        return ()
    if word.endswith("en") and word in known and _is_infinitive(word):
        return ()
    best: tuple[int, int, str, str] | None = None
    for at in range(len(word) - 3, 2, -1):
        head, tail = word[:at], word[at:]
        if not _is_part(tail, known):
            continue
        for link in LINKS:
            first = head.removesuffix(link) if link else head
            if (link and first == head) or first in BEGINNINGS or not _is_part(first, known):
                continue
            cost = bool(link) + sum(map(_doubt, (first, tail)))
            best = min(best or (99, 0, "", ""), (cost, -len(tail), first, tail))
    if best is None:
        return ()
    return tuple(part for half in best[2:] for part in split(half) or (half,))


def _named(word: str) -> tuple[str, ...]:
    """Return how people write a name with digits in words: *school2care*, *1gezin1plan*."""
    found = re.findall(r"[^\W\d]+|\d+", word)
    spoken = [each for part in found for each in (part, SPOKEN.get(part)) if each]
    return tuple(spoken) if len(found) > 1 else ()


def _doubt(part: str) -> int:
    """Return how little a word looks like a part: short ones and compounds that nobody wrote."""
    return 2 * (len(part) < 5) + 3 * (part not in FIELD_WORDS and part not in _known())


def _is_infinitive(word: str) -> bool:
    from simplemma import lemmatize

    return lemmatize(word, lang="nl") == word


def _is_part(word: str, known: frozenset[str]) -> bool:
    if word in ENDINGS or len(word) < 2:
        return False
    return word in FIELD_WORDS or (len(word) >= 5 and (word in known or bool(split(word))))
