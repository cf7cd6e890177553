"""Why something was found, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isj_cli.domain.hit import Reason
from isj_cli.locale import N_, _

_VIA = {
    "word": N_("the word"),
    "part": N_("part of a longer word"),
    "parts": N_("a part of the word"),
    "stem": N_("a related word"),
    "joined": N_("written as one word"),
    "particle": N_("the verb as one word"),
    "prefix": N_("begins so"),
    "synonym": N_("says the same"),
    "label": N_("another name of a tag"),
}

_FIELDS = {
    "title": N_("title"),
    "strength": N_("strength"),
    "principle": N_("principles"),
    "factor": N_("factors"),
    "topic": N_("topics"),
    "sector": N_("sectors"),
    "summary": N_("summary"),
    "target": N_("target group"),
    "approach": N_("approach"),
    "how": N_("how of principles and factors"),
    "bottleneck": N_("bottlenecks"),
    "result": N_("results"),
    "organisation": N_("organisations"),
    "region": N_("region"),
    "meaning": N_("other names"),
    "other": N_("other texts"),
    "source": N_("sources"),
}


def explanation(reason: Reason) -> str:
    """Return a reason in words: `trauma: the word in summary, approach (trauma, trauma's)`."""
    return _("{word}: {via} in {fields} ({found})").format(
        word=reason.word,
        via=_(_VIA[reason.via]),
        fields=", ".join(_(_FIELDS[field]) for field in reason.fields),
        found=", ".join(reason.found),
    )


def reasons_json(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Return reasons as JSON values."""
    return [
        {**reason._asdict(), "found": list(reason.found), "fields": list(reason.fields)}
        for reason in reasons
    ]
