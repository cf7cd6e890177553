"""Write `docs/cli.md` from the help of the commands.

python scripts/cli_reference.py            write it
python scripts/cli_reference.py --check    only tell whether it is out of date
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generated import write_or_check

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/cli.md"
TOP = """# Commands

Made from the help of the commands by `python scripts/cli_reference.py`; do not edit it by hand.
The filters, the query language, formats and exit codes are the same everywhere; `isj --lang nl
COMMAND --help` says all of this in Dutch.
"""


def help_of(*command: str) -> str:
    """Return what a command's `--help` says."""
    environment = {**os.environ, "COLUMNS": "90", "ISJ_LANG": "en", "TERM": "dumb"}
    return subprocess.run(
        [sys.executable, "-m", "isj_cli", *command, "--help"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def commands() -> list[tuple[str, ...]]:
    """Return all commands, in the order of the help."""
    from isj_cli.cli.app import COMMANDS
    from isj_cli.cli.assess import STEPS
    from isj_cli.cli.export import FORMS

    return [
        (),
        *((name,) for name in COMMANDS),
        *(("export", name) for name in FORMS),
        *(("assess", name) for name in STEPS),
    ]


def page() -> str:
    """Return the whole page."""
    parts = [TOP]
    for command in commands():
        name = " ".join(("isj", *command))
        parts.append(f"## {name}\n\n```text\n{help_of(*command).rstrip()}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or check it."""
    return write_or_check({PAGE: page()})


if __name__ == "__main__":
    sys.exit(main())
