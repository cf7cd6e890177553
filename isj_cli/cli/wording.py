"""Usage errors of the command-line library, as one sentence in the reader's language."""

from __future__ import annotations

from typing import Any

from typer._click import exceptions as click

from isj_cli.cli.app import GLOBAL_OPTIONS
from isj_cli.domain.errors import UnknownValueError
from isj_cli.locale import _


def sentence(error: click.ClickException) -> str:
    """Return what is wrong and what to do next."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "isj"
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error, command)
    if isinstance(error, click.BadOptionUsage):
        if "requires" in error.message:
            return _("Option {option} needs a value: {option} VALUE.").format(
                option=error.option_name
            )
        return _("Option {option} takes no value; leave out what stands behind the '='.").format(
            option=error.option_name
        )
    if isinstance(error, click.MissingParameter):
        return _("{name} is missing; '{command} --help' shows how to use it.").format(
            name=_(_name(error.param)), command=command
        )
    if isinstance(error, click.BadParameter):
        return _("{name} does not take that value: {reason}").format(
            name=_name(error.param), reason=_reason(error)
        )
    if "Missing command" in error.message:
        return _("A command is missing; '{command} --help' lists them.").format(command=command)
    return _("{message} See '{command} --help'.").format(
        message=error.message.rstrip(".") + ".", command=command
    )


def unknown_value(error: UnknownValueError) -> str:
    """Return what an option does not know, and what it does."""
    if error.near:
        return _("Option --{option} does not know '{value}'; did you mean {near}?").format(
            option=error.option, value=error.value, near=_(" or ").join(error.near)
        )
    from isj_cli.cli.listed import command_for

    return _(
        "Option --{option} does not know '{value}'; 'isj {command}' lists what it takes."
    ).format(option=error.option, value=error.value, command=command_for(error.option))


def _unknown_option(error: click.NoSuchOption, command: str) -> str:
    option = error.option_name.split("=")[0]
    if option in GLOBAL_OPTIONS:
        rest = command.removeprefix("isj").strip()
        return _("Option {option} stands before the command: isj {option} … {command}.").format(
            option=option, command=rest
        )
    if error.possibilities:
        return _("There is no option {option}; did you mean {near}?").format(
            option=option, near=next(iter(error.possibilities))
        )
    return _("There is no option {option}; '{command} --help' lists them.").format(
        option=option, command=command
    )


def _name(param: Any) -> str:
    if param is None:
        return _("The argument")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.human_readable_name)


def _reason(error: click.BadParameter) -> str:
    kind: Any = getattr(error.param, "type", None)
    if "int" in getattr(kind, "name", ""):
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        if low is not None and high is not None:
            return _("it must be a whole number from {low} to {high}.").format(low=low, high=high)
        return _("it must be a whole number.")
    choices = getattr(kind, "choices", None)
    if choices:
        return _("choose from {choices}.").format(
            choices=", ".join(str(getattr(each, "value", each)) for each in choices)
        )
    return error.message
