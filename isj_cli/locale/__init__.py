"""Messages in the reader's language: English in the code, Dutch in `nl/LC_MESSAGES/isj.po`."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("nl", "en")
DOMAIN = "isj"
FOLDER = Path(__file__).parent

_language = "en"
_messages: gettext.NullTranslations = gettext.NullTranslations()
_catalogues: dict[str, gettext.NullTranslations] = {}
_meanwhile: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar(
    "meanwhile", default=None
)


def choose(option: str | None) -> str:
    """Return the language to speak: `option`, else `ISJ_LANG`, else the locale, else English.

    Only `nl` and `en` are spoken; another value of `option` or `ISJ_LANG` is passed over, since
    the command line reports a wrong `--lang` itself.
    """
    for wanted in (option, os.environ.get("ISJ_LANG")):
        if wanted in LANGUAGES:
            return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "nl" if _windows_speaks_dutch() else "en"


def _windows_speaks_dutch() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    dutch = 0x13
    return (ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF) == dutch


def speak(language: str) -> None:
    """Make `language` the one of all messages, those of the command-line library included."""
    global _language, _messages
    _language, _messages = language, _catalogue(language)
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` for as long as this lasts, in this thread alone."""
    token = _meanwhile.set((language, _catalogue(language)))
    try:
        yield
    finally:
        _meanwhile.reset(token)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _catalogues:
        found = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
        _catalogues[language] = found
    return _catalogues[language]


def language() -> str:
    """Return the language spoken now: `nl` or `en`."""
    meanwhile = _meanwhile.get()
    return meanwhile[0] if meanwhile else _language


def _(message: str) -> str:
    """Return `message` in the language spoken now."""
    return _spoken().gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the message that fits `number`."""
    return _spoken().ngettext(one, many, number)


def _spoken() -> gettext.NullTranslations:
    meanwhile = _meanwhile.get()
    return meanwhile[1] if meanwhile else _messages


def N_(message: str) -> str:  # noqa: N802 (the customary name, which extraction knows)
    """Mark `message` for translation without translating it yet."""
    return message
