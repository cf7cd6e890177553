"""The index follows the files by itself, and nothing that happens to it costs an answer."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from support import ROOT

from isj_cli.domain.hit import Filters
from isj_cli.search import index as index_module
from isj_cli.search.documents import MOST_CHARACTERS, MOST_ENTRIES
from isj_cli.search.searcher import Search
from isj_cli.store import cache
from isj_cli.store.knowledge_base import KnowledgeBase


def found(kb: KnowledgeBase, word: str) -> list[str]:
    return [hit.record.id for hit in Search(kb).search(word, limit=None).hits]


def everything(kb: KnowledgeBase) -> list[object]:
    search = Search(kb)
    hits = search.search("gezin trauma", limit=None).hits
    return [
        sorted((hit.record.id, hit.snippet) for hit in hits),
        search.records(Filters(include={"status": ("concept", "gepubliceerd")})),
        sorted(search.regions().items()),
    ]


def test_changed_new_and_deleted_files_are_seen(kb: KnowledgeBase) -> None:
    assert found(kb, "zeldzaamwoord") == []
    path = kb.path_of("asja-fier")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Echt contact", "Zeldzaamwoord"), "utf-8"
    )
    assert found(kb, "zeldzaamwoord") == ["asja-fier"]
    shutil.copy(path, kb.path_of("kopie"))
    assert found(kb, "zeldzaamwoord") == ["asja-fier", "kopie"]
    path.unlink()
    assert found(kb, "zeldzaamwoord") == ["kopie"]


def test_only_changed_files_are_read_again(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(kb, "trauma")
    read: list[str] = []

    def watching(names: object, _number: int) -> list[str]:
        read.extend(names)  # type: ignore[call-overload]
        return list(read)

    path = kb.path_of("asja-fier")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    Search(kb, watching).search("trauma")
    assert read == ["asja-fier.yaml"]
    Search(kb, watching).search("trauma")
    assert read == ["asja-fier.yaml"]


def test_a_change_of_the_same_size_in_the_same_moment_is_seen(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8").replace("Echt contact", "Aaaa contact")
    path.write_text(text, encoding="utf-8")
    times = path.stat()
    assert found(kb, "aaaa") == ["asja-fier"]
    with path.open("r+", encoding="utf-8") as stream:
        stream.write(text.replace("Aaaa", "Bbbb"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert found(kb, "bbbb") == ["asja-fier"]
    assert found(kb, "aaaa") == []


def test_an_index_built_in_steps_equals_one_built_at_once(kb: KnowledgeBase) -> None:
    names = sorted(kb.entries())
    texts = {name: (kb.practices_folder / name).read_text(encoding="utf-8") for name in names}
    for name in names[1:]:
        (kb.practices_folder / name).unlink()
    for name in names[1:]:
        found(kb, "trauma")
        (kb.practices_folder / name).write_text(texts[name], encoding="utf-8")
    in_steps = everything(kb)
    index_module.rebuild(kb)
    assert everything(kb) == in_steps


def test_an_index_too_large_to_sort_in_memory_is_the_same(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_module.rebuild(kb)
    whole = everything(kb)
    monkeypatch.setattr(index_module, "SORTED_MB", 0)
    index_module.rebuild(kb)
    assert everything(kb) == whole


def test_a_change_of_the_taxonomy_is_seen(kb: KnowledgeBase) -> None:
    assert found(kb, "topic:zeldzaamwoord") == []
    path = kb.taxonomy_files[1]
    text = path.read_text(encoding="utf-8").replace("nl: Trauma\n", "nl: Zeldzaamwoord\n", 1)
    path.write_text(text, encoding="utf-8")
    assert "asja-fier" in found(KnowledgeBase(kb.root), "topic:zeldzaamwoord")


@pytest.mark.parametrize(
    "pattern",
    [
        "*.pst",
        "*.trm",
        "*._stored.col",
        "_MAIN_*.toc",
        "state-*",
        "words-*",
        "synonyms",
        "taxonomy-*",
    ],
)
@pytest.mark.parametrize("damage", [b"", b"not what was here", None])
def test_a_damaged_cache_is_made_again(
    kb: KnowledgeBase, pattern: str, damage: bytes | None
) -> None:
    before = everything(kb)
    damaged = 0
    for path in cache.folder_for(kb).rglob(pattern):
        damaged += 1
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
    assert damaged
    assert everything(KnowledgeBase(kb.root)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX here")
def test_a_cache_that_others_can_write_is_not_trusted(kb: KnowledgeBase) -> None:
    before = everything(kb)
    cache.folder_for(kb).chmod(0o777)
    search = Search(kb)
    search.search("trauma")
    assert search.in_memory
    assert everything(kb) == before


def test_without_a_cache_folder_the_index_is_built_in_memory(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = everything(kb)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ISJ_CACHE", str(tmp_path / "file" / "below"))
    search = Search(kb)
    search.search("trauma")
    assert search.in_memory
    assert everything(kb) == before


def test_a_bad_file_is_left_out_and_named(kb: KnowledgeBase) -> None:
    kb.path_of("kapot").write_text("id: kapot\ntitle: [\n", encoding="utf-8")
    search = Search(kb)
    assert search.search("trauma").total
    assert search.unreadable == ("kapot.yaml",)
    assert Search(kb).search("trauma").total
    kb.path_of("kapot").unlink()
    again = Search(kb)
    again.search("trauma")
    assert again.unreadable == ()


def test_of_a_giant_the_first_part_can_be_found(kb: KnowledgeBase) -> None:
    places = ", ".join(f"Plaats{number}" for number in range(MOST_ENTRIES + 1))
    kb.path_of("reus").write_text(
        "id: reus\ntitle: Reus\nstatus: gepubliceerd\n"
        f"approach: Wolkenkrabber {'vulling ' * (MOST_CHARACTERS // 8)} schildpad\n"
        f"region: {{level: lokaal, names: [{places}]}}\n",
        "utf-8",
    )
    assert found(kb, "wolkenkrabber") == ["reus"] and found(kb, "schildpad") == []
    (record,) = [each for each in Search(kb).records() if each.id == "reus"]
    assert (record.region[0], len(record.region)) == ("Plaats0", MOST_ENTRIES)
    (practice,) = Search(kb).practices(Filters(include={"region": ("Plaats1",)}))
    assert len(practice.region.names) == MOST_ENTRIES + 1  # what is shown is whole


def test_two_processes_index_at_once(kb: KnowledgeBase) -> None:
    code = (
        "import sys; from pathlib import Path; from isj_cli.search.searcher import Search;"
        "from isj_cli.store.knowledge_base import KnowledgeBase;"
        "print(Search(KnowledgeBase(Path(sys.argv[1]))).search('trauma').total)"
    )
    path = kb.path_of("asja-fier")
    for _round in range(3):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(kb.root)],
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            for _ in range(3)
        ]
        answers = {process.communicate(timeout=60)[0] for process in running}
        assert len(answers) == 1
        assert all(process.returncode == 0 for process in running)


def test_a_killed_indexing_process_leaves_nothing_broken(kb: KnowledgeBase) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from isj_cli.search.index import open_index, rebuild\n"
        "from isj_cli.store.knowledge_base import KnowledgeBase\n"
        "kb = KnowledgeBase(Path(sys.argv[1])); path = kb.files()[0]\n"
        "print('go', flush=True)\n"
        "while True:\n"
        "    rebuild(kb); path.write_bytes(path.read_bytes()); open_index(kb)"
    )
    expected = everything(kb)
    chance = random.Random(50)
    for _moment in range(50):
        whole = kb.files()[0].read_bytes()
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(kb.root)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.6))
        process.kill()
        process.wait()
        kb.files()[0].write_bytes(whole)
        assert everything(KnowledgeBase(kb.root)) == expected


def test_a_clock_that_jumps_hides_no_change(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8")
    for moment, word in ((10**9, "aaaa"), (4 * 10**9, "bbbb"), (0, "cccc")):
        path.write_text(text.replace("Echt contact", f"{word.title()} contact"), encoding="utf-8")
        os.utime(path, (moment, moment))
        assert found(kb, word) == ["asja-fier"]


def test_a_folder_of_something_else_in_the_cache_is_no_trouble(kb: KnowledgeBase) -> None:
    before = everything(kb)
    folder = cache.folder_for(kb)
    (folder / "vreemd").mkdir()
    (folder / "vreemd" / "bestand").write_text("?", encoding="utf-8")
    (folder / "los").write_text("?", encoding="utf-8")
    assert everything(KnowledgeBase(kb.root)) == before


def test_practices_and_reviews_from_the_index_are_those_of_the_files(kb: KnowledgeBase) -> None:
    path = kb.path_of("asja-fier")
    text = path.read_text(encoding="utf-8")
    half = 'id: anders\ntitle: " Half "\nstatus: gepubliceerd\ngoals: [1, {a: b}]\nregion: Zeist\n'

    def compare() -> None:
        every = Filters(include={"status": kb.taxonomy.ids("statussen")})
        files = {file.path.stem: file.practice for file in kb.read_all()}
        read = {id: replace(file, id=id) for id, file in files.items() if file}
        assert {each.id: each for each in Search(kb).practices(every)} == read
        assert dict(Search(kb).reviews(every)) == {id: each.review for id, each in read.items()}

    compare()
    for changed in (text.replace("Echt contact", "Écht 😀 contact"), half):  # joined to an index
        path.write_text(changed, encoding="utf-8")
        compare()
    shutil.rmtree(cache.folder_for(kb))
    compare()
