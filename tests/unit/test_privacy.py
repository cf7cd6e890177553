"""What is about a person is found, what only looks so is not; `pytest -s` prints the figures."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml
from support import DATA, ROOT, Run, posix

from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.practice import Practice
from isj_cli.render.findings import FORMATS
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.yaml_loader import parse
from isj_cli.validation.check import MOST_OF_A_RULE, MOST_OVERRULED, validate
from isj_cli.validation.collection import Checked
from isj_cli.validation.overruling import is_personal
from isj_cli.validation.report import Selection
from isj_cli.validation.rules import all_rules

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
KB = KnowledgeBase(DATA / "kb")
RULES = [rule for rule in all_rules() if is_personal(rule.code)]
SETS = ("privacy", "privacy_second")
GOAL = 0.97


def sentences(name: str, kind: str) -> list[tuple[str, str]]:
    found = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))[kind]
    return [(code, sentence) for code, each in found.items() for sentence in each]


def found_in(text: str) -> list[tuple[str, str]]:
    """Return the code and the words of everything that the rules find in a file."""
    document = parse(text, Path("voorbeeld.yaml"))
    practice = from_mapping(Practice, document.mapping)
    file = Checked(document.path, document, practice, KB, KB.taxonomy, date(2026, 6, 1))
    lines = text.split("\n")
    words = []
    for rule in RULES:
        for found in rule.module.check(file):
            rest = "\n".join(
                [lines[found.at.line - 1][found.at.column - 1 :], *lines[found.at.line :]]
            )
            words.append((rule.code, rest[: found.length]))
    return words


def as_block(sentence: str) -> str:
    return VALID.replace("approach: Zo werkt het.", f"approach: |\n  {sentence}")


def as_folded(sentence: str) -> str:
    lines = textwrap.wrap(sentence, 24, break_long_words=False, break_on_hyphens=False)
    return VALID.replace("approach: Zo werkt het.", "approach: >-\n      " + "\n      ".join(lines))


def as_quoted(sentence: str) -> str:
    return VALID.replace(
        "approach: Zo werkt het.", f"approach: {json.dumps(sentence, ensure_ascii=False)}"
    )


def as_single_quoted(sentence: str) -> str:
    doubled = sentence.replace("'", "''")
    return VALID.replace("  - Les.", f"  - '{doubled}'")


def as_flow(sentence: str) -> str:
    return VALID.replace(
        "  - text: Knelpunt.\n    answer: Antwoord.",
        f"  - {{text: {json.dumps(sentence, ensure_ascii=False)}}}",
    )


def as_comment(sentence: str) -> str:
    lines = textwrap.wrap(sentence, 24, break_long_words=False, break_on_hyphens=False)
    return VALID + "".join(f"# {line}\n" for line in lines)


WAYS = [as_block, as_folded, as_quoted, as_single_quoted, as_flow, as_comment]


@pytest.mark.parametrize("name", SETS)
def test_what_is_personal_is_found_and_little_else(name: str) -> None:
    right, found, personal = dict[str, int](), dict[str, int](), dict[str, int]()
    for kind in ("hits", "misses"):
        for code, sentence in sentences(name, kind):
            codes = {each for each, _words in found_in(as_block(sentence))}
            for each in codes:
                found[each] = found.get(each, 0) + 1
            if kind == "hits":
                personal[code] = personal.get(code, 0) + 1
                right[code] = right.get(code, 0) + (code in codes)
    rows = [(code, right[code], personal[code], found[code]) for code in personal]
    rows.append(("all", *(sum(row[at] for row in rows) for at in (1, 2, 3))))
    print(f"\n{name}: rule, to find, found of them, found in all, recall, precision")
    for code, hits, to_find, in_all in rows:
        print(f"{code:7}{to_find:4}{hits:4}{in_all:4}  {hits / to_find:.3f}  {hits / in_all:.3f}")
    for code, hits, to_find, in_all in rows:
        assert hits / to_find >= GOAL and hits / in_all >= GOAL, code


def test_the_sets_are_large_enough() -> None:
    counts = [[len(sentences(name, kind)) for kind in ("hits", "misses")] for name in SETS]
    assert min(counts[0]) >= 80 and min(counts[1]) >= 30


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SETS)
def test_the_way_it_is_written_in_yaml_makes_no_difference(
    name: str, way: Callable[[str], str]
) -> None:
    for code, sentence in sentences(name, "hits"):
        assert {each for each, _words in found_in(way(sentence))} == {code}, sentence
    for _code, sentence in sentences(name, "misses"):
        assert found_in(way(sentence)) == [], sentence


def test_the_practices_of_the_collection_hold_nothing_personal() -> None:
    assert validate(KnowledgeBase(ROOT), selection=Selection(["ISJ4"])).findings == ()


@pytest.mark.parametrize(
    ("approach", "words"),
    [
        (
            "Kijk op https://example.org/0612345678/kerkstraat-12 of www.example.org/030-1234567.",
            [],
        ),
        ("Kijk op https://example.org/?aan=jan.jansen@gmail.com&x=1.", ["jan.jansen@gmail.com"]),
        ("Van 01-01-2015 06-12345678 bellen.", ["06-12345678"]),
        ("Bel 06-12345678 2 keer of +31 6 12345678 3 keer.", ["06-12345678", "+31 6 12345678"]),
        ("Zaak C/16/123456 / JE RK 20-1234 loopt.", ["C/16/123456 / JE RK 20-1234"]),
        ("De jongen, geboren op 3 mei 2009, woont er.", ["geboren op 3 mei 2009"]),
        ("Kom naar de Oude Gracht 23 bis in de stad.", ["Oude Gracht 23 bis"]),
        ("Bel mw. A. van den Berg er over.", ["mw. A. van den Berg"]),
        ("«Ik ben blij hier», zegt een kind.", ["«Ik ben blij hier»"]),
    ],
)
def test_a_finding_is_about_the_words_themselves(approach: str, words: list[str]) -> None:
    assert [each for _code, each in found_in(as_block(approach))] == words


def test_the_name_of_the_practice_or_organisation_may_stand_before_the_at_sign() -> None:
    text = VALID.replace("title: Bedacht voorbeeld", "title: Sterrenhuis (Organisatie A)")
    for address, count in (("sterrenhuis@example.org", 0), ("marloes@example.org", 1)):
        assert len(found_in(text.replace("info@example.org", address))) == count


def findings(kb: KnowledgeBase, text: str, *select: str) -> Sequence[Finding]:
    path = kb.path_of("voorbeeld")
    path.write_text(text, encoding="utf-8")
    return validate(kb, [path], selection=Selection(select or ["ISJ4"])).findings


NUMBER = "06-12345678"
DUTCH = "# isj: sta ISJ402 toe, want het is het nummer van een museum"
ENGLISH = "# isj: allow ISJ402 because it is the number of a museum"


def ending_with(piece: str) -> str:
    """Return a valid practice of which the last keys are those of a piece."""
    text = VALID
    for key in re.findall(r"(?m)^(\w+):", piece):
        text = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", text)
    return text + piece.format(dutch=DUTCH, english=ENGLISH, n=NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        "approach: Bel {n}. {dutch}\n",
        "approach: Bel {n}. {english}\n",
        "{dutch}\napproach: Bel {n}.\n",
        "{english}\n# isj: allow ISJ407 because she is a saint\napproach: {n}, mevrouw Jansen.\n",
        "{dutch}\napproach: |\n  Eerst dit.\n\n  Bel dan {n}.\n\n  En nog eens {n}.\n",
        "approach: >- {dutch}\n  Eerst dit.\n  Bel dan {n}.\n",
        "{dutch}\napproach:\n  Eerst dit.\n  Bel dan {n}.\n",
        '{dutch}\napproach: "Eerst dit.\n  Bel dan {n}."\n',
        "approach: Zo.\ngoals:\n  {dutch}\n  - >-\n    Eerst.\n    Bel dan {n}.\n",
        "{dutch}\n# bel {n}\napproach: Zo.\n",
        "# bel {n} # isj: sta isj402 toe, omdat dit het museum is\napproach: Zo.\n",
    ],
)
def test_a_comment_with_a_reason_overrules(text: str, kb: KnowledgeBase) -> None:
    found = findings(kb, ending_with(text))
    assert found and {finding.severity for finding in found} == {Severity.INFO}
    assert all(finding.overruled for finding in found)
    assert "ISJ402" in {finding.code for finding in found}
    assert "ISJ409" not in {finding.code for finding in found}


@pytest.mark.parametrize(
    "text",
    [
        "{dutch}\nreason: Daarom.\napproach: Bel {n}.\n",
        "approach: Bel {n}.\n{dutch}\n",
        "reason: Daarom. {dutch}\napproach: Bel {n}.\n",
        "# isj: allow ISJ403 because it is the number of a museum\napproach: Bel {n}.\n",
        "# isj: allow ISJ302 because it is the number of a museum\napproach: Bel {n}.\n",
        "# isj: allow ISJ402 because mag\napproach: Bel {n}.\n",
        "# isj: allow ISJ402 because …………………\napproach: Bel {n}.\n",
        "# isj: allow ISJ402\napproach: Bel {n}.\n",
        "# isj: sta ISJ402 toe\napproach: Bel {n}.\n",
        "{dutch}\ngoals:\n  - Zo.\n  - Bel {n}.\napproach: Zo.\n",
        "{dutch}\ncontact:\n  organisation: Museum\n  function: Balie, {n}\n",
    ],
)
def test_a_comment_elsewhere_or_without_a_reason_does_not(text: str, kb: KnowledgeBase) -> None:
    found = findings(kb, ending_with(text))
    codes = {finding.code: finding for finding in found}
    assert codes.keys() == {"ISJ402", "ISJ409"}
    assert codes["ISJ402"].severity is Severity.ERROR
    assert "# isj: allow ISJ402 because" in codes["ISJ402"].hint
    assert codes["ISJ409"].severity is Severity.INFO


def test_what_looks_like_a_comment_inside_a_text_is_none(kb: KnowledgeBase) -> None:
    found = findings(kb, ending_with("approach: |\n  {dutch}\n  Bel {n}.\n"))
    assert [(finding.code, finding.severity) for finding in found] == [("ISJ402", Severity.ERROR)]


def test_one_comment_overrules_one_code_in_one_place(kb: KnowledgeBase) -> None:
    text = "{dutch}\napproach: Bel {n}, mevrouw Jansen.\nreason: Bel {n}.\n"
    found = findings(kb, ending_with(text))
    assert [(finding.code, finding.severity.value) for finding in found] == [
        ("ISJ402", "info"),
        ("ISJ407", "error"),
        ("ISJ402", "error"),
    ]


def test_a_comment_is_not_called_idle_where_its_rule_did_not_run(kb: KnowledgeBase) -> None:
    text = ending_with("{dutch}\napproach: Bel {n}.\n")
    assert findings(kb, text, "ISJ409", "ISJ3") == ()
    assert {each.code for each in findings(kb, text, "ISJ402")} == {"ISJ402"}


def test_a_reason_may_not_be_personal_itself(kb: KnowledgeBase) -> None:
    reason = "{dutch}, zegt mevrouw Jansen\napproach: Bel {n}.\n"
    codes = [(each.code, each.severity.value) for each in findings(kb, ending_with(reason))]
    assert codes == [("ISJ407", "error"), ("ISJ402", "info")]


PERSONAL = """\
# Vraag het aan mevrouw Van den Berg.
approach: |
  Bel 06-12
  34 56 78 of mail jan.jansen@gmail.com. BSN 999990019, geboren op 3 mei 2009, Kerkstraat 12.
reason: "TODO: de familie Pietersen, zaaknummer C/16/123456, zegt «wij zijn zo blij», aldus moeder."
# isj: allow ISJ402 because the museum agreed
transfer: Bel het museum op 020-1234567.
"""
SECRETS = (
    *(
        "Berg",
        "06-12",
        "34 56 78",
        "jan.jansen",
        "999990019",
        "mei 2009",
        "Kerkstraat",
        "Pietersen",
    ),
    *("123456", "zo blij", "1234567"),
)


@pytest.mark.parametrize("format", FORMATS)
def test_no_report_repeats_what_is_personal(format: str, run: Run, kb_folder: Path) -> None:
    text = ending_with(PERSONAL)
    text = text.replace("url: https://example.org/boek", "url: mailto:jan.jansen@gmail.com")
    (kb_folder / "practices/voorbeeld.yaml").write_text(text, encoding="utf-8")
    ran = run("validate", "practices/voorbeeld.yaml", "--format", format)
    assert ran.code == 1
    for code in ("ISJ105", "ISJ301", *(f"ISJ40{number}" for number in range(1, 9))):
        assert code in ran.out
    # The manual pages in SARIF hold examples of their own.
    told = json.dumps(json.loads(ran.out)["runs"][0]["results"]) if format == "sarif" else ran.out
    assert [secret for secret in SECRETS if secret in told] == []
    assert "the museum agreed" in told


def test_no_report_repeats_what_a_reason_or_a_cut_quotation_says_of_a_person(
    run: Run, kb_folder: Path
) -> None:
    text = ending_with("{dutch}, zegt mevrouw Jansen\napproach: Bel {n}.\n")
    url = f"https: {'x' * 40} jan.jansen@gmail.com"
    text = text.replace("url: https://example.org/boek", f"url: '{url}'")
    (kb_folder / "practices/voorbeeld.yaml").write_text(text, encoding="utf-8")
    for options in ((), ("--select", "ISJ402,ISJ105"), ("--ignore", "ISJ403,ISJ407")):
        ran = run("validate", "practices/voorbeeld.yaml", "--format", "json", *options)
        told = json.loads(ran.out)["findings"]
        assert {"ISJ105", "ISJ402"} <= {each["code"] for each in told}
        assert [secret for secret in ("jan.j", "Jansen") if secret in ran.out] == []


BROKEN = {
    "a colon in a text": "approach: bel mevrouw Jansen: 06-12345678 of jan.jansen@gmail.com, nu\n",
    "an open quote": "approach: 'bel mevrouw Jansen 06-12345678, jan.jansen@gmail.com\n",
    "a tab": "approach:\n\tbel mevrouw Jansen 06-12345678, jan.jansen@gmail.com\n",
    "a key twice": "mail jan.jansen@gmail.com: a\nmail jan.jansen@gmail.com: b\n",
    "letters that are none": "approach: bel mevrouw Jansen \udcff 06-12345678\n",
}


@pytest.mark.parametrize("how", BROKEN)
def test_no_report_repeats_what_is_personal_in_a_file_that_cannot_be_read(
    how: str, run: Run, kb_folder: Path
) -> None:
    path = kb_folder / "practices/voorbeeld.yaml"
    path.write_text(ending_with(BROKEN[how]), encoding="utf-8", errors="surrogateescape")
    for format in FORMATS:
        ran = run("validate", "practices/voorbeeld.yaml", "--format", format)
        assert ran.code == 1 and "ISJ00" in ran.out
        assert [part for part in ("12345678", "jan.", "Jansen") if part in ran.out] == []


@posix
def test_no_report_repeats_what_is_personal_where_a_link_leads(run: Run, kb_folder: Path) -> None:
    text = ending_with("approach: Bel mevrouw Jansen.\n")
    text = text.replace("url: https://example.org/boek", "url: mailto:jan.jansen@gmail.com")
    (kb_folder / "elders.yaml").write_text(text, encoding="utf-8")
    (kb_folder / "practices/voorbeeld.yaml").symlink_to("../elders.yaml")
    ran = run("validate", "practices/voorbeeld.yaml")
    assert "ISJ105" in ran.out and "ISJ407" in ran.out
    assert [part for part in ("jan.", "Jansen") if part in ran.out] == []


NUMBERS = MOST_OF_A_RULE + 60
CROWDED = {
    "in one line": "approach: 'Bel " + ", ".join(["06-12345678"] * NUMBERS) + ".'\n",
    "in many lines": "approach: |\n" + "  Bel 06-12345678.\n" * NUMBERS,
    "overruled": "# isj: allow ISJ402 because the museum agreed\napproach: |\n"
    + "  Bel 06-12345678.\n" * NUMBERS,
    "of more than one kind": "approach: |\n"
    + "  Mail jan.jansen@gmail.com of bel 06-12345678, mevrouw Jansen.\n" * NUMBERS,
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("how", CROWDED)
def test_no_report_quotes_a_file_that_says_more_of_persons_than_is_told(
    how: str, format: str, run: Run, kb_folder: Path
) -> None:
    text = ending_with(f"{CROWDED[how]}reason: 'TODO: bel 06-12345678, mevrouw Jansen'\n")
    text = text.replace("url: https://example.org/boek", "url: mailto:jan.jansen@gmail.com")
    (kb_folder / "practices/voorbeeld.yaml").write_text(text, encoding="utf-8")
    ran = run("validate", "practices/voorbeeld.yaml", "--format", format)
    told = json.dumps(json.loads(ran.out)["runs"][0]["results"]) if format == "sarif" else ran.out
    assert ran.code == 1
    assert [part for part in ("12345678", "jan.jansen", "Jansen") if part in told] == []


def test_what_is_overruled_hides_no_error_behind_it(kb: KnowledgeBase) -> None:
    many = "# isj: allow ISJ402 because the museum agreed\napproach: |\n"
    many += "  Bel 06-12345678.\n" * NUMBERS
    found = findings(kb, ending_with(f"{many}reason: Bel 06-12345678.\n"), "ISJ402")
    severities = [finding.severity for finding in found]
    assert severities == [Severity.INFO] * MOST_OF_A_RULE + [Severity.ERROR]


def test_a_thousand_findings_are_overruled_and_not_all_of_a_giant(kb: KnowledgeBase) -> None:
    many = "# isj: allow ISJ402 because the museum agreed\napproach: |\n"
    many += "  Bel 06-12345678.\n" * MOST_OVERRULED
    assert {each.severity for each in findings(kb, ending_with(many), "ISJ402")} == {Severity.INFO}
    found = findings(kb, ending_with(f"{many}  Bel 06-12345678.\n"), "ISJ402")
    assert [each.severity for each in found if not each.overruled] == [Severity.ERROR]


def test_the_line_shows_where_it_stands(run: Run, kb_folder: Path) -> None:
    text = as_block("Bel mevrouw Jansen maar.").replace("\n", "\r\n")
    (kb_folder / "practices/voorbeeld.yaml").write_text(text, encoding="utf-8", newline="")
    ran = run("validate", "practices/voorbeeld.yaml")
    line, column = 20, 7
    assert f"practices/voorbeeld.yaml:{line}:{column}: ISJ407 error" in ran.out
    assert f"  {line} |   Bel ••••••• •••••• maar.\n     |       ^^^^^^^^^^^^^^\n" in ran.out
