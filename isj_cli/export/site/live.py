"""The website on this computer: a folder that follows its sources, and the server that shows it."""

from __future__ import annotations

import gzip
import os
import re
import time
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Event
from typing import Any
from urllib.parse import quote, unquote

from isj_cli.export.folder import is_inside
from isj_cli.export.site.site import MISSING
from isj_cli.locale import _

ADDRESS = "127.0.0.1"
NAMES = {ADDRESS, "localhost", "[::1]"}
PAGE = ".html"
BINARY = "application/octet-stream"
KINDS = {  # not those of the system: the registry of Windows may call a script plain text
    PAGE: "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
GZIP = re.compile(r"(?i)\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")  # and not refused
TEXTS = {PAGE, ".css", ".js", ".json", ".svg", ".txt", ".xml"}  # sent compressed
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Live:
    """A folder of files that is made again when its sources have changed and somebody asks.

    `state` gives what changes with the sources, and never raises. One thread makes the files
    (`keep`), others ask for them (`file`).
    """

    def __init__(self, folder: Path, state: Callable[[], object]) -> None:
        """Begin with nothing made."""
        self.folder = folder
        self._state = state
        self._asked = Event()
        self._shown: object = None  # the state of the sources that the folder shows
        self._coming: object = None  # that which is being made
        self._made: set[str] = set()  # the files of it that are there already

    def keep(self, make: Callable[[], int]) -> int:
        """Make the files, and again after each change; return what `make` gives if that is not 0.

        It ends in no other way but by an exception, such as that of Ctrl-C.
        """
        while True:
            state = self._state()
            if state != self._shown:
                self._made = set()
                self._coming = state
                if code := make():
                    return code
                self._shown, self._coming = state, None
            while not self._asked.wait(0.5):  # on Windows, Ctrl-C comes between two of these
                pass
            self._asked.clear()

    def made(self, name: str) -> None:
        """Note that a file has been written."""
        self._made.add(name)

    def file(self, name: str) -> Path | None:
        """Return the file of that name as it is now, waiting for it if need be; None for none."""
        if not is_inside(name):
            return None
        path = self.folder / name
        while not self._is_ready(name):
            self._asked.set()
            time.sleep(0.05)
        try:
            return path if path.is_file() else None
        except OSError:  # such as a name that is too long for a file
            return None

    def _is_ready(self, name: str) -> bool:
        if self._shown is not None and not name.endswith(PAGE):
            return True  # only a page waits for what has changed
        state = self._state()
        return state == self._shown or (state == self._coming and name in self._made)


class Server(ThreadingHTTPServer):
    """Shows the files of a folder to this computer alone; raises `OSError` for a taken port."""

    # On Windows this would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, live: Live, port: int) -> None:
        """Listen on a port, on a free one for 0."""
        self.live = live
        self.foreign = _("This site answers on http://localhost alone.")
        super().__init__((ADDRESS, port), _Handler)

    @property
    def address(self) -> str:
        """The address of the start page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_bind(self) -> None:
        """Listen, without looking up the name of this computer, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.socket.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Leave it at that: a browser that hangs up is no error."""
        if os.environ.get("ISJ_DEBUG") == "1":
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds without a request, after which the connection ends

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        # Another site must not read this one through a name of its own that leads here.
        hosts = self.headers.get_all("Host") or [""]
        if any(re.sub(r":\d*$", "", host.lower()) not in NAMES for host in hosts):
            said = f"{self.server.foreign}\n".encode()
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, said, {"Content-Type": KINDS[".txt"]})
            return
        name = unquote(self.path.partition("?")[0]).removeprefix("/")
        path = self.server.live.file(f"{name}index.html" if name[-1:] in ("", "/") else name)
        if path is not None:
            self._file(HTTPStatus.OK, path)
        elif self.server.live.file(f"{name}/index.html"):
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"/{quote(name)}/"})
        elif page := self.server.live.file(MISSING):
            self._file(HTTPStatus.NOT_FOUND, page)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815

    def _file(self, status: HTTPStatus, path: Path) -> None:
        data = path.read_bytes()
        headers = {"Content-Type": KINDS.get(path.suffix, BINARY)}
        if path.suffix in TEXTS:
            headers["Vary"] = "Accept-Encoding"
            if GZIP.search(self.headers.get("Accept-Encoding", "")):
                headers["Content-Encoding"] = "gzip"
                data = gzip.compress(data, mtime=0)
        headers["ETag"] = tag = f'"{sha256(data).hexdigest()[:32]}"'
        if status == HTTPStatus.OK and tag in self.headers.get("If-None-Match", ""):
            self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._answer(status, data, headers)

    def _answer(self, status: HTTPStatus, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        """Add what every answer says."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """Return the name of the program, without versions."""
        return "isj"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
