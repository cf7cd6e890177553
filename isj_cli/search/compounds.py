"""Splitting Dutch compounds into words that exist: *traumabehandeling*: *trauma*, *behandeling*.

A compound is a known word in front of another, with nothing, -s-, -en-, -e-, -n- or -er- between
them. All forms of simplemma's Dutch dictionary count as known. Short words make nonsense (*beha* +
*deling*), so those of fewer than five letters count only from a list of words of this field, and a
verb, or a noun on -ing of one, is whole: *vergelijken*, *samenwerking*.
"""

from __future__ import annotations

from functools import cache

from isj_cli.domain.words import fold

SHORTEST = 8
LINKS = ("", "s", "en", "e", "n", "er")

SHORT_WORDS = frozenset(
    """angst app arts baby bed bos chat club dag dak drug dwang eet ggz geld gezin hoog huis
    hulp kind leef leer les lvb mbo mee nood oma opa ouder peer plan pleeg po poh rouw spel
    spoed stad taal team thuis vo web week weg werk wet wijk ziek zorg""".split()
)

# Words that begin others without being a part of their meaning.
BEGINNINGS = frozenset(
    """achter ander anders binnen boven buiten eigen elkaar onder recht samen tegen terug tussen
    weder zelfs""".split()
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


def split(word: str) -> tuple[str, ...]:
    """Return the words that a folded word is made of, none where it is no compound."""
    known = _known()
    if len(word) < SHORTEST or not word.isalpha():
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
            cost = bool(link) + 2 * (len(first) < 5) + 2 * (len(tail) < 5)
            best = min(best or (99, 0, "", ""), (cost, -len(tail), first, tail))
    if best is None:
        return ()
    return (best[2], *(split(best[3]) or (best[3],)))


def _is_infinitive(word: str) -> bool:
    from simplemma import lemmatize

    return lemmatize(word, lang="nl") == word


def _is_part(word: str, known: frozenset[str]) -> bool:
    if word in ENDINGS:
        return False
    return word in SHORT_WORDS or (len(word) >= 5 and word in known)
