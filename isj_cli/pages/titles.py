"""The titles of the pages that stand alone and of what lists a kind; how many they list."""

from __future__ import annotations

from isj_cli.locale import N_, _, ngettext

TITLES = {
    "start": N_("Good practices in integrated specialist youth care"),
    "about": N_("About this knowledge base"),
    "contribute": N_("Contribute"),
    "reference": N_("References"),
    "matrix": N_("Coverage"),
    "practice": N_("All practices"),
    "principle": N_("Leading principles"),
    "factor": N_("Effective factors"),
    "sector": N_("Sectors"),
    "topic": N_("Topics"),
    "region": N_("Places and provinces"),
    "framework": N_("Frameworks"),
    "level": N_("Levels"),
    "evidence": N_("Kind of study"),
    "provenance": N_("Provenance"),
    "status": N_("Status"),
}


def title(kind: str) -> str:
    """Return the title of the page of that kind that stands alone, or of what lists the kind."""
    return _(TITLES[kind])


def number_of_practices(number: int) -> str:
    """Return a number of practices, in words."""
    return ngettext("{number} practice", "{number} practices", number).format(number=number)
