"""What the index holds of a practice: texts to search, values to filter on, a record to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from isj_cli.domain import reviewing
from isj_cli.domain.hit import Record
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import BOTTLENECKS, SECTORS, TOPICS, Taxonomy
from isj_cli.domain.words import fold
from isj_cli.search.fields import APART, MENTION, PRACTICE

# What is indexed of one practice, far more than any has: each word and value costs time.
MOST_ENTRIES = 500  # of a list
MOST_CHARACTERS = 200_000  # of all texts together
_LISTS = ("organisations", "principles", "factors", "sectors", "topics", "levels")


def bounded(practice: Practice) -> Practice:
    """Return a practice with the first `MOST_ENTRIES` of each list that filters look at."""
    return replace(
        practice,
        region=practice.region._replace(names=practice.region.names[:MOST_ENTRIES]),
        **{name: getattr(practice, name)[:MOST_ENTRIES] for name in _LISTS},
    )


def record(practice: Practice, id: str, path: str, taxonomy: Taxonomy) -> Record:
    """Return what lists show of the practice whose file is `path`."""
    group = practice.target_group
    known = group.age_min is not None or group.age_max is not None
    return Record(
        id=id,
        title=practice.title,
        summary=practice.summary,
        organisations=tuple(each.name for each in practice.organisations),
        region=practice.region.names,
        sectors=practice.sectors,
        topics=practice.topics,
        principles=tuple(tag.id for tag in practice.principles),
        factors=tuple(tag.id for tag in practice.factors),
        status=practice.status,
        provenance=practice.provenance,
        evidence=taxonomy.evidence_of(practice),
        ages=(group.age_min, group.age_max) if known else None,
        path=path,
    )


def texts(practice: Practice, taxonomy: Taxonomy) -> dict[str, str]:
    """Return the texts to search in, by field; every text can be shown as a snippet."""

    def labels(vocabulary: str, ids: tuple[str, ...]) -> str:
        return ", ".join(taxonomy.label(vocabulary, id, "nl") for id in ids)

    def items(ids: list[str]) -> str:
        return ", ".join(taxonomy.item_label(id, "nl") for id in ids)

    group = practice.target_group
    found = {
        "title": practice.title,
        "strength": practice.strength,
        "principle": items([tag.id for tag in practice.principles]),
        "factor": items([tag.id for tag in practice.factors]),
        "topic": labels(TOPICS, practice.topics),
        "sector": labels(SECTORS, practice.sectors),
        "meaning": ", ".join(_other_names(practice, taxonomy)),
        "summary": practice.summary,
        "target": group.text,
        "approach": practice.approach,
        "how": APART.join(tag.how for tag in practice.principles + practice.factors),
        "bottleneck": APART.join(
            f"{each.text} {each.answer} "
            f"{taxonomy.label(BOTTLENECKS, each.kind, 'nl') if each.kind else ''}".strip()
            for each in practice.bottlenecks
        ),
        "result": APART.join(each.statement for each in practice.results),
        "organisation": APART.join(each.name for each in practice.organisations),
        "region": APART.join(practice.region.names),
        "other": APART.join(
            (
                practice.reason,
                *practice.goals,
                practice.team,
                practice.intensity,
                *practice.lessons,
                *practice.conditions,
                practice.costs,
                practice.transfer,
                practice.client_voice,
                *(f"{each.register} {each.wording}" for each in practice.recognition),
                *(each.title for each in practice.materials),
            )
        ),
        "source": APART.join(f"{each.title} {each.publisher}" for each in practice.sources),
    }
    left = MOST_CHARACTERS
    for name, text in found.items():
        found[name] = text[:left]
        left -= len(found[name])
    return found


def _other_names(practice: Practice, taxonomy: Taxonomy) -> list[str]:
    """Return the other words that people use for what a practice is tagged with."""
    carried = {tag.id for tag in practice.principles + practice.factors}
    tagged = {TOPICS: practice.topics, SECTORS: practice.sectors}
    others = [taxonomy.items[id].alt for id in sorted(carried) if id in taxonomy.items]
    others += [
        term.alt
        for vocabulary, ids in tagged.items()
        for term in taxonomy.terms(vocabulary)
        if term.id in ids
    ]
    return [name for other in others for name in other.nl]


def mentions(
    taxonomy: Taxonomy,
) -> Iterator[tuple[str, dict[str, Any], dict[str, str], dict[str, Any]]]:
    """Yield what can be found beside practices: its name, record, texts and filter values."""
    for vocabulary in taxonomy.vocabularies:
        if not vocabulary.topic:
            continue
        for term in vocabulary.items:
            topic = taxonomy.label(TOPICS, vocabulary.topic, "nl")
            texts = {
                "title": term.label.nl,
                "summary": term.description.nl,
                "topic": topic,
                "other": ", ".join((vocabulary.label.nl, *term.alt.nl)),
            }
            values = {"f_kind": MENTION, "f_topic": vocabulary.topic}
            stored = {
                "id": term.id,
                "label": term.label.nl,
                "kind": vocabulary.id,
                "text": term.description.nl,
            }
            yield f"{vocabulary.id}/{term.id}", stored, texts, values


def number(value: int) -> str:
    """Return a number from 0 to 9999 so that it sorts as text."""
    return f"{min(max(value, 0), 9999):04}"


def filter_values(practice: Practice, found: Record, taxonomy: Taxonomy) -> dict[str, Any]:
    """Return the values that filters compare with; lists are joined by tabs."""
    low, high = found.ages or (None, None)
    looked_on = reviewing.looked_on(practice.review)
    return {
        "f_principle": "\t".join(found.principles),
        "f_factor": "\t".join(found.factors),
        "f_sector": "\t".join(found.sectors),
        "f_topic": "\t".join(found.topics),
        "f_level": "\t".join(practice.levels),
        "f_region": "\t".join(taxonomy.regions_of(found.region)),
        "f_organisation": "\t".join(fold(name) for name in found.organisations),
        "f_kind": PRACTICE,
        "f_status": found.status or "geen",
        "f_evidence": found.evidence,
        "f_ages": "known" if found.ages else "unknown",
        "f_age_min": number(low or 0),
        "f_age_max": number(9999 if high is None else high),
        "f_since": number(practice.period.started or 0),
        "s_title": fold(found.title).encode(),
        "s_date": (looked_on.isoformat() if looked_on else "").encode(),
        "s_region": fold(", ".join(found.region)).encode(),
    }
