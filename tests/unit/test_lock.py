"""What CI installs is what pyproject.toml asks for, each file of it known by its hash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT

LOCK = (ROOT / ".ci/lock.txt").read_text(encoding="utf-8")
PINNED = re.compile(
    r"(?m)^(\S+?)==(\S+)(?: ; .+?)? \\\n((?:    --hash=\S+(?: \\)?\n)+)((?:    #.*\n)*)"
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RENEW = "run scripts/lock.sh"


def asked(texts: list[str]) -> Iterator[Requirement]:
    """Every requirement, those of the extras of the project itself included."""
    for requirement in map(Requirement, texts):
        if requirement.name == PROJECT["name"]:
            for extra in requirement.extras:
                yield from asked(PROJECT["optional-dependencies"][extra])
        else:
            yield requirement


def test_the_lock_is_in_step_with_what_is_asked_for() -> None:
    wanted = list(asked([*PROJECT["dependencies"], f"{PROJECT['name']}[dev]"]))
    versions: dict[str, list[str]] = {}
    own = set()
    for name, version, _hashes, via in PINNED.findall(LOCK):
        versions.setdefault(canonicalize_name(name), []).append(version)
        if f"{PROJECT['name']} (pyproject.toml)" in via:
            own.add(canonicalize_name(name))
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{name} is not in the lock: {RENEW}"
        for version in versions[name]:
            assert version in requirement.specifier, f"{name} {version}: {RENEW}"
    assert own == {canonicalize_name(each.name) for each in wanted}, RENEW


def test_every_line_of_the_lock_is_pinned_by_hashes_and_names_no_place() -> None:
    rest = PINNED.sub("", LOCK)
    assert all(line.startswith("#") for line in rest.splitlines()), rest
    for _name, _version, hashes, _via in PINNED.findall(LOCK):
        assert re.fullmatch(r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", hashes)
    assert not re.search(r"://|/(?!pyproject|lock)[a-z]+/|index-url|find-links", LOCK)
