"""What is wrong with a web address that looks like one."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from isj_cli.locale import _

# Most addresses are so: nothing in them can be wrong, and they need no closer look.
_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu|net)(?:/[\w./~%+,;=-]*)?", re.ASCII
)
_TWICE = re.compile(r"https?:/{0,2}(?:www\.)?(https?:/{0,2})", re.IGNORECASE)
_ODD = re.compile(r"[\s<>\[\]{}|\\^`\"]")
_FOLLOWING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hs(?:enc|mi)", re.IGNORECASE
)
_LOCAL = ("localhost", ".localhost", ".local", ".internal", ".intern", ".lan", ".test", ".invalid")


class Fault(NamedTuple):
    """What is wrong with an address, and what to do."""

    message: str
    hint: str


def fault_of(url: str) -> Fault | None:
    """Return what is wrong with an address that begins with http:// or https://, if anything."""
    if _PLAIN.fullmatch(url):
        return None
    if twice := _TWICE.match(url):
        return Fault(
            _("The web address begins twice."),
            _("Write it as {url}.").format(url=url[twice.start(1) :]),
        )
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        parts.port  # noqa: B018 (reading it is what checks it)
    except ValueError:
        return Fault(_("The web address cannot be read."), _open_and_copy())
    if parts.username is not None:
        return Fault(
            _("The web address holds a name or password."),
            _("Take out what stands before '@'; name a page that is open to all."),
        )
    if _is_private(host):
        return Fault(
            _("'{host}' can only be reached from inside a network.").format(host=host),
            _("Name a page on the public web."),
        )
    if "." not in host or ".." in host or host.startswith("."):
        return Fault(_("'{host}' is no website.").format(host=host), _open_and_copy())
    if odd := _ODD.search(url[len(parts.scheme) + 3 :]):
        return Fault(
            _("There is '{character}' in the web address.").format(character=odd[0]),
            _("Write it as {code}, or copy the address from the browser.").format(
                code=quote(odd[0])
            ),
        )
    if parts.query and (followed := _following(parts)):
        return Fault(
            _("'{name}' in the web address follows who clicks.").format(name=followed),
            _("Write it as {url}.").format(url=_without_following(parts)),
        )
    return None


def _open_and_copy() -> str:
    return _("Open the page, and copy its address from the browser.")


def _is_private(host: str) -> bool:
    if host == _LOCAL[0] or host.endswith(_LOCAL[1:]):
        return True
    if not (host[-1:].isdigit() or ":" in host):
        return False
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _following(parts: SplitResult) -> str:
    names = [name for name, _value in parse_qsl(parts.query, keep_blank_values=True)]
    return next((name for name in names if _FOLLOWING.fullmatch(name)), "")


def _without_following(parts: SplitResult) -> str:
    kept = [
        pair for pair in parts.query.split("&") if not _FOLLOWING.fullmatch(pair.partition("=")[0])
    ]
    return parts._replace(query="&".join(kept)).geturl()
