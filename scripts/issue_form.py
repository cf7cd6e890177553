"""Write the form for issues from its template and the taxonomy.

python scripts/issue_form.py            write it
python scripts/issue_form.py --check    only tell whether it is out of date
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from generated import write_or_check

from isj_cli.store.issue_form import form, options
from isj_cli.store.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
FORM = ROOT / ".github/ISSUE_TEMPLATE/praktijkvoorbeeld.yml"
TOP = "# Made from the taxonomy by `python scripts/issue_form.py`; do not edit it by hand.\n"


def filled() -> str:
    """Return the form with the options of its lists."""
    taxonomy = KnowledgeBase(ROOT).taxonomy

    def listed(found: re.Match[str]) -> str:
        rows = (json.dumps(name, ensure_ascii=False) for name in options(found[2], taxonomy))
        return "\n".join([f"{found[1]}options:", *(f"{found[1]}  - {row}" for row in rows)])

    without_comment = re.sub(r"\A(?:#.*\n)+", "", form())
    return TOP + re.sub(r"(?m)^( +)options: <(\w+)>$", listed, without_comment)


def main() -> int:
    """Write the form, or check it."""
    return write_or_check({FORM: filled()})


if __name__ == "__main__":
    sys.exit(main())
