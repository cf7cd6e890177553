"""The index: a cache that follows the practices' files by itself.

It lies in the platform's cache folder, one folder for each combination of knowledge base,
taxonomy and program version. Beside Whoosh's files stand, for each generation of the index, the
state of the practices' files (`state-N`) and the known words (`words-N`). They are written before
Whoosh commits generation N, so an index is complete from the moment Whoosh shows it. A few
changed files are committed to the index that is there; a rebuild happens in a folder beside it,
which then takes its name. Whatever goes wrong with it costs a rebuild; so does a file in it that is
not this person's own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Set
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from isj_cli.domain.errors import IsjError
from isj_cli.domain.progress import Progress, unseen
from isj_cli.search.engine import RamStorage
from isj_cli.search.engine import index as whoosh_index
from isj_cli.search.indexing import add_all, add_practices, schema
from isj_cli.search.state import State
from isj_cli.search.widening import Synonyms
from isj_cli.search.word_list import WordList
from isj_cli.store import cache
from isj_cli.store.knowledge_base import KnowledgeBase

SYNONYMS = "synonyms"
REBUILD_SHARE = 0.25
LOCK_SECONDS = 20.0
SORTED_MB = 256  # of postings that are sorted in memory at a time; the rest waits on the disk


class _Memory(RamStorage):  # type: ignore[misc]  # whoosh has no types
    """Storage in memory only; Whoosh's own writes to one folder for all users while it works."""

    def temp_storage(self, name: str | None = None) -> Any:
        return RamStorage()


class OpenIndex(NamedTuple):
    """An index that is in step with the files, and the words and synonyms it knows.

    `unreadable` names the files that are not in it, since they could not be read. `in_memory`
    tells that the cache folder could not be used.
    """

    whoosh: Any
    words: WordList
    synonyms: Synonyms
    unreadable: tuple[str, ...]
    in_memory: bool = False


def open_index(kb: KnowledgeBase, progress: Progress = unseen) -> OpenIndex:
    """Return the index of a knowledge base, brought into step with its files."""
    try:
        folder = cache.private_folder_for(kb) / cache.key_for(kb)
        return _follow(kb, folder, progress) or _rebuild(kb, folder, progress)
    except OSError:
        return _in_memory(kb, progress)


def rebuild(kb: KnowledgeBase, progress: Progress = unseen) -> OpenIndex:
    """Build the index anew, whatever there is."""
    try:
        return _rebuild(kb, cache.private_folder_for(kb) / cache.key_for(kb), progress)
    except OSError:
        return _in_memory(kb, progress)


def _follow(kb: KnowledgeBase, folder: Path, progress: Progress) -> OpenIndex | None:
    """Return the index in `folder`, updated; None where it has to be built anew."""
    try:
        if not cache.is_own(folder):
            return None
        found = whoosh_index.open_dir(str(folder), schema=schema())
        generation = found.latest_generation()
        words = WordList((folder / f"words-{generation}").read_bytes())
        if not words.is_whole:
            return None
        path = folder / f"state-{generation}"
        state = State.read(path)
        there = OpenIndex(found, words, _synonyms(folder), state.unreadable)
        now = dict(kb.signatures())
        changed = state.changed(kb, now)
        if len(changed) > max(20, REBUILD_SHARE * len(now)):
            return None
        if changed:
            return _update(kb, folder, there, state, changed, progress)
        if state.recent:
            _write_again(path, State.of(kb, now)._replace(unreadable=state.unreadable))
        return there
    except IsjError:
        raise
    except Exception:  # a cache damaged in any way is made again
        return None


def _update(
    kb: KnowledgeBase,
    folder: Path,
    there: OpenIndex,
    state: State,
    changed: Set[str],
    progress: Progress,
) -> OpenIndex:
    found, words, synonyms = there.whoosh, there.words, there.synonyms
    writer = found.writer(timeout=LOCK_SECONDS, delay=0.05, compound=False)
    try:
        if found.latest_generation() != writer.generation - 1:
            writer.cancel()  # another process was quicker: look again at what it left
            return open_index(kb, progress)
        for name in sorted(changed):
            writer.delete_by_term("name", name)
        new = {name: signature for name, signature in kb.signatures() if name in changed}
        kept = {name: each for name, each in state.files.items() if name not in changed}
        made = State.of(kb, kept | new)  # before reading: a change after it is seen
        names = progress(sorted(new), len(new))
        unreadable = add_practices(kb, writer, words, synonyms.expressions(), names)
        unreadable |= kept.keys() & state.unreadable
        made = made._replace(unreadable=tuple(sorted(unreadable)))
        _write_state(folder, writer.generation, made, words)
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
    _remove_old_state(folder, found.latest_generation())
    return OpenIndex(found.refresh(), words.whole(), synonyms, made.unreadable)


def _write_state(folder: Path, generation: int, state: State, words: WordList) -> None:
    (folder / f"words-{generation}").write_bytes(words.dump())
    (folder / f"state-{generation}").write_text(state.text, encoding="utf-8")


def _write_again(path: Path, state: State) -> None:
    """Write the state of a generation again, for a reader to see whole or not at all.

    Unlike `write_atomically` it makes no folder: another process may be about to give its own one
    that name.
    """
    import tempfile

    with suppress(OSError):  # the state that is there stays true
        handle, draft = tempfile.mkstemp(prefix="draft-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(state.text)
        Path(draft).replace(path)


def _remove_old_state(folder: Path, generation: int) -> None:
    for path in (*folder.glob("state-*"), *folder.glob("words-*")):
        number = path.name.split("-")[1]
        if number.isdigit() and int(number) < generation:
            path.unlink(missing_ok=True)


def _rebuild(kb: KnowledgeBase, folder: Path, progress: Progress) -> OpenIndex:
    """Build the index beside `folder`, then give it that name."""
    import shutil
    import tempfile

    parent = folder.parent
    draft = Path(tempfile.mkdtemp(prefix="new-", dir=parent))
    try:
        made = whoosh_index.create_in(str(draft), schema())
        words = WordList()
        files = dict(kb.signatures())
        state, names = State.of(kb, files), sorted(files)
        writer = made.writer(limitmb=SORTED_MB, compound=False)
        synonyms, unreadable = add_all(kb, writer, words, progress(names, len(names)))
        state = state._replace(unreadable=tuple(sorted(unreadable)))
        (draft / SYNONYMS).write_bytes(synonyms.data)
        _write_state(draft, writer.generation, state, words)
        writer.commit(optimize=True)
        made.close()
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(prefix="old-", dir=parent)) / "index")
        try:
            draft.rename(folder)
        except OSError:
            if not folder.exists():
                raise  # otherwise another process was quicker; its index serves as well
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _sweep(parent, folder)
    return OpenIndex(
        whoosh_index.open_dir(str(folder), schema=schema()),
        words.whole(),
        synonyms,
        state.unreadable,
    )


def _sweep(parent: Path, keep: Path) -> None:
    """Remove what earlier versions and killed processes left, unless it may be in use."""
    import shutil

    hour_ago = time.time() - 3600
    for path in parent.iterdir():
        try:
            if path != keep and (path.name.startswith("old-") or path.stat().st_mtime < hour_ago):
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue


def _in_memory(kb: KnowledgeBase, progress: Progress) -> OpenIndex:
    made = _Memory().create_index(schema())
    words = WordList()
    names = sorted(kb.entries())
    writer = made.writer()
    synonyms, unreadable = add_all(kb, writer, words, progress(names, len(names)))
    writer.commit()
    return OpenIndex(made, words.whole(), synonyms, tuple(sorted(unreadable)), in_memory=True)


def _synonyms(folder: Path) -> Synonyms:
    return Synonyms((folder / SYNONYMS).read_bytes())
