"""From Dutch text to the terms that the index holds.

A term is the lemma of a word (simplemma's Dutch dictionary), without case and accents: *gezinnen*
and *gezin* give `gezin`, *één* gives `een`. No word is left out: *niet* and *zonder* matter here.
The dictionary takes a quarter of a second to load, so terms of words that were seen before are
kept beside the index, in a `WordList`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from isj_cli.domain.text import composed
from isj_cli.domain.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GENITIVE = re.compile(r"['’]s$")

# Words that say how others belong together. They are indexed and found like any other, but beside
# other words they are not asked for.
FUNCTION_WORDS = frozenset(
    """aan af al als alle alles ben bent bij daar daarna dan dat de deze die dit doe doen
    doet door dus een en er ergens erg ga gaan gaat geen had hadden hebben heeft hem hen het
    hier hij hoe hun iets ik in is ja je jij jou jouw kan kun kunnen maar me mee meer men
    met mij mijn moet moeten na naar nog nu of om ons onze ook op over te tegen toch tot
    tussen u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke
    werd wie wij wil willen word worden wordt ze zelf zich zij zijn zo zou zouden zijne""".split()
)

_NUMBER_WORDS = """twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien
    vijftien zestien zeventien achttien negentien twintig eenentwintig tweeentwintig
    drieentwintig""".split()
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 2)}

LEMMAS = {
    **NUMBERS,
    # The dictionary takes these for forms of "een".
    "eerste": "eerste",
    "eersten": "eerste",
    # And these for comparatives of "oud" and "jong", leather, past suffering.
    "ouder": "ouder",
    "ouders": "ouder",
    "jongere": "jongere",
    "jongeren": "jongere",
    "leren": "leren",
    "leden": "lid",
    # These it leaves as they are, or takes for words apart.
    "kinder": "kind",
    "gehandicapte": "gehandicapt",
    "gehandicapten": "gehandicapt",
    "psychologe": "psycholoog",
    "psychologen": "psycholoog",
}

# How adjectives end; others on -e, such as "waarde", are words of their own.
_ADJECTIVES = (
    "aal", "aam", "ant", "baar", "eel", "end", "ent", "er", "erd", "est", "gericht", "ief", "iek",
    "ig", "isch", "lijk", "loos", "matig", "rijk", "zaam",
)  # fmt: skip

# Longer ones are no words, and would take long to take apart.
LONGEST = 60


def surface(text: str) -> list[str]:
    """Return the words of a text as written: lower case, with accents."""
    text = text if text.isascii() else composed(text)
    words = _WORD.findall(text)
    if "'" in text or "’" in text:
        words = [_GENITIVE.sub("", word) for word in words]
    return [word.lower() for word in words]


def written(text: str) -> list[str]:
    """Return the words of a text as written, a genitive *'s* and accents included; lower case."""
    text = composed(text).replace("’", "'")
    return [found.group().lower() for found in _WORD.finditer(text)]


@cache
def lemma(word: str) -> str:
    """Return the term of one lower-case word: by the dictionary, or else by what it is made of."""
    if (found := LEMMAS.get(fold(word))) is not None:
        return found
    if not word.isalpha() or len(word) > LONGEST:
        return fold(word)
    import simplemma

    if len(word) > 4 and not simplemma.is_known(word, lang="nl"):
        from isj_cli.search.compounds import split

        word = next((each for each in _singular(word) if simplemma.is_known(each, lang="nl")), word)
        if parts := split(fold(word)):
            return fold(word).removesuffix(parts[-1]) + lemma(parts[-1])
    # The dictionary writes "aan_bieden" for verbs that it saw apart.
    found = simplemma.lemmatize(word, lang="nl").replace("_", "")
    if found.endswith("je"):
        found = simplemma.lemmatize(found, lang="nl")
    if word.endswith("e") and (found == word or found.endswith("en")):
        found = next(filter(_is_adjective, _uninflected(word)), found)
    return fold(LEMMAS.get(found) or found)


def _singular(word: str) -> Iterator[str]:
    """Yield what a word that the dictionary does not know may be a form of."""
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("en"):
        stem = word[:-2]
        yield stem
        if len(stem) > 3 and stem[-1] == stem[-2]:
            yield stem[:-1]
        yield word[:-1]
    if word.endswith("e"):
        yield word[:-1]


def _uninflected(word: str) -> Iterator[str]:
    """Yield the adjectives that a word on -e may be a form of: *sombere*, *intensieve*, *kale*."""
    stem = word[:-1]
    yield stem
    last = {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
    yield stem[:-1] + last
    if len(stem) > 2 and stem[-2] in "aeou":
        yield stem[:-1] + stem[-2] + last


def _is_adjective(word: str) -> bool:
    import simplemma

    return (
        word.endswith(_ADJECTIVES)
        and simplemma.lemmatize(word, lang="nl") == word
        and (simplemma.is_known(word, lang="nl"))
    )


def stem(term: str) -> str:
    """Return what a term shares with those made from the same verb or adjective.

    *overbruggen* and *overbrugging*, *begeleiden* and *begeleider*, *motiveren* and *motivatie*,
    *eenzaam* and *eenzaamheid* have one stem. What is left of a short verb is marked, so that
    *weten* is not taken for *wet*.
    """
    if term.endswith("heid") and len(term) > 7:
        return term[:-4]
    for ending in ("ering", "eren", "atie", "aar", "ing", "er", "en"):
        base = term.removesuffix(ending)
        if base == term or len(base) < 4:
            continue
        if base[-1] == base[-2] and base[-1] not in "aeou":
            base = base[:-1]
        return base if len(base) > 4 else base + "~"
    return term
