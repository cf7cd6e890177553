"""`isj serve`."""

from __future__ import annotations

import signal
import tempfile
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from isj_cli.cli import exporting
from isj_cli.cli.app import command_app
from isj_cli.cli.exports import site
from isj_cli.cli.filters import with_filters
from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.hit import Filters
from isj_cli.locale import N_, _

if TYPE_CHECKING:
    from isj_cli.export.folder import File
    from isj_cli.export.site.live import Live, Server

PORTS = (*range(8000, 8020), 0)  # 0: any that is free


@with_filters
def serve(
    ctx: typer.Context,
    filters: Filters,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="PORT",
            help=N_("The port to answer on; without it 8000, or the next one that is free."),
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help=N_("Open the start page in your browser."))
    ] = False,
) -> int:
    """Show the website on this computer until Ctrl-C."""
    exporting.need("site", *site.MODULES)
    from isj_cli.export.site.live import Live

    session: Session = ctx.obj
    # The folder goes, too, when the process is ended or its terminal is closed.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="isj-", ignore_cleanup_errors=True) as folder:
        live = Live(Path(folder), lambda: _state(session))
        with _listening(live, port) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            return live.keep(_Maker(session, filters, live, server.address, open_browser).make)


class _Maker:
    """Makes the site, the first time and after every change."""

    def __init__(
        self, session: Session, filters: Filters, live: Live, address: str, open_browser: bool
    ) -> None:
        self.session = session
        self.filters = filters
        self.live = live
        self.address = address
        self.open_browser = open_browser
        self.told = False

    def make(self) -> int:
        """Make the site; return 1 for nothing to show. Once there is one, errors are only told."""
        from isj_cli.cli.program import failed

        # Another session, since one reads its taxonomy once.
        session = replace(self.session, kb_option=self.session.kb.root)
        try:
            code = site.build(session, self.filters, self.live.folder, self.address, self.going)
        except (IsjError, OSError) as error:
            if not self.told:
                raise
            failed(error)
            return 0
        return 0 if self.told else code

    def going(self, files: Iterable[File], total: int) -> Iterator[File]:
        """Go through the files, and tell the address as soon as the first ones come."""
        self.tell()
        for name, content in site.showing_pages(self.session)(files, total):
            yield name, content
            self.live.made(name)

    def tell(self) -> None:
        """Tell the address, once."""
        if self.told:
            return
        self.told = True
        print(self.address, flush=True)
        self.session.say(_("Press Ctrl-C to stop."))
        if self.open_browser:
            Thread(target=self.show, daemon=True).start()  # a browser in the terminal takes long

    def show(self) -> None:
        """Open the browser."""
        if not webbrowser.open(self.address):
            self.session.warn(
                _("No browser could be opened; open {address} yourself.").format(
                    address=self.address
                )
            )


def _state(session: Session) -> object:
    """Return what changes with the files of the knowledge base."""
    from isj_cli.store import cache

    try:
        return sorted(session.kb.signatures()), cache.key_for(session.kb)
    except IsjError as error:
        return str(error)


def _listening(live: Live, port: int | None) -> Server:
    """Return the server on that port, on the first free one for None; raises `IsjError`."""
    from isj_cli.export.site.live import Server

    for each in PORTS if port is None else (port,):
        try:
            return Server(live, each)
        except OSError as error:
            reason = error
    from isj_cli.store.reasons import reason_of

    raise IsjError(
        _(
            "Port {port} cannot be used: {reason}. Name another one with --port, or leave it out."
        ).format(port=port or 0, reason=reason_of(reason))
    )


APPS = {
    "serve": command_app(
        serve,
        N_("""Show the website on your own computer.

It stands on an address of this computer, which nobody else can reach. When you have changed a file,
load the page again: it shows the change. Ctrl-C stops it. The filters are those of 'isj search'.

\b
  isj serve --open
  isj serve --status concept --status gepubliceerd
  isj serve --port 8080"""),
    )
}
