"""Where people and assistants find the values that an option or argument takes."""

from __future__ import annotations

from isj_cli.domain import taxonomy as t

_LISTS = {kind: f"{kind}s" for kind in ("principle", "factor", "sector", "topic", "region")}
_LISTS |= dict.fromkeys(("item", "by"), "frameworks")
_PAGES = {
    **t.CARRIED_AS,
    **t.LISTED_IN,
    "region-level": t.REGION_LEVELS,
    "state": t.PERIOD_STATES,
    "setting": t.SETTINGS,
    "mode": t.MODES,
    "who": t.AUDIENCES,
}


def command_for(option: str) -> str:
    """Return the command, after `isj`, that lists what an option takes."""
    if option in _LISTS:
        return _LISTS[option]
    if option in _PAGES:
        return f"show {_PAGES[option]}"
    return "list" if option == "organisation" else "--help"


def call_for(argument: str) -> str:
    """Return the call of a tool that lists what an argument takes."""
    if argument in _LISTS:
        return f"taxonomy(kind={_LISTS[argument]})"
    if argument in _PAGES:
        return f"show(ids={_PAGES[argument]})"
    return "search()"
