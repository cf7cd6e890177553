"""What no editor ever makes lies among the practices: every command goes on around it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT, Ran, Run, posix

pytestmark = posix

OWN = 6  # practices of the small knowledge base
COMMANDS = (
    ("list", "--format", "ids"),
    ("show", "asja-fier"),
    ("search", "trauma"),
    ("validate",),
    ("index",),
    ("index", "--rebuild"),
    ("export", "json", "-"),
    ("export", "markdown", "../pages"),
    ("stats",),
    ("matrix", "--format", "json"),
    ("related", "asja-fier"),
    ("rename", "asja-fier", "asja-nieuw", "--dry-run"),
    ("add-practice", "--title", "Voorbeeld", "--dry-run"),
)
MEGABYTES = 512


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    # The name of a socket is bounded to 108 bytes, so it is bound from beside it.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def loop(path: Path) -> None:
    path.symlink_to(path.with_name("heen.yaml"))
    path.with_name("heen.yaml").symlink_to(path)


def link_to(target: str) -> object:
    return lambda path: path.symlink_to(target)


def giant(path: Path) -> None:
    path.write_bytes(b"id: groot\ntitle: groot\n")
    os.truncate(path, 3 << 30)  # takes no room on the disk


def piled(path: Path) -> None:
    # Marks of two classes in turn, which Unicode wants in another order.
    path.write_text("id: hoog\ntitle: hoog\nsummary: a" + "\u0300\u0316" * 400_000, "utf-8")


def shut(path: Path) -> None:
    path.write_text("id: dicht\ntitle: dicht\n", encoding="utf-8")
    path.chmod(0)


STRANGE = {
    "a pipe": fifo,
    "a socket": unix_socket,
    "a link to itself": link_to("vreemd.yaml"),
    "two links to each other": loop,
    "a link to the folder around it": link_to("."),
    "a device without end": link_to("/dev/zero"),
    "a terminal": link_to("/dev/tty"),
    "a file that gives errors": link_to("/proc/self/mem"),
    "a link to nothing": link_to("weg.yaml"),
    "a folder": Path.mkdir,
    "a file of three gigabytes": giant,
    "a file that may not be read": shut,
    "a letter with very many accents": piled,
}
UNREADABLE = ("a file that gives errors", "a file that may not be read")
NAMES = {
    "a newline": b"een\ntwee.yaml",
    "bytes that are no text": b"kapot\xff\xfe.yaml",
    "codes for a terminal": b"\x1b[31mrood\x1b]0;x\x07.yaml",
    "text that runs backwards": "\u202elmay.yaml".encode(),
    "an option": b"--help.yaml",
    "nothing before the dot": b" .yaml",
    "a longest name": b"a" * 250 + b".yaml",
    "a slash that is none": "x\u2215y.yaml".encode(),
    "a quotation mark and a semicolon": b'"; id; ".yaml',
}


@pytest.fixture
def bounded(run: Run, tmp_path: Path) -> Iterator[Run]:
    """Run `isj` with an end to its time and its memory, and with a text for a keyboard."""
    code = (
        "import resource, sys; most = int(sys.argv.pop(1)) << 20;"
        "resource.setrlimit(resource.RLIMIT_DATA, (most, most));"
        "from isj_cli.cli.main import main; main()"
    )

    def going(*args: str, cwd: Path) -> Ran:
        done = subprocess.run(
            [sys.executable, "-c", code, str(MEGABYTES), *args],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ISJ_CACHE": str(tmp_path / "cache")},
            capture_output=True,
            timeout=60,
            start_new_session=True,  # so that there is no /dev/tty to wait for
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    yield going


def is_harmless(ran: Ran) -> bool:
    told = ran.out + ran.err
    return not (
        "Traceback" in told
        or "inside the program" in told
        or any(sign in told for sign in "\x1b\x07\u202e\ufffd")
    )


@pytest.mark.parametrize("kind", STRANGE)
def test_every_command_goes_on_around_what_is_no_practice(
    kind: str, bounded: Run, kb_folder: Path
) -> None:
    STRANGE[kind](kb_folder / "practices/vreemd.yaml")  # type: ignore[operator]
    for args in COMMANDS:
        ran = bounded(*args, cwd=kb_folder)
        assert is_harmless(ran), (args, ran)
        if ran.code == 2 and args[0] == "rename" and kind in UNREADABLE:
            assert "vreemd.yaml cannot be used" in ran.err  # it may name the practice
            continue
        assert ran.code == (1 if args[0] == "validate" else 0), (args, ran)
    assert len(bounded("list", "--format", "ids", cwd=kb_folder).out.split()) >= OWN
    if kind != "a file that may not be read":  # which root may
        assert re.search(r"practices/vreemd.yaml:(\d+:\d+:)? ", bounded("list", cwd=kb_folder).err)
        shown = bounded("show", "vreemd", cwd=kb_folder)
        assert shown.code == 2
        assert shown.err.count("\n") == 1


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_can_do_nothing(kind: str, bounded: Run, kb_folder: Path) -> None:
    path = kb_folder / "practices" / os.fsdecode(NAMES[kind])
    path.write_text("id: [\n", encoding="utf-8")
    for args in (*COMMANDS, ("validate", "--format", "github"), ("validate", "--format", "junit")):
        ran = bounded(*args, cwd=kb_folder)
        assert is_harmless(ran), (args, ran)
        assert ran.code in (0, 1), (args, ran)
        assert len(ran.err.splitlines()) <= 3, ran.err
    assert bounded("validate", cwd=kb_folder).code == 1


@pytest.mark.parametrize("make", [fifo, link_to("/dev/zero"), loop, Path.mkdir, giant])
@pytest.mark.parametrize("name", ["vocabularies.yaml", "synonyms.yaml", "schema"])
def test_a_taxonomy_that_is_no_file_is_one_sentence_or_left_out(
    make: object, name: str, bounded: Run, kb_folder: Path
) -> None:
    path = kb_folder / name
    if path.is_dir():
        path = path / "practice.schema.json"
    path.unlink(missing_ok=True)
    make(path)  # type: ignore[operator]
    for args in (("list",), ("validate",), ("search", "trauma"), ("topics",), ("schema",)):
        ran = bounded(*args, cwd=kb_folder)
        assert is_harmless(ran), (args, ran)
        assert ran.code in (0, 1, 2), (args, ran)
        if ran.code == 2:
            assert ran.err.count("\n") == 1, ran.err


@pytest.mark.parametrize("make", [fifo, link_to("/dev/zero"), loop, unix_socket, giant])
def test_what_is_read_by_name_has_to_be_a_file(
    make: object, bounded: Run, kb_folder: Path, tmp_path: Path
) -> None:
    make(tmp_path / "vreemd.yaml")  # type: ignore[operator]
    for args in (
        ("add-practice", "--from", "../vreemd.yaml", "--dry-run"),
        ("add-practice", "--from-issue", "../vreemd.yaml", "--dry-run"),
        ("assess", "report", "../vreemd.yaml"),
        ("assess", "fill", "../vreemd.yaml"),
        ("suggest", "../vreemd.yaml"),
    ):
        ran = bounded(*args, cwd=kb_folder)
        assert is_harmless(ran), (args, ran)
        assert (ran.code, ran.err.count("\n")) == (2, 1), (args, ran)
    ran = bounded("validate", "../vreemd.yaml", cwd=kb_folder)
    assert is_harmless(ran)
    assert ran.code in (1, 2)
