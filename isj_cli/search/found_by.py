"""The words by which a search that knows no Dutch finds what `isj search` finds.

Such a search, as that in a browser, finds a word by its stem and by how it begins. It is helped
with what a practice does not say in that way: the parts of its compounds, other forms of its words,
other names of its tags and places, and the synonyms of what it says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Set
from typing import Any

from isj_cli.domain.taxonomy import REGIONS, Taxonomy
from isj_cli.domain.words import fold
from isj_cli.search.analysis import FUNCTION_WORDS, KnownWords, surface
from isj_cli.search.fields import OTHER_NAMES, from_json
from isj_cli.search.index import OpenIndex

SHORTEST = 3
V = os.environ.get("V", "pafs")

def words_of(searcher: Any, index: OpenIndex, found: Set[int], taxonomy: Taxonomy) -> dict[str, str]:
    """Return what else each of the documents `found` is to be found by, by a practice's id."""
    words = KnownWords(index.words)
    regions = {term.id: term for term in taxonomy.terms(REGIONS)}
    groups: dict[str, list[list[str]]] = {}
    for line in index.synonyms.data.decode().splitlines():
        group = line.strip("\t").split("\t")
        for e in group:
            groups.setdefault(e, []).append(group)
    firsts = {e.split(" ")[0] for e in groups}
    forms_of: dict[str, list[str]] = {}
    for word, (term, _parts) in words._analyses.items():
        forms_of.setdefault(term, []).append(word)
    made = {}
    for id in sorted(found):
        stored = searcher.stored_fields(id)
        record = from_json(json.loads(stored["record"]))
        texts = json.loads(stored["texts"])
        names = texts.pop(OTHER_NAMES, "")
        for region in taxonomy.regions_of(record.region):
            if region in regions:
                names += " " + " ".join((regions[region].label.nl, *regions[region].alt.nl))
        said = [fold(word) for text in texts.values() for word in surface(text)]
        distinct = set(said)
        extra: dict[str, None] = {}
        stems = {short(w) for w in distinct}
        terms = {words.term(w) for w in distinct}
        def add(w):
            if len(w) >= SHORTEST and w not in FUNCTION_WORDS and short(w) not in stems:
                stems.add(short(w)); extra[w] = None
        if "a" in V:
            for w in surface(names): add(fold(w))
        if "p" in V:
            for w in sorted(distinct):
                for part in words.analysis(w)[1]:
                    add(part)
        if "s" in V:
            tl = [words.term(w) for w in said]
            hit = {}
            for i, t in enumerate(tl):
                if t in firsts:
                    for n in range(1, 7):
                        e = " ".join(tl[i:i+n])
                        if e in groups: hit[e] = None
            for e in hit:
                for g in groups[e]:
                    for o in g:
                        for w in o.split(" "): add(w)
        if "f" in V:
            for w in sorted(distinct):
                for f in forms_of.get(words.term(w), ()):
                    add(f)
        made[record.id] = " ".join(extra)
    return made

def short(w):
    """Return about what a stemmer of Dutch leaves of a word."""
    for end in ("heden","en", "e", "s", "t", "d"):
        if w.endswith(end) and len(w)-len(end) > 2:
            w = w[:-len(end)]
            break
    if len(w)>2 and w[-1]==w[-2]: w=w[:-1]
    if len(w)>3 and w[-2]==w[-3] and w[-2] in "aeou": w=w[:-2]+w[-1]
    return w
