"""Each format of the findings is read by the programs that it is for."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import junitparser
import pytest
from jsonschema import Draft4Validator
from lxml import etree
from sarif.loader import load_sarif_file
from support import DATA, Run, in_terminal, posix

from isj_cli import locale
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.place import Place
from isj_cli.render.findings import FORMATS
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.report import Report
from isj_cli.validation.rules import all_rules

SCHEMA = json.loads((DATA / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
JUNIT = etree.XMLSchema(etree.parse(DATA / "junit.xsd"))

HOSTILE = "100% mis:\n::error::gaat, <b>&\x1b[31m \u202e \ud800 \uffff ]]> `x` | [a](b) {0}"


def finding(**changed: Any) -> Finding:
    values: dict[str, Any] = {
        "code": "ISJ302",
        "severity": Severity.WARNING,
        "path": "practices/a.yaml",
        "place": Place(3, 8),
        "message": "No factor.",
        "hint": "Name one.",
        "source": "title: Iets",
    }
    return Finding(**values | changed)


def report(*findings: Finding, files: tuple[str, ...] = (), strict: bool = False) -> Report:
    paths = tuple(map(Path, files or dict.fromkeys(each.path for each in findings)))
    return Report(paths, len(paths), tuple(all_rules()), findings, strict=strict)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what a format writes, as the program's stdout does it."""

    def write(name: str, of: Report) -> str:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", newline="")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            FORMATS[name](of)
            out.flush()
        return out.buffer.getvalue().decode()  # type: ignore[attr-defined]

    return write


def sarif(text: str) -> dict[str, Any]:
    log = json.loads(text)
    problems = list(Draft4Validator(SCHEMA).iter_errors(log))
    assert not problems, [problem.message for problem in problems]
    (run,) = log["runs"]
    return dict(run)


def bad_kb(kb_folder: Path) -> None:
    (kb_folder / "practices" / "fout.yaml").write_text(
        "title: '👩 Één'\nsectors: []\nonbekend: 1\n", encoding="utf-8"
    )
    (kb_folder / "practices" / "half.yaml").write_text("title: [\n", encoding="utf-8")


def test_sarif_is_valid_and_read_by_sarif_tools(run: Run, kb_folder: Path, tmp_path: Path) -> None:
    bad_kb(kb_folder)
    ran = run("validate", "--format", "sarif")
    told = json.loads(run("validate", "--format", "json").out)
    log = sarif(ran.out)
    assert ran.code == 1
    path = tmp_path / "log.sarif"
    path.write_text(ran.out, encoding="utf-8")
    read = load_sarif_file(str(path))
    assert read.get_distinct_tool_names() == ["isj"]
    assert [
        (each["Code"], each["Location"], each["Line"], each["Severity"])
        for each in read.get_records()
    ] == [
        (each["code"], each["path"], each["line"], each["severity"].replace("info", "note"))
        for each in told["findings"]
    ]
    rules = log["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == len(list(all_rules()))
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert len({r["partialFingerprints"]["finding/v1"] for r in log["results"]}) == len(
        log["results"]
    )


def test_sarif_is_valid_where_nothing_is_found(run: Run) -> None:
    ran = run("validate", "--format", "sarif", "--select", "ISJ3", "--severity", "error")
    log = sarif(ran.out)
    assert (ran.code, log["results"]) == (0, [])
    assert {rule["id"][:4] for rule in log["tool"]["driver"]["rules"]} == {"ISJ3"}


def test_a_rule_of_sarif_carries_its_manual_page_in_the_readers_language(written: Any) -> None:
    locale.speak("nl")
    try:
        log = sarif(written("sarif", report(finding())))
    finally:
        locale.speak("en")
    assert log["tool"]["driver"]["language"] == "nl"
    rule = next(each for each in log["tool"]["driver"]["rules"] if each["id"] == "ISJ302")
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert "```yaml\nfactors: []\n```" in rule["help"]["markdown"]
    assert rule["help"]["text"].startswith("ISJ302 (waarschuwing)")
    assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])


def test_sarif_counts_columns_in_utf16(written: Any) -> None:
    source = "title: 👩👩 bsn 1"
    found = finding(source=source, place=Place(1, source.index("bsn") + 1), length=3)
    at_end = finding(source="abc", place=Place(2, 4))
    log = sarif(written("sarif", report(found, at_end)))
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in log["results"]]
    assert regions[0] == {"startLine": 1, "startColumn": 13, "endColumn": 16}
    assert source.encode("utf-16-le")[12 * 2 : 15 * 2].decode("utf-16-le") == "bsn"
    assert regions[1] == {"startLine": 2, "startColumn": 4}


def test_sarif_names_files_as_uris(written: Any, tmp_path: Path) -> None:
    elsewhere = tmp_path / "é #1.yaml"
    log = sarif(
        written(
            "sarif",
            report(
                finding(path="practices/a b#é%:.yaml"),
                finding(path=elsewhere.as_posix()),
            ),
        )
    )
    inside, outside = (
        result["locations"][0]["physicalLocation"]["artifactLocation"] for result in log["results"]
    )
    assert inside == {"uri": "practices/a%20b%23%C3%A9%25%3A.yaml", "uriBaseId": "%SRCROOT%"}
    assert outside == {"uri": elsewhere.as_uri()}


def test_sarif_tells_what_the_file_overrules(written: Any) -> None:
    one = finding(severity=Severity.INFO, overruled="het is het nummer\nvan een museum")
    log = sarif(written("sarif", report(one, finding(place=Place(9, 1)))))
    first, second = log["results"]
    assert first["suppressions"] == [
        {"kind": "inSource", "justification": "het is het nummer van een museum"}
    ]
    assert second["suppressions"] == []
    assert (first["level"], second["level"]) == ("note", "warning")


def test_a_fingerprint_of_sarif_stays_where_a_line_moves(written: Any) -> None:
    def prints(*findings: Finding) -> list[str]:
        log = sarif(written("sarif", report(*findings)))
        return [result["partialFingerprints"]["finding/v1"] for result in log["results"]]

    first, second = finding(place=Place(3, 8)), finding(place=Place(5, 8))
    before = prints(first, second)
    assert before[0] != before[1]
    assert before == prints(finding(place=Place(30, 8)), finding(place=Place(50, 8)))
    assert before[0] not in prints(finding(source="title: Anders"))


@pytest.mark.parametrize("name", ["sarif", "junit", "json", "github", "text"])
def test_hostile_text_stays_text(name: str, written: Any) -> None:
    hostile = finding(
        path="practices/" + HOSTILE.replace("\ud800", "\udcff"),
        message=HOSTILE,
        hint=HOSTILE,
        source=HOSTILE,
        overruled=HOSTILE,
        severity=Severity.INFO,
    )
    text = written(name, report(hostile, finding(severity=Severity.ERROR, message=HOSTILE)))
    if name == "json":
        json.loads(text)
        return
    assert "\x1b" not in text and "\u202e" not in text
    if name == "sarif":
        assert len(sarif(text)["results"]) == 2
    elif name == "junit":
        JUNIT.assertValid(etree.fromstring(text.encode()))
    elif name == "github":
        lines = text.splitlines()
        assert len(lines) == 2
        assert all(re.match("::(notice|error) file=", line) for line in lines)


def test_junit_is_valid_and_has_a_case_for_each_file(run: Run, kb_folder: Path) -> None:
    bad_kb(kb_folder)
    ran = run("validate", "--format", "junit")
    JUNIT.assertValid(etree.fromstring(ran.out.encode()))
    (suite,) = junitparser.JUnitXml.fromstring(ran.out.encode())
    told = json.loads(run("validate", "--format", "json").out)
    assert (suite.tests, suite.failures, suite.errors) == (told["checked"], 2, 0)
    failed = {case.name: case.result for case in suite if case.result}
    assert set(failed) == {"practices/fout.yaml", "practices/half.yaml"}
    (failure,) = failed["practices/half.yaml"]
    assert failure.type == "ISJ002"
    assert "practices/half.yaml:1:8: ISJ002 error" in failure.text


def test_junit_fails_for_a_warning_only_where_that_is_asked(written: Any) -> None:
    found = [finding(path="a.yaml"), finding(path="b.yaml", severity=Severity.INFO)]
    files = ("a.yaml", "b.yaml", "c.yaml")
    (easy,) = junitparser.JUnitXml.fromstring(
        written("junit", report(*found, files=files)).encode()
    )
    (hard,) = junitparser.JUnitXml.fromstring(
        written("junit", report(*found, files=files, strict=True)).encode()
    )
    assert (easy.tests, easy.failures) == (3, 0)
    assert (hard.tests, hard.failures) == (3, 1)
    cases = {case.name: case for case in easy}
    assert "ISJ302" in cases["a.yaml"].system_out and "ISJ302" in cases["b.yaml"].system_out
    assert cases["c.yaml"].system_out is None


def test_junit_has_a_case_for_a_file_that_only_a_finding_names(written: Any) -> None:
    gone = finding(path="practices/weg.yaml", severity=Severity.ERROR)
    (suite,) = junitparser.JUnitXml.fromstring(
        written("junit", report(gone, files=("a.yaml",))).encode()
    )
    assert [case.name for case in suite] == ["a.yaml", "practices/weg.yaml"]


def test_an_annotation_of_github_lands_where_the_words_stand(written: Any) -> None:
    text = written(
        "github",
        report(
            finding(
                path="practices/a,b:c%.yaml",
                place=Place(12, 5),
                length=4,
                severity=Severity.INFO,
                message="50% van: a,\nb",
                hint="Doe dit.",
            ),
            finding(severity=Severity.ERROR, hint=""),
            finding(overruled="omdat het mag"),
        ),
    )
    assert text.splitlines() == [
        "::notice file=practices/a%2Cb%3Ac%25.yaml,line=12,col=5,endColumn=8,title=ISJ302"
        "::50%25 van: a,%0Ab Doe dit.",
        "::error file=practices/a.yaml,line=3,col=8,title=ISJ302::No factor.",
        "::warning file=practices/a.yaml,line=3,col=8,title=ISJ302"
        "::No factor. Overruled: omdat het mag",
    ]


def test_annotations_name_files_as_seen_from_the_root_of_the_repository(
    run: Run, kb_folder: Path
) -> None:
    bad_kb(kb_folder)
    ran = run("--kb", "kb", "validate", "--format", "github", cwd=kb_folder.parent)
    assert "::error file=kb/practices/half.yaml,line=1,col=8," in ran.out


def test_json_says_what_is_promised(run: Run, kb_folder: Path) -> None:
    bad_kb(kb_folder)
    told = json.loads(run("validate", "--format", "json", "--severity", "error").out)
    assert list(told) == ["checked", "findings", "summary"]
    assert list(told["findings"][0]) == [
        "code", "severity", "path", "line", "column", "message", "hint",
    ]  # fmt: skip
    assert told["summary"] == {"error": len(told["findings"]), "warning": 0, "info": 0}


@posix
@pytest.mark.parametrize("columns", [80, 60])
def test_in_a_narrow_terminal_the_mark_stands_below_the_words(
    columns: int, kb_folder: Path
) -> None:
    (kb_folder / "practices" / "lang.yaml").write_text(
        "id: lang\nsummary: " + "woord " * 30 + "TODO " + "woord " * 30 + "\n", encoding="utf-8"
    )
    seen = in_terminal(["validate", "--select", "ISJ301"], columns, kb_folder)
    lines = seen.splitlines()
    number = next(n for n, line in enumerate(lines) if "^" in line)
    source, mark = lines[number - 1], lines[number]
    assert len(source) <= columns
    assert source[mark.index("^") : mark.rindex("^") + 1] == "TODO"
    assert source.startswith("  2 | ")


@posix
def test_the_text_reads_like_a_linter(kb_folder: Path) -> None:
    practice = kb_folder / "practices" / "half.yaml"
    practice.write_text(
        (DATA / "valid.yaml")
        .read_text(encoding="utf-8")
        .replace("id: voorbeeld", "id: half")
        .replace("approach: Zo werkt het.", "approach: TODO"),
        encoding="utf-8",
    )
    assert in_terminal(["validate"], 80, kb_folder).splitlines() == [
        "practices/half.yaml:19:11: ISJ301 error: 'approach' is not filled in yet.",
        "  19 | approach: TODO",
        "     |           ^^^^",
        "  Write the text in the place of TODO, or take the key out.",
        "9 files checked with 24 rules: 1 error.".replace("24", str(len(list(all_rules())))),
    ]


def summary_of(run: Run, kb_folder: Path, *args: str, lang: str = "en") -> str:
    file = kb_folder.parent / "summary.md"
    file.unlink(missing_ok=True)
    run("--lang", lang, "validate", "--summary", str(file), *args)
    return file.read_text(encoding="utf-8")


def test_a_summary_shows_findings_and_the_practice_that_was_named(
    run: Run, kb_folder: Path, kb: KnowledgeBase
) -> None:
    practice = kb.path_of("half")
    practice.write_text(
        (DATA / "valid.yaml")
        .read_text(encoding="utf-8")
        .replace("id: voorbeeld", "id: half")
        .replace("Bedacht voorbeeld", "Half | <b>af</b>")
        .replace("approach: Zo werkt het.", "approach: TODO"),
        encoding="utf-8",
    )
    text = summary_of(run, kb_folder, str(practice))
    assert "| error | practices/half.yaml:19 | ISJ301 | 'approach' is not filled in yet. " in text
    assert "<summary>Half | &lt;b&gt;af&lt;/b&gt;</summary>" in text
    assert "# Half \\| \\<b\\>af\\</b\\>" in text
    assert "](../" not in text
    whole = summary_of(run, kb_folder)
    assert "<details>" not in whole and "ISJ301" in whole


@pytest.mark.parametrize("options", [[], ["--ignore", "ISJ4"], ["--select", "ISJ3"]])
def test_a_summary_does_not_show_what_may_be_about_a_person(
    options: list[str], run: Run, kb_folder: Path
) -> None:
    spoken, allowed, file = (
        kb_folder / name
        for name in ("practices/asja-fier.yaml", "practices/veilige-veste.yaml", "s.md")
    )
    with spoken.open("a", encoding="utf-8") as stream:
        stream.write("costs: 'Moeder zegt: \"Ik wil dat het nu stopt.\"'\n")
    with allowed.open("a", encoding="utf-8") as stream:
        stream.write("costs: Bel 06-12345678. # isj: allow ISJ402 because the museum agreed\n")
    ran = run("validate", *options, "--severity", "error", "--summary", file, spoken, allowed)
    assert ran.code in (0, 1)
    text = file.read_text(encoding="utf-8")
    assert "<summary>asja-fier</summary>\n\nThis text is not shown" in text
    assert "Veilige Veste" in text
    assert "# Asja" not in text and "nu stopt" not in text


def test_a_summary_is_added_to_what_the_file_holds(run: Run, kb_folder: Path) -> None:
    file = kb_folder / "stap.md"
    file.write_text("Eerst dit.\n", encoding="utf-8")
    run("validate", "--summary", str(file))
    assert file.read_text(encoding="utf-8").startswith("Eerst dit.\n## ")


def test_a_summary_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    ran = run("validate", "--summary", str(tmp_path))
    assert ran.code == 2
    assert "Traceback" not in ran.err and len(ran.err.splitlines()) == 1


def test_a_summary_stays_small_enough_for_github(kb: KnowledgeBase) -> None:
    from isj_cli.render.summary import Preview, markdown_summary

    found = [finding(message=f"Nummer {n}.", place=Place(n, 1)) for n in range(1, 500)]
    heavy = finding(severity=Severity.ERROR, message="Zwaar.")
    pages = [Preview(f"Praktijk {n}", "é" * 100_000, new=True) for n in range(20)]
    text = markdown_summary(report(*found, heavy), pages, ["weg"])
    assert len(text.encode()) < 1_000_000
    assert text.index("Zwaar.") < text.index("Nummer 1.")
    assert "300 more findings stand in the log." in text
    assert "16 more practices have no room here." in text
    assert "- Disappears: weg" in text
