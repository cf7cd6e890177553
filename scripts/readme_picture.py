"""Draw the picture of a terminal that the README shows, from what the commands really answer.

python scripts/readme_picture.py            write docs/terminal.svg
python scripts/readme_picture.py --check    only tell whether it is out of date

The colours are those of the terminal. The picture asks for nothing from elsewhere: no font, no
script, no address. It has a ground of its own, so that it reads on a light and on a dark page.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from generated import write_or_check
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support import converse  # noqa: E402 (it lies with the tests)

PICTURE = ROOT / "docs/terminal.svg"
COLUMNS = 88
SESSION = (
    "isj --lang nl search loverboy --limit 2",
    "isj --lang nl search truama --limit 1",
    "isj --lang nl matrix --region Friesland --sector onderwijs",
)
ALT = "Een terminal met isj: een zoekvraag, een verbeterde typefout en een matrix van praktijken."
THEME = TerminalTheme(
    (22, 27, 34),
    (201, 209, 217),
    [
        (72, 79, 88), (255, 123, 114), (126, 231, 135), (242, 204, 96),
        (121, 192, 255), (210, 168, 255), (118, 227, 234), (201, 209, 217),
    ],
    [
        (139, 148, 158), (255, 161, 152), (165, 243, 173), (248, 227, 161),
        (165, 214, 255), (226, 197, 255), (179, 240, 255), (255, 255, 255),
    ],
)  # fmt: skip
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{alt}</title>
<style>
.{unique_id}-text {{
  font: {char_height}px ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-text">
{matrix}
</g></g>
</svg>
"""


def picture() -> str:
    """Return the drawing of the session as it goes now."""
    console = Console(record=True, width=COLUMNS + 2, file=io.StringIO(), force_terminal=True)
    surroundings = {
        "ISJ_LANG": "nl", "TERM": "xterm-256color", "PAGER": "cat", "COLUMNS": str(COLUMNS),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    isj = [sys.executable, "-m", "isj_cli"]
    converse([*isj, "--quiet", "index"], ROOT, surroundings)  # so that none is built in the picture
    for number, command in enumerate(SESSION):
        ran = converse([*isj, *command.split()[1:]], ROOT, surroundings, columns=COLUMNS)
        if number:
            console.print()
        console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
        console.print(Text.from_ansi(ran.out.rstrip("\n")))
    console.print()  # room below the last line
    form = DRAWING.replace("{alt}", escape(ALT))
    drawing = console.export_svg(title="", theme=THEME, unique_id="isj", code_format=form)
    return re.sub(r"(?m)[ \t]+$", "", drawing)


def main() -> int:
    """Write the picture, or check it."""
    return write_or_check({PICTURE: picture()})


if __name__ == "__main__":
    sys.exit(main())
