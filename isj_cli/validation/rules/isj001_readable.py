"""A file can be read as text, in the encoding UTF-8.

Word processors and old editors save in another encoding, or put characters in a file that cannot
be seen. Save the file again as plain text, with the encoding UTF-8. All editors for programmers do
so, and so does Notepad.

Passes:

    title: Één gezin, één plan
"""

from isj_cli.domain.finding import Severity

SEVERITY = Severity.ERROR
