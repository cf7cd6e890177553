"""Bring the Dutch catalogue into step with the messages in the code.

    python scripts/messages.py            extract, merge and compile
    python scripts/messages.py --check    only tell whether that is needed, or a text is missing

Needs babel (extra `dev`).
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from isj_cli.validation.rules import all_rules

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "isj_cli/locale/nl/LC_MESSAGES/isj.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Return the messages of code and templates, and what the manual pages of the rules say."""
    catalog = Catalog()
    for _file, _line, message, comments, _context in extract_from_dir(
        ROOT / "isj_cli",
        method_map=[("**.py", "python"), ("**/templates/**.html", "jinja2")],
        keywords=KEYWORDS,
    ):
        if message:
            catalog.add(message, auto_comments=comments)
    for rule in all_rules():
        for text in (rule.manual.title, *rule.manual.paragraphs):
            catalog.add(text)
    return catalog


def merged() -> Catalog:
    """Return the Dutch catalogue with the messages of the code, and no others."""
    with PO.open("rb") as stream:
        catalog = read_po(stream, locale="nl")
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version = "isj", ""
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return a catalogue as the text of a po file, in the order of the messages."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, no_location=True, omit_header=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue in the form that gettext reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Write the catalogue, or check it."""
    catalog = merged()
    untranslated = [
        message.id
        for message in catalog
        if message.id
        and not (
            all(message.string) if isinstance(message.string, tuple | list) else message.string
        )
    ]
    mo = PO.with_suffix(".mo")
    if "--check" in sys.argv:
        stale = PO.read_bytes() != as_po(catalog) or mo.read_bytes() != as_mo(catalog)
        for message in untranslated:
            print(f"not translated: {message}")
        if stale:
            print("run python scripts/messages.py")
        return 1 if stale or untranslated else 0
    PO.write_bytes(as_po(catalog))
    mo.write_bytes(as_mo(catalog))
    print(f"{len(catalog)} messages, {len(untranslated)} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
