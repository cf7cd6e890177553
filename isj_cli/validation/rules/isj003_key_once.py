"""A key stands once in a group of keys.

Of two keys with the same name most programs silently take the last one, and what the first one
says is lost.

Fails:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.
      text: Hun ouders.

Passes:

    target_group:
      text: Jongeren van 12 tot en met 17 jaar, en hun ouders.
"""

from isj_cli.domain.finding import Severity

SEVERITY = Severity.ERROR
