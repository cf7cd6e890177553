"""Suggesting tags: what points to them, and answers to whatever file people have."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from support import DATA, ROOT, Run, in_terminal, posix

from isj_cli.domain.hit import SUGGESTED, Suggestion
from isj_cli.domain.practice import Practice, Tag, TargetGroup
from isj_cli.search.searcher import Search
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice

DRAFT = """\
title: Samen thuis in Voorbeeldstad
status: concept
summary: >-
  Een team komt bij meisjes die door een loverboy zijn uitgebuit. Zij krijgen bescherming en hulp
  bij hun trauma, en zij volgen onderwijs.
topics: [trauma]
principles:
  - {id: veiligheid, how: TODO}
"""


@pytest.fixture(scope="module")
def shipped() -> Search:
    return Search(KnowledgeBase(ROOT))


def found(suggestions: tuple[Suggestion, ...], kind: str) -> list[str]:
    return [each.id for each in suggestions if each.kind == kind]


def test_a_suggestion_says_what_points_to_it(run: Run, kb_folder: Path) -> None:
    (kb_folder / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    ran = run("suggest", "draft.yaml", "--format", "json")
    assert ran.code == 0
    answer = json.loads(ran.out)
    assert answer["id"] is None
    assert answer["carried"] == {
        "principle": ["veiligheid"],
        "factor": [],
        "topic": ["trauma"],
        "sector": [],
    }
    by_id = {(each["kind"], each["id"]): each for each in answer["suggestions"]}
    assert ("topic", "trauma") not in by_id
    assert ("principle", "veiligheid") not in by_id
    abuse = by_id["topic", "seksuele-uitbuiting"]
    assert abuse["label_found"] == "loverboy"
    assert set(abuse["practices"]) == {"asja-fier", "veilige-veste"}
    assert "meisjes" in abuse["words"]
    assert 0.25 <= abuse["score"] <= 1


def test_a_pipe_gets_lines_with_tabs_id_first(run: Run, kb_folder: Path) -> None:
    lines = run("suggest", "-", stdin=DRAFT).out.splitlines()
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {5}
    assert {row[1] for row in rows} == set(SUGGESTED)
    row = next(row for row in rows if row[0] == "seksuele-uitbuiting")
    assert row[1:3] == ["topic", "Sexual exploitation"]
    assert "«loverboy»" in row[4]
    assert "asja-fier" in row[4]
    topics = run("suggest", "-", "--kind", "topic", "--limit", "1", "--format", "ids", stdin=DRAFT)
    assert topics.out == next(row[0] for row in rows if row[1] == "topic") + "\n"
    csv = run("suggest", "-", "--format", "csv", stdin=DRAFT).out.splitlines()
    assert csv[0] == "id,kind,label,score,reasons"
    assert len(csv) == len(rows) + 1
    jsonl = run("suggest", "-", "--format", "jsonl", stdin=DRAFT).out.splitlines()
    assert [json.loads(line)["id"] for line in jsonl] == [row[0] for row in rows]


@posix
def test_people_see_suggestions_kind_by_kind(kb_folder: Path) -> None:
    (kb_folder / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    shown = in_terminal(["suggest", "draft.yaml"], 80, kb_folder)
    seen = [line.rstrip() for line in shown.splitlines()]
    headings = [line for line in seen if line[:1].isalpha()]
    assert headings == ["Leading principles", "Effective factors", "Topics", "Sectors"]
    assert any(line.startswith("  Sexual exploitation  seksuele-uitbuiting  0.") for line in seen)
    assert "    the text says «loverboy»" in seen


def test_an_id_a_former_id_and_a_file_name_the_same_practice(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices" / "asja-fier.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "former_ids: [asja-oud]\n", encoding="utf-8")
    first, *others = (
        run("suggest", name) for name in ("asja-fier", "asja-oud", "practices/asja-fier.yaml")
    )
    assert first.out
    assert {each.out for each in others} == {first.out}


def test_a_practice_never_learns_from_itself(run: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices" / "asja-fier.yaml"
    text = path.read_text(encoding="utf-8").replace("id: asja-fier", "id: een-ander-id")
    (kb_folder / "practices" / "asja-nieuw.yaml").write_text(text, encoding="utf-8")
    path.unlink()
    assert "asja-nieuw" not in run("suggest", "practices/asja-nieuw.yaml").out


def test_only_published_practices_are_learned_from(kb_folder: Path) -> None:
    draft = Practice(title="Meisjes die door een loverboy zijn uitgebuit krijgen bescherming")
    before = Search(KnowledgeBase(kb_folder)).suggest(draft)
    assert any("veilige-veste" in each.practices for each in before)
    path = kb_folder / "practices" / "veilige-veste.yaml"
    text = path.read_text(encoding="utf-8").replace("status: gepubliceerd", "status: concept")
    path.write_text(text, encoding="utf-8")
    after = Search(KnowledgeBase(kb_folder)).suggest(draft)
    assert after
    assert not any("veilige-veste" in each.practices for each in after)


def test_what_is_left_out_gives_no_reasons(shipped: Search) -> None:
    draft = Practice(summary="Intensieve hulp aan moeders van jonge kinderen met veel problemen.")
    names = {name for each in shipped.suggest(draft) for name in each.practices}
    one = sorted(names)[0]
    without = shipped.suggest(draft, without=one)
    assert one not in {name for each in without for name in each.practices}


def test_any_text_of_a_practice_counts(shipped: Search) -> None:
    for practice in (
        Practice(title="Meiden met anorexia"),
        Practice(reason="Meiden met anorexia wachten lang."),
        Practice(goals=("Meiden met anorexia eten weer.",)),
        Practice(target_group=TargetGroup(text="Meiden met anorexia")),
        Practice(principles=(Tag("veiligheid", "Meiden met anorexia zijn hier welkom."),)),
    ):
        best = next(each for each in shipped.suggest(practice) if each.kind == "topic")
        assert best.id == "eetstoornissen"
        assert best.label_found == "anorexia"


def test_a_tag_that_no_practice_carries_is_found_by_its_name(kb_folder: Path) -> None:
    path = kb_folder / "principles.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("id: veiligheid\n") == 1
    path.write_text(text.replace("id: veiligheid\n", "id: zekerheid\n"), encoding="utf-8")
    found = Search(KnowledgeBase(kb_folder)).suggest(Practice(title="Veiligheid in Voorbeeldstad"))
    principles = {each.id: each for each in found if each.kind == "principle"}
    assert principles["zekerheid"].label_found == "veiligheid"
    assert principles["zekerheid"].practices == ()
    assert "veiligheid" not in principles, "practices carry it, but it is no principle any more"


def test_english_texts_find_english_names(shipped: Search) -> None:
    text = "Help at home for families with a toddler whose parents have an addiction."
    assert {"jonge-kind", "verslaving"} <= set(
        found(shipped.suggest(Practice(summary=text)), "topic")
    )


def test_a_text_about_something_else_gives_nothing(run: Run) -> None:
    for text in ("Recept voor appeltaart met kaneel", "A recipe for apple pie with cinnamon"):
        ran = run("--kb", str(ROOT), "suggest", "-", stdin=f"title: {text}\n")
        assert (ran.code, ran.out) == (1, "")


@pytest.mark.parametrize(
    "text", ["", "\n", "# niets\n", "title: TODO\nsummary: TODO\n", "topics: []"]
)
def test_without_text_there_is_nothing_to_suggest(run: Run, text: str) -> None:
    ran = run("suggest", "-", stdin=text)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "There is no tag to suggest yet; tell more in the title, summary or approach.\n"
    )
    assert json.loads(run("suggest", "-", "--format", "json", stdin=text).out)["suggestions"] == []


def test_a_line_without_a_key_is_a_title(run: Run) -> None:
    assert (
        run("suggest", "-", stdin="Meisjes met een trauma\n").out
        == run("suggest", "-", stdin="title: Meisjes met een trauma\n").out
        != ""
    )


def test_values_of_the_wrong_type_are_passed_over(run: Run) -> None:
    odd = "principles: x\ntopics: {a: b}\nsectors: [[1], 2]\ngoals: 3\n"
    ran = run("suggest", "-", stdin=f"title: Meisjes met een trauma\n{odd}")
    assert ran.code == 0
    assert "trauma\ttopic" in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: a: b\n", "isj: -:1:9: There is a colon inside a text. "),
        ("- een\n- twee\n", "isj: The text describes no practice; "),
        (b"title: caf\xe9\n", "isj: -:1:11: The file is not UTF-8 text. "),
        ("title: x\ntitle: y\n", "isj: -:2:1: "),
        (b"a" * 2_000_001, "isj: -: The file is larger than 2 MB. "),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(run: Run, text: str | bytes, said: str) -> None:
    ran = run("suggest", "-", stdin=text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_a_broken_file_and_a_missing_one_are_named(run: Run, kb_folder: Path) -> None:
    (kb_folder / "practices" / "stuk.yaml").write_text("title: a: b\n", encoding="utf-8")
    for name in ("stuk", "practices/stuk.yaml"):
        ran = run("suggest", name)
        assert ran.code == 2
        assert ran.err.startswith(f"isj: {name}:1:9: There is a colon inside a text.")
    ran = run("suggest", "asja")
    assert ran.code == 2
    assert ran.err == "isj: There is no file and no practice 'asja'; did you mean asja-fier?\n"
    assert run("suggest", "practices").code == 2
    assert run("suggest", "asja-fier", "--kind", "niveau").code == 2


def test_a_file_of_two_megabytes_gets_an_answer(run: Run, kb_folder: Path) -> None:
    words = " ".join(f"loverboy trauma woord{number}" for number in range(70_000))
    path = kb_folder.parent / "groot.yaml"
    path.write_text(f"title: Groot\napproach: {words}"[:1_999_000] + "\n", encoding="utf-8")
    ran = run("--kb", str(kb_folder), "suggest", str(path), "--kind", "topic", "--format", "ids")
    assert ran.code == 0
    assert {"trauma", "seksuele-uitbuiting"} <= set(ran.out.split())


def test_texts_do_nothing_to_a_terminal(run: Run) -> None:
    ran = run("suggest", "-", stdin='title: "Trauma en \\e[31mmeisjes\\t[red]loverboy"\n')
    assert "\x1b" not in ran.out
    assert all(line.count("\t") == 4 for line in ran.out.splitlines())


@pytest.mark.parametrize("number", [0, 1])
def test_a_knowledge_base_with_hardly_any_practices(run: Run, kb_folder: Path, number: int) -> None:
    for path in sorted((kb_folder / "practices").iterdir())[number:]:
        path.unlink()
    ran = run("suggest", "-", "--format", "json", stdin="title: Hulp bij trauma\n")
    assert ran.code == 0
    best = max(json.loads(ran.out)["suggestions"], key=lambda each: each["score"])
    assert (best["id"], best["label_found"]) == ("trauma", "trauma")
    text = (DATA / "kb" / "practices" / "asja-fier.yaml").read_text(encoding="utf-8")
    assert "asja-fier" not in run("suggest", "-", stdin=text).out


def test_damaged_caches_cost_a_rebuild_only(run: Run, tmp_path: Path) -> None:
    here = {"ISJ_CACHE": str(tmp_path / "cache")}
    before = run("suggest", "asja-fier", env=here)
    for path in (tmp_path / "cache").rglob("words-*"):
        path.write_bytes(b"\nx\n")
    assert run("suggest", "asja-fier", env=here).out == before.out
    shutil.rmtree(tmp_path / "cache")
    assert run("suggest", "asja-fier", env=here).out == before.out


def test_suggestions_beat_the_most_common_tags(shipped: Search) -> None:
    """A tenth of the collection; `benchmarks/suggest.py` measures the whole of it."""
    practices = [read_practice(path).practice for path in shipped.kb.files()]
    carried: Counter[tuple[str, str]] = Counter()
    for practice in filter(None, practices):
        carried.update((kind, id) for kind, ids in practice.tags().items() for id in ids)
    common = {
        kind: [id for (of, id), _number in carried.most_common() if of == kind][:5]
        for kind in SUGGESTED
    }
    right = baseline = 0
    for practice in filter(None, practices[::10]):
        bare = replace(practice, principles=(), factors=(), topics=(), sectors=())
        suggestions = shipped.suggest(bare, 5, practice.id, least=0)
        for kind, ids in practice.tags().items():
            right += len(set(ids) & set(found(suggestions, kind)))
            baseline += len(set(ids) & set(common[kind]))
    assert right > 1.3 * baseline


def test_a_new_knowledge_base_suggests_what_the_text_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "practices").mkdir()
    for name in ("principles.yaml", "vocabularies.yaml"):
        shutil.copy(DATA / "taxonomy" / name, tmp_path / name)
    (tmp_path / "draft.yaml").write_text("title: Samen uit alleen zijn\n", encoding="utf-8")
    ran = run("suggest", "draft.yaml", cwd=tmp_path)
    assert (ran.code, ran.out.split("\t")[:2]) == (0, ["eenzaamheid", "topic"])
    (tmp_path / "draft.yaml").write_text("title: Voetbal\n", encoding="utf-8")
    ran = run("suggest", "draft.yaml", cwd=tmp_path)
    assert (ran.code, "inside the program" in ran.err) == (1, False)


def test_a_number_is_no_name_of_a_tag(shipped: Search) -> None:
    practice = Practice(title="Vossen", summary="Er zijn 18 vossen in het bos.")
    assert "jongvolwassenen" not in found(shipped.suggest(practice), "topic")


def test_an_abbreviation_is_no_form_of_a_word(shipped: Search) -> None:
    practice = Practice(title="Vossen", summary="Een vos zit in het bos.")
    assert "onderwijs-en-zorg" not in found(shipped.suggest(practice), "topic")
