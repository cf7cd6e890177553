"""What the forms of export share: what is chosen, where it goes, what is said of it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

import typer

from isj_cli.cli.selecting import chosen, say_nothing_passes
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.domain.practice import Practice
from isj_cli.domain.taxonomy import Taxonomy
from isj_cli.locale import N_, _

FolderArgument = Annotated[str, typer.Argument(metavar="DEST", help=N_("The folder to write to."))]
FileArgument = Annotated[
    str, typer.Argument(metavar="DEST", help=N_("The file to write to; - for stdout."))
]
BaseUrlOption = Annotated[
    str,
    typer.Option(metavar="URL", help=N_("Where the website will stand, for what must name it.")),
]
_NEVER_IN_A_URL = re.compile(r'[\s<>"{}|\\^`\x00-\x1f\x7f-\x9f]')


def base_url_of(given: str) -> str:
    """Return the address below which the website stands, with a slash behind it; or nothing.

    Raises `IsjError` where it is no whole http(s) address, or one with a query or a fragment.
    """
    if not given:
        return ""
    address = _whole_address(given)
    if not address:
        raise IsjError(
            _(
                "'{url}' is no address for --base-url; give a whole one, "
                "such as https://example.org/isj/."
            ).format(url=given)
        )
    return f"{address}/"


def repository_of(given: str) -> str:
    """Return the address of the page of a repository, without a slash behind it; or nothing.

    Raises `IsjError` where it is no whole https address.
    """
    if not given:
        return ""
    address = _whole_address(given).removesuffix(".git")
    if not address.startswith("https://"):
        raise IsjError(
            _(
                "'{url}' is no address for --repository; give that of its page, "
                "such as https://github.com/example/knowledge-base."
            ).format(url=given)
        )
    return address


def _whole_address(given: str) -> str:
    """Return a whole http(s) address without a slash behind it; empty for anything else."""
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        host = ""
    if (
        not host
        or parts.scheme not in ("http", "https")
        or parts.username is not None
        or any(sign in given for sign in "?#")
        or _NEVER_IN_A_URL.search(given)
    ):
        return ""
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~-._")
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{path}"


def origin(session: Session, *facts: object) -> str:
    """Return a digest that changes with the program, the taxonomy and each of the facts."""
    from isj_cli.store import cache

    package = Path(__file__).parents[1]
    digest = sha256(f"{sys.version} {cache.key_for(session.kb)} {session.kb.is_cc_by}".encode())
    for path in sorted(package.rglob("*.*")):
        if path.suffix != ".pyc":
            digest.update(path.read_bytes())
    for fact in facts:
        digest.update(repr(fact).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:32]


def folder_named(dest: str, example: str) -> Path:
    """Return the folder to export to; raises `IsjError`, with an example, for an empty name."""
    if not dest.strip():
        raise IsjError(
            _("The name of the folder is empty; name one: {example}.").format(example=example)
        )
    return Path(dest)


def file_named(dest: str, example: str, start: str) -> Path | None:
    """Return the file to export to, None for stdout; raises `IsjError` where it cannot be that.

    What is there already has to be empty, or begin with `start` as every export of this form does.
    """
    from isj_cli.export.file import check_file

    if not dest.strip():
        raise IsjError(
            _("The name of the file is empty; name one: {example}.").format(example=example)
        )
    if dest == "-":
        return None
    path = Path(dest)
    check_file(path, start)
    return path


def export_practices(
    session: Session,
    filters: Filters,
    path: Path | None,
    form: Callable[[Sequence[Practice], Taxonomy], Iterable[str]],
) -> int:
    """Write what a form makes of the practices that pass; return the exit code."""
    from isj_cli.pages.titles import number_of_practices

    practices = chosen(session, filters)
    if not practices:
        return say_nothing_passes(session)
    what = number_of_practices(len(practices))
    return write_data(session, path, form(practices, session.kb.taxonomy), what)


def write_data(session: Session, path: Path | None, parts: Iterable[str], what: str) -> int:
    """Write an export to a file, and say `what` it holds, or to stdout; return the exit code."""
    from isj_cli.export.file import write_file
    from isj_cli.render.plain import print_text

    text = "".join(parts)
    if path is None:
        print_text(text)
    elif write_file(path, text.encode(errors="replace")):
        session.say(_("{dest}: {what} written.").format(dest=path, what=what))
    else:
        session.say(_("{dest} was up to date already.").format(dest=path))
    return 0


def need(extra: str, *modules: str) -> None:
    """Raise `IsjError` that says what to install where one of an extra's modules is missing."""
    if any(importlib.util.find_spec(name) is None for name in modules):
        raise IsjError(
            _(
                "This needs the extra '{extra}'; install isj again from the folder it came from: "
                'python -m pip install ".[{extra}]" (with pipx: pipx install --force ".[{extra}]").'
            ).format(extra=extra)
        )
