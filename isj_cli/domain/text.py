"""Text from files as text: it can do nothing to what shows it."""

import re

# Control characters (C0, C1), and the marks that make text run the other way.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return text that can do nothing to a terminal; newlines and tabs stay."""
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """Return text as a single line without tabs."""
    return " ".join(clean(text).split())


# What begins something in the markdown of GitHub, GitLab, pandoc, Jekyll: links, tables, mentions,
# formulas, templates; then addresses and emoji, which do so without brackets.
_SPECIAL = re.compile(
    r"([\\`*_\[\]<>|~$#@{]|(?<=\{)%|:(?=//|[\w+-]+:)|(?<!:)/(?=/)|(?<=www)\.)", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Return text that markdown shows as it is, on one line."""
    words = " ".join(clean(text).split())
    before = " " if text[:1].isspace() else ""
    after = " " if words and text[-1:].isspace() else ""
    return before + _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", words)) + after
