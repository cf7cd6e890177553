"""The commands: which there are, how they load, how they speak the reader's language."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from isj_cli.domain.errors import IsjError
from isj_cli.locale import N_, _

COMMANDS = {
    "search": ("search", N_("Search the practices.")),
    "show": ("show", N_("Read a practice, principle, factor or reference.")),
    "list": ("list", N_("List the practices as a table.")),
    "related": ("related", N_("Show the practices that are like one, and why.")),
    "principles": ("taxonomy", N_("List the leading principles.")),
    "factors": ("taxonomy", N_("List the effective factors.")),
    "frameworks": ("taxonomy", N_("List the frameworks behind them.")),
    "topics": ("taxonomy", N_("List the topics.")),
    "sectors": ("taxonomy", N_("List the sectors.")),
    "regions": ("taxonomy", N_("List the places and provinces.")),
    "matrix": ("matrix", N_("Show which practices carry what, and what few cover.")),
    "compare": ("compare", N_("Lay two or three practices side by side.")),
    "stats": ("stats", N_("Show the collection in numbers.")),
    "stale": ("stale", N_("List the practices that need a new look.")),
    "add-practice": ("add_practice", N_("Begin a new practice from the template.")),
    "suggest": ("suggest", N_("Suggest tags for a practice, with the reasons.")),
    "edit": ("edit", N_("Change a practice in your editor.")),
    "rename": ("rename", N_("Give a practice another id.")),
    "validate": ("validate", N_("Check the files, all findings at once.")),
    "explain": ("rules", N_("Show the manual page of a rule.")),
    "rules": ("rules", N_("List the rules that files are checked against.")),
    "schema": ("schema", N_("Bring the schema into step with the taxonomy.")),
    "export": ("export", N_("Publish the practices in another form.")),
    "serve": ("serve", N_("Show the website on your own computer.")),
    "assess": ("assess", N_("Hold your own practice against the principles.")),
    "index": ("index", N_("Look at the search index, or build it anew.")),
    "init": ("init", N_("Make a knowledge base of your own.")),
    "mcp": ("mcp", N_("Let an assistant read the knowledge base.")),
}

GLOBAL_OPTIONS = (
    "--kb",
    "--lang",
    "--quiet",
    "--no-pager",
    "--version",
    "--install-completion",
    "--show-completion",
)

LIBRARY_MESSAGES = (  # what Typer says in its help, for the catalogue
    N_("Show this message and exit."),
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
)
METAVARS = (
    N_("FOLDER"),
    N_("FILE"),
    N_("FILE..."),
    N_("FILE|-"),
    N_("TEXT"),
    N_("NAME"),
    N_("YEAR"),
    N_("YEARS"),
    N_("[WORDS]..."),
    N_("[PATHS]..."),
    N_('ID="HOW"'),
    N_("ID..."),
    N_("DEST"),
    N_("DIR"),
    N_("OLD"),
    N_("NEW"),
    N_("CODE"),
    N_("REF"),
    N_("PORT"),
)
NARROW = 60  # columns


class ClosedPipeError(Exception):
    """The reader of stdout has gone, as in `isj list | head -1`; that is no error."""


if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object


class Speaking(_Base):
    """What commands and groups of commands share: help in the reader's language."""

    help: str | None

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how to call it."""
        pieces = [_(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Translate what the help says, and write it, on a narrow terminal in narrow columns."""
        columns = get_terminal_size().columns
        if columns < NARROW:
            formatter.width = max(columns - 2, NARROW // 3)
            formatter.write_dl = partial(formatter.write_dl, col_max=NARROW // 6)
        if self.help:
            self.help = _(self.help)
        for param in self.get_params(ctx):
            for said in ("help", "metavar"):
                if getattr(param, said, None):
                    setattr(param, said, _(getattr(param, said)))
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run it; raises `ClosedPipeError` where nobody reads on."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ClosedPipeError from error


class Command(Speaking, TyperCommand):
    """A command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and word an argument too many as one sentence."""
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise IsjError(
                _(
                    "'{argument}' is one argument too many; '{command} --help' shows how to use it."
                ).format(argument=ctx.args[0], command=ctx.command_path)
            )
        return []


class SpeakingGroup(Speaking, TyperGroup):
    """A group of commands."""

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Return the name of each command, and what it does in one sentence."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, (command and command.help) or "") for name, command in found]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table of commands."""
        with formatter.section(_("Commands")):
            formatter.write_dl(
                [
                    (name, _(help).split("\n\n")[0].replace("\n", " "))
                    for name, help in self.summaries(ctx)
                ]
            )


class Group(SpeakingGroup):
    """All commands, each imported only when it is used."""

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Return the table's sentences, without importing a command."""
        return [(name, help) for name, (_module, help) in COMMANDS.items()]

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:
        """Return the command of that name, None where there is none."""
        if name not in COMMANDS:
            return None
        return load(name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and the rest of the arguments; raises `IsjError`."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise unknown_command(args[0], self.list_commands(ctx))
        return args[0] if command else None, command, args[1:]


class LazyGroup(SpeakingGroup):
    """A group of which each command is imported only when it is used.

    `table` holds the sentence of each command by its name, which is also the name of its module
    in `package`; `unknown` says, with `{name}` and `{known}`, that there is no such command.
    """

    table: Mapping[str, str]
    package: str
    unknown: str

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Return the table's sentences, without importing a command."""
        return list(self.table.items())

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: Any, name: str) -> Any:
        """Return the command of that name, None where there is none."""
        if name not in self.table:
            return None
        app = importlib.import_module(f"{self.package}.{name}").APP
        command = typer.main.get_command(app)
        command.name = name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and the rest of the arguments; raises `IsjError`."""
        if args[0] not in self.table and not ctx.resilient_parsing:
            raise IsjError(_(self.unknown).format(name=args[0], known=", ".join(self.table)))
        return super().resolve_command(ctx, args)


def unknown_command(name: str, known: list[str]) -> IsjError:
    """Return the error for a command that does not exist."""
    from isj_cli.domain.words import nearest

    near = nearest(name, known, 1)
    if near:
        return IsjError(
            _("There is no command '{name}'; did you mean 'isj {near}'?").format(
                name=name, near=near[0]
            )
        )
    return IsjError(
        _("There is no command '{name}'; to search for it, type 'isj search {name}'.").format(
            name=name
        )
    )


def load(name: str) -> Any:
    """Import the module of one command and return the command."""
    module = importlib.import_module(f"isj_cli.cli.{COMMANDS[name][0]}")
    apps: dict[str, typer.Typer] = module.APPS
    command = typer.main.get_command(apps[name])
    command.name = name
    return command


def group_app(cls: type[LazyGroup], help: str) -> typer.Typer:
    """Return the app of a group of commands; `help` is translated when it is shown."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.callback(cls=cls, help=help, context_settings={"max_content_width": 100})
    def _group() -> None:
        """Leave everything to the commands."""

    return app


def command_app(function: Any, help: str, cls: type[Any] = Command, **settings: Any) -> typer.Typer:
    """Return the app of a single command; `help` is translated when it is shown."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=cls, help=help, context_settings={"max_content_width": 100, **settings})(
        function
    )
    return app
