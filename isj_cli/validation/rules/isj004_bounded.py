"""A file is no larger than a description can be.

A file holds at most 2 MB, and no values nested forty deep. Aliases (`*name`) that multiply a text
count in full. Describe one practice in a file, and put reports and films on a website.

Passes:

    materials:
      - title: Het jaarverslag
        url: https://example.org/jaarverslag
"""

from isj_cli.domain.finding import Severity

SEVERITY = Severity.ERROR
