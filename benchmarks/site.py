"""How large a website may grow: building it, building it again, and one search in a browser.

    python benchmarks/site.py [--small]

Makes knowledge bases of 1,000 and 10,000 practices (with `--small` a tenth of that) out of the
words of the real ones (`corpus.py`), and prints for each:

- `isj export site` as a whole process, its index of the files made beforehand: seconds, ms a page,
  files, size, peak memory; beside it the seconds that merely copying the same files takes;
- the same again with nothing changed, and with one practice changed: seconds and files written;
- the searches of `relevance.yaml` in headless chromium (extra `dev`), each in a new browser
  context, from opening the address of a search to its first result: ms, and bytes that a web server
  on localhost sends for it, pages, scripts and styles compressed as web servers do; the median, the
  most, and how many take more than a second or 300 kB; beside them the texts of all practices as
  gzipped JSON, which a search that knows no index would have to load.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import re
import shutil
import statistics
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import yaml
from corpus import make
from measuring import Command, change, isj, run, warm
from playwright.sync_api import sync_playwright

NUMBERS = (1_000, 10_000)
QUERIES = tuple(
    each["q"] for each in yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_bytes())
)
SECOND = 1000  # ms
LIMIT = 300_000  # bytes
CHROMIUM = "/usr/bin/chromium"
TEXTS = {".html", ".css", ".js", ".json", ".svg"}


class Counting(SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed, and counts the bytes that it sends."""

    sent = 0

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in TEXTS:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        Counting.sent += len(data)
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def export(root: Path, site: Path) -> tuple[float, int, float]:
    """Run the export; return its seconds, the files it wrote, and its peak memory in MB."""
    ran = run(Command(isj(root, "export", "site", str(site))))
    written = re.search(r"(\d+) files written", ran.said)
    return ran.seconds, int(written[1]) if written else -1, ran.peak


def copy(site: Path, folder: Path) -> float:
    """Return the seconds that copying the files takes."""
    began = time.perf_counter()
    shutil.copytree(site, folder)
    return time.perf_counter() - began


def texts(root: Path) -> int:
    """Return the bytes of all practices as gzipped JSON."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found = [yaml.load(path.read_bytes(), loader) for path in root.glob("practices/*.yaml")]
    return len(gzip.compress(json.dumps(found, ensure_ascii=False).encode()))


def searches(site: Path) -> tuple[dict[str, tuple[float, int]], str]:
    """Return ms to the first result and bytes sent of each query, and what the browser was.

    A query that finds nothing is left out.
    """
    handler = functools.partial(Counting, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for query in QUERIES:
            context = browser.new_context()
            page = context.new_page()
            Counting.sent = 0
            began = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/zoeken.html?q={quote(query)}")
            page.wait_for_selector("#results a, #advice:not([hidden])")
            taken = SECOND * (time.perf_counter() - began)
            page.wait_for_load_state("networkidle")
            if page.locator("#results a").count():
                found[query] = taken, Counting.sent
            context.close()
        name = f"chromium {browser.version}"
        browser.close()
    server.shutdown()
    return found, name


def measure(number: int, folder: Path) -> None:
    """Measure at one size and print."""
    root, site = make(folder / "kb", number), folder / "site"
    warm(root)
    taken, written, peak = export(root, site)
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files)
    copied = copy(site, folder / "copy")
    print(f"{number} practices: {written} files, {pages} pages, {size / 1e6:.0f} MB")
    print(f"  build          {taken:8.1f} s, {1000 * taken / pages:.2f} ms a page")
    print(f"  peak memory    {peak:8.0f} MB")
    print(f"  copying them   {copied:8.1f} s; build ÷ copying: {taken / copied:.1f}")
    taken, written, _peak = export(root, site)
    print(f"  nothing new    {taken:8.1f} s, {written} files written")
    change(root)
    taken, written, _peak = export(root, site)
    print(f"  one changed    {taken:8.1f} s, {written} files written")
    found, name = searches(site)
    all_texts = texts(root)
    times, bytes_sent = zip(*found.values(), strict=True)
    median, most = statistics.median(bytes_sent), max(found, key=lambda query: found[query][1])
    print(f"  {name}: {len(found)} of {len(QUERIES)} searches find something")
    print(f"  first result   {statistics.median(times):8.0f} ms, the slowest {max(times):.0f} ms")
    print(f"  over a second  {sum(each > SECOND for each in times):8}")
    print(f"  loaded         {median / 1000:8.0f} kB, the most {found[most][1] / 1000:.0f}: {most}")
    print(f"  over 300 kB    {sum(each > LIMIT for each in bytes_sent):8}")
    print(f"  all texts      {all_texts / 1000:8.0f} kB; texts ÷ loaded: {all_texts / median:.1f}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ISJ_CACHE"] = str(Path(folder) / "cache")
        for number in NUMBERS:
            size = number // 10 if chosen.small else number
            measure(size, Path(folder) / str(size))


if __name__ == "__main__":
    main()
