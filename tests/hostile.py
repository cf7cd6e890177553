"""A knowledge base whose texts try everything: none of it may run, break a page or reach a shell.

What runs in a browser in spite of everything sets `window.hostile`.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from support import DATA

from isj_cli.store.exchange import bare
from isj_cli.store.yaml_loader import read

ID = "vijandig"
OLD = "vijandig-oud"
RUN = "window.hostile=1"
MARK = "Vijandig"
LONG_WORD = "meervoudigecomplexegezinsproblematiek" * 8
TITLE = f"{MARK} <script>{RUN}</script> [/red] **vet** _a_ | `x` #1 @name :tada: =1+1!"
TRICKS = (
    f"<script>{RUN}</script>",
    f"</script></title></style><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"\'><svg onload="{RUN}">',
    f"[klik](javascript:{RUN})",
    f"[klik]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    f"![beeld](javascript:{RUN})",
    "{{ 7 * 7 }} {% raw %} ${7*7} $x^2$ $$y$$",
    "[/red] [bold red]rood[/bold red] [link=https://example.org]x[/link]",
    "\x1b[31mrood\x1b[0m \x1b]8;;https://example.org\x07klik\x1b]8;;\x07 \x07\x9b2J\x1b[2J",
    "\u202egnol sthcer\u202c \u2066x\u2069 \u200f \u061c مرحبا \u200bnul\u200b",
    '=HYPERLINK("https://example.org";"klik")',
    "+1 -1 @SUM(A1) \t=1+1",
    "*ster* **vet** _streep_ ~~door~~ ~golf~ `code` ``` ~~~",
    "| a | b |",
    "&lt;b&gt; &amp; &#60; &nbsp; &copy &zwj;",
    "www.example.org https://example.org/x mail@example.org ftp://example.org",
    "#1 @name GH-1 :tada: [^1] [^1]: noot [ ] [x] - [ ] taak {#anker .klas} \\newpage \\",
    "--- === +++ *** # kop > citaat 1. een - twee + drie",
    "<!-- weg --> <![CDATA[x]]> <?php ?> ]]> --> <https://example.org>",
    LONG_WORD,
)
TEXT = f"{MARK}. " + " ".join(TRICKS)
LINES = (
    "# Kop",
    "Kop\n===",
    "Kop\n---",
    "- punt\n1. een\n2) twee",
    "> citaat\n\n    code\n\n\tcode",
    "```\nblok",
    "~~~\nblok",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "<div>\nblok",
    "<!--\nblok",
    "[x]: https://example.org",
    "[^1]: noot",
    "regel  \nregel\\\nregel",
    "---",
    "***",
    "+ a",
    "* a",
    "1986. Een jaar",
    "- [ ] taak",
    ": term",
    "!!! note",
    "$$\nx\n$$",
    "::: note\nx\n:::",
    "[TOC]",
    "\\begin{x}",
    "@name",
    "#1",
)
LONG_TEXT = TEXT + "\n\n" + "\n\n".join(LINES)
URLS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://example.org",
    f"data:text/html,<script>{RUN}</script>",
    f'https://example.org/"><script>{RUN}</script>',
    f"https://example.org/) [x](javascript:{RUN}) (",
    "https://example.org/a b|c`d*e_f\\g<h>i[j]k\u202e",
    "https://example.org/een?a=1&b=(2)#drie",
    "//example.org/x",
    "file:///etc/passwd",
    " https://example.org/ruimte",
    "https://",
    "",
)


def hostile_kb(folder: Path) -> Path:
    """Return a copy of the small knowledge base, made in `folder`, full of hostile texts.

    The practice `vijandig` has them in every text; it carries the first value of every list, whose
    labels have them too. `vijandig-oud` is withdrawn in its favour. `index` has the title of
    another practice, `con` none.
    """
    kb = Path(shutil.copytree(DATA / "kb", folder / "kb"))
    taxonomy = {
        name: bare(read(kb / name).mapping) for name in ("principles.yaml", "vocabularies.yaml")
    }
    for name, data in taxonomy.items():
        _spoil(data)
        _write(kb / name, data)
    practice = _practice(
        {
            each["id"]: each["items"][0]["id"]
            for each in taxonomy["vocabularies.yaml"]["vocabularies"]
        },
        {
            each["field"]: each["items"][0]["id"]
            for each in taxonomy["principles.yaml"]["frameworks"]
            if each.get("field")
        },
    )
    _write(kb / "practices" / f"{ID}.yaml", practice)
    withdrawn = {"date": f"2026-01-01 {TEXT}", "reason": TEXT, "replaced_by": ID}
    _write(
        kb / "practices" / f"{OLD}.yaml",
        {**practice, "id": OLD, "status": "ingetrokken", "withdrawn": withdrawn},
    )
    short = {"summary": "Kort.", "status": "gepubliceerd", "sectors": practice["sectors"]}
    _write(kb / "practices" / "index.yaml", {"id": "index", "title": "Asja (Fier)", **short})
    if os.name != "nt":  # where no file can have that name
        _write(kb / "practices" / "con.yaml", {"id": "con", **short})
    return kb


def _spoil(data: dict[str, Any]) -> None:
    """Put hostile texts in the first of everything that a taxonomy file holds."""
    if "caution" in data:
        data["caution"] |= {"nl": LONG_TEXT, "en": LONG_TEXT}
    for each in (*data.get("sources", [])[:1], *data.get("references", [])[:1]):
        each |= {"title": TITLE, "publisher": TEXT, "authors": TEXT, "note": _both(TEXT)}
        each["url"] = URLS[0]
    for each in (*data.get("frameworks", []), *data.get("vocabularies", [])):
        each["label"] = _both(f"{TITLE} {each['id']}")
        for group in each.get("groups", [])[:1]:
            group["label"] = _both(f"{TITLE} {group['id']}")
        for item in each["items"][:1]:
            item["label"] = _both(f"{TITLE} {item['id']}")
            item["description"] = item["note"] = item["inverse"] = _both(LONG_TEXT)
            item["alt"] = {"nl": [*TRICKS], "en": [*TRICKS]}
            for aspect in item.get("aspects", []):
                aspect["label"] = _both(TEXT)
    for row in (*data.get("crosswalk", []), *data.get("facts", [])):
        row["note"] = _both(TEXT)


def _both(text: str) -> dict[str, str]:
    return {"nl": text, "en": text}


def _practice(terms: dict[str, str], items: dict[str, str]) -> dict[str, Any]:
    """Return a practice that is hostile in every text and carries these terms and items."""
    sources = [
        {"id": f"bron-{number}", "title": TITLE, "publisher": TEXT, "year": 2020, "url": url}
        for number, url in enumerate(URLS)
    ]
    carried = {"how": TEXT, "degree": terms["maten"]}
    return {
        "id": ID,
        "title": TITLE,
        "summary": TEXT,
        "strength": TEXT,
        "status": "gepubliceerd",
        "provenance": terms["herkomst"],
        "organisations": [
            {"name": TEXT, "role": terms["rollen"], "sector": terms["sectoren"]},
            {"name": TEXT, "role": TEXT, "sector": TEXT},
        ],
        "region": {"level": terms["regioniveaus"], "names": [TITLE, "Urk"]},
        "period": {"started": 2020, "ended": 2021, "state": terms["looptijd"]},
        "target_group": {"text": LONG_TEXT, "who": [terms["wie"]], "age_min": 0, "age_max": 23},
        "sectors": [terms["sectoren"], TEXT],
        "topics": [terms["onderwerpen"], TEXT],
        "levels": [items["levels"], TEXT],
        "reason": LONG_TEXT,
        "goals": [*TRICKS, *LINES],
        "approach": LONG_TEXT,
        "team": LONG_TEXT,
        "setting": [terms["plekken"], TEXT],
        "mode": [terms["werkvormen"], TEXT],
        "intensity": LONG_TEXT,
        "principles": [{"id": items["principles"], **carried}, {"id": TEXT, **carried}],
        "factors": [{"id": items["factors"], **carried}, {"id": TEXT, **carried}],
        "results": [
            {
                "kind": terms["soorten-onderzoek"],
                "statement": TEXT,
                "outcome": terms["uitkomsten"],
                "year": 2020,
                "source": each["id"],
            }
            for each in sources
        ],
        "bottlenecks": [
            {"text": TEXT, "kind": terms["knelpunten"], "answer": LONG_TEXT},
            *({"text": line, "kind": TEXT} for line in LINES),
        ],
        "lessons": [*TRICKS, *LINES],
        "conditions": [*TRICKS, *LINES],
        "costs": LONG_TEXT,
        "materials": [{"title": TITLE, "url": url} for url in URLS],
        "transfer": LONG_TEXT,
        "recognition": [
            {"register": TEXT, "wording": TEXT, "year": 2020, "source": each["id"]}
            for each in sources
        ],
        "client_voice": LONG_TEXT,
        "contact": {"organisation": TEXT, "function": TEXT, "email": TEXT, "url": URLS[0]},
        "related": [{"id": "asja-fier", "kind": terms["relaties"]}, {"id": TEXT, "kind": TEXT}],
        "former_ids": [TEXT],
        "sources": sources,
        "review": {"described_on": TEXT, "last_checked": TEXT, "next_check": TEXT},
    }


def _write(path: Path, data: dict[str, Any]) -> None:
    """Write a file as JSON, which is YAML too: no text can break it."""
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
