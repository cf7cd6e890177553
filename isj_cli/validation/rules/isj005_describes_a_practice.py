"""A file describes a practice, as a list of keys with values.

Fails:

    - Een lijst
    - van zinnen

Passes:

    title: Thuisteam
"""

from isj_cli.domain.finding import Severity

SEVERITY = Severity.ERROR
