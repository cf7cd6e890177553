"""The options that describe a practice."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from isj_cli.cli.filters import option
from isj_cli.locale import N_

_TEXT, _TEXTS, _NUMBER = str | None, list[str] | None, int | None
_OPTIONS: tuple[tuple[str, Any, str, str], ...] = (
    ("title", _TEXT, "TEXT", N_("What the practice is called.")),
    ("id", _TEXT, "ID", N_("The name of its file; without it, made from the title.")),
    (
        "summary",
        _TEXT,
        "TEXT",
        N_("For whom, what, and what is special, in two to four sentences."),
    ),
    ("strength", _TEXT, "TEXT", N_("What makes it work.")),
    ("status", _TEXT, "ID", N_("concept, or another status.")),
    ("provenance", _TEXT, "ID", N_("Who described it.")),
    ("organisation", _TEXTS, "NAME", N_("An organisation that takes part; the first one leads.")),
    ("region_level", _TEXT, "ID", N_("How large the region is.")),
    ("region", _TEXTS, "NAME", N_("A place or province.")),
    ("started", _NUMBER, "YEAR", N_("The year in which it began.")),
    ("ended", _NUMBER, "YEAR", N_("The year in which it ended.")),
    ("state", _TEXT, "ID", N_("Whether it still runs.")),
    ("target_group", _TEXT, "TEXT", N_("For whom it is.")),
    ("who", _TEXTS, "ID", N_("Young people, parents, families or others.")),
    ("age_min", _NUMBER, "YEARS", N_("The youngest age.")),
    ("age_max", _NUMBER, "YEARS", N_("The oldest age.")),
    ("sector", _TEXTS, "ID", N_("A sector that takes part.")),
    ("topic", _TEXTS, "ID", N_("A topic that it is about.")),
    ("level", _TEXTS, "ID", N_("How intensive it is (Positief Opgroeien).")),
    ("reason", _TEXT, "TEXT", N_("Why it was begun.")),
    ("goal", _TEXTS, "TEXT", N_("A goal of it.")),
    ("approach", _TEXT, "TEXT", N_("How it works.")),
    ("team", _TEXT, "TEXT", N_("Who is in the team: functions, no names.")),
    ("setting", _TEXTS, "ID", N_("Where the help takes place.")),
    ("mode", _TEXTS, "ID", N_("In which form the help is given.")),
    ("intensity", _TEXT, "TEXT", N_("How often and how long.")),
    ("lesson", _TEXTS, "TEXT", N_("What others can learn from it.")),
    ("condition", _TEXTS, "TEXT", N_("What is needed to work like this.")),
    ("costs", _TEXT, "TEXT", N_("What it costs and who pays.")),
    ("transfer", _TEXT, "TEXT", N_("How others can take it over.")),
    ("client_voice", _TEXT, "TEXT", N_("How clients had a say; never a quotation.")),
    ("principle", _TEXTS, 'ID="HOW"', N_("A leading principle, and how it works here.")),
    ("factor", _TEXTS, 'ID="HOW"', N_("An effective factor, and how it works here.")),
    ("source", _TEXTS, "URL", N_("A public source.")),
)


def with_practice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that describe a practice, in the place of its `options`.

    It gets their values as that parameter, by the names of the options.
    """
    own = inspect.signature(command, eval_str=True)
    options = [option(name, kind, metavar=shown, help=help) for name, kind, shown, help in _OPTIONS]
    parameters: list[inspect.Parameter] = []
    for each in own.parameters.values():
        keyword = each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        parameters += options if each.name == "options" else [keyword]

    def with_options(**given: Any) -> Any:
        values = {each.name: given.pop(each.name) for each in options}
        return command(**given, options=values)

    with_options.__name__ = command.__name__
    made: Any = with_options
    made.__signature__ = own.replace(parameters=parameters)
    return with_options
