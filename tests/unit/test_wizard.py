"""The wizard of `isj add-practice`, in a real terminal, with real keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from support import DATA, ROOT
from terminal import Terminal

from isj_cli.cli.adding.checking import wrong
from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.questioner import Questioner
from isj_cli.cli.adding.steps import put, steps
from isj_cli.cli.adding.wizard import Wizard
from isj_cli.cli.asking.editing import text_in
from isj_cli.cli.asking.picking import Choice, Picking
from isj_cli.cli.asking.prompts import Check, Prompts
from isj_cli.cli.asking.screen import Head
from isj_cli.cli.session import Session
from isj_cli.domain.finding import Severity
from isj_cli.store import begun, drafts
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.schema_files import read_schema, schema_path
from isj_cli.store.yaml_loader import read
from isj_cli.validation.check import validate

TITLE = "Thuisteam Voorbeeldstad"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept: a folder of the test's own."""
    monkeypatch.setenv("ISJ_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def start(kb_folder: Path):
    def starting(*args: str, **settings) -> Terminal:
        return Terminal("add-practice", *args, cwd=kb_folder, **settings)

    return starting


def to_summary(terminal: Terminal) -> Terminal:
    terminal.see("What is the practice called?").keys(TITLE, "enter")
    terminal.see("Which organisation leads it?").keys("Voorbeeldzorg", "enter")
    terminal.see("Which other organisation takes part?").keys("enter")
    terminal.see("Who describes the practice?").keys("enter")
    return terminal.see("two to four sentences?")


def to_sectors(terminal: Terminal) -> Terminal:
    to_summary(terminal).keys("Jongeren gaan niet naar school.", "ctrl-d")
    terminal.see("How large is the area").keys("enter")
    terminal.see("In which places").keys("leeuw").see("Search: leeuw").keys("enter")
    terminal.see("Chosen: Leeuwarden").keys("enter")
    terminal.see("For whom is it?").keys("Jongeren van 12 tot en met 17 jaar.", "enter")
    terminal.see("How does it work").keys("De school meldt aan.", "enter", "enter")
    terminal.keys("Daarna komt het team thuis.", "ctrl-d")
    return terminal.see("Which sectors take part?")


def to_end(terminal: Terminal) -> Terminal:
    to_sectors(terminal).keys(" ").see("Chosen: Youth mental").keys("enter")
    terminal.see("one to six topics").keys(" ").see("Chosen: Trauma").keys("enter")
    terminal.see("Which leading principles").keys(" ").see("Chosen: Safety").keys("enter")
    terminal.see("How do you see this").keys("Eerst rust: «dan» pas meer.", "enter")
    terminal.see("Which effective factors").keys("contact").see("Search: contact")
    terminal.keys("enter").see("Chosen: Named contact person").keys("enter")
    terminal.see("Named contact person:").keys("Iedereen belt dezelfde persoon.", "enter")
    terminal.see("Where can readers check this?").keys("Jaarverslag 2024", "enter")
    terminal.see("Where can it be found?").keys("www.example.org/verslag", "enter")
    terminal.see("Which other page or report").keys("enter")
    return terminal.see("What now?")


def test_a_short_run_gives_a_valid_concept(start, kb: KnowledgeBase, kept: Path) -> None:
    terminal = to_end(start("--short")).see("It is complete.")
    terminal.see("Write the file").keys("enter")
    assert terminal.end() == 0
    assert "thuisteam-voorbeeldstad.yaml was written. It is complete." in terminal.all
    path = kb.path_of("thuisteam-voorbeeldstad")
    assert [each for each in validate(kb, [path]).findings if each.severity != Severity.INFO] == []
    data = read(path).data
    assert data["status"] == "concept"
    assert data["organisations"] == [{"name": "Voorbeeldzorg", "role": "trekker"}]
    assert data["region"] == {"level": "gemeente", "names": ["Leeuwarden"]}
    assert data["approach"].strip() == "De school meldt aan.\n\nDaarna komt het team thuis."
    assert data["principles"] == [{"id": "veiligheid", "how": "Eerst rust: «dan» pas meer."}]
    assert data["factors"][0]["id"] == "vast-aanspreekpunt"
    assert data["sources"] == [
        {"id": "jaarverslag-2024", "title": "Jaarverslag 2024",
         "url": "https://www.example.org/verslag"}
    ]  # fmt: skip
    assert not [each for each in kept.rglob("*") if each.is_file()]


def test_going_back_changes_an_answer(start) -> None:
    terminal = start().see("What is the practice called?").keys(TITLE, "enter")
    terminal.see("Which organisation leads it?").keys("Voorbeeldzorg", "enter")
    terminal.see("What does this organisation do").see("> Lead organisation").keys("enter")
    terminal.see("To which sector does this").keys("onderwijs").see("> Education").keys("enter")
    terminal.see("Which other organisation takes part?").keys("Anderszorg", "ctrl-b")
    terminal.see("To which sector does this").see("> Education").keys("esc")
    terminal.see("What does this organisation do").keys("esc").see("> Voorbeeldzorg")
    terminal.keys("ctrl-u", "Zorg B", "enter").see("What does this organisation do").keys("ctrl-n")
    terminal.see("To which sector").see("> Education").keys("ctrl-n")
    terminal.see("Which other organisation").see("> Anderszorg").keys("enter")
    terminal.see("Organisation 2: Anderszorg").see("What does this").keys("ctrl-c")
    assert terminal.end() == 130
    assert "Organisation 1: Zorg B" in terminal.all


def test_what_was_asked_first_has_nothing_before_it(start) -> None:
    terminal = start().see("What is the practice called?").keys("ctrl-b", "Naam", "enter")
    terminal.see("Which organisation leads it?")


def test_it_stops_and_goes_on_where_it_was(start, kb: KnowledgeBase, kept: Path) -> None:
    terminal = to_summary(start("--short")).keys("Een halve zin die", "ctrl-c")
    assert terminal.end() == 130
    assert "your answers are kept, and 'isj add-practice' goes on with them" in terminal.see("").all
    assert not kb.path_of("thuisteam-voorbeeldstad").exists()
    (file,) = kept.rglob("*.json")
    assert json.loads(file.read_bytes())["values"]["title"] == TITLE
    assert file.parent.stat().st_mode & 0o077 == 0

    again = start("--short").see(f"Go on with '{TITLE}'").keys("enter")
    again.see("two to four sentences?").see("> Een halve zin die").keys(" klopt.", "ctrl-d")
    again.see("Summary: Een halve zin die klopt.").see("How large is the area").keys("ctrl-c")
    assert again.end() == 130

    anew = start("--short").see("Begin a new practice, and keep").keys("down", "enter")
    anew.see("What is the practice called?").keys("Iets nieuws", "enter").see("leads it").keys(
        "ctrl-c"
    )
    assert anew.end() == 130
    third = start().see("Go on with 'Iets nieuws'").see(f"Go on with '{TITLE}'")
    third.keys("up", "enter").see("What is the practice called?").keys("ctrl-c")
    assert third.end() == 130
    assert list(kept.rglob("*.json")) == []


def test_a_killed_program_loses_no_answer(start, kept: Path) -> None:
    to_summary(start("--short")).kill()
    start().see(f"Go on with '{TITLE}'").keys("enter").see("two to four sentences?")


def editor(folder: Path, script: str) -> dict[str, str]:
    program = folder / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return {"EDITOR": f'"{program}"'}


def test_a_long_text_comes_from_the_editor(start, tmp_path: Path) -> None:
    env = editor(
        tmp_path, 'grep -q "^--- Write" "$1" && printf "Eén zin.\\n\\nNog één.\\n" >> "$1"'
    )
    terminal = to_summary(start("--short", env=env)).see("Enter write in my editor").keys("enter")
    terminal.see("Summary: Eén zin. Nog één.").see("How large is the area")
    terminal.keys("esc").see("(4 words)").keys("enter").see("How large")
    terminal.keys("esc").see("(8 words)").keys("ctrl-c")
    assert terminal.end() == 130


def test_an_editor_that_fails_loses_nothing(start, tmp_path: Path) -> None:
    env = editor(tmp_path, 'printf "Half af.\\n" >> "$1"; exit 3')
    terminal = to_summary(start("--short", env=env)).keys("enter")
    terminal.see("The editor stopped with an error (3); what you wrote is kept.")
    terminal.see("Summary: Half af.")

    program = tmp_path / "my editor"
    program.write_text('#!/bin/sh\n: > "$1"; exit 1\n', encoding="utf-8")
    terminal.see("How large").keys("esc").see("(2 words)").keys("enter").see("error (1)")
    terminal.see("Half af.").see("(2 words)").keys("ctrl-n").see("How large")

    program.write_text('#!/bin/sh\nrm "$1"\n', encoding="utf-8")
    terminal.keys("esc").see("(2 words)").keys("enter").see("Half af.").keys("ctrl-n")
    terminal.see("How large").keys("ctrl-c")
    assert terminal.end() == 130


def test_an_editor_with_a_window_of_its_own_is_waited_for(start, tmp_path: Path) -> None:
    env = editor(tmp_path, f'echo "$1" > "{tmp_path}/name"')
    terminal = to_summary(start("--short", env=env)).keys("enter")
    terminal.see("Does your editor have a window of its own?")
    file = Path((tmp_path / "name").read_text(encoding="utf-8").strip())
    with file.open("a", encoding="utf-8") as stream:
        stream.write("Later bewaard.\n")
    terminal.keys("enter").see("Summary: Later bewaard.")


def test_a_text_that_is_too_long_is_kept_and_said(start, tmp_path: Path) -> None:
    env = editor(tmp_path, 'printf "%0700d" 0 >> "$1"')
    terminal = to_summary(start("--short", env=env)).keys("enter")
    terminal.see("These are 700 characters; at most 600 fit").keys("ctrl-n").see("How large")


def test_a_practice_with_nearly_the_same_name_is_shown(start) -> None:
    terminal = start("--short").see("What is the practice called?").keys("Asja", "enter")
    terminal.see("Which organisation leads it?").keys("Fier", "enter").see("Which other")
    terminal.keys("enter").see("There is a practice that is called nearly the same.")
    terminal.see("Asja (Fier) (Fier): Asja vangt meisjes").keys("down", "enter")
    terminal.see("What is the practice called?").see("> Asja").keys(
        "ctrl-u", "asja (FIER)", "enter"
    )
    terminal.see("There is a practice with this title already (asja-fier)")
    terminal.keys("ctrl-u", "Huis in Voorbeeldstad", "enter").see("> Fier").keys("enter")
    terminal.see("Which other").keys("enter").see("Who describes the practice?")


def test_a_text_like_that_of_another_is_told_at_the_end(
    start, kb: KnowledgeBase, tmp_path: Path
) -> None:
    approach = read(kb.path_of("asja-fier")).data["approach"]
    begun = {"values": {"title": TITLE, "approach": approach}, "at": ["end"]}
    start("--short").see("called?").keys("X", "enter").see("leads it").keys("ctrl-c").end()
    (file,) = (tmp_path / "data").rglob("*.json")
    file.write_text(json.dumps(begun), encoding="utf-8")
    terminal = start("--short").see("Go on with").keys("enter").see("What now?")
    terminal.see("the same as that of 'asja-fier'")
    terminal.keys("ctrl-c").end()


def test_what_similar_practices_carry_stands_on_top_and_is_not_ticked(start) -> None:
    terminal = to_sectors(start("--short")).keys(" ").see("Chosen").keys("enter")
    terminal.see("suggested: you write «PTSS»")
    rows = terminal.shown.split("Search:")[1]
    assert rows.lstrip().startswith("> [ ] Trauma")
    assert "[x]" not in rows
    terminal.keys("enter").see("Which leading principles")
    terminal.see("> [ ] Safety suggested: as with Asja (Fier) [ ]")


def test_a_list_is_searched_by_other_names_and_without_accents(start) -> None:
    terminal = to_sectors(start("--short")).keys("enter").see("one to six topics")
    terminal.keys("lovérboy").see("Search: lovérboy").see("> [ ] Sexual exploitation")
    terminal.keys("zzz").see("Nothing in the list is called so.").keys("enter", "ctrl-u")
    terminal.see("> [ ] Trauma").keys("esc").see("Which sectors take part?")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_small_terminal_shows_question_choice_and_keys(start, columns: int) -> None:
    terminal = to_sectors(start("--short", rows=20, columns=columns)).keys("enter")
    terminal.see("one to six topics")
    for _number in range(25):
        terminal.keys("down")
    terminal.see("Ctrl-C stop")
    assert terminal.shown.count("> [ ]") == 1
    assert "What is it about?" in terminal.shown


def test_what_is_pasted_is_one_answer_and_never_markup(start) -> None:
    text = "[bold]Lange[/] zin <b>é</b> \x1b[31m " + "woord " * 40
    terminal = start("--short").see("What is the practice called?")
    terminal.keys("Naam", "enter").see("leads it").keys(f"\x1b[200~{text}\nrest\x1b[201~")
    terminal.see("woord rest").keys("enter").see("Organisation 1: [bold]Lange[/] zin <b>é</b>")


def test_the_end_leads_back_to_what_is_wrong(start, kb: KnowledgeBase) -> None:
    terminal = start("--short", "--title", TITLE).see("Which organisation leads it?")
    for seen in ("leads it", "Who describes", "two to four", "How large", "In which places",
                 "For whom is it", "How does it work", "Which sectors", "one to six topics",
                 "Which leading", "Which effective", "Where can readers"):  # fmt: skip
        terminal.see(seen).keys("ctrl-n")
    terminal.see("What now?").see("Summary: 'summary' is not filled in yet.")
    terminal.keys("summ").see("Search: summ").keys("enter").see("two to four sentences?")
    terminal.keys("Nu wel.", "ctrl-d").see("What now?")
    assert "'summary' is not filled in yet" not in terminal.see("Search:").shown
    terminal.keys("another").see("Search: another").keys("enter").see("Which answer do you want")
    terminal.keys("leading").see("Search: leading").keys("enter").see("Which leading principles")
    terminal.keys(" ").see("Chosen: Safety").keys("enter").see("How do you see this")
    terminal.keys("Eerst rust.", "enter").see("What now?").keys("enter")
    assert terminal.end() == 0
    data = read(kb.path_of("thuisteam-voorbeeldstad")).data
    assert (data["summary"], data["region"]["level"]) == ("Nu wel.", "TODO")
    assert data["principles"] == [{"id": "veiligheid", "how": "Eerst rust."}]


def test_without_colours_it_says_as_much(start) -> None:
    terminal = start("--short", env={"NO_COLOR": "1"}).see("What is the practice called?")
    assert "\x1b[36m" not in terminal.log
    coloured = start("--short").see("What is the practice called?")
    assert "\x1b[0;36m" in coloured.log or "\x1b[36m" in coloured.log


def test_a_terminal_that_can_show_nothing_is_not_asked(start) -> None:
    terminal = start(env={"TERM": "dumb"})
    assert terminal.end() == 2
    assert "The practice needs a name" in terminal.all


class Scripted:
    """Answers every question: texts with what the question is called, lists with their first."""

    columns = 80

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.shown = ""

    def say(self, text: str, style: str = "") -> None:
        self.shown += text + "\n"

    def show(self, text: str) -> None:
        self.shown += text + "\n"

    def answered(self, name: str, answer: str) -> None:
        self.shown += f"{name}: {answer}\n"

    def line(self, head: Head, default: str, check: Check) -> str:
        self.asked.append(head.question)
        number = self.asked.count(head.question)
        if "no more" in head.explanation and number > 1:
            return ""
        for said in (f"Antwoord {len(self.asked)}", "2020", "14", "www.example.org/a",
                     "info@example.org"):  # fmt: skip
            if not check(said):
                return said
        raise AssertionError(head)

    lines = line

    def one(self, head: Head, choices: Sequence[Choice], default: str = "") -> str:
        self.asked.append(head.question)
        if "no more" in choices[0].label and self.asked.count(head.question) > 1:
            return ""
        return next(choice.value for choice in choices if choice.value)

    def menu(self, head: Head, choices: Sequence[Choice]) -> str:
        assert head.question == "What now?"
        self.shown += head.explanation
        return choices[0].value

    def many(
        self, head: Head, choices: Sequence[Choice], ticked: Sequence[str], *, free: bool = False
    ) -> list[str]:
        self.asked.append(head.question)
        return [choice.value for choice in choices[:2]]


def keys_of(schema: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, part in schema.get("properties", {}).items():
        inside = part.get("items", part)
        yield from keys_of(inside, f"{before}{key}.") if "properties" in inside else [before + key]


def test_all_questions_give_a_practice_with_every_key_and_no_error(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isj_cli.cli.adding.choosing.suggestions", lambda *_: [])
    prompts = Scripted()
    wizard = Wizard(Session(kb.root), cast(Prompts, prompts), begun.begin(kb))
    wizard.run()
    values = wizard.described.finished()
    path = kb.path_of(values["id"])
    path.write_text(drafts.draft(values, date(2026, 11, 21), kb.taxonomy), encoding="utf-8")
    assert validate(kb, [path]).count(Severity.ERROR) == 0
    assert "TODO" not in path.read_text(encoding="utf-8").split("title:", 1)[1]
    schema = read_schema(schema_path(kb))
    known = {key for key in keys_of(schema) if key.split(".")[0] in values}
    kept_by_editors = {"former_ids", "review", "withdrawn"}
    assert {key.split(".")[0] for key in keys_of(schema)} - set(values) == kept_by_editors
    for key in known:
        top, _dot, inside = key.partition(".")
        value = values[top][0] if inside and isinstance(values[top], list) else values[top]
        assert not inside or inside in value, key
    assert len(values["organisations"]) == len(values["sources"]) == 2
    assert values["results"][0]["source"] == values["sources"][0]["id"]


def test_a_tag_that_is_taken_off_and_put_back_keeps_its_text(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isj_cli.cli.adding.choosing.suggestions", lambda *_: [])
    prompts = Scripted()
    begin = begun.begin(kb)
    begin.values["principles"] = [{"id": "veiligheid", "how": "Zo."}]
    questioner = Questioner(cast(Prompts, prompts), Described(Session(kb.root), begin))
    (step,) = [each for each in steps(begin.values) if each.path == ("principles",)]
    for chosen, left in (([], None), (["veiligheid"], [{"id": "veiligheid", "how": "Zo."}])):
        prompts.many = lambda *_, chosen=chosen, **__: chosen  # type: ignore[method-assign]
        questioner.ask(step)
        assert begin.values.get("principles") == left


def test_a_short_run_asks_only_what_is_required() -> None:
    schema = read_schema(ROOT / "schema/practice.schema.json")
    asked = {step.path[0] for step in steps({}, short=True)} - {"doubles"}
    assert asked == set(schema["required"]) - {"status", "review"}


def test_what_is_taken_away_leaves_nothing_behind() -> None:
    values: dict[str, Any] = {}
    put(values, ("region", "names"), ["Leeuwarden"])
    put(values, ("goals", 0), "Eerst")
    put(values, ("sources", 0, "title"), "Boek")
    assert values == {
        "region": {"names": ["Leeuwarden"]},
        "goals": ["Eerst"],
        "sources": [{"title": "Boek"}],
    }
    for path in (("region", "names"), ("goals", 0), ("sources", 0)):
        put(values, path, None)
    assert values == {}


def test_kept_answers_that_are_damaged_are_passed_over(kb: KnowledgeBase, kept: Path) -> None:
    good = begun.begin(kb)
    good.values["title"] = "Goed"
    good.keep()
    assert good.path is not None
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"values": []}'), ("d", '{"nope": 1}')):
        good.path.with_name(f"{name}.json").write_text(text, encoding="utf-8")
    assert [each.values for each in begun.kept(kb)] == [{"title": "Goed"}]
    good.drop()
    assert begun.kept(kb) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_any_editor_saves_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(
        "Boven\r\n--- Vraag? ---\r\n--- Hier. ---\r\nEén   \r\n\r\n\r\nzin\r\n".encode(encoding)
    )
    assert text_in(path) == "Boven\nEén\n\nzin"
    path.write_bytes("Alleen dít".encode(encoding))
    assert text_in(path) == "Alleen dít"


def test_the_end_can_wait_for_another_time(start, kb: KnowledgeBase) -> None:
    terminal = to_end(start("--short")).keys("up").see("> Stop, and go on another time")
    terminal.keys("enter")
    assert terminal.end() == 130
    assert not kb.path_of("thuisteam-voorbeeldstad").exists()
    again = start("--short").see("Go on with").keys("enter").see("What now?").keys("enter")
    assert again.end() == 0
    assert kb.path_of("thuisteam-voorbeeldstad").is_file()


@pytest.fixture
def bare_folder(tmp_path: Path) -> Path:
    """An empty knowledge base with principles of its own, no factors and hardly any lists."""
    folder = tmp_path / "kaal"
    (folder / "practices").mkdir(parents=True)
    for name in ("principles.yaml", "vocabularies.yaml"):
        text = (DATA / "taxonomy" / name).read_text(encoding="utf-8")
        if name == "principles.yaml":
            text = text[: text.index("  - id: onze-krachten")]
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_has_no_list_is_typed_and_what_is_not_there_is_not_asked(bare_folder: Path) -> None:
    terminal = Terminal("add-practice", cwd=bare_folder)
    terminal.see("What is the practice called?").keys("De Soeptafel", "enter")
    terminal.see("Which organisation leads it?").keys("Buurthuis", "enter")
    terminal.see("There is no list of this").keys("kok", "enter")
    terminal.see("To which sector").keys("ctrl-n")
    for seen in ("Which other organisation", "Who describes", "two to four", "makes it work"):
        terminal.see(seen).keys("ctrl-n")
    terminal.see("How large").keys("ctrl-n").see("In which places").see("Type a name, and press")
    terminal.keys("Voorbeeldwijk", "enter").see("Chosen: Voorbeeldwijk").keys("enter")
    terminal.see("did it begin?").keys("ctrl-n").see("Does it still run?").keys("ctrl-n")
    terminal.see("did it stop?").keys("ctrl-n").see("For whom is it?").keys("ctrl-n")
    terminal.see("Whom does the help").see("There is no list of this")
    terminal.keys("buren", "enter").see("Chosen: buren").keys("enter")
    for seen in ("From what age", "Up to and including", "Why was it begun", "want to achieve"):
        terminal.see(seen).keys("ctrl-n")
    for seen in ("from the first step", "in the team", "is the help given?", "In which form",
                 "How often", "have a say", "Which sectors", "What is it about"):  # fmt: skip
        terminal.see(seen).keys("ctrl-n")
    terminal.see("Which leading principles").keys("ctrl-n").see("What went wrong").keys("ctrl-b")
    terminal.see("Which leading principles").keys("ctrl-c")
    assert terminal.end() == 130
    assert "Effective factors" not in terminal.all
    (kept_one,) = begun.kept(KnowledgeBase(bare_folder))
    assert kept_one.values["organisations"] == [{"name": "Buurthuis", "role": "kok"}]
    assert kept_one.values["target_group"] == {"who": ["buren"]}
    assert kept_one.values["factors"] == []


def test_a_title_whose_file_exists_asks_for_another_name(start, kb: KnowledgeBase) -> None:
    terminal = to_end(start("--short")).keys("up", "up", "up")
    terminal.see("> Change another answer").keys("enter")
    terminal.see("Which answer do you want").keys("enter")
    terminal.see("What is the practice called?").keys("ctrl-u", "Asja Fier", "enter")
    terminal.see("Is yours another practice?").keys("enter")
    terminal.see("What shall its file be called?").keys("esc")
    terminal.see("What now?").see("the file needs a name that is free.")
    assert "Write the file" not in terminal.shown.split("What now?")[1]
    terminal.keys("up", "up", "up", "up").see("> File: the file needs").keys("enter")
    terminal.see("What shall its file be called?").keys("ctrl-u")
    terminal.keys("asja-twee", "enter").see("What now?")
    terminal.see("> Write the file").keys("enter")
    assert terminal.end() == 0
    assert kb.path_of("asja-twee").is_file()


def test_what_is_given_and_taken_is_told_before_the_first_question(start, kb_folder: Path) -> None:
    (kb_folder / "er-al.yaml").write_text("van mij", encoding="utf-8")
    for args in (["--title", "asja (fier)"], ["--id", "asja-fier"], ["--output", "er-al.yaml"]):
        terminal = start(*args)
        assert terminal.end() == 2
        assert "already" in terminal.all
        assert "Describe a practice" not in terminal.all


def test_a_number_of_any_length_is_answered(kb: KnowledgeBase) -> None:
    described = Described(Session(kb.root), begun.begin(kb))
    step = next(each for each in steps({}) if each.path == ("target_group", "age_min"))
    assert "from 0 to " in wrong(described, step, "9" * 5000)
    assert "digits only" in wrong(described, step, "٣")


def test_a_long_choice_is_broken_between_words() -> None:
    label = "Hoe (Vast aanspreekpunt): Dit zegt niet meer dan wat 'Vast aanspreekpunt' betekent."
    rows = Picking([Choice("a", label)], []).rows(60)
    text = "".join(token[1] for token in rows)
    assert text.split() == [">", *label.split()]
    assert max(map(len, text.split("\n"))) <= 60
