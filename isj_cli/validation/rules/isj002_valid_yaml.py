"""A file is valid YAML.

Five mistakes make up nearly all of these. A tab stands in the indentation. A colon and a space
stand inside a text. A text begins with an apostrophe, which opens a quotation. A line begins in
another column than the lines that it belongs to. A quotation mark is not closed. Double quotes
around the whole text solve most of them. In the example, an arrow stands
for a tab.

Fails:

    title: Thuis: samen naar school

    title: 't Huis

    target_group:
    →text: Jongeren van 12 tot en met 17 jaar.

    region:
      level: gemeente
       names: [Leeuwarden]

    title:Thuisteam

    title: @home

Passes:

    title: "Thuis: samen naar school"

    title: "'t Huis"

    target_group:
      text: Jongeren van 12 tot en met 17 jaar.

    region:
      level: gemeente
      names: [Leeuwarden]

    title: Thuisteam

    title: "@home"
"""

from isj_cli.domain.finding import Severity

SEVERITY = Severity.ERROR
