"""TAB in bash, zsh and fish, as a person presses it, and what each shell is answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from support import DATA, ROOT, Ran, Run, posix

from isj_cli.cli import shells
from isj_cli.cli.app import COMMANDS
from isj_cli.cli.completing import choices_of, takes_files, values_of
from isj_cli.cli.program import app
from isj_cli.domain.errors import IsjError
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice
from isj_cli.store.titles import MOST_TITLES, titles

HOSTILE = (
    r'title: "x $(touch ran) \\$(touch ran) `touch ran` \"q\" %d a:b\n;touch ran\e[31m [bold]"' "\n"
)
SHOWN = "x $(touch ran) \\$(touch ran) `touch ran`"


def answered(run: Run, shell: str, line: str, **env: str) -> list[str]:
    """Return the lines that a shell is answered, where nothing went wrong."""
    ran = ask(run, shell, line, **env)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


def ask(run: Run, shell: str, line: str, **env: str) -> Ran:
    asked = {"_TYPER_COMPLETE_ARGS": line, "_ISJ_COMPLETE": f"complete_{shell}"}
    return run(env={**asked, **env})


class Person:
    """Somebody at a shell, in a home of their own, with a hostile title in the knowledge base."""

    def __init__(self, shell: str, home: Path) -> None:
        self.shell, self.home = shell, home
        self.pexpect = pytest.importorskip("pexpect")
        self.pyte = pytest.importorskip("pyte")
        (home / "bin").mkdir(parents=True)
        program = home / "bin/isj"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m isj_cli "$@"\n', "utf-8")
        program.chmod(0o755)
        self.kb = Path(shutil.copytree(DATA / "kb", home / "kb"))
        asja = self.kb / "practices/asja-fier.yaml"
        lines = [line for line in asja.read_text("utf-8").split("\n") if line[:6] != "title:"]
        text = HOSTILE + "\n".join(lines)
        asja.write_text(text.replace("name: Fier", 'name: "\'t $(touch ran) Huis"'), "utf-8")
        for name, text in {
            ".bashrc": "PS1='READY> '\n",
            ".zshrc": "PS1='READY> '\n",
            ".config/fish/config.fish": "function fish_prompt\n echo -n 'READY> '\nend\n",
        }.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, "utf-8")
        self.start()
        self.types("isj --install-completion\r").sees("Open een nieuwe terminal")
        self.start()

    def start(self) -> None:
        """Open a terminal."""
        self.screen = self.pyte.Screen(120, 40)
        self.stream = self.pyte.Stream(self.screen)
        self.child: Any = self.pexpect.spawn(
            self.shell,
            ["-i"],
            cwd=str(self.kb),
            env={
                "HOME": str(self.home),
                "PATH": f"{self.home}/bin:{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "ISJ_CACHE": str(self.home / "cache"),
                "ISJ_LANG": "nl",
                "LC_ALL": "C.UTF-8",
                "TERM": "xterm",
            },
            dimensions=(40, 120),
            encoding="utf-8",
        )
        self.screen.write_process_input = self.child.send
        self.sees("READY>")

    def types(self, keys: str) -> Person:
        self.child.send(keys)
        return self

    def sees(self, text: str, seconds: float = 30) -> Person:
        """Wait until a text stands on the screen."""
        until = time.monotonic() + seconds
        while text not in (shown := "\n".join(self.screen.display)):
            assert time.monotonic() < until, f"{text!r} did not appear on:\n{shown}"
            self.reads(0.05)
        return self

    def reads(self, seconds: float) -> str:
        """Return what stands on the screen when nothing has come for so long."""
        try:
            while True:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=seconds))
        except self.pexpect.TIMEOUT:
            return "\n".join(self.screen.display)

    def clears(self) -> Person:
        """Throw away what was typed, and all that stands on the screen."""
        self.child.send("\x07\x15\x0c")  # leave a menu, empty the line, clear the screen
        until = time.monotonic() + 30
        while self.reads(0.05).strip() != "READY>":
            assert time.monotonic() < until, "\n".join(self.screen.display)
        return self


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def person(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Person]:
    if os.name == "nt" or shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here")
    someone = Person(request.param, tmp_path_factory.mktemp(request.param))
    yield someone
    someone.child.close(force=True)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("isj matr", "isj matrix "),
        ("isj export mark", "isj export markdown "),
        ("isj list --princ", "isj list --principle"),
        ("isj show moe", "isj show moeders-van-rotterdam "),
        ("isj rename rotterdam", "isj rename moeders-van-rotterdam "),
        ("isj --kb . --lang en edit kin", "isj --kb . --lang en edit kings-accare-smilde "),
        ("isj show kings-accare-smilde moe", "kings-accare-smilde moeders-van-rotterdam "),
        ("isj list --principle veil", "isj list --principle veiligheid "),
        ("isj list --not-topic=traum", "isj list --not-topic=trauma "),
        ("isj validate prin", "isj validate principles.yaml "),
        ("isj export json > prin", "isj export json > principles.yaml "),
    ],
)
def test_tab_completes(person: Person, typed: str, seen: str) -> None:
    person.clears().types(f"{typed}\t").sees(seen)


def test_tab_twice_shows_the_titles_as_text(person: Person) -> None:
    shown = person.clears().types("isj show mo\x08\t\t").sees("mdft-teylingereind").reads(1)
    assert ("MDFT binnen en na detentie" in shown) == (person.shell != "bash")
    person.clears().types("isj --kb . compare \t\t").sees("asja-fier")
    assert (SHOWN in person.reads(1)) == (person.shell != "bash")
    assert not list(person.home.rglob("ran"))


def test_tab_lists_several_that_hold_the_word_and_leaves_it(person: Person) -> None:
    typed = "isj related e-"
    shown = person.clears().types(f"{typed}\t\t").sees("kings-accare-smilde").reads(1)
    assert "veilige-veste" in shown
    if person.shell != "fish":  # which chooses from its list with TAB
        lines = [line.rstrip() for line in shown.splitlines() if "READY>" in line]
        assert lines[-1] == f"READY> {typed}"


def test_tab_completes_an_organisation_with_blanks_to_what_finds_it(person: Person) -> None:
    person.clears().types("isj list --format ids | sort | head -1\r").sees("asja-fier")  # an index
    person.clears().types("isj list --organisation Eras\t--format ids\r").sees("moeders-van")
    person.clears().types("isj list --organisation \\'t\t--format ids\r").sees("asja-fier")
    assert not list(person.home.rglob("ran"))


def test_tab_shows_nothing_in_a_broken_knowledge_base(person: Person) -> None:
    line = "isj --kb nergens show moe"
    shown = person.clears().types(f"{line}\t").sees(line).reads(1)
    assert shown.split("READY> ")[-1].strip() == line


@pytest.mark.parametrize("broken", ["no-folder", "no-taxonomy", "taxonomy", "practice"])
def test_a_broken_knowledge_base_is_no_reason_to_speak(
    run: Run, kb_folder: Path, broken: str
) -> None:
    if broken == "no-folder":
        shutil.rmtree(kb_folder / "practices")
    elif broken == "no-taxonomy":
        (kb_folder / "principles.yaml").unlink()
        (kb_folder / "vocabularies.yaml").unlink()
    elif broken == "taxonomy":
        (kb_folder / "principles.yaml").write_text("frameworks: [\n", "utf-8")
    elif broken == "practice":
        (kb_folder / "practices/asja-fier.yaml").write_bytes(b"\xff\x00title: [")
    for line in ("isj show ", "isj list --principle ", "isj --kb . compare ", "isj list --region "):
        found = answered(run, "fish", line, ISJ_KB=str(kb_folder))
        if broken == "practice":
            assert "asja-fier\t" in found or "compare" not in line
        else:
            assert found == [] or "compare" in line


@posix
def test_a_pipe_among_the_practices_does_not_stop_the_shell(run: Run, kb_folder: Path) -> None:
    os.mkfifo(kb_folder / "practices/pijp.yaml")
    (kb_folder / "practices/$(touch x).yaml").touch()
    found = answered(run, "fish", "isj edit ")
    assert "pijp\t" in found
    assert not [line for line in found if "touch" in line]


@pytest.mark.parametrize(
    "head",
    [
        "title: Vaste hulp # een nabij gezin",
        "title: 'Eén ''vaste'' hulp: dichtbij'",
        'title: "Hulp \\"dichtbij\\": \\u00e9\\x41"',
        "title: >-\n  Hulp\n  dichtbij",
        "title: Hulp\n  dichtbij",
        "title: Hulp\r",
        "title:\tHulp dichtbij",
        "title: @hulp",
        "title: 12:30",
        "title: 2024",
        "'title': Hulp",
        "summary: Hulp",
        "",
    ],
)
def test_a_title_is_the_one_that_the_loader_reads(kb: KnowledgeBase, head: str) -> None:
    path = kb.path_of("asja-fier")
    path.write_bytes(f"# Nieuw\nid: asja-fier\n{head}\nstatus: concept\n".encode())
    practice = read_practice(path).practice
    assert titles(kb, lambda _ids: ["asja-fier"]) == {
        "asja-fier": practice.title if practice else ""
    }


def test_all_titles_are_those_of_the_lists() -> None:
    kb = KnowledgeBase(ROOT)
    read = {file.path.stem: file.practice.title for file in kb.read_all() if file.practice}
    assert titles(kb, list) == read


def test_of_very_many_practices_only_the_ids_are_shown(kb: KnowledgeBase) -> None:
    for number in range(MOST_TITLES):
        (kb.practices_folder / f"hulp-{number}.yaml").write_text("title: Hulp\n", "utf-8")
    assert set(titles(kb, list).values()) == {""}
    assert titles(kb, lambda _ids: ["hulp-7"]) == {"hulp-7": "Hulp"}


def test_labels_are_in_the_language_of_the_reader(run: Run) -> None:
    english = answered(run, "zsh", "isj list --principle veil")
    assert english == ["veiligheid:Safety"]
    assert answered(run, "zsh", "isj list --principle veil", ISJ_LANG="nl") == [
        "veiligheid:Veiligheid"
    ]
    assert answered(run, "fish", "isj --lang nl princ", ISJ_LANG="en") != answered(
        run, "fish", "isj princ"
    )


def test_what_holds_the_word_is_found_where_nothing_begins_with_it(run: Run) -> None:
    assert answered(run, "fish", "isj show TEYLING") == answered(run, "fish", "isj show mdft")
    # bash would put what the candidates have in common in the place of the word.
    assert answered(run, "bash", "isj show fier") == ["asja-fier"]
    assert answered(run, "bash", "isj related e-")[:2] == ["e-", "kings-accare-smilde"]
    assert answered(run, "bash", "isj related sj") == ["asja-fier"]


def test_powershell_gets_values_and_titles(run: Run) -> None:
    env = {"_TYPER_COMPLETE_WORD_TO_COMPLETE": "as"}
    assert answered(run, "pwsh", "isj edit as", **env) == ["asja-fier:::Asja (Fier)"]
    assert len(answered(run, "powershell", "isj edit")) == 6


def test_an_option_that_acts_at_once_does_nothing_while_a_line_is_typed(
    run: Run, tmp_path: Path
) -> None:
    for option in ("--install-completion", "--show-completion", "--version", "--help"):
        found = answered(run, "fish", f"isj {option} matr", HOME=str(tmp_path), SHELL="/bin/bash")
        assert found == [f"matrix\t{COMMANDS['matrix'][1]}"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_codes_and_files_and_choices_are_completed(run: Run) -> None:
    assert answered(run, "fish", "isj explain ISJ207")[0].startswith("ISJ207\tThe lists")
    assert answered(run, "bash", "isj validate --select ISJ4")[-1] == "ISJ409"
    assert answered(run, "bash", "isj list --format j") == ["json", "jsonl"]
    assert answered(run, "bash", "isj matrix --by isj-p") == ["isj-principes"]
    for line in ("isj validate ", "isj suggest ./x", "isj --kb ", "isj assess fill "):
        assert ask(run, "bash", line) == Ran(1, "", "")  # the shell completes files itself


# What takes words or numbers of one's own, which nobody can complete.
FREE = set(
    "words limit offset age since months gaps port changed_since base_url repository title "
    "strength started ended target_group age_min age_max reason goal approach team "
    "intensity lesson condition costs transfer client_voice source".split()
) | {"rename new", "add-practice id", "add-practice summary"}


def parameters() -> Iterator[tuple[str, Any]]:
    root: Any = typer.main.get_command(app)
    groups = [("", root)]
    while groups:
        name, command = groups.pop()
        context = command.make_context(name, [], resilient_parsing=True)
        for param in command.get_params(context):
            yield name, param
        if hasattr(command, "list_commands"):
            for each in command.list_commands(context):
                groups.append((each, command.get_command(context, each)))


def test_every_parameter_is_completed_or_takes_words_of_ones_own() -> None:
    for command, param in parameters():
        known = values_of(param, command) or choices_of(param) or takes_files(param, command)
        is_free = bool({param.name, f"{command} {param.name}"} & FREE)
        assert getattr(param, "is_flag", False) or bool(known) != is_free, (command, param.name)


def test_completing_loads_as_little_as_it_can(tmp_path: Path) -> None:
    def loaded() -> set[str]:
        code = (
            "import sys; from isj_cli.cli.program import run; run([])\n"
            "print('\\n'.join(sys.modules), file=sys.stderr)"
        )
        asked = {"_TYPER_COMPLETE_ARGS": "isj show ", "_ISJ_COMPLETE": "complete_fish"}
        surroundings = {**os.environ, **asked, "ISJ_KB": str(DATA / "kb")}
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "veiligheid" in ran.stdout
        return {name.split(".")[0] for name in ran.stderr.splitlines()}

    loaded()  # keep the taxonomy
    assert not loaded() & {"yaml", "whoosh", "jsonschema", "jsonschema_rs", "rich", "jinja2"}


def test_a_shell_without_completion_is_told_which_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "tcsh")
    with pytest.raises(IsjError, match="bash, zsh, fish and PowerShell"):
        shells.current()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_one_that_its_shell_can_read(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    path = tmp_path / "script"
    path.write_text(shells.script(shell), "utf-8")
    subprocess.run([shell, "-n", str(path)], check=True, env={**os.environ, "HOME": str(tmp_path)})
