"""Fill in the recorded sessions of the README, from what the commands really answer.

python scripts/readme_sessions.py            write them
python scripts/readme_sessions.py --check    only tell whether they are out of date
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- session: (isj[^\n]*) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)


def answer(command: str) -> str:
    """Return what a command writes, long lines wrapped for reading."""
    with tempfile.TemporaryDirectory() as cache:
        ran = subprocess.run(
            [sys.executable, "-m", "isj_cli", *shlex.split(command)[1:]],
            env={**os.environ, "ISJ_LANG": "en", "ISJ_CACHE": cache, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    return "".join(
        "\n".join(
            textwrap.wrap(line.expandtabs(4), 116, subsequent_indent="    ", break_long_words=False)
        )
        + "\n"
        for line in ran.stdout.splitlines()
    )


def filled(text: str) -> str:
    """Return the page with its sessions as they go now."""
    return BLOCK.sub(lambda found: f"{found[1]}$ {found[2]}\n{answer(found[2])}{found[3]}", text)


def main() -> int:
    """Write the sessions, or check them."""
    text = PAGE.read_text(encoding="utf-8")
    wanted = filled(text)
    if "--check" in sys.argv:
        if wanted != text:
            print("README.md is out of date: run python scripts/readme_sessions.py")
        return int(wanted != text)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
