"""The filters, the same on every command that selects practices."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from isj_cli.domain.hit import CLOSED_FILTERS, OPEN_FILTERS, Filters
from isj_cli.locale import N_

HELP = {
    "principle": N_("Carries this leading principle."),
    "factor": N_("Carries this effective factor."),
    "sector": N_("Takes place in this sector."),
    "topic": N_("Is about this topic."),
    "level": N_("Is of this level (Positief Opgroeien)."),
    "status": N_("Has this status; without it, only what is published."),
    "evidence": N_("Has this as its strongest kind of study."),
    "region": N_("Is found in this place or province."),
    "organisation": N_("An organisation of this name takes part."),
    "item": N_("Carries this item of any framework, or what says the same."),
}
NOT_HELP = {
    "principle": N_("Does not carry this leading principle."),
    "factor": N_("Does not carry this effective factor."),
    "sector": N_("Does not take place in this sector."),
    "topic": N_("Is not about this topic."),
    "level": N_("Is not of this level."),
    "status": N_("Does not have this status."),
    "evidence": N_("Does not have this as its strongest kind of study."),
}


def option(name: str, annotation: Any, **settings: Any) -> inspect.Parameter:
    """Return an option as a parameter of a command; `settings` are those of `typer.Option`."""
    flag = "--" + name.replace("_", "-")
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[annotation, typer.Option(flag, **settings)],
    )


def _options() -> list[inspect.Parameter]:
    many = list[str] | None
    found = [
        option(kind, many, metavar="ID", help=HELP[kind])
        for kind in (*CLOSED_FILTERS, *OPEN_FILTERS)
    ]
    found += [
        option(f"not_{kind}", many, metavar="ID", help=NOT_HELP[kind]) for kind in CLOSED_FILTERS
    ]
    found.append(
        option(
            "age",
            int | None,
            min=0,
            max=120,
            metavar="YEARS",
            help=N_("Is for this age; practices that name no ages come last."),
        )
    )
    found.append(
        option(
            "since",
            int | None,
            min=1900,
            max=2100,
            metavar="YEAR",
            help=N_("Started in this year or later."),
        )
    )
    return found


def filters_of(values: Mapping[str, Any]) -> Filters:
    """Return the filters that options with these names and values ask for."""
    return Filters(
        include={
            kind: tuple(values[kind]) for kind in (*CLOSED_FILTERS, *OPEN_FILTERS) if values[kind]
        },
        exclude={
            kind: tuple(values[f"not_{kind}"]) for kind in CLOSED_FILTERS if values[f"not_{kind}"]
        },
        age=values["age"],
        since=values["since"],
    )


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filter options; it gets them together as `filters`."""
    own = inspect.signature(command, eval_str=True)
    options = _options()

    def with_options(**given: Any) -> Any:
        values = {option.name: given.pop(option.name) for option in options}
        return command(**given, filters=filters_of(values))

    with_options.__name__ = command.__name__
    given: Any = with_options
    given.__signature__ = own.replace(
        parameters=[
            *(
                each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
                for each in own.parameters.values()
                if each.name != "filters"
            ),
            *options,
        ]
    )
    return with_options
