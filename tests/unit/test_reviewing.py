"""What needs a new look, and the collection in numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_kb
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, Run, in_terminal

from isj_cli.domain.practice import Review
from isj_cli.domain.reviewing import (
    CHECKED,
    DESCRIBED,
    DUE,
    UNDATED,
    Reason,
    before,
    half_year_of,
    reasons,
    stale,
)

TODAY = date(2026, 3, 31)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
REVIEWS = st.builds(
    Review,
    *([st.one_of(st.just(""), st.just("2026-02-31"), DAYS.map(date.isoformat))] * 3),
)
IDS = ("asja-fier", "einstein-class-franeker", "kings-accare-smilde", "veilige-veste")


def reviewed(kb: Path, id: str, **days: str) -> None:
    """Give a practice these days and no others."""
    path = kb / "practices" / f"{id}.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("review")]
    path.write_text("\n".join([*lines, f"review: {json.dumps(days)}"]) + "\n", "utf-8")


def ago(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (Review("2026-01-01", "", "2028-01-01"), []),
        (Review("2026-01-01", "", "2026-03-31"), []),
        (Review("2026-01-01", "", "2026-03-30"), ["due"]),
        (Review("2024-03-31", "", ""), []),
        (Review("2024-03-30", "", ""), ["described"]),
        (Review("2020-01-01", "2024-03-31", ""), []),
        (Review("2020-01-01", "2024-03-30", "2026-03-30"), ["due", "checked"]),
        (Review("", "", "2027-01-01"), ["undated"]),
        (Review("2023-02-31", "gisteren", ""), ["undated"]),
        (Review("2020-01-01", "gisteren", ""), ["described"]),
    ],
)
def test_an_entry_needs_a_new_look_for_these_reasons(review: Review, expected: list[str]) -> None:
    assert [each.reason for each in reasons(review, TODAY)] == expected


def test_a_reason_names_the_day_that_says_so() -> None:
    found = reasons(Review("2020-01-01", "2022-05-06", "2024-05-06"), TODAY)
    assert found == (Reason("due", date(2024, 5, 6)), Reason("checked", date(2022, 5, 6)))


@given(st.lists(REVIEWS), DAYS, st.integers(0, 60))
def test_what_nobody_looked_at_for_longest_comes_first(
    all_reviews: list[Review], today: date, months: int
) -> None:
    named = [(f"p{number}", each) for number, each in enumerate(all_reviews)]
    found = stale(named, today, months)
    days = [each.looked_on or date.min for each in found]
    assert days == sorted(days)
    assert {each.id for each in found} == {id for id, r in named if reasons(r, today, months)}
    assert stale(named[::-1], today, months) == found


@given(REVIEWS, DAYS, st.integers(0, 59))
def test_more_patience_and_an_earlier_day_never_add_a_reason(
    review: Review, today: date, months: int
) -> None:
    now = {each.reason for each in reasons(review, today, months)}
    assert {each.reason for each in reasons(review, today, months + 1)} <= now
    assert {each.reason for each in reasons(review, today - timedelta(1), months)} <= now


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-03-31", 0, "2026-03-31"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-01-15", 24, "2024-01-15"),
        ("0001-02-01", 12, "0001-01-01"),
    ],
)
def test_months_before_a_day(day: str, months: int, expected: str) -> None:
    assert before(date.fromisoformat(day), months).isoformat() == expected


def test_a_day_lies_in_half_a_year() -> None:
    days = ("2026-06-30", "2026-07-01", "2026-02-30", "", "2026")
    assert [half_year_of(day) for day in days] == ["2026H1", "2026H2", "", "", ""]


def test_nothing_stale_is_a_good_answer(run: Run) -> None:
    ran = run("stale")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing needs a new look.\n")
    assert json.loads(run("stale", "--format", "json").out) == []


def test_stale_names_each_practice_with_the_reasons_in_every_format(
    run: Run, kb_folder: Path
) -> None:
    reviewed(kb_folder, IDS[0], described_on=ago(100), next_check=ago(1))
    reviewed(kb_folder, IDS[1], described_on=ago(2000), last_checked=ago(900))
    reviewed(kb_folder, IDS[2], described_on=ago(1000), next_check=ago(-30))
    reviewed(kb_folder, IDS[3], described_on=ago(10))
    ran = run("stale", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    order = [IDS[2], IDS[1], IDS[0]]
    assert [each["id"] for each in found] == order
    assert [each["reasons"] for each in found] == [
        [{"reason": "described", "day": ago(1000)}],
        [{"reason": "checked", "day": ago(900)}],
        [{"reason": "due", "day": ago(1)}],
    ]
    assert [each["looked_on"] for each in found] == [ago(1000), ago(900), ago(100)]
    assert run("stale", "--format", "ids").out.split() == order
    rows = list(csv.DictReader(io.StringIO(run("stale", "--format", "csv").out)))
    assert [row["id"] for row in rows] == order
    assert "and never checked since" in rows[0]["reasons"]
    plain = [line.split("\t") for line in run("stale").out.splitlines()]
    assert [row[0] for row in plain] == order
    assert {len(row) for row in plain} == {4}
    jsonl = [json.loads(line) for line in run("stale", "--format", "jsonl").out.splitlines()]
    assert jsonl == found
    assert "3 practices need a new look" in ran.err


def test_months_and_filters_choose(run: Run, kb_folder: Path) -> None:
    reviewed(kb_folder, IDS[0], described_on=ago(400))
    assert run("stale").code == 0
    assert run("stale", "--months", "12", "--format", "ids").out.split() == [IDS[0]]
    assert run("stale", "--months", "12", "--not-topic", "trauma").code == 0
    assert run("stale", "--months", "-1").code == 2
    ran = run("stale", "--since", "2100")
    assert (ran.code, ran.err) == (0, "No practice passes these filters; leave one out.\n")


def test_what_was_withdrawn_needs_no_new_look(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices" / f"{IDS[0]}.yaml"
    path.write_text(path.read_text("utf-8").replace("gepubliceerd", "ingetrokken"), "utf-8")
    reviewed(kb_folder, IDS[0], described_on=ago(4000))
    assert run("stale", "--status", "ingetrokken").code == 0
    reviewed(kb_folder, IDS[1], described_on=ago(4000))
    every = run("stale", "--status", "ingetrokken", "--status", "gepubliceerd", "--format", "ids")
    assert every.out.split() == [IDS[1]]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_shows_practice_provenance_and_reason(kb_folder: Path, columns: int) -> None:
    reviewed(kb_folder, IDS[0], described_on="2020-05-06", next_check="2022-05-06")
    seen = in_terminal(["--lang", "en", "stale"], columns, kb_folder)
    assert all(len(line) <= columns for line in seen.splitlines())
    said = " ".join(seen.split())
    for part in ("Asja (Fier) asja-fier", "Public sources",
                 "was to be checked again on 6 May 2022",
                 "described on 6 May 2020, and never checked since"):  # fmt: skip
        assert part in said


def test_hostile_days_are_no_days(run: Run, tmp_path: Path) -> None:
    kb = hostile_kb(tmp_path / "vijandig")
    ran = run("stale", "--format", "json", cwd=kb)
    assert ran.code == 1
    found = {each["id"]: each for each in json.loads(ran.out)}
    assert found["vijandig"]["reasons"] == [{"reason": "undated", "day": None}]
    assert found["vijandig"]["looked_on"] is None
    for columns in (40, 200):
        seen = in_terminal(["stale"], columns, kb)
        assert "Traceback" not in seen and not set("\x1b\x07\x9b\u202e") & set(seen)
        seen = in_terminal(["stats"], columns, kb)
        assert "Traceback" not in seen and not set("\x1b\x07\x9b\u202e") & set(seen)
    assert run("stats", cwd=kb).code == 0


def test_stats_count_regions_ages_and_what_is_due(run: Run, kb_folder: Path) -> None:
    reviewed(kb_folder, IDS[0], described_on="2020-06-30", last_checked="2021-07-01",
             next_check="2023-07-01")  # fmt: skip
    reviewed(kb_folder, IDS[1])
    found = json.loads(run("stats", "--format", "json").out)
    assert found["counts"]["described"] == {"2020H1": 1, "2026H2": 4, "none": 1}
    assert found["counts"]["checked"] == {"2021H2": 1, "none": 5}
    assert found["counts"]["due"] == {"2023H2": 1, "2028H2": 4, "none": 1}
    assert found["overdue"] == 1
    for region, number in found["counts"]["region"].items():
        ids = run("list", "--region", region, "--format", "ids").out.split()
        assert len(ids) == number
    assert "overdue\t\tshould have been checked again by now\t1" in run("stats").out
    rows = list(csv.DictReader(io.StringIO(run("stats", "--format", "csv").out)))
    told = {(row["kind"], row["id"]): int(row["count"]) for row in rows}
    for kind, counts in found["counts"].items():
        assert {id: told[kind, id] for id in counts} == counts


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_stats_are_bars_on_any_screen(kb_folder: Path, columns: int) -> None:
    reviewed(kb_folder, IDS[0], described_on="2020-06-30", next_check="2023-07-01")
    seen = in_terminal(["--lang", "en", "stats"], columns, kb_folder)
    assert all(len(line) <= columns for line in seen.splitlines())
    said = " ".join(seen.split())
    for part in ("Places and provinces", "first half of 2020", "To be checked again",
                 "1 practice should have been checked again by now; 'isj stale' lists it.",
                 "None of these factors"):  # fmt: skip
        assert part in said


def test_data_md_shows_the_json_as_it_is(run: Run, kb_folder: Path) -> None:
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    shown = [json.loads(block) for block in re.findall(r"(?ms)^```json\n(.*?)^```$", text)[-3:]]
    reviewed(kb_folder, IDS[0], described_on=ago(4000), next_check=ago(1))
    asked = (["stats"], ["compare", IDS[0], IDS[3]], ["stale"])
    stats, compared, old = (json.loads(run(*args, "--format", "json").out) for args in asked)
    assert shapes(shown[0]) == shapes(stats)
    assert shapes(shown[1]) == shapes(compared)
    assert shown[2][0].keys() == old[0].keys()
    reasons_told = {DUE, CHECKED, DESCRIBED, UNDATED}
    assert {each["reason"] for each in shown[2][0]["reasons"]} <= reasons_told
    assert all(f"`{reason}`" in text or f'"{reason}"' in text for reason in reasons_told)


def shapes(found: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a document, with those of the counts and groups in it."""
    group = found.get("groups", [{}])[0]
    estimate = found.get("estimates", [{}])[0]
    return {
        "keys": [*found],
        "counts": [*found.get("counts", ())],
        "group": [*group],
        "estimate": sorted(estimate),
    }
