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
`isj --lang nl COMMAND --help` says all of this in Dutch.

## What is the same everywhere

**Exit codes.** 0: done. 1: a negative answer, such as nothing found or an error in a file. 2: wrong
use, or a file that cannot be used. 130: stopped with Ctrl-C.

**Filters.** The same filter twice means one or the other; different filters all have to pass.
`--not-` before the name of a filter leaves out what it would choose. Labels do as well as ids.

**Queries.** Practices with all words come first, then those with some of them.

| write | for |
| --- | --- |
| `word` | the word, its other forms, what it is part of, and words that say the same |
| `"words"` | these words beside one another, in this order |
| `-word`, `NOT word` | practices without that word |
| `AND`, `OR`, `( )` | both sides, either side, what belongs together |
| `begin*` | all words that begin so |
| `field:word` | the word in one kind of text, by its English or Dutch name |

The fields: `title` (`titel`), `strength` (`kracht`), `summary` (`samenvatting`), `target`
(`doelgroep`), `approach` (`aanpak`), `principle` (`principe`), `factor`, `topic` (`onderwerp`),
`sector`, `bottleneck` (`knelpunt`), `result` (`resultaat`), `organisation` (`organisatie`),
`region` (`regio`), `source` (`bron`).
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
