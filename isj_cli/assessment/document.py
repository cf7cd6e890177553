"""A report, or a comparison of two, as plain values for programs.

Keys are English, ids those of the taxonomy. Scores are 0 to 4, with halves in a median; what is
not known is null. A report holds:

- `kind` (`kort` or `volledig`), `respondents`, `shown_apart` (`views` and `roles`, each with its
  number of people), `fewest` (how many that takes), `without_role` (people who count in the whole
  only), `left_out` (statements asked of too few to be shown), `priorities` and `caution`;
- `statements`: each with `id`, `label`, `is_priority`, `is_gap`, `answers` (how many gave a score),
  `median`, `words`, `spread` (two scores), `is_divided`, `unsure`, `not_applicable`, `unproven`,
  and `views` and `roles`, which hold `median`, `spread` and `is_divided` of those shown apart;
  `proofs` where those were asked for;
- `advice`: for each gap, in the order in which to read, `gap`, `label`, `is_priority`, `examples`
  and `contribute`, the command to describe a practice with. An example has `id`, `title`, `url`,
  `tags` (`id`, `how`, `degree`), `bottlenecks` (`text`, `kind`, `answer`, `names_gap`), `same` and
  `different` (of `sector`, `who`, `ages`, `region_level`), and `also`, other gaps it helps with.

A comparison holds `respondents` (`then` and `now`) and `statements`: each with `id`, `label`,
`movement` (`rose`, `fell`, `stayed`, `new`, `gone`, `unknown`), `then`, `now` and `steps`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isj_cli.assessment.advising import Link, contribute, no_link
from isj_cli.assessment.moving import Movement
from isj_cli.assessment.recommending import Advice, Example
from isj_cli.assessment.result import FEWEST, Result, Row, Tally
from isj_cli.assessment.wording import Words
from isj_cli.domain.taxonomy import Taxonomy

REPORT, COMPARISON = "self-assessment report", "self-assessment comparison"


def report_document(
    result: Result,
    all_advice: Sequence[Advice],
    taxonomy: Taxonomy,
    language: str,
    link: Link = no_link,
    *,
    with_proof: bool = False,
) -> dict[str, Any]:
    """Return a report as it stands in the description of this module."""
    words = Words(taxonomy, language)

    def statement(row: Row) -> dict[str, Any]:
        return {
            "id": row.id,
            "label": words.name(row.id),
            "is_priority": row.id in result.priorities,
            "is_gap": row.is_gap,
            "answers": len(row.all.scores),
            **_tally(row.all),
            "words": None if row.all.median is None else words.score(row.all.median),
            "unsure": row.all.unsure,
            "not_applicable": row.all.not_applicable,
            "unproven": row.all.unproven,
            "views": _tallies(row.views),
            "roles": _tallies(row.roles),
            **({"proofs": list(row.proofs)} if with_proof else {}),
        }

    return {
        "document": REPORT,
        "kind": result.kind,
        "respondents": result.respondents,
        "shown_apart": {"views": dict(result.by_view), "roles": dict(result.by_role)},
        "fewest": FEWEST,
        "without_role": result.without_role,
        "left_out": result.left_out,
        "priorities": list(result.priorities),
        "statements": [statement(row) for row in result.rows],
        "advice": [
            {
                "gap": each.gap,
                "label": words.name(each.gap),
                "is_priority": each.is_priority,
                "examples": [_example(found, link) for found in each.examples],
                "contribute": contribute(each.gap, taxonomy),
            }
            for each in all_advice
        ],
        "caution": taxonomy.caution.text(language),
    }


def movement_document(
    old: Result, new: Result, moved: Sequence[Movement], taxonomy: Taxonomy, language: str
) -> dict[str, Any]:
    """Return a comparison as it stands in the description of this module."""
    words = Words(taxonomy, language)
    return {
        "document": COMPARISON,
        "respondents": {"then": old.respondents, "now": new.respondents},
        "statements": [
            {
                "id": each.id,
                "label": words.name(each.id),
                "movement": each.kind,
                "then": each.before.median if each.before else None,
                "now": each.after.median if each.after else None,
                "steps": each.steps,
            }
            for each in moved
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "median": tally.median,
        "spread": None if tally.spread is None else list(tally.spread),
        "is_divided": tally.is_divided,
    }


def _tallies(groups: Mapping[str, Tally]) -> dict[str, Any]:
    return {id: _tally(tally) for id, tally in groups.items()}


def _example(example: Example, link: Link) -> dict[str, Any]:
    return {
        "id": example.practice.id,
        "title": example.practice.title,
        "url": link(example.practice.id) or None,
        "tags": [each._asdict() for each in example.tags],
        "bottlenecks": [
            {**each._asdict(), "names_gap": number < example.on_this}
            for number, each in enumerate(example.bottlenecks)
        ],
        "same": list(example.same),
        "different": list(example.differs),
        "also": list(example.gaps),
    }
