"""The literature behind the taxonomy as BibTeX: what its items and frameworks rest on.

What a reference is cannot be told for sure from what is known of it. Only a journal with volume and
pages is plain to see; the rest is `@misc`, with the publisher as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isj_cli.domain.frameworks import FrameworkSource, Reference
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.domain.text import one_line

START = "% References"
_ARTICLE = re.compile(
    r"(?P<journal>[^:]+), (?P<volume>\d+)(?:\((?P<number>[\w-]+)\))?, (?P<pages>\d+(?:[-–]\d+)?)"
)
# «R.», «J.-P.», «I. ten», «Q. van der»: what stands behind a family name, and may end in a prefix.
_INITIALS = re.compile(r"(?P<initials>(?:[^\W\d_]{1,2}\.[- ]?)+)(?P<prefix>[a-z' ]+)?")
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{each: f"\\{each}" for each in "$&#%_"},
}
_IN_URL = {each: f"%{ord(each):02X}" for each in "\\{} "}


def bibliography(taxonomy: Taxonomy, language: str) -> str:
    """Return all entries by id, with notes in `language`; each id is there once."""
    entries = {
        **{each.id: _source(each, language) for each in taxonomy.sources},
        **{each.id: _reference(each, language) for each in taxonomy.references},
    }
    return "\n".join([f"{START}\n", *(entries[id] for id in sorted(entries))])


def _reference(reference: Reference, language: str) -> str:
    article = _ARTICLE.fullmatch(reference.publisher)
    found = article.groupdict() if article else {"howpublished": reference.publisher}
    if article:
        found["pages"] = re.sub("[-–]", "--", found["pages"])
    fields = {
        "author": " and ".join(authors(reference.authors)),
        "title": _whole(reference.title),
        "year": str(reference.year or ""),
        **{name: escape(value or "") for name, value in found.items()},
        "annote": escape(reference.note.text(language)),
    }
    return _entry("article" if article else "misc", reference.id, fields)


def _source(source: FrameworkSource, language: str) -> str:
    fields = {
        "key": escape(source.publisher or source.id),  # to sort by: there is no author
        "title": _whole(source.title),
        "howpublished": escape(source.publisher),
        "url": "".join(_IN_URL.get(each, each) for each in one_line(source.url)),
        "annote": escape(source.note.text(language)),
    }
    return _entry("misc", source.id, fields)


def _entry(kind: str, id: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(id)},\n{''.join(lines)}}}\n"


def _key(id: str) -> str:
    return re.sub(r"[^\w.:-]", "-", id, flags=re.ASCII)


def authors(written: str) -> Iterator[str]:
    """Yield the authors in a list as the APA writes it, each as BibTeX has it.

    «Berge, I. ten, & VOBC LVG» gives `ten Berge, I.` and `{VOBC LVG}`: a name without initials is
    that of an organisation, or stays as it is.
    """
    names = [name for name in re.split(r"\s*,\s*(?:&\s*)?|\s+&\s+", written.strip()) if name]
    while names:
        name = names.pop(0)
        found = _INITIALS.fullmatch(names[0]) if names else None
        if found is None:
            yield _whole(name)
        else:
            names.pop(0)
            prefix = escape(found["prefix"] or "")
            yield f"{prefix} {_last(name)}, {escape(found['initials'].strip())}".strip()


def _last(name: str) -> str:
    """Return a family name, braced where BibTeX would take a part of it for something else."""
    return escape(name) if name.isalpha() else _whole(name)


def _whole(text: str) -> str:
    """Return text of which nothing is changed: not its capitals, not its commas."""
    return f"{{{escape(text)}}}" if text.strip() else ""


def escape(text: str) -> str:
    """Return text that LaTeX prints as it is, on one line."""
    return "".join(_SPECIAL.get(each, each) for each in one_line(text))
