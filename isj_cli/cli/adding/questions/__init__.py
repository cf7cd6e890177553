"""The questions of the wizard, in the order in which they are asked."""

from __future__ import annotations

from isj_cli.cli.adding.questions import beginning, closing, outcomes, working

SECTIONS = (
    beginning.WHAT_AND_WHO,
    beginning.CORE,
    beginning.WHERE_AND_WHEN,
    beginning.FOR_WHOM,
    working.HOW_IT_WORKS,
    working.ABOUT,
    working.PRINCIPLES_AND_FACTORS,
    outcomes.WHAT_WENT_WRONG,
    outcomes.WHAT_CAME_OF_IT,
    closing.SOURCES_AND_CONTACT,
)
