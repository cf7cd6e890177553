"""What git knows of a knowledge base: what changed since another moment.

The settings of a repository name programs: a monitor of its files, hooks, filters of its contents,
ways to fetch what is missing. A knowledge base may come from anywhere, so git is only asked for
what it has stored and for names of files, with those settings off; files are compared with it here,
since git would filter them. Git itself refuses repositories of other people (`safe.directory`).
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.practice import Practice
from isj_cli.locale import _
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import (
    PRACTICES,
    PRINCIPLES,
    SCHEMA,
    SYNONYMS,
    VOCABULARIES,
    KnowledgeBase,
    is_usable,
)
from isj_cli.store.reading import MAX_BYTES, read_bytes
from isj_cli.store.yaml_loader import decode, parse

EVERYTHING = (PRINCIPLES, VOCABULARIES, SCHEMA)
# Git sets these for its hooks, and then takes the folder where it is run for the top of all.
_SET_FOR_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_NO_PROGRAMS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_AT_ONCE = 16  # practices that git is asked for, of 2 MB at most each
_NO_NETWORK = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


class _GitError(Exception):
    """Git answered no; its text is git's own sentence."""


@dataclass(frozen=True)
class Changes:
    """What changed in a knowledge base since `ref`, committed or not.

    `files` are the files that changed or are new. `before` are the practices that changed or have
    gone, as they were, by id; `now` are the ids that there are. `everything` tells that the
    taxonomy or the schema changed, which touches every practice.
    """

    ref: str
    files: frozenset[Path]
    before: Mapping[str, Practice]
    now: frozenset[str]
    everything: bool = False

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids of the practices whose files have gone."""
        return frozenset(self.before) - self.now

    @cached_property
    def new(self) -> frozenset[str]:
        """The ids of the practices that were not there before."""
        return (self.now & {path.stem for path in self.files}) - self.before.keys()


def changes_since(kb: KnowledgeBase, ref: str) -> Changes:
    """Return what changed since the last commit that `ref` and the present have in common.

    Raises `IsjError` where there is no git, no repository, or no such commit.
    """
    if not ref or ref.startswith("-"):
        raise _no_commit(ref)
    _git(kb, "rev-parse", "--git-dir")
    try:
        commit = _run(kb, ["rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"])
    except _GitError as error:
        raise _no_commit(ref) from error
    base = _common(kb, commit.decode().strip(), ref)
    where = [PRACTICES, SYNONYMS, *EVERYTHING]
    there = _stored_at(kb, base, where)
    changed = [name for name, id in there.items() if not _is_stored(kb.root / name, id)]
    listed = _git(kb, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *where)
    names = {*changed, *(set(_names(listed)) - there.keys())}
    practices = {Path(name).stem: there[name] for name in changed if _is_practice(name)}
    return Changes(
        ref,
        frozenset(kb.root / name for name in names),
        _practices_stored(kb, practices, ref),
        frozenset(kb.ids()),
        any(name.split("/")[0] in EVERYTHING for name in names),
    )


def _common(kb: KnowledgeBase, commit: str, ref: str) -> str:
    """Return the last commit that `commit` and the present share, else `commit` itself.

    Raises `IsjError` where the history is cut off, so that nobody can tell.
    """
    try:
        return _run(kb, ["merge-base", commit, "HEAD"]).decode().strip()
    except _GitError as error:
        if _git(kb, "rev-parse", "--is-shallow-repository").strip() == b"true":
            raise IsjError(
                _(
                    "This copy holds too little of the history to compare with '{ref}'; fetch the "
                    "rest with 'git fetch --unshallow', or 'fetch-depth: 0' in a workflow."
                ).format(ref=ref)
            ) from error
        return commit


def _is_practice(name: str) -> bool:
    folder, _slash, file = name.rpartition("/")
    return folder == PRACTICES and not file.startswith(".") and is_usable(file)


def _names(listed: bytes) -> list[str]:
    return [name for name in os.fsdecode(listed).split("\0") if name]


def _stored_at(kb: KnowledgeBase, commit: str, where: Collection[str]) -> dict[str, str]:
    """Return the files that a commit holds there: git's id of the contents, by name."""
    found = {}
    for line in _names(_git(kb, "ls-tree", "-r", "-z", commit, "--", *where)):
        head, _tab, name = line.partition("\t")
        _mode, kind, id = head.split(" ")
        if kind == "blob":
            found[name] = id
    return found


def _is_stored(path: Path, id: str) -> bool:
    """Tell whether a file holds what git stored under an id, line ends aside."""
    import hashlib

    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            data = os.fsencode(path.readlink())
        elif stat.S_ISREG(mode):
            data = read_bytes(path)
            if len(data) > MAX_BYTES:
                return False
        else:
            return False
    except OSError:
        return False
    name = "sha1" if len(id) == 40 else "sha256"
    return any(
        hashlib.new(name, b"blob %d\0" % len(each) + each, usedforsecurity=False).hexdigest() == id
        for each in (data, data.replace(b"\r\n", b"\n"))
    )


def _practices_stored(kb: KnowledgeBase, ids: Mapping[str, str], ref: str) -> dict[str, Practice]:
    """Return practices as git stored them under these ids; unreadable ones are empty."""
    found = {name: Practice(id=name) for name in ids}
    for name, data in _stored(kb, ids, ref):
        try:
            document = parse(decode(data), Path(f"{name}.yaml"))
            found[name] = from_mapping(Practice, document.mapping)
        except YamlError:
            continue
    return found


def _stored(kb: KnowledgeBase, ids: Mapping[str, str], ref: str) -> Iterator[tuple[str, bytes]]:
    """Yield names with what git stored under their ids, but for what is too large to read."""
    sizes = _git(kb, "cat-file", "--batch-check", stdin=_lines(ids.values())).splitlines()
    if any(line.endswith(b" missing") for line in sizes):
        raise IsjError(
            _(
                "This copy of the repository lacks files as they were at '{ref}'; clone it "
                "without --filter."
            ).format(ref=ref)
        )
    found = zip(ids, map(_size_in, sizes), strict=True)
    readable = [(name, size) for name, size in found if size <= MAX_BYTES]
    for some in (readable[at : at + _AT_ONCE] for at in range(0, len(readable), _AT_ONCE)):
        asked = _lines(ids[name] for name, _size in some)
        answer = _git(kb, "cat-file", "--batch", stdin=asked)
        at = 0
        for name, size in some:
            start = answer.index(b"\n", at) + 1
            at = start + size + 1
            yield name, answer[start : start + size]


def _lines(ids: Iterable[str]) -> bytes:
    return "".join(f"{id}\n" for id in ids).encode()


def _size_in(line: bytes) -> int:
    return int(line.rsplit(b" ", 1)[1])


def _git(kb: KnowledgeBase, *args: str, stdin: bytes = b"") -> bytes:
    """Return what git says; raises `IsjError` with its own words where it cannot."""
    try:
        return _run(kb, args, stdin)
    except _GitError as error:
        raise IsjError(
            _("Git cannot tell what changed ({reason}); try 'git status' in {folder}.").format(
                reason=error, folder=kb.root
            )
        ) from error


def _run(kb: KnowledgeBase, args: Sequence[str], stdin: bytes = b"") -> bytes:
    program = shutil.which("git")
    if (
        not program or not Path(program).is_absolute()
    ):  # no git.exe that lies where one happens to be
        raise IsjError(_("Git is not installed here; install it, or leave --changed-since out."))
    own = {name: value for name, value in os.environ.items() if name not in _SET_FOR_HOOKS}
    done = subprocess.run(  # noqa: S603 (no shell, and no option comes from outside)
        [program, *_NO_PROGRAMS, "-C", str(kb.root), *args],
        input=stdin,
        capture_output=True,
        check=False,
        env={**own, **_NO_NETWORK, "LC_ALL": "C"},  # its words are looked at
    )
    if not done.returncode:
        return done.stdout
    if b"not a git repository" in done.stderr:
        raise IsjError(
            _("{folder} is in no git repository; leave --changed-since out.").format(folder=kb.root)
        )
    lines = done.stderr.decode("utf-8", "replace").strip().split("\n")
    raise _GitError(lines[0].removeprefix("fatal: "))


def _no_commit(ref: str) -> IsjError:
    return IsjError(
        _(
            "Git knows no commit '{ref}' here; name a branch, such as main, or fetch it first."
        ).format(ref=ref)
    )
