"""Fill in the recorded sessions of the README, from what the commands really answer.

python scripts/readme_sessions.py            write them
python scripts/readme_sessions.py --check    only tell whether they are out of date
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support import in_terminal  # noqa: E402 (it lies with the tests)

PAGE = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- session: (isj[^\n]*) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)


def answer(command: str) -> str:
    """Return what a person sees in a terminal of 100 columns."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ.update(ISJ_LANG="en", ISJ_CACHE=cache, TERM="xterm-256color")
        seen = in_terminal(shlex.split(command)[1:], 100, ROOT)
    return "".join(f"{line.rstrip()}\n" for line in seen.strip().splitlines())


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
