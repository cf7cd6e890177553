"""The rules about what a practice says, and about its life: near misses as well as hits."""

from __future__ import annotations

import random
import statistics
import subprocess
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import textstat
from support import DATA, ROOT, Run, with_keys

from isj_cli.domain.taxonomy import FACTORS, PRINCIPLES
from isj_cli.store.git import changes_since
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.validation.addresses import fault_of
from isj_cli.validation.check import validate
from isj_cli.validation.readability import reading_ease, syllables
from isj_cli.validation.rules.isj303_how_is_own import repeats
from isj_cli.validation.rules.isj307_readable_summary import EASE

REAL = KnowledgeBase(ROOT)
PRACTICES = [file.practice for file in REAL.read_all() if file.practice]
ITEMS = [*REAL.taxonomy.carried(PRINCIPLES), *REAL.taxonomy.carried(FACTORS)]
TAGS = [(tag, each) for each in PRACTICES for tag in (*each.principles, *each.factors)]
VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 6, 1)

Check = Callable[..., list[str]]


@pytest.fixture
def check(kb: KnowledgeBase) -> Check:
    """Return the codes that a practice with this piece in it gives."""

    def checking(piece: str, today: date = TODAY, name: str = "voorbeeld") -> list[str]:
        path = kb.path_of(name)
        path.write_text(with_keys(VALID, piece), encoding="utf-8")
        return [finding.code for finding in validate(kb, [path], today=today).findings]

    return checking


def test_a_definition_with_some_words_changed_is_known() -> None:
    chance = random.Random(5)
    words = [word for practice in PRACTICES for word in practice.approach.split()]
    for changed, least in ((0.0, 1.0), (0.1, 0.95), (0.2, 0.7)):
        found = [
            repeats(
                " ".join(
                    chance.choice(words) if chance.random() < changed else word
                    for word in item.description.nl.split()
                ),
                item,
            )
            for item in ITEMS
            if item.description.nl
            for _time in range(5)
        ]
        assert sum(found) >= least * len(found)


def test_labels_and_english_definitions_are_known_as_well() -> None:
    assert all(repeats(item.label.nl, item) for item in ITEMS)
    assert all(repeats(item.description.en, item) for item in ITEMS if item.description.en)


def test_what_practices_tell_themselves_is_never_taken_for_a_definition() -> None:
    items = REAL.taxonomy.items
    assert len(TAGS) > 700
    assert [tag for tag, _practice in TAGS if repeats(tag.how, items[tag.id])] == []


def test_the_definition_of_one_tag_tells_little_of_another() -> None:
    others = pairwise(ITEMS)
    assert not any(repeats(one.description.nl, other) for one, other in others)


def test_in_a_concept_a_repeated_definition_is_a_warning(kb: KnowledgeBase) -> None:
    path = kb.path_of("voorbeeld")
    text = (DATA / "bad/ISJ303-how-repeats-label.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("gepubliceerd", "concept"), encoding="utf-8")
    severities = {each.code: each.severity.value for each in validate(kb, [path]).findings}
    assert severities["ISJ303"] == "warning"


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("https://https://example.org/a", "https://example.org/a"),
        ("http://www.https://example.org", "https://example.org"),
        ("https://https:example.org/a", "https:example.org/a"),
        ("https://voorbeeld", "browser"),
        ("https://.nl", "browser"),
        ("https://example..org", "browser"),
        ("https://", "browser"),
        ("https://[::1", "browser"),
        ("https://example.org:poort/", "browser"),
        ("http://localhost:8000/a", "public"),
        ("https://server.local/a", "public"),
        ("http://127.0.0.1/a", "public"),
        ("http://192.168.1.1/a", "public"),
        ("http://[::1]/a", "public"),
        ("https://naam@example.org/", "before '@'"),
        ("https://naam:geheim@example.org/", "before '@'"),
        ("https://example.org/a b", "%20"),
        ("https://example.org/a[1]", "%5B"),
        ("https://example.org/a<b", "%3C"),
        ("https://example.org/a?b=c&utm_source=x#d", "https://example.org/a?b=c#d."),
        ("https://example.org/a?UTM_Medium=x", "https://example.org/a."),
        ("https://example.org/a?fbclid=x", "https://example.org/a."),
    ],
)
def test_an_address_with_a_fault_is_told_what_to_do(url: str, hint: str) -> None:
    fault = fault_of(url)
    assert fault is not None
    assert hint in fault.hint


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://www.example.org/a/b.pdf",
        "https://example.org:8443/a?b=c&d=%5B1%5D",
        "https://example.org/a_(b)",
        "https://web.archive.org/web/2020/https://example.org/a",
        "https://example.org/?url=https://elders.nl/",
        "https://example.org/wie@wat",
        "https://münchen.example/é",
        "https://localhost.example.org/",
        "https://8.8.8.8/a",
        "https://example.org/utm_source=x",
        "https://example.org/?source=utm",
    ],
)
def test_a_sound_address_is_let_be(url: str) -> None:
    assert fault_of(url) is None


def test_a_doubled_scheme_is_told_with_the_right_address(kb: KnowledgeBase) -> None:
    path = kb.path_of("voorbeeld")
    piece = "contact: {url: 'https://https://example.org/team'}\n"
    path.write_text(with_keys(VALID, piece), encoding="utf-8")
    findings = validate(kb, [path]).findings
    assert [finding.code for finding in findings] == ["ISJ105"]
    assert "https://example.org/team." in findings[0].hint


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("kind", 1), ("kinderen", 3), ("ideeën", 3), ("coördinator", 5), ("moeilijk", 2),
        ("bijeenkomst", 3), ("eeuw", 1), ("nieuwe", 2), ("financieel", 4), ("huis", 1),
        ("geïnteresseerd", 5), ("team", 1), ("niveau", 2), ("één", 1), ("privé", 2), ("ggz", 1),
        ("multidisciplinair", 6), ("coach", 1), ("training", 2), ("foto's", 2), ("over", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_reading_ease_is_that_of_a_known_library() -> None:
    textstat.set_lang("nl")
    own = [reading_ease(practice.summary) for practice in PRACTICES]
    theirs = [textstat.flesch_reading_ease(practice.summary) for practice in PRACTICES]
    differences = [one - other for one, other in zip(own, theirs, strict=True)]
    assert abs(statistics.mean(differences)) < 1.5
    assert statistics.mean(map(abs, differences)) < 2.5
    assert statistics.correlation(own, theirs) > 0.95
    assert min(own) > EASE


@pytest.mark.parametrize(
    "summary",
    [
        "Het expertisecentrum faciliteert de implementatie van transdiagnostische methodieken "
        "binnen jeugdhulporganisaties.",
        "In deze voorziening wordt door middel van een multidisciplinaire benadering integrale "
        "hulpverlening geboden aan jeugdigen met meervoudige problematiek, waarbij systeemgerichte "
        "interventies worden gecombineerd met individuele behandeltrajecten.",
        "Gemeentelijke samenwerkingsverbanden organiseren vanaf nu gezamenlijk de beschikbaarheid "
        "van hoogspecialistische jeugdhulpvoorzieningen.",
    ],
)
def test_a_summary_for_insiders_is_hard_to_read(summary: str, check: Check) -> None:
    assert check(f'summary: "{summary}"\n') == ["ISJ307"]


@pytest.mark.parametrize(
    "summary",
    [
        "Multidisciplinaire systeemgerichte jeugdhulpverlening.",
        "Het team komt thuis langs. Het helpt jongeren met meer problemen tegelijk en hun ouders.",
    ],
)
def test_a_short_or_plain_summary_is_let_be(summary: str, check: Check) -> None:
    assert check(f'summary: "{summary}"\n') == []


@pytest.mark.parametrize(
    ("piece", "codes"),
    [
        ("target_group: {text: X., age_min: 12, age_max: 12}\n", []),
        ("target_group: {text: X., age_min: 12}\n", []),
        ("target_group: {text: X., age_min: 12, age_max: 11}\n", ["ISJ308"]),
        ("target_group: {text: X., age_min: 200, age_max: 11}\n", ["ISJ107"]),
        ("period: {started: 2020, ended: 2020}\n", []),
        ("period: {started: 2020, ended: 2019}\n", ["ISJ309"]),
        ("period: {started: 2026}\n", []),
        ("period: {started: 2027}\n", ["ISJ310"]),
        ("results: [{kind: ervaring, statement: X., year: 2027}]\n", ["ISJ310"]),
        ("recognition: [{register: X, wording: erkend, year: 2027}]\n", ["ISJ310"]),
        ('review: {described_on: "2206-01-15"}\n', ["ISJ310"]),
        ('review: {described_on: "2026-01-15", last_checked: "2027-01-15"}\n', ["ISJ310"]),
        ('review: {described_on: "2024-02-29"}\n', []),
        ('review: {described_on: "2026-02-29"}\n', ["ISJ311"]),
        ('review: {described_on: "0000-01-01"}\n', ["ISJ311"]),
        ('review: {described_on: "2026-13-01"}\n', ["ISJ105"]),
        ('review: {described_on: "2026-01-01", next_check: "2026-02-30"}\n', ["ISJ311"]),
        ('review: {described_on: "2026-01-01", next_check: "2026-05-31"}\n', ["ISJ505"]),
        ('review: {described_on: "2026-01-01", next_check: "2026-06-01"}\n', []),
        ('review: {described_on: "2026-01-01", next_check: "2028-06-01"}\n', []),
        ('review: {described_on: "2026-01-01", next_check: "2028-06-02"}\n', ["ISJ505"]),
        ("bottlenecks: []\n", ["ISJ108"]),
        ("mode: [groep, gezin]\n", ["ISJ312"]),
        ("mode: [groep, gezni]\n", ["ISJ104"]),
        ("mode: [groep, groep, gezin]\n", ["ISJ108"]),
        ("topics: [seksuele-uitbuiting, trauma]\n", []),
        ("title: Thuis  # 'zo heet het'\n", []),
        ("title: C#-team Voorbeeldstad\n", []),
        ("approach: |\n  Bel #1 van de lijst.\n", []),
        ("approach: >-  #zo\n  Bel #1.\n", []),
    ],
)
def test_a_rule_speaks_of_its_own_matter_alone(piece: str, codes: list[str], check: Check) -> None:
    assert check(piece) == codes


def test_on_a_leap_day_two_years_ahead_is_known(check: Check) -> None:
    piece = 'review: {described_on: "2026-01-01", next_check: "2030-02-28"}\n'
    assert check(piece, today=date(2028, 2, 29)) == []


def test_findings_that_come_with_time_are_notes(kb: KnowledgeBase, check: Check) -> None:
    piece = (
        "period: {started: 2025}\nreview: {described_on: '2024-01-01', next_check: '2025-06-01'}\n"
    )
    codes = check(piece, today=date(2024, 6, 1))
    assert codes == ["ISJ310"]
    for today in (date(2024, 6, 1), date(2040, 1, 1)):
        findings = validate(kb, [kb.path_of("voorbeeld")], today=today).findings
        assert {finding.severity.value for finding in findings} == {"info"}


def write(kb: KnowledgeBase, id: str, piece: str = "") -> Path:
    path = kb.path_of(id)
    head = f"id: {id}\ntitle: Praktijk {id}\nformer_ids: [oud-{id}]\n"
    path.write_text(with_keys(with_keys(VALID, head), piece or head), encoding="utf-8")
    return path


def git(kb: KnowledgeBase, *args: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *who, *args], cwd=kb.root, check=True, capture_output=True)


def committed(kb: KnowledgeBase) -> None:
    git(kb, "init", "-q", "-b", "main")
    git(kb, "add", "-A")
    git(kb, "commit", "-qm", "before")


def codes_since(kb: KnowledgeBase, *paths: Path) -> list[tuple[str, str]]:
    report = validate(kb, paths, changes=changes_since(kb, "main"), today=TODAY)
    return [(finding.code, Path(finding.path).stem) for finding in report.findings]


WITHDRAWN = 'status: ingetrokken\nwithdrawn: {date: "2026-01-31", reason: gestopt}\n'


def replaced(by: str) -> str:
    return WITHDRAWN.replace("gestopt}", f"gestopt, replaced_by: {by}}}")


def test_a_practice_that_disappears_is_missed_at_its_own_path(
    run: Run, kb: KnowledgeBase, kb_folder: Path
) -> None:
    write(kb, "eerste")
    committed(kb)
    kb.path_of("eerste").unlink()
    ran = run("validate", "--changed-since", "main")
    assert ran.code == 1
    assert ran.out.startswith("practices/eerste.yaml:1:1: ISJ502 error:")
    assert run("validate").code == 0


def test_a_practice_that_was_renamed_has_not_disappeared(kb: KnowledgeBase) -> None:
    write(kb, "eerste")
    committed(kb)
    kb.path_of("eerste").unlink()
    write(kb, "nieuw", "former_ids: [eerste, oud-eerste]\n")
    assert codes_since(kb) == []


def test_a_withdrawn_practice_does_not_come_back_under_another_id(kb: KnowledgeBase) -> None:
    write(kb, "eerste", WITHDRAWN)
    committed(kb)
    kb.path_of("eerste").unlink()
    write(kb, "nieuw", "former_ids: [eerste, oud-eerste]\n")
    assert codes_since(kb) == [("ISJ503", "nieuw")]


def test_withdrawing_a_successor_tells_of_the_one_that_names_it(kb: KnowledgeBase) -> None:
    write(kb, "eerste", replaced("tweede"))
    write(kb, "tweede")
    committed(kb)
    write(kb, "tweede", WITHDRAWN)
    assert codes_since(kb) == [("ISJ504", "eerste")]


@pytest.mark.parametrize(
    ("second", "third", "hint"),
    [(replaced("derde"), "", "'derde'"), (replaced("derde"), WITHDRAWN, "Name another"),
     (replaced("eerste"), "", "Name another"), (replaced("derde"), replaced("tweede"), "another")],
)  # fmt: skip
def test_the_last_successor_that_stands_is_named(
    second: str, third: str, hint: str, kb: KnowledgeBase
) -> None:
    write(kb, "eerste", replaced("tweede"))
    write(kb, "tweede", second)
    write(kb, "derde", third)
    findings = validate(kb, [kb.path_of("eerste")], today=TODAY).findings
    assert [finding.code for finding in findings] == ["ISJ504"]
    assert hint in findings[0].hint


def test_a_double_is_told_once_and_silenced_by_a_relation(kb: KnowledgeBase) -> None:
    text = kb.path_of("asja-fier").read_text(encoding="utf-8")
    copied = text.replace("id: asja-fier", "id: kopie").replace("Asja (Fier)", "Meidenhuis")
    path = kb.path_of("kopie")
    path.write_text(copied, encoding="utf-8")
    findings = [each for each in validate(kb, today=TODAY).findings if each.code == "ISJ305"]
    assert [Path(each.path).stem for each in findings] == ["asja-fier", "kopie"]
    assert "100%" in findings[1].message and "'asja-fier'" in findings[1].message
    related = "related:\n  - {id: asja-fier, kind: verwant}\n"
    path.write_text(with_keys(copied, related), encoding="utf-8")
    assert "ISJ305" not in {each.code for each in validate(kb, today=TODAY).findings}
    path.write_text(copied.replace("title: Meidenhuis", "title: ASJA (FIER)"), encoding="utf-8")
    codes = {each.code for each in validate(kb, [path], today=TODAY).findings}
    assert "ISJ204" in codes and "ISJ305" not in codes
