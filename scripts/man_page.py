r"""Write the manual page, `docs/man/isj.1` and in Dutch `docs/man/nl/isj.1`, from the commands.

python scripts/man_page.py            write them
python scripts/man_page.py --check    only tell whether they are out of date

Options, commands and their sentences come from the program; the rest stands below. The pages use
the macros of man(7), and no character outside ASCII, so that every manual reader shows them.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer
from generated import write_or_check

from isj_cli import __version__, locale
from isj_cli.cli.app import SpeakingGroup
from isj_cli.cli.program import app
from isj_cli.locale import _

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": ROOT / "docs/man/isj.1", "nl": ROOT / "docs/man/nl/isj.1"}
FILTERED = "list"  # the command whose options are the filters, beside `--format`

MOST_OPTIONS = 10  # in the line that shows how to call a command

_ROFF = {
    "\\": r"\e",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}


class Words(NamedTuple):
    """What a page says in one language besides what the program does.

    Titles, then paragraphs, then pairs of what is named and what it is.
    """

    manual: str
    titles: tuple[str, ...]
    description: tuple[str, ...]
    commands: str
    examples: tuple[tuple[str, str], ...]
    environment: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    exits: tuple[tuple[str, str], ...]


WORDS = {
    "en": Words(
        manual="User Commands",
        titles=(
            "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "FILTERS", "EXAMPLES",
            "ENVIRONMENT", "FILES", "EXIT STATUS",
        ),
        description=(
            "isj reads a knowledge base: a folder of YAML files, one for each practice. It uses "
            "the one that --kb or ISJ_KB names, else the nearest folder at or above the current "
            "one, else the one that comes with it.",
            "Options stand before the command. Answers go to standard output, hints and errors to "
            "standard error. A terminal gets tables and colours, a pipe gets lines with tabs.",
        ),
        commands="isj COMMAND --help tells all of a command, with examples.",
        examples=(
            ("isj search trauma --region Friesland", "Find practices by words, in a province."),
            ("isj show moeders-van-rotterdam", "Read a practice."),
            ("isj list --principle veiligheid --format csv > list.csv", "Take a list elsewhere."),
            ("isj validate --changed-since main", "Check what a branch changes."),
            ("isj --install-completion", "Let TAB complete commands, options and ids."),
        ),
        environment=(
            ("ISJ_KB", "The knowledge base to use."),
            ("ISJ_LANG", "nl or en; without it, the locale decides."),
            ("ISJ_CACHE, ISJ_DATA", "Other folders for the cache and for unfinished drafts."),
            ("ISJ_DEBUG", "With 1, an error shows where in the program it arose."),
            ("NO_COLOR", "Where it is set, nothing is coloured."),
            ("PAGER, VISUAL, EDITOR", "The programs that show long texts and edit files."),
        ),
        files=(
            ("practices/*.yaml", "A file for each practice, named by its id."),
            ("principles.yaml, vocabularies.yaml", "The frameworks and the closed lists."),
            ("synonyms.yaml", "Words that say the same, for searching."),
            ("~/.cache/isj", "The search index and other copies, which may be thrown "
             "away; on macOS ~/Library/Caches/isj."),
            ("~/.local/share/isj", "Drafts that were begun and not finished; on macOS "
             "~/Library/Application Support/isj."),
        ),
        exits=(
            ("0", "It is done."),
            ("1", "The answer is no: nothing was found, or a check failed."),
            ("2", "It was asked wrongly, or the knowledge base cannot be used."),
            ("130", "It was stopped with Ctrl-C."),
        ),
    ),
    "nl": Words(
        manual="Opdrachten voor gebruikers",
        titles=(
            "NAAM", "OVERZICHT", "BESCHRIJVING", "OPTIES", "OPDRACHTEN", "FILTERS", "VOORBEELDEN",
            "OMGEVING", "BESTANDEN", "AFSLUITWAARDE",
        ),
        description=(
            "isj leest een kennisbank: een map met YAML-bestanden, één voor elk praktijkvoorbeeld. "
            "Het gebruikt de map die --kb of ISJ_KB noemt, anders de dichtstbijzijnde map vanaf "
            "de huidige map omhoog, en anders de kennisbank die bij het programma hoort.",
            "Opties staan vóór de opdracht. Antwoorden gaan naar de standaarduitvoer, tips en "
            "fouten naar de standaardfout. Een terminal krijgt tabellen en kleuren, een pipe "
            "krijgt regels met tabs.",
        ),
        commands="isj OPDRACHT --help vertelt alles over een opdracht, met voorbeelden.",
        examples=(
            ("isj search trauma --region Friesland", "Zoek met woorden, in een provincie."),
            ("isj show moeders-van-rotterdam", "Lees een praktijkvoorbeeld."),
            ("isj list --principle veiligheid --format csv > lijst.csv", "Neem een lijst mee."),
            ("isj validate --changed-since main", "Controleer wat een branch verandert."),
            ("isj --install-completion", "Laat TAB opdrachten, opties en id's aanvullen."),
        ),
        environment=(
            ("ISJ_KB", "De kennisbank die je gebruikt."),
            ("ISJ_LANG", "nl of en; zonder deze beslist de taal van je systeem."),
            ("ISJ_CACHE, ISJ_DATA", "Andere mappen voor de cache en voor onvoltooide concepten."),
            ("ISJ_DEBUG", "Met 1 laat een fout zien waar in het programma die ontstond."),
            ("NO_COLOR", "Als deze er is, krijgt niets een kleur."),
            ("PAGER, VISUAL, EDITOR", "De programma's die lange teksten tonen en bewerken."),
        ),
        files=(
            ("practices/*.yaml", "Een bestand voor elk praktijkvoorbeeld; het id is de naam."),
            ("principles.yaml, vocabularies.yaml", "De kaders en de gesloten lijsten."),
            ("synonyms.yaml", "Woorden die hetzelfde zeggen, om mee te zoeken."),
            ("~/.cache/isj", "De zoekindex en andere kopieën, die je mag weggooien; op "
             "macOS ~/Library/Caches/isj."),
            ("~/.local/share/isj", "Concepten die je begon en nog niet afmaakte; op macOS "
             "~/Library/Application Support/isj."),
        ),
        exits=(
            ("0", "Het is gelukt."),
            ("1", "Het antwoord is nee: er is niets gevonden, of een controle slaagde niet."),
            ("2", "De vraag klopt niet, of de kennisbank is niet te gebruiken."),
            ("130", "Je stopte het programma met Ctrl-C."),
        ),
    ),
}  # fmt: skip


def roff(text: str) -> str:
    """Return text as roff shows it, on one line, without macros or escapes of its own."""
    safe = "".join(
        _ROFF.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]")
        for sign in " ".join(text.split())
    )
    return rf"\&{safe}" if safe.startswith(".") else safe


def paragraph(text: str) -> list[str]:
    """Return text as lines that roff fills."""
    return [
        roff(line)
        for line in textwrap.wrap(text, 64, break_long_words=False, break_on_hyphens=False)
    ]


def bold(text: str) -> str:
    """Return text in bold, which is for what is typed as it stands."""
    return rf"\fB{roff(text)}\fR"


def italic(text: str) -> str:
    """Return text in italics, which is for what stands for something else."""
    return rf"\fI{roff(text)}\fR"


def page(language: str) -> str:
    """Return the whole page."""
    locale.speak(language)
    words = WORDS[language]
    root: Any = typer.main.get_command(app)
    context = root.make_context("isj", [], resilient_parsing=True)
    filtered = options(root.get_command(context, FILTERED), context)
    filters = [param for param in filtered if param.name != "format"]
    bodies = (
        ["isj \\-", *paragraph(_(root.help)[:1].lower() + _(root.help)[1:].rstrip("."))],
        [" ".join([bold("isj"), *map(roff, [_("[OPTIONS]"), _("COMMAND [ARGS]...")])])],
        [line for text in words.description for line in (".PP", *paragraph(text))][1:],
        list(listed((option(param), _(param.help)) for param in options(root, context))),
        [*paragraph(words.commands), *commands(root, context, filters)],
        list(listed((option(param), _(param.help)) for param in filters)),
        list(listed((bold(name), text) for name, text in words.examples)),
        list(listed((bold(name), text) for name, text in words.environment)),
        list(listed((italic(name), text) for name, text in words.files)),
        list(listed((bold(name), text) for name, text in words.exits)),
    )
    lines = [
        r".\" Made by scripts/man_page.py; do not edit it by hand.",
        f'.TH ISJ 1 "" "isj {__version__}" "{roff(words.manual)}"',
    ]
    for title, body in zip(words.titles, bodies, strict=True):
        lines += [f".SH {roff(title)}" if " " not in title else f'.SH "{roff(title)}"', *body]
    return "\n".join(lines) + "\n"


def options(command: Any, context: Any) -> list[Any]:
    """Return the options of a command, `--help` left out."""
    return [
        param
        for param in command.get_params(context)
        if param.param_type_name == "option" and "--help" not in param.opts
    ]


def option(param: Any) -> str:
    """Return an option and what it takes."""
    taken = _(param.metavar or "") or "|".join(getattr(param.type, "choices", ()))
    return bold(param.opts[0]) + ("" if param.is_flag else f" {italic(taken)}")


def listed(pairs: Any) -> Iterator[str]:
    """Yield a list of what is named, and what it is."""
    for name, text in pairs:
        yield from (".TP", name, *paragraph(text))


def commands(group: Any, context: Any, filters: list[Any]) -> Iterator[str]:
    """Yield each command with its own options, and what it does in one sentence."""
    for name, sentence in group.summaries(context):
        command = group.get_command(context, name)
        if isinstance(command, SpeakingGroup):
            inner = command.make_context(name, [], parent=context, resilient_parsing=True)
            yield from commands(command, inner, filters)
            continue
        said = [bold(f"{context.command_path} {name}"), *taken(command, context, filters)]
        said += [
            italic(_(piece.strip("{}")))
            for param in command.get_params(context)
            if param.param_type_name == "argument"
            for piece in param.get_usage_pieces(context)
        ]
        yield from listed([(" ".join(said), _(sentence).split("\n\n")[0])])


def taken(command: Any, context: Any, filters: list[Any]) -> Iterator[str]:
    """Yield the options of a command: the filters as one, and one word for very many."""
    own = [option(param) for param in options(command, context)]
    shared = [option(param) for param in filters]
    names = {param.name for param in command.get_params(context)}
    if is_filtered := {param.name for param in filters} <= names:
        own = [each for each in own if each not in shared]
    if len(own) > MOST_OPTIONS:
        yield roff(_("[OPTIONS]"))
    else:
        yield from (f"[{each}]" for each in own)
    if is_filtered:
        yield f"[{italic('FILTERS')}]"


def main() -> int:
    """Write the pages, or check them."""
    return write_or_check({path: page(language) for language, path in PAGES.items()})


if __name__ == "__main__":
    sys.exit(main())
