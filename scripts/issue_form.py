"""Write the form for issues from its template and the taxonomy.

python scripts/issue_form.py            write it
python scripts/issue_form.py --check    only tell whether it is out of date
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

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
    """Write the form, or tell with 1 that it is out of date."""
    text = filled()
    if "--check" not in sys.argv[1:]:
        FORM.write_text(text, encoding="utf-8", newline="\n")
    elif not FORM.is_file() or FORM.read_text(encoding="utf-8") != text:
        print("The form is out of date: run 'python scripts/issue_form.py'.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
