"""Giving a practice another id, in its own file and in all that name it.

Files are changed at the places that the loader gives, so comments, quotes and line ends stay; each
new text is read back, and has to say what the old one said, but for the id.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.locale import _
from isj_cli.store.edits import Source, edited, read_source
from isj_cli.store.exchange import bare
from isj_cli.store.id_edits import FORMER, id_edits, insertions, references, renamed
from isj_cli.store.ids import refuse_id
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import practice_data
from isj_cli.store.reading import read_bytes
from isj_cli.store.writing import alone_in, draft_beside, give_name, write_atomically
from isj_cli.store.yaml_document import LocatedList
from isj_cli.store.yaml_loader import parse


class Change(NamedTuple):
    """What a file held and what it is to hold; `new_path` is where, if not where it was."""

    path: Path
    before: bytes
    after: bytes
    new_path: Path

    @property
    def moves(self) -> bool:
        """Whether the file gets another name."""
        return self.new_path != self.path

    @property
    def is_written(self) -> bool:
        """Whether the file holds what it is to hold."""
        return _holds(self.new_path, self.after)


def plan(kb: KnowledgeBase, old: str, new: str) -> list[Change]:
    """Return what has to change for the practice `old` to be called `new`, its own file first.

    A renaming that was killed halfway is gone on with: the new file that it left is no other
    practice. Raises `IsjError` where `new` cannot be had, `NotFoundError` where there is no such
    practice, and where a file cannot be changed.
    """
    _refuse_taken(kb, old, new)
    own = kb.path_of(old)
    change = _own_change(_read(kb, own), old, new, kb.path_of(new))
    refuse_id(new, lambda id: kb.holds(id) and not change.is_written)
    changes = [change]
    for path in _naming(kb, (old, new)):
        if path in (own, change.new_path):
            continue
        source = _read(kb, path)
        if new in _strings(source.document.mapping.get(FORMER)):
            raise _was_id(new, path.stem)
        places = list(references(source.document.mapping, old))
        if places:
            texts = [edited(source.text, id_edits(source, places, old, new))]
            changes.append(source.changed(texts, old, new, path))
    return changes


def carry_out(changes: Sequence[Change]) -> None:
    """Write what was planned: all of it, or nothing. Raises `IsjError`.

    All texts are on the disk before the first one gets its name, and the old file goes last. So a
    full disk changes nothing, and what a killed process leaves can be gone on with.
    """
    drafts: list[tuple[Change, Path]] = []
    done: list[Change] = []
    with alone_in(changes[0].path.parent):
        try:
            for change in changes:
                if not change.is_written:
                    if not _holds(change.path, change.before):
                        raise IsjError(
                            _("{path} was changed by another program; try again.").format(
                                path=change.path
                            )
                        )
                    drafts.append((change, draft_beside(change.new_path, change.after)))
            for change, draft in drafts:
                give_name(draft, change.new_path, replace=not change.moves)
                done.append(change)
            for change in changes:
                if change.moves:
                    change.path.unlink(missing_ok=True)
        except BaseException:
            if changes[0].path.exists():  # else all of it was written
                _restore(done)
            raise
        finally:
            for _change, draft in drafts:
                draft.unlink(missing_ok=True)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _restore(done: Sequence[Change]) -> None:
    left = []
    for change in done:
        try:
            if change.moves:
                change.new_path.unlink()
            else:
                write_atomically(change.path, change.before)
        except (IsjError, OSError):
            left.append(str(change.new_path))
    if left:
        raise IsjError(
            _("What was written could not all be taken back; look with git at {paths}.").format(
                paths=", ".join(left)
            )
        )


def _refuse_taken(kb: KnowledgeBase, old: str, new: str) -> None:
    """Raise `IsjError` where the practice `old` cannot be called `new`."""
    refuse_id(new)
    if not kb.holds(old):
        now = kb.read(old).path.stem
        raise IsjError(
            _("'{old}' is now called '{now}'; type 'isj rename {now} {new}'.").format(
                old=old, now=now, new=new
            )
        )
    if new == old:
        raise IsjError(_("It is called '{id}' already; choose another id.").format(id=old))


def _was_id(id: str, now: str) -> IsjError:
    return IsjError(
        _(
            "'{id}' was the id of '{now}' before, and an id is never used again: links to it have "
            "to keep leading there. Choose another one."
        ).format(id=id, now=now)
    )


@dataclass(frozen=True)
class _Source(Source):
    """A practice's file as it is; `shown` is how it is called in messages."""

    shown: str

    def changed(self, texts: Sequence[str], old: str, new: str, path: Path) -> Change:
        """Return the change to the first of `texts` that says what it should.

        Raises `IsjError` where none does: the id is written in a way that cannot be followed.
        """
        wanted = renamed(bare(self.document.mapping), old, new, own=path != self.path)
        for text in texts:
            try:
                if bare(parse(text, path).data) == wanted:
                    return Change(self.path, self.data, self.encoded(text), path)
            except YamlError:
                continue
        raise IsjError(
            _(
                "In {path} the ids are written in a way that cannot be changed safely; write "
                "'id: {old}' and the like on lines of their own, and try again."
            ).format(path=self.shown, old=old)
        )


def _read(kb: KnowledgeBase, path: Path) -> _Source:
    """Read a file that has to be understood; raises `IsjError` where it cannot be."""
    try:
        source = read_source(path)
        practice_data(source.document)
    except YamlError as error:
        raise IsjError(
            _(
                "{problem} Mend this first ('isj edit {id}'), since the file names one of the two "
                "ids."
            ).format(problem=error.told(kb.relative(path)), id=path.stem)
        ) from error
    return _Source(**vars(source), shown=kb.relative(path))


def _naming(kb: KnowledgeBase, ids: Sequence[str]) -> Iterator[Path]:
    """Yield the files in which one of the ids stands as a word, wherever that is."""
    alternatives = b"|".join(re.escape(os.fsencode(id)) for id in ids)
    word = re.compile(rb"(?<![\w-])(?:" + alternatives + rb")(?![\w-])")
    for path in kb.files():
        if path.is_file() and word.search(read_bytes(path)):
            yield path


def _own_change(source: _Source, old: str, new: str, path: Path) -> Change:
    """Return the change to the file of the practice itself; raises `IsjError`."""
    data = source.document.mapping
    if data.get("id") != old:
        raise IsjError(
            _(
                "{path} does not say 'id: {old}'; 'isj validate --fix' mends that, and then it "
                "can be renamed."
            ).format(path=source.shown, old=old)
        )
    if new in _strings(data.get(FORMER)):
        raise _was_id(new, old)
    if not isinstance(data.get(FORMER), LocatedList | None):
        raise IsjError(
            _("In {path} 'former_ids' is no list; write it as 'former_ids: []'.").format(
                path=source.shown
            )
        )
    places = [data.values_at["id"], *references(data, old)]
    edits = id_edits(source, places, old, new)
    texts = [edited(source.text, [*edits, each]) for each in insertions(source, old)]
    return source.changed(texts, old, new, path)


def _strings(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
