"""Commands as people and programs meet them: answers, exit codes, errors."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import DATA, ROOT, Ran, Run, in_terminal, posix

from isj_cli import __version__
from isj_cli.cli.app import COMMANDS
from isj_cli.validation.rules import codes

SENTENCE_ENDS = (".", "?")


def is_one_sentence(ran: Ran) -> bool:
    lines = ran.err.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith("isj: ") and lines[0].endswith(SENTENCE_ENDS)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["seach"], "did you mean 'isj search'"),
        (["qqqq"], "type 'isj search qqqq'"),
        (["search", "--foo", "x"], "did you mean --format"),
        (["search", "x", "--lang", "nl"], "Option --lang stands before the command"),
        (["list", "--kb", "."], "Option --kb stands before the command"),
        (["--lang", "fr", "list"], "takes nl or en"),
        (["search", "--limit", "abc"], "whole number from 1 to 10000"),
        (["search", "--topic"], "needs a value"),
        (["list", "x"], "one argument too many"),
        (["list", "--topic", "truama"], "did you mean trauma"),
        (["list", "--region", "Atlantis"], "'isj regions' lists"),
        (["list", "--format", "xml"], "choose from table, json"),
        (["show"], "is missing"),
        (["show", "nope"], "There is nothing with the id 'nope'"),
        (["show", "no\npe"], "There is nothing with the id 'no pe'"),
        (["show", "asja-fir"], "did you mean asja-fier"),
        (["search", "AND OR"], "There are no words"),
        (["--kb", "nowhere", "list"], "There is no knowledge base in nowhere"),
        (["export"], "A command is missing"),
        (["export", "word", "x"], "choose from: markdown"),
        (["validate", "nope.yaml"], "There is no file nope.yaml"),
        (["add-practice"], "The practice needs a name"),
        (
            ["add-practice", "--title", "x", "--principle", "veiligheit=y"],
            "did you mean veiligheid",
        ),
        (["add-practice", "--title", "Asja (Fier)"], "already"),
        (["add-practice", "--from", "nope.json"], "cannot be read"),
    ],
)
def test_wrong_use_is_one_sentence_that_helps(run: Run, args: list[str], says: str) -> None:
    ran = run(*args)
    assert ran.code == 2
    assert says in ran.err
    assert is_one_sentence(ran)
    assert ran.out == ""


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["seach"], "Bedoel"),
        (["search", "--foo"], "--format"),
        (["list", "--topic", "truama"], "trauma"),
    ],
)
def test_wrong_use_is_worded_in_dutch_as_well(run: Run, args: list[str], says: str) -> None:
    ran = run("--lang", "nl", *args)
    assert ran.code == 2
    assert is_one_sentence(ran)
    assert says.lower() in ran.err.lower()
    assert "did you mean" not in ran.err


def test_nothing_found_is_a_negative_answer(run: Run) -> None:
    ran = run("search", "zzzzqqqq")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing was found for 'zzzzqqqq'" in ran.err
    assert run("list", "--since", "2100").code == 1
    assert json.loads(run("list", "--since", "2100", "--format", "json").out) == []


def test_the_language_follows_option_variable_and_locale(run: Run) -> None:
    assert "Gebruik:" in run("--lang", "nl", "--help").out
    assert "Gebruik:" in run("--help", env={"ISJ_LANG": "nl"}).out
    assert "Gebruik:" in run("--help", env={"LC_ALL": "nl_NL.UTF-8"}).out
    assert "Usage:" in run("--lang", "en", "--help", env={"ISJ_LANG": "nl"}).out
    assert "Usage:" in run("--help", env={"LC_ALL": "C"}).out


def test_every_command_says_in_both_languages_what_it_does(run: Run) -> None:
    from isj_cli.cli.app import COMMANDS

    for command in COMMANDS:
        english, dutch = run(command, "--help"), run("--lang", "nl", command, "--help")
        assert (english.code, dutch.code) == (0, 0)
        assert english.out != dutch.out
        assert f"isj {command}" in english.out.split("\n", 1)[1]


def test_the_version_tells_how_new_the_collection_is(run: Run, kb_folder: Path) -> None:
    def second_line(*args: str) -> str:
        first, second = run(*args, "--version").out.splitlines()
        assert first == f"isj {__version__}"
        return second

    assert second_line() == f"Knowledge base of 21 November 2026: {kb_folder}"
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8")
    checked = text.replace("next_check", 'last_checked: "2027-03-01", next_check')
    path.write_text(f"# last_checked: 2031-01-01\n{checked}", encoding="utf-8")
    assert second_line() == f"Knowledge base of 1 March 2027: {kb_folder}"
    assert "1 maart 2027" in run("--lang", "nl", "--version").out
    path.write_text("review: {last_checked: 2032-01-01", encoding="utf-8")
    assert "21 November 2026" in second_line()
    for each in (kb_folder / "practices").iterdir():
        each.unlink()
    assert second_line() == f"Knowledge base: {kb_folder}"


def test_the_version_is_told_whatever_is_wrong_with_the_collection(run: Run) -> None:
    ran = run("--kb", "nergens", "--version")
    assert (ran.code, ran.out) == (2, f"isj {__version__}\n")
    assert is_one_sentence(ran)


def test_isj_alone_is_a_short_page(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert "isj search trauma" in ran.out


def test_a_pipe_gets_tab_separated_lines_id_first(run: Run) -> None:
    rows = [line.split("\t") for line in run("search", "gezin").out.splitlines()]
    assert {len(row) for row in rows} == {5}
    assert all((DATA / "kb/practices" / f"{row[0]}.yaml").is_file() for row in rows)
    assert {len(line.split("\t")) for line in run("list").out.splitlines()} == {4}


def test_every_format_lists_the_same_practices(run: Run) -> None:
    ids = run("list", "--format", "ids").out.split()
    assert ids == sorted(ids)
    assert [each["id"] for each in json.loads(run("list", "--format", "json").out)] == ids
    lines = run("list", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").out)))
    assert [row["id"] for row in rows] == ids
    assert all(id in run("list", "--format", "table").out for id in ids)


def test_search_json_has_the_agreed_shape(run: Run) -> None:
    found = json.loads(run("search", "loverboy", "--format", "json").out)
    assert found.keys() >= {
        "query", "corrected", "total", "offset", "limit", "suggestion", "hits", "facets",
    }  # fmt: skip
    assert found["hits"][0].keys() >= {
        "rank", "id", "title", "score", "summary", "organisations", "region", "sectors", "topics",
        "principles", "factors", "status", "evidence", "snippet", "matched", "path",
    }  # fmt: skip
    listed = json.loads(run("list", "--format", "json").out)[0]
    assert not listed.keys() & {"rank", "score", "snippet", "matched"}
    assert listed["path"].startswith("practices/")


@pytest.mark.parametrize("command", ["principles", "factors", "topics", "sectors", "regions"])
def test_counts_are_those_of_the_filter(run: Run, command: str) -> None:
    items = json.loads(run(command, "--format", "json").out)
    assert all(item.keys() == {"id", "label", "count"} for item in items)
    kind = command.removesuffix("s")
    for item in [item for item in items if item["count"]][:3]:
        ids = run("list", f"--{kind}", item["id"], "--format", "ids").out.split()
        assert len(ids) == item["count"]


def test_frameworks_count_their_items(run: Run) -> None:
    items = json.loads(run("frameworks", "--format", "json").out)
    assert all(item.keys() == {"id", "label", "role", "count"} for item in items)
    assert items[0]["count"] == 9 or items[0]["count"] > 0


def test_show_writes_one_practice_or_an_array_of_them(run: Run) -> None:
    one = json.loads(run("show", "asja-fier", "--format", "json").out)
    assert one["id"] == "asja-fier"
    assert one["evidence"] == "monitoring"
    two = json.loads(run("show", "asja-fier", "veiligheid", "--format", "json").out)
    assert [each["id"] for each in two] == ["asja-fier", "veiligheid"]


def test_a_page_says_where_it_comes_from_and_what_was_studied(run: Run) -> None:
    page = run("show", "moeders-van-rotterdam").out
    for said in (
        "Written from public sources, not confirmed by the organisation.",
        "Described on 21 November 2026.",
        "outcome: no difference",
        "Answer: ",
        "https://repub.eur.nl/pub/112639",
        "None of these factors",
    ):
        assert said in page


def test_a_principle_shows_meaning_crosswalk_and_practices(run: Run) -> None:
    page = run("show", "continuiteit-van-zorg").out
    assert "Practices that carry it" in page
    assert "says nearly the same as Continuity in complex trajectories" in page
    assert "Ungar" in page
    assert "Cited at" in run("show", "ungar-2014").out


def test_related_practices_are_shown_from_both_sides(run: Run) -> None:
    assert "Related practices" in run("show", "veilige-veste").out
    assert "Veilige Veste" in run("show", "asja-fier").out


def test_a_former_id_still_leads_to_its_practice(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "\nsources:\n", "\nformer_ids: [asja]\nsources:\n"
    )
    path.write_text(text, encoding="utf-8")
    ran = run("show", "asja")
    assert ran.code == 0
    assert "Asja (Fier)" in ran.out
    assert "'asja' is now called 'asja-fier'" in ran.err


def test_a_withdrawn_practice_points_on(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace("gepubliceerd", "ingetrokken")
    text += 'withdrawn: {date: "2026-01-31", reason: gestopt, replaced_by: veilige-veste}\n'
    path.write_text(text, encoding="utf-8")
    ran = run("show", "asja-fier")
    assert "Withdrawn on 31 January 2026" in ran.out
    assert "Veilige Veste (Fier)" in ran.out and "'isj show veilige-veste'" in ran.err
    assert "asja-fier" not in run("list", "--format", "ids").out


def test_a_bad_file_is_reported_and_the_others_are_found(run: Run, kb_folder: Path) -> None:
    (kb_folder / "practices/kapot.yaml").write_text("id: kapot\ntitle: a: b\n", encoding="utf-8")
    ran = run("list")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 6
    assert "practices/kapot.yaml:2:9: There is a colon inside a text." in ran.err
    shown = run("show", "kapot")
    assert shown.code == 2
    assert is_one_sentence(shown) or shown.err.count("\n") == 1


def test_a_knowledge_base_without_practices_says_how_to_begin(run: Run, kb_folder: Path) -> None:
    for path in (kb_folder / "practices").iterdir():
        path.unlink()
    ran = run("search", "trauma")
    assert ran.code == 1
    assert "isj add-practice" in ran.err
    assert run("validate").code == 0


@pytest.mark.parametrize("damage", ["", "- a\n", "a: [", "\x00"])
def test_an_unusable_taxonomy_is_one_sentence(run: Run, kb_folder: Path, damage: str) -> None:
    (kb_folder / "principles.yaml").write_text(damage, encoding="utf-8")
    ran = run("principles")
    assert ran.code == 2
    assert is_one_sentence(ran)
    report = run("validate")
    assert report.code == 1
    assert "principles.yaml:" in report.out


def test_control_codes_in_a_text_do_nothing(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "title: Asja (Fier)", 'title: "=Asja\\e[31m[red]\\u202e\\tFier"'
    )
    path.write_text(text, encoding="utf-8")
    for args in (["list"], ["show", "asja-fier"], ["search", "loverboy"]):
        out = run(*args).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[red]" in out
    rows = run("list", "--format", "csv").out
    assert "'=Asja[31m[red]" in rows
    seen = in_terminal(["list"], 120, kb_folder)
    assert "[red]" in seen
    assert "\u202e" not in seen


@posix
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("list --format json | head -1; exit ${PIPESTATUS[0]}", 0),
        ("list --format table | true; exit ${PIPESTATUS[0]}", 0),
        ("search --help | true; exit ${PIPESTATUS[0]}", 0),
        ("list >&-", 0),
        ("validate 2>&-", 0),
        ("list --format ids <&-", 0),
    ],
)
def test_a_closed_pipe_or_stream_ends_silently(kb_folder: Path, redirected: str, code: int) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m isj_cli {redirected}",
        shell=True,
        executable="/bin/bash",
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (code, "")


@posix
def test_a_full_disk_is_one_sentence(kb_folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "isj_cli", "list"],
            cwd=kb_folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    assert "No space left" in ran.stderr


@posix
def test_closed_stderr_keeps_json_whole(kb_folder: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m isj_cli search gezin --limit 1 --format json 2>&-",
        shell=True,
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    assert json.loads(ran.stdout)["total"] > 1


@posix
@pytest.mark.parametrize("pause", [0.02, 0.06, 0.12, 0.3])
def test_ctrl_c_at_any_moment_gives_no_traceback(kb_folder: Path, pause: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from isj_cli.cli.main import main; print(1, flush=True); main()",
         "validate"],
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    time.sleep(pause)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert "Traceback" not in err


@posix
def test_ctrl_c_ends_with_130(kb_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "isj_cli", "add-practice", "--from", "-"],
        cwd=kb_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_ascii_only_output_is_no_error(run: Run) -> None:
    ran = run("show", "einstein-class-franeker", env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0


@pytest.mark.parametrize("columns", [80, 200])
def test_a_terminal_gets_lines_that_fit_and_nothing_cut(kb_folder: Path, columns: int) -> None:
    for args in (["list"], ["search", "gezin"], ["show", "kings-accare-smilde"], ["factors"]):
        seen = in_terminal(["--quiet", *args], columns, kb_folder)
        lines = seen.splitlines()
        assert max(len(line) for line in lines) <= columns
        assert not any(line.rstrip().endswith("…") for line in lines if args[0] != "search")
    listed = in_terminal(["list"], columns, kb_folder)
    assert "mdft-teylingereind" in listed


def test_no_color_leaves_colours_out(kb_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "Asja (Fier)" in in_terminal(["list"], 100, kb_folder)


def test_options_choose_the_knowledge_base_before_variable_and_folder(
    run: Run, kb_folder: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(kb_folder, tmp_path / "other"))
    (other / "practices/asja-fier.yaml").unlink()
    assert "asja-fier" in run("list", "--format", "ids").out
    assert "asja-fier" not in run("list", "--format", "ids", env={"ISJ_KB": str(other)}).out
    assert (
        "asja-fier"
        in run("--kb", str(kb_folder), "list", "--format", "ids", env={"ISJ_KB": str(other)}).out
    )
    below = kb_folder / "practices"
    assert "asja-fier" in run("list", "--format", "ids", cwd=below).out


def test_validate_counts_files_and_rules(run: Run) -> None:
    ran = run("validate")
    assert ran.code == 0
    assert f"8 files checked with {len(codes())} rules: nothing to report." in ran.err


def test_validate_writes_json_and_annotations(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: veiligheid", "id: veiligheit"), "utf-8"
    )
    text = run("validate")
    assert text.code == 1
    assert text.out.startswith("practices/asja-fier.yaml:")
    found = json.loads(run("validate", "--format", "json").out)
    assert found["checked"] == 8
    assert found["summary"] == {"error": 1, "warning": 0, "info": 0}
    finding = found["findings"][0]
    assert finding.keys() == {"code", "severity", "path", "line", "column", "message", "hint"}
    assert "'veiligheid'" in finding["hint"]
    line = run("validate", "--format", "github").out.strip()
    assert line.startswith(
        f"::error file=practices/asja-fier.yaml,line={finding['line']},col={finding['column']},"
        "title=ISJ202::"
    )


@posix
def test_a_file_is_the_same_by_whatever_way_it_is_reached(run: Run, kb_folder: Path) -> None:
    (kb_folder / "link").symlink_to(kb_folder / "practices", target_is_directory=True)
    for path in ("practices/../practices/asja-fier.yaml", "link/asja-fier.yaml", "link"):
        assert run("validate", path).code == 0, path


def test_checking_nothing_is_wrong_use(run: Run) -> None:
    ran = run("validate", "schema")
    assert ran.code == 2
    assert "no YAML files in schema" in ran.err


@posix
def test_a_file_that_is_passed_over_is_named(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    path.rename(path.with_suffix(".yml"))
    ran = run("validate")
    assert ran.code == 1
    assert "practices/asja-fier.yml:1:1: ISJ201" in ran.out
    (kb_folder / "practices" / os.fsdecode(b"x\xff.yaml")).write_text("id: x", encoding="utf-8")
    assert run("list").code == 0
    assert "x.yaml:1:1: ISJ201" in run("validate").out.replace("\ufffd", "").replace("?", "")


def test_a_word_that_only_looks_like_todo_is_a_mistake(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices/asja-fier.yaml"
    path.write_text(
        path.read_text("utf-8").replace("status: gepubliceerd", "status: TODOs"), "utf-8"
    )
    assert "ISJ104" in run("validate").out


def test_a_missing_vocabulary_file_is_one_finding(run: Run, kb_folder: Path) -> None:
    (kb_folder / "vocabularies.yaml").unlink()
    ran = run("validate")
    assert ran.code == 1
    assert re.findall(r"(?m)^\S+: ISJ\d+", ran.out) == ["vocabularies.yaml:1:1: ISJ001"]


def test_one_bad_id_never_hides_the_others(run: Run, kb_folder: Path) -> None:
    (kb_folder / "practices/kapot.yaml").write_text("id: [", encoding="utf-8")
    ran = run("show", "kapot", "asja-fier", "nope")
    assert ran.code == 2
    assert "Asja (Fier)" in ran.out
    assert len(ran.err.splitlines()) == 2


def test_an_id_with_two_meanings_shows_both(run: Run) -> None:
    page = run("show", "onderwijs").out
    assert "Framework: Leading principles" in page
    assert "Vocabulary: Sectors" in page


def test_digital_platforms_are_found_and_shown(run: Run) -> None:
    ran = run("search", "quli")
    assert (ran.code, ran.out.split("\t")[0]) == (0, "quli")
    found = json.loads(run("search", "quli", "--format", "json").out)
    assert (found["total"], [each["id"] for each in found["also"]]) == (0, ["quli"])
    assert "Topic: Digital help" in run("show", "quli").out
    assert "quli" not in run("list", "--format", "ids").out


def test_stats_count_and_say_how_many_children(run: Run) -> None:
    found = json.loads(run("stats", "--format", "json").out)
    assert found["practices"] == 6
    assert found["estimates"][0]["large"] == 500
    assert found["counts"]["topic"]["trauma"] == len(
        run("list", "--topic", "trauma", "--format", "ids").out.split()
    )
    assert "estimate\tsmall" in run("stats").out


def test_strict_lets_a_warning_fail(run: Run, kb_folder: Path) -> None:
    shutil.copy(DATA / "bad/ISJ302-no-factor.yaml", kb_folder / "practices/voorbeeld.yaml")
    assert run("validate").code == 0
    assert run("validate", "--strict").code == 1


def test_the_schema_follows_the_taxonomy(run: Run, kb_folder: Path) -> None:
    assert run("schema", "--check").code == 0
    path = kb_folder / "vocabularies.yaml"
    text = path.read_text(encoding="utf-8")
    new = "items:\n      - id: nieuw-onderwerp\n        label: {nl: Nieuw, en: New}\n"
    at = text.index("id: onderwerpen")
    path.write_text(text[:at] + text[at:].replace("items:\n", new, 1), encoding="utf-8")
    assert run("schema", "--check").code == 1
    assert "ISJ207" in run("validate").out
    assert run("schema", "--write").code == 0
    assert run("schema", "--check").code == 0
    assert run("validate").code == 0
    assert "nieuw-onderwerp" in (kb_folder / "schema/practice.schema.json").read_text("utf-8")
    assert json.loads(run("schema").out)["properties"].keys() >= {"id", "principles"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: veiligheid", "id: onderwijs", "ISJ206"),
        ("- ungar-2014", "- ungar-1914", "ISJ206"),
        ("to: continuiteit-van-zorg", "to: continuiteit-van-zorrrg", "ISJ206"),
        ("relation: close", "relation: similar", "ISJ104"),
        ("role: tag", "roll: tag", "ISJ102"),
    ],
)
def test_the_taxonomy_is_checked_too(
    run: Run, kb_folder: Path, old: str, new: str, code: str
) -> None:
    path = kb_folder / "principles.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = run("validate", "principles.yaml")
    assert ran.code == 1
    assert code in ran.out


@pytest.mark.parametrize("columns", ["1", "2", "10"])
def test_help_is_there_on_a_terminal_too_narrow_to_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "--limit" in run("search", "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_narrow_terminal_but_for_what_people_copy(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("--lang", "nl", name, "--help").out.splitlines()
    assert len(lines) > 5
    wide = [line for line in lines if len(line) > 40 and "|" not in line]
    assert [line for line in wide if not re.match(r" {4}\S", line)] == []
