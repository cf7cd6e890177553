"""A large knowledge base for measuring, made of the words of the real one.

    python benchmarks/corpus.py FOLDER NUMBER

Every practice is a real one in which each sentence may have been exchanged for one of the same
field of another practice; the same seed gives the same files.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SEED = 20
TEXTS = ("summary", "approach", "reason", "strength", "team", "text", "how", "answer", "statement")
KEPT = 0.3


def make(folder: Path, number: int) -> Path:
    """Write a knowledge base of `number` practices and return its folder."""
    chance = random.Random(SEED)
    _found(folder)
    (folder / "practices").mkdir()
    real = [
        yaml.load(path.read_bytes(), Loader=_Loader)
        for path in sorted((ROOT / "practices").glob("*.yaml"))
    ]
    sentences: dict[str, list[str]] = defaultdict(list)
    for practice in real:
        _collect(practice, sentences)
    for count in range(number):
        made = _mixed(chance.choice(real), sentences, chance)
        made.pop("related", None)
        made.pop("former_ids", None)
        made["id"] = f"voorbeeld-{count:06}"
        made["title"] = f"{made['title'][:80]} {count}"
        path = folder / "practices" / f"{made['id']}.yaml"
        path.write_text(
            yaml.dump(made, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return folder


def shipped(folder: Path) -> Path:
    """Write the knowledge base that comes with the program and return its folder."""
    _found(folder)
    shutil.copytree(ROOT / "practices", folder / "practices")
    return folder


def _found(folder: Path) -> None:
    """Write what every knowledge base has beside its practices."""
    shutil.copytree(ROOT / "schema", folder / "schema")
    for name in ("principles.yaml", "vocabularies.yaml", "synonyms.yaml"):
        shutil.copy(ROOT / name, folder / name)


_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _split(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def _collect(value: Any, sentences: dict[str, list[str]], key: str = "") -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            _collect(each, sentences, name)
    elif isinstance(value, list):
        for each in value:
            _collect(each, sentences, key)
    elif key in TEXTS and isinstance(value, str):
        sentences[key] += _split(value)


def _mixed(
    value: Any, sentences: dict[str, list[str]], chance: random.Random, key: str = ""
) -> Any:
    if isinstance(value, dict):
        return {name: _mixed(each, sentences, chance, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_mixed(each, sentences, chance, key) for each in value]
    if key in TEXTS:
        return " ".join(
            sentence if chance.random() < KEPT else chance.choice(sentences[key])
            for sentence in _split(value)
        )
    if re.fullmatch(r"\d{1,4}", value):
        return int(value)
    return value


def main() -> None:
    """Make what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("number", type=int)
    chosen = options.parse_args()
    print(make(chosen.folder, chosen.number))


if __name__ == "__main__":
    main()
