"""What people mistype in YAML is told in plain words, at the very place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isj_cli.domain.errors import YamlError
from isj_cli.store.yaml_loader import parse

# The mistake, with » in front of the very place; words of the message; words of the hint.
TRAPS = {
    "a tab in the indentation": ("region:\n»\tlevel: gemeente\n", "tab", "spaces"),
    "a tab behind spaces": ("goals:\n  »\t- Doel\n", "tab", "spaces"),
    "a colon in a text": (
        "id: x\ntitle: Thuis»: samen naar school\n",
        "colon inside",
        '"Thuis: samen naar school"',
    ),
    "a colon in an item": ("goals:\n  - Doel: eerst»: rust\n", "colon", '"Doel: eerst: rust"'),
    "a colon and double quotes": (
        'title: Het "Huis"»: thuis\n',
        "colon",
        "'Het \"Huis\": thuis'",
    ),
    "a colon in the second line of a text": (
        "summary: Dit is\n  een tekst»: met meer\nid: x\n",
        "colon",
        ">-",
    ),
    "curly quotation marks": ("title: “Thuis»: samen”\n", "colon", 'Curly'),
    "an apostrophe": ("title: »'t Huis\nsummary: y\n", "apostrophe", '"\'t Huis"'),
    "two apostrophes": ("title: »'s Avonds in 't Huis\nid: x\n", "apostrophe", "in 't Huis"),
    "an apostrophe and another below": (
        "title: »'t Huis\nid: x\nsummary: Foto's van school\n",
        "apostrophe",
        '"\'t Huis"',
    ),
    "an apostrophe and a quotation below": (
        "title: »'t Huis\nid: x\nsummary: 'Een foto'\n",
        "apostrophe",
        '"\'t Huis"',
    ),
    "an apostrophe in an item": ("goals:\n  - »'s Avonds rust\n  - y\n", "apostrophe", "Avonds"),
    "a place with an apostrophe": (
        "names: [»'s-Hertogenbosch, Delft]\nid: x\n",
        "apostrophe",
        '"\'s-Hertogenbosch"',
    ),
    "two places with apostrophes": (
        "names: [»'s-Hertogenbosch, 's-Gravenhage]\nid: x\n",
        "apostrophe",
        '"\'s-Hertogenbosch"',
    ),
    "quotes that are not closed": ('title: »"Samen\nid: x\n', "not closed", "same mark"),
    "text behind quotes": ('title: "Samen" »sterk\n', "after the closing", "'\"Samen\" sterk'"),
    "a backslash": ('title: "C:»\\dir"\n', "backslash", "single quotes"),
    "a key too far to the right": (
        "region:\n  level: gemeente\n   »names: [Delft]\n",
        "column",
        "'level' of line 2",
    ),
    "a key too far to the left": (
        "region:\n   level: gemeente\n  »names: [Delft]\n",
        "column",
        "'level' of line 2",
    ),
    "the first keys in other columns": ("id: x\n »title: y\n", "column", "'id' of line 1"),
    "no space behind a colon": ("id: x\ntitle»:Foo\nid2: y\n", "behind the colon", "title: Foo"),
    "no space behind the first colon": ("id»:x\ntitle: Foo\n", "behind the colon", "id: x"),
    "a space before and none behind": ("title »:Foo\nid: x\n", "behind the colon", "title : Foo"),
    "no space behind a hyphen": ("goals:\n  - Foo\n  »-Bar\n", "behind the hyphen", "- Bar"),
    "no space behind the first hyphen": (
        "principles:\n  »-id: veiligheid\n   how: Zo.\n",
        "behind the hyphen",
        "- id: veiligheid",
    ),
    "a dash for a hyphen": ("goals:\n  - Foo\n  »– Bar: x\n", "'–'", "- Bar: x"),
    "a hash sign in a text": (
        "summary: Team\n  nummer »#1 in zorg\n  en nog meer\n",
        "'#'",
        "double quotes",
    ),
    "a bracket that is not closed": (
        "names: »[Leeuwarden, Delft\nperiod: x\n",
        "'[' is opened",
        "']'",
    ),
    "a bracket inside braces": (
        "region: {level: x, names: »[Delft}\nid: x\n",
        "'[' is opened",
        "']'",
    ),
    "a brace that is not closed": ("region: »{level: x\nid: y\n", "'{' is opened", "'}'"),
    "a bracket at the end of the file": ("id: x\nnames: »[Delft,\n", "'[' is opened", "']'"),
    "a text in brackets": ("title: »[Samen] sterk\n", "begin with '['", '"[Samen] sterk"'),
    "no comma": ('names: ["Delft" »"Leiden"]\n', "comma", "comma"),
    "an at sign": ("title: »@home\n", "begin with '@'", '"@home"'),
    "a percent sign": ("title: »%10 meer\n", "begin with '%'", '"%10 meer"'),
    "a backtick": ("title: »`code`\n", "begin with '`'", '"`code`"'),
    "an asterisk": ("title: »*Samen* sterk\n", "begin with '*'", '"*Samen* sterk"'),
    "an ampersand": ("title: »& Samen\n", "begin with '&'", '"& Samen"'),
    "a greater-than sign": ("title: »> 12 jaar\n", "begin with '>'", '"> 12 jaar"'),
    "a key without a colon": ("id: x\ntitle»\nsummary: y\n", "no colon behind 'title'", "colon"),
    "a text that is not indented": (
        "summary: Een tekst die\n»doorloopt op de regel\nid: x\n",
        "column of the keys",
        "two spaces more",
    ),
    "a list behind its key": ("goals: »- Foo\n  - Bar\n", "behind its key", "line of its own"),
    "two keys of one name": ("id: x\ntitle: a\n»id: y\n", "twice", "line 1"),
    "spaces that only look so": ("region:\n»\u00a0\u00a0level: x\n", "not ordinary", "copied"),
    "a key without a colon and with a text": (
        "id: x\ntitle» Samen\nsummary: y\n",
        "no colon behind 'title'",
        "Type a colon",
    ),
    "an id without a colon": (
        "principles:\n  - id» veiligheid\n    how: y\n",
        "no colon behind 'id'",
        "Type a colon",
    ),
    "a key without a colon in a group": (
        "region:\n  level» gemeente\n  names: [Delft]\n",
        "no colon behind 'level'",
        "Type a colon",
    ),
    "two keys on one line": (
        "principles:\n  - id: veiligheid, »how: Eerst rust.\n",
        "on the same line",
        "'how: Eerst rust.'",
    ),
    "an asterisk for a hyphen": (
        "principles:\n  »* id: veiligheid\n    how: y\n",
        "not the hyphen",
        "- id: veiligheid",
    ),
    "a text behind a bar": ("approach: »| Eerst rust.\n  Dan praten.\n", "same line", "below"),
    "a text that begins too far to the right": (
        "approach: |\n\n    Eerst rust.\n  »Dan praten.\n",
        "further to the left",
        "line 3",
    ),
    "keys below a text": (
        "target_group: Jongeren van 12 jaar.\n  »age_min: 12\n",
        "stands a text",
        "line 1",
    ),
    "a quotation inside quotes": (
        'title: "Een "»eigen" plan"\n',
        "after the closing",
        "'Een \"eigen\" plan'.",
    ),
    "curly quotation marks around one word": (
        "title: “Thuis”»: samen\n",
        "colon",
        '"“Thuis”: samen"',
    ),
    "a space behind a colon that only looks so": (
        "region:\n  level:»\u00a0gemeente\n  names: [Delft]\n",
        "not an ordinary one",
        "copying",
    ),
    "an alias": ("title: »*samen\n", "points to nothing", "quotation marks"),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "message", "hint"), TRAPS.values(), ids=TRAPS.keys())
def test_a_mistake_is_told_at_its_place(marked: str, message: str, hint: str) -> None:
    before, _mark, after = marked.partition("»")
    with pytest.raises(YamlError) as caught:
        parse(before + after, Path("x.yaml"))
    error = caught.value
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (error.line, error.column) == place, error.message
    assert message in error.message
    assert hint in error.hint


@pytest.mark.parametrize(("marked", "_message", "_hint"), TRAPS.values(), ids=TRAPS.keys())
def test_a_mistake_is_told_at_its_place_in_a_longer_file(
    marked: str, _message: str, _hint: str
) -> None:
    above = (
        "# Een voorbeeld.\nstatus: concept\nlessons:\n  - 'Een les'\n  - \"Nog een\"\nteam: >-\n"
    )
    above += "  Een team: drie mensen,\n  met z'n drieën.\n\n"
    before, _mark, after = marked.partition("»")
    with pytest.raises(YamlError) as caught:
        parse(above + before + after + "costs: Veel.\n", Path("x.yaml"))
    assert caught.value.line == (above + before).count("\n") + 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("title : Foo\n", {"title": "Foo"}),
        ("title: “Thuis”\n", {"title": "“Thuis”"}),
        ("title: Foto's van 't Huis\n", {"title": "Foto's van 't Huis"}),
        ("title:\tThuis\n", {"title": "Thuis"}),
        ("title: Thuis (C:)\n", {"title": "Thuis (C:)"}),
    ],
)
def test_what_only_looks_wrong_is_read(text: str, meant: object) -> None:
    assert parse(text, Path("x.yaml")).data == meant


pieces = st.sampled_from(
    ["title", ": ", ":", "\n", "\n  ", "\n    ", "- ", "-", "'", '"', "'t", "[", "]", "{", "}",
     ", ", "#", " #", "\t", "@", "%", "`", "*", "&", "!", "|", ">", "?", "é",
     "“", "\u2028", "\x85", "\r", "Een tekst", "id: x", "\\"]
)  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join))
def test_any_mistake_has_a_place_and_a_hint(text: str) -> None:
    try:
        parse(text, Path("x.yaml"))
    except YamlError as error:
        assert error.message and error.hint
        assert 1 <= error.line <= len(text) + 1
        assert error.column >= 1
