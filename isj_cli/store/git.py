"""What git knows of a knowledge base: what changed since another moment."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.practice import Practice
from isj_cli.locale import _
from isj_cli.store.codec import from_mapping
from isj_cli.store.knowledge_base import PRACTICES, PRINCIPLES, SCHEMA, VOCABULARIES, KnowledgeBase
from isj_cli.store.yaml_loader import decode, parse

EVERYTHING = (PRINCIPLES, VOCABULARIES, SCHEMA)


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


def changes_since(kb: KnowledgeBase, ref: str) -> Changes:
    """Return what changed since the last commit that `ref` and the present have in common.

    Raises `IsjError` where there is no git, no repository, or no such commit.
    """
    if not ref or ref.startswith("-"):
        raise _no_commit(ref)
    try:
        commit = _git(kb, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").strip()
    except subprocess.CalledProcessError as error:
        raise _no_commit(ref) from error
    try:
        base = _git(kb, "merge-base", commit, "HEAD").strip()
    except subprocess.CalledProcessError:
        base = commit
    where = [PRACTICES, *EVERYTHING]
    listed = _git(
        kb, "diff", "--relative", "--no-renames", "--name-only", "--no-ext-diff", "-z", base, "--",
        *where,
    )  # fmt: skip
    new = _git(kb, "ls-files", "-z", "--others", "--exclude-standard", "--", *where)
    names = [name for name in f"{listed}{new}".split("\0") if name]
    files = frozenset(kb.root / name for name in names)
    practices = [
        name for name in names if name.startswith(f"{PRACTICES}/") and name.endswith(".yaml")
    ]
    return Changes(
        ref,
        files,
        _practices_at(kb, base, practices),
        frozenset(path.stem for path in kb.files()),
        any(not name.startswith(f"{PRACTICES}/") for name in names),
    )


def _practices_at(kb: KnowledgeBase, commit: str, names: Sequence[str]) -> dict[str, Practice]:
    """Return the practices that a commit holds in these files, by id; unreadable ones are empty."""
    asked = "".join(f"{commit}:./{name}\n" for name in names)
    answer = _run(kb, ["cat-file", "--batch"], asked.encode())
    found: dict[str, Practice] = {}
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        head = answer[at:end]
        at = end + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        data = answer[at : at + size]
        at += size + 1
        id = Path(name).stem
        try:
            document = parse(decode(data), Path(name))
            found[id] = from_mapping(Practice, document.mapping)
        except YamlError:
            found[id] = Practice(id=id)
    return found


def _git(kb: KnowledgeBase, *args: str) -> str:
    return _run(kb, args).decode("utf-8", "surrogateescape")


def _run(kb: KnowledgeBase, args: Sequence[str], stdin: bytes = b"") -> bytes:
    try:
        inside = subprocess.run(  # noqa: S603 (no shell, and no option comes from outside)
            ["git", "-C", str(kb.root), *args],  # noqa: S607 (the git that the person uses)
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise IsjError(
            _("Git is not installed here; install it, or leave --changed-since out.")
        ) from error
    if inside.returncode and b"not a git repository" in inside.stderr:
        raise IsjError(
            _("{folder} is in no git repository; leave --changed-since out.").format(folder=kb.root)
        )
    inside.check_returncode()
    return inside.stdout


def _no_commit(ref: str) -> IsjError:
    return IsjError(
        _(
            "Git knows no commit '{ref}' here; name a branch, such as main, or fetch it first."
        ).format(ref=ref)
    )
