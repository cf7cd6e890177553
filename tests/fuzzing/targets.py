"""What is fuzzed: each target makes, of a `Random`, the files and the command of one case.

A case runs in a folder that holds the small knowledge base of the tests in `kb`, an index of it in
`cache`, and what the case itself brings along.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fuzzing import mutations as m
from issues import ANSWERS, body
from support import DATA, ROOT

TAXONOMY = (
    "principles.yaml", "vocabularies.yaml", "synonyms.yaml", "schema/practice.schema.json",
    "schema/principles.schema.json", "schema/vocabularies.schema.json",
    "schema/synonyms.schema.json",
)  # fmt: skip
OWN = "kb/practices/fuzz.yaml"
FORMATS = ("table", "json", "jsonl", "csv", "ids")
FILTERS = (
    "principle", "factor", "sector", "topic", "region", "organisation", "level", "status",
    "evidence", "item", "not-topic", "not-sector", "age", "since",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One command, run in `kb`, and the files that it finds there; paths begin at the folder.

    `in_cache` is given the cache folder, to change something in it. With `terminal`, what it writes
    goes to one that shows no colours. `load` names a file for the loader alone, without a command.
    """

    args: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    stdin: bytes = b""
    terminal: bool = False
    in_cache: Callable[[Path], None] | None = None
    load: str = ""


@cache
def practices() -> tuple[bytes, ...]:
    """Return the files of the real practices."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "practices").glob("*.yaml")))


@cache
def trees() -> tuple[Any, ...]:
    """Return what the files of the real practices say, without places."""
    from isj_cli.store.exchange import bare
    from isj_cli.store.yaml_loader import parse

    return tuple(bare(parse(data.decode(), Path("-")).data) for data in practices())


@cache
def _file(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _tree(path: Path) -> Any:
    from isj_cli.store.exchange import bare
    from isj_cli.store.yaml_loader import read

    return bare(read(path).data)


def a_practice(chance: Random) -> bytes:
    """Return a real practice after mutations of its bytes or of what it says."""
    if chance.random() < 0.5:
        return m.mutated(chance, chance.choice(practices()), chance.choice(practices()))
    tree = {**chance.choice(trees()), "id": "fuzz"}
    return m.as_file(chance, m.changed(chance, tree))


def of_yaml(chance: Random) -> Case:
    """The loader, and what asks it for places."""
    return Case(files={"in/x.yaml": a_practice(chance)}, load="in/x.yaml")


def of_schema(chance: Random) -> Case:
    """The check against the schema and all rules."""
    args = ["validate", f"../{OWN}"]
    args += chance.choice(([], ["--strict"], ["--severity", "error"], ["--select", "ISJ4"]))
    if chance.random() < 0.4:
        args += ["--format", chance.choice(("json", "github", "sarif", "junit"))]
    if chance.random() < 0.1:
        args += ["--summary", "../out/summary.md"]
    if chance.random() < 0.1:
        args += ["--fix"]
    return Case(tuple(args), {OWN: a_practice(chance)}, terminal=chance.random() < 0.2)


def of_practice(chance: Random) -> Case:
    """Every other command that reads practices."""
    listing = ["--format", chance.choice(FORMATS)] if chance.random() < 0.6 else []
    page = ["--format", chance.choice(("text", "markdown", "json"))]
    words = chance.choice(("trauma", "gezin school", '"een plan"', "kin*", "titel:asja", ""))
    commands: tuple[list[str], ...] = (
        ["show", "fuzz", *page],
        ["show", "fuzz"],
        ["list", *listing],
        ["search", words, *listing],
        ["search", words, "--explain", "--facets", "--all"],
        ["search", words, "--exact", "--sort", chance.choice(("title", "date", "region"))],
        ["related", "fuzz", *listing],
        ["related", "asja-fier", *listing],
        ["compare", "fuzz", "asja-fier", *page],
        ["suggest", f"../{OWN}", *listing],
        ["matrix", *listing],
        ["matrix", "--format", chance.choice(("markdown", "svg"))],
        ["matrix", "--gaps"],
        ["stats", *listing],
        ["stale", *listing],
        ["regions", *listing],
        ["topics", *listing],
        ["show", chance.choice(("veiligheid", "trauma", "Friesland", "vast-aanspreekpunt"))],
        ["rename", "fuzz", chance.choice(("fuzz-nieuw", *m.WORDS)), "--dry-run"],
        ["rename", "fuzz", "fuzz-nieuw"],
        ["edit", "fuzz", "--no-input"],
        ["index", chance.choice(("--rebuild", "--status"))],
        ["export", "markdown", "../out/md", *chance.choice(([], ["--front-matter"]))],
        ["export", "markdown", "../out/one.md", "--single-file"],
        ["export", "csv", chance.choice(("-", "../out/x.csv"))],
        ["export", "json", chance.choice(("-", "../out/x.json"))],
        ["export", "jsonl", chance.choice(("-", "../out/x.jsonl"))],
        ["export", "skos", chance.choice(("-", "../out/skos"))],
    )
    args = chance.choice(commands)
    if chance.random() < 0.3:
        args = ["--lang", "nl", *args]
    files = {OWN: a_practice(chance)}
    if chance.random() < 0.1:
        files["kb/practices/fuzz-2.yaml"] = a_practice(chance)
    return Case(tuple(args), files, terminal=chance.random() < 0.3)


def of_site(chance: Random) -> Case:
    """The website, which takes longest to make."""
    return Case(("export", "site", "../out/site"), {OWN: a_practice(chance)})


QUERY = (
    "gezin", "trauma", "school", "moeder", "één", "niet", "de", "AND", "OR", "NOT", "(", ")", '"',
    "-", ":", "*", "?", "titel:", "title:", "x:", "principle:", "kin*", "a*", "*a", "**", "a*b*c*",
    '"a*"', "~2", "^3", "[a TO z]", "/(a+)+$/", "(a|a)*b", ".*", "(.*)*", "[[:alpha:]]", "\\",
    "(?R)", "a{1,99999}", "«", "»", "'s", "’s", "--", "---x", "NOT NOT", "((((", "))))", "\\*",
    "traumaschool",
    "zwangerschapsbegeleidingstrajecten", "geestelijkegezondheidszorg", "overbruggingen", "gezinnn",
    "terug keren", "kopen in", "1", "0", "2020",
)  # fmt: skip


def a_query(chance: Random) -> str:
    """Return what nobody should type into a search."""
    kind = chance.randrange(12)
    if kind == 0:
        return chance.choice(QUERY) * chance.choice((10, 63, 65, 1000, 20_000))
    if kind == 1:
        return " ".join(chance.choice(QUERY) + "*" for _ in range(chance.choice((1, 5, 30, 64))))
    if kind == 2:
        return "".join(chr(chance.choice((chance.randrange(1, 0x300), chance.randrange(1, 0xD800))))
                       for _ in range(chance.choice((1, 5, 50, 2000))))  # fmt: skip
    if kind == 3:
        text = chance.choice(practices()).decode()
        start = chance.randrange(len(text))
        return text[start : start + chance.choice((5, 30, 300, 5000))]
    if kind == 4:
        letters = chance.choice(("abc", "aeiou", "sen", "tjes", "ing"))
        return "".join(chance.choice(letters) for _ in range(chance.choice((10, 58, 60, 61, 5000))))
    pieces = [chance.choice((*QUERY, *QUERY, *m.WORDS, *m.CONTROL[1:]))
              for _ in range(chance.choice((1, 2, 3, 5, 10, 40)))]  # fmt: skip
    return chance.choice((" ", " ", "")).join(pieces)


def of_query(chance: Random) -> Case:
    """The query parser, and searching for what it makes of it."""
    query = a_query(chance)[:120_000].replace("\x00", "")
    args = ["search", *chance.choice(([query], ["--", query], query.split(" ")))]
    for option in ("--exact", "--explain", "--facets", "--all"):
        if chance.random() < 0.2:
            args.insert(1, option)
    if chance.random() < 0.4:
        args[1:1] = ["--format", chance.choice(FORMATS)]
    return Case(tuple(args), terminal=chance.random() < 0.2)


def of_arguments(chance: Random) -> Case:
    """Names, ids, values of filters, folders: all that is typed behind a command."""
    word: str = chance.choice((*m.WORDS, *m.CONTROL, *m.NUMBERS, a_query(chance)))[:120_000]
    word = word.replace("\x00", "")
    other = chance.choice(("asja-fier", *m.WORDS))
    name = chance.choice(FILTERS)
    commands: tuple[list[str], ...] = (
        ["show", word],
        ["show", other, word, "--format", "json"],
        ["related", word],
        ["compare", word, other],
        ["suggest", word],
        ["edit", word],
        ["rename", word, other],
        ["rename", "asja-fier", word, "--dry-run"],
        ["explain", word],
        ["validate", word],
        ["validate", "--select", word],
        ["validate", "--changed-since", word],
        ["matrix", "--by", word],
        ["list", f"--{name}", word],
        ["search", "--limit", word, "--offset", other],
        ["stale", "--months", word],
        ["export", word, "../out/x"],
        ["export", "csv", f"../out/{word}"],
        ["export", "skos", "-", "--base-url", word],
        ["export", "markdown", "-", "--single-file", f"--{name}", word],
        ["assess", "new", "-", "--role", word],
        ["assess", "new", "-", "--priority", word, "--age-min", other],
        ["assess", "report", word],
        ["assess", word],
        ["add-practice", "--title", word, "--id", other, "--dry-run"],
        ["add-practice", "--title", word, "--region", other, "--topic", word, "--dry-run"],
        ["add-practice", "--title", "Voorbeeld", "--principle", word, "--age-min", other],
        ["add-practice", "--title", word],
        ["add-practice", "--from", word],
        ["init", f"../out/{word}"],
        ["--kb", word, "list"],
        ["--lang", word, "list"],
        [word],
        ["list", word],
    )
    return Case(tuple(chance.choice(commands)), terminal=chance.random() < 0.2)


def of_from(chance: Random) -> Case:
    """`add-practice --from` and `--from-issue`."""
    options = chance.choice(([], ["--dry-run"], ["--dry-run"], ["--output", "../out/nieuw.yaml"]))
    if chance.random() < 0.2:
        data = m.mutated(chance, _issue(), chance.choice(practices()))
        return Case(
            ("add-practice", "--from-issue", "../in/issue.md", *options), {"in/issue.md": data}
        )
    data = _exchanged(chance)
    if chance.random() < 0.3:
        return Case(("add-practice", "--from", "-", *options), stdin=data)
    return Case(("add-practice", "--from", "../in/x.json", *options), {"in/x.json": data})


@cache
def _issue() -> bytes:
    return body(ANSWERS).encode()


def _exchanged(chance: Random) -> bytes:
    """Return an export, a practice, or what is left of one."""
    tree = chance.choice(trees())
    kind = chance.randrange(5)
    if kind == 0:
        return a_practice(chance)
    own = {**tree, "id": chance.choice(("fuzz", "fuzz", *m.WORDS))}
    if chance.random() < 0.5:
        own["evidence"] = "geen"
    if kind == 1:
        return m.as_file(chance, m.changed(chance, own))
    rows = [m.changed(chance, own), {**tree, "id": "fuzz-2"}]
    if kind == 2:
        whole = {"format": "isj-practices", "version": 1, "practices": rows}
        return m.as_file(chance, m.changed(chance, whole, 1) if chance.random() < 0.3 else whole)
    data = b"\n".join(json.dumps(row).encode() for row in rows)
    return m.mutated(chance, data, chance.choice(practices()))


def of_assess(chance: Random) -> Case:
    """Files with answers."""
    known = sorted((ROOT / "docs/handleiding/voorbeeldstad").rglob("*.yaml"))
    paths = [chance.choice(known), DATA / "assess/format-1.yaml"]
    path = chance.choice(paths)
    if chance.random() < 0.5:
        data = m.mutated(chance, _file(path), _file(chance.choice(known)))
    else:
        data = m.as_file(chance, m.changed(chance, _tree(path)))
    files = {"in/team/een.yaml": data, "in/team/twee.yaml": _file(chance.choice(known))}
    if chance.random() < 0.3:
        files["in/team/drie.yaml"] = files["in/team/vier.yaml"] = data
    shape = ["--format", chance.choice(("text", "json", "markdown", "html"))]
    commands: tuple[list[str], ...] = (
        ["assess", "report", "../in/team", *shape],
        ["assess", "report", "../in/team/een.yaml", "--all", "--with-proof", *shape],
        ["assess", "report", "../in/team", "--output", "../out/report.html"],
        ["assess", "compare", "../in/team/een.yaml", "../in/team", *shape],
        ["assess", "compare", "../in/team", "../in/team/een.yaml", *shape],
        ["assess", "fill", "../in/team/een.yaml"],
        ["assess", "new", "../in/team/een.yaml"],
    )
    return Case(tuple(chance.choice(commands)), files, terminal=chance.random() < 0.2)


def of_taxonomy(chance: Random) -> Case:
    """`principles.yaml`, `vocabularies.yaml`, `synonyms.yaml` and the schemas."""
    name = chance.choice(("principles.yaml", "vocabularies.yaml", *TAXONOMY))
    path = ROOT / name
    if chance.random() < 0.4:
        data = m.mutated(chance, _file(path), _file(ROOT / "principles.yaml"))
    else:
        data = m.as_file(chance, m.changed(chance, _tree(path)))
    commands: tuple[list[str], ...] = (
        ["validate"],
        ["validate", "--format", "json"],
        ["validate", "practices"],
        ["list"],
        ["list", "--topic", "trauma", "--item", "ww-leefgebieden", "--format", "json"],
        ["search", "trauma"],
        ["search", "gezin", "--facets", "--explain"],
        ["show", "asja-fier"],
        ["show", "veiligheid"],
        ["show", "platform-isj", "--format", "json"],
        ["compare", "asja-fier", "veilige-veste"],
        ["principles"],
        ["factors", "--format", "json"],
        ["frameworks"],
        ["topics"],
        ["sectors"],
        ["regions"],
        ["matrix"],
        ["matrix", "--by", "topics", "--format", "svg"],
        ["matrix", "--gaps"],
        ["stats"],
        ["stale"],
        ["related", "asja-fier"],
        ["suggest", "asja-fier"],
        ["schema"],
        ["schema", "--check"],
        ["add-practice", "--title", "Voorbeeld", "--topic", "trauma", "--dry-run"],
        ["assess", "new", "-"],
        ["assess", "new", "-", "--form", "markdown", "--role", "ouder"],
        ["assess", "report", str(ROOT / "docs/handleiding/voorbeeldstad/najaar")],
        ["export", "markdown", "../out/md"],
        ["export", "csv", "-"],
        ["export", "skos", "-"],
        ["export", "bibtex", "-"],
        ["export", "json", "-"],
        ["export", "site", "../out/site"],
    )
    args = chance.choice(commands if chance.random() < 0.2 else commands[:-1])
    if chance.random() < 0.3:
        args = ["--lang", "nl", *args]
    return Case(tuple(args), {f"kb/{name}": data}, terminal=chance.random() < 0.3)


def of_cache(chance: Random) -> Case:
    """Every file in the cache folder: the index, its state and words, the taxonomy."""
    pick, what = chance.random(), chance.randrange(6)

    def damage(folder: Path) -> None:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        path = files[int(pick * len(files))]
        if what == 0:
            path.unlink()
        elif what == 1:
            path.unlink()
            path.mkdir()
        elif what == 2:
            path.write_bytes(files[int(pick * 7919) % len(files)].read_bytes())
        elif what == 3 and path.suffix == ".json":
            path.write_bytes(m.as_file(chance, m.changed(chance, json.loads(path.read_bytes()))))
        else:
            other = chance.choice(practices())
            path.write_bytes(m.mutated(chance, path.read_bytes(), other))

    commands: tuple[list[str], ...] = (
        ["search", "trauma gezin", "--explain"],
        ["search", "zwangerschapsbegeleiding", "--facets"],
        ["search", '"een plan"', "--exact", "--sort", "date"],
        ["search", "kin*", "titel:asja", "--format", "json"],
        ["list", "--topic", "trauma"],
        ["related", "asja-fier"],
        ["suggest", "asja-fier"],
        ["regions"],
        ["stats"],
        ["show", "veiligheid"],
        ["index"],
    )
    files = {OWN: chance.choice(practices())} if chance.random() < 0.3 else {}
    return Case(tuple(chance.choice(commands)), files, in_cache=damage)


TARGETS: dict[str, Callable[[Random], Case]] = {
    "yaml": of_yaml,
    "schema": of_schema,
    "practice": of_practice,
    "query": of_query,
    "arguments": of_arguments,
    "from": of_from,
    "assess": of_assess,
    "taxonomy": of_taxonomy,
    "cache": of_cache,
    "site": of_site,
}


def case_of(target: str, seed: int, number: int) -> Case:
    """Return the case with this number: always the same for the same seed."""
    return TARGETS[target](Random(f"{target} {seed} {number}"))
