"""Write the lists of `docs/glossary.md` from the taxonomy; what stands above them is kept.

python scripts/glossary.py            write them
python scripts/glossary.py --check    only tell whether they are out of date
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from generated import write_or_check

from isj_cli.domain.taxonomy import REGIONS
from isj_cli.domain.vocabularies import Label
from isj_cli.store.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/glossary.md"
BEGIN = "<!-- Made by `python scripts/glossary.py` from here on; do not edit it by hand. -->\n"
NAMES = (REGIONS, "digitale-platforms")  # names, which have no other language


def filled(text: str) -> str:
    """Return the page with the words of the taxonomy as they are now."""
    taxonomy = KnowledgeBase(ROOT).taxonomy
    parts = [text.partition(BEGIN)[0] + BEGIN]
    for framework in taxonomy.frameworks:
        parts.append(section(framework.label, [(each.label, each.id) for each in framework.items]))
    for vocabulary in taxonomy.vocabularies:
        if vocabulary.id not in NAMES:
            terms = [(each.label, each.id) for each in vocabulary.items]
            parts.append(section(vocabulary.label, terms))
    return "\n".join(parts)


def section(label: Label, terms: Sequence[tuple[Label, str]]) -> str:
    """Return a heading and a table of words."""
    rows = [("Nederlands", "English", "id"), ("---", "---", "---")]
    rows += [(each.nl, each.en, f"`{id}`") for each, id in terms]
    return f"## {label.nl} · {label.en}\n\n{''.join(map(row, rows))}"


def row(cells: Iterable[str]) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def main() -> int:
    """Write the lists, or check them."""
    return write_or_check({PAGE: filled(PAGE.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    sys.exit(main())
