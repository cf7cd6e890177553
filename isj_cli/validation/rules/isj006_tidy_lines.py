"""Lines end without spaces, and a file ends with one newline.

Nobody sees such spaces, but git shows each as a change. 'isj validate --fix' takes them out. In the
example, a middle dot stands for a space.

Fails:

    title: Thuisteam··

Passes:

    title: Thuisteam
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.place import Place
from isj_cli.locale import _, ngettext
from isj_cli.validation.collection import Checked
from isj_cli.validation.rule import Found, LineEdit

SEVERITY = Severity.INFO
TOUCHES = ()

_BLANKS = " \t"


def check(file: Checked) -> Iterator[Found]:
    """Yield a note about the first line that ends with spaces, and about the end of the file."""
    lines = file.document.text.split("\n")
    untidy = [number for number, line in enumerate(lines) if line and line[-1] in _BLANKS]
    if untidy:
        first = untidy[0]
        yield Found(
            Place(first + 1, len(lines[first].rstrip(_BLANKS)) + 1),
            ngettext(
                "{number} line ends with spaces.",
                "{number} lines end with spaces; this is the first.",
                len(untidy),
            ).format(number=len(untidy)),
            _("Take them out; 'isj validate --fix' does so."),
        )
    last = _last(lines)
    if len(lines) - last != 2:
        yield Found(
            Place(last + 1, len(lines[last]) + 1),
            _("The file does not end with one newline."),
            _("End it with one; 'isj validate --fix' does so."),
        )


def mend(file: Checked) -> Iterator[LineEdit]:
    """Yield each line without the spaces at its end, and one newline at the end of the file."""
    lines = file.document.text.split("\n")
    last = _last(lines)
    for number, line in enumerate(lines[: last + 1]):
        if line and line[-1] in _BLANKS:
            yield LineEdit(number, number + 1, [line.rstrip(_BLANKS)])
    if lines[last + 1 :] != [""]:
        yield LineEdit(last + 1, len(lines), [""])


def _last(lines: list[str]) -> int:
    """Return the number of the last line that holds something."""
    return max((number for number, line in enumerate(lines) if line.strip(_BLANKS)), default=0)
