"""A fault inside the program, at the n-th change that it makes to the files below a folder.

Python runs this in every process that finds it first on its path. `FAULT_BELOW` names the folder,
`FAULT_LOG` a file that gets a byte for every change, `FAULT_AT` the change at which it goes wrong
(from 1, none when 0) and `FAULT_KIND` how: `kill` ends the process there and then, with half of
what it was writing on the disk; `full` leaves no room for that and for whatever comes after it;
`wait` makes `FAULT_LOG.here` and goes on when `FAULT_LOG.go` is there. Two more kinds need no
change: `past` sets the clock back, `homeless` is a person whom the system knows no home of.
"""

import builtins
import errno
import io
import os
import signal
import sys
import time
from pathlib import Path

BELOW = Path(os.environ["FAULT_BELOW"]).resolve()
KIND = os.environ.get("FAULT_KIND", "")
AT = int(os.environ.get("FAULT_AT", "0"))
HERE, GO = (Path(os.environ["FAULT_LOG"] + end) for end in (".here", ".go"))
# The place of the path, or of the paths, among the arguments of what Python tells of.
PATHS = {
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.link": (0, 1),
    "os.chmod": (0,),
}
NEED_ROOM = ("open", "os.mkdir", "os.link")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

real_open = io.open
log = os.open(os.environ["FAULT_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
changes = 0
last_opened = ""


def is_below(path):
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False
    found = Path(os.fsdecode(path))
    return BELOW in (found.parent.resolve() / found.name).parents


def change(before_kill=lambda: None):
    """Count a change; end the process if it is the one. Return whether there is room for it."""
    global changes
    changes += 1
    os.write(log, b".")
    if AT and changes >= AT and KIND == "kill":
        before_kill()
        os.kill(os.getpid(), signal.SIGKILL)
    if changes == AT and KIND == "wait":
        HERE.touch()
        while not GO.exists():
            time.sleep(0.01)
    return not (AT and changes >= AT and KIND == "full")


def no_room(path):
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def told(event, args):
    global last_opened
    if event == "open":
        path, _mode, flags = args
        if isinstance(path, int) or not (flags or 0) & WRITING:
            return
        last_opened = path if is_below(path) else ""
        if not last_opened:
            return
    elif event not in PATHS or not any(is_below(args[at]) for at in PATHS[event]):
        return
    if not change() and event in NEED_ROOM:
        raise no_room(args[0])


class Raw(io.FileIO):
    """A file of which each write counts."""

    watched = ""

    def write(self, data):
        half = memoryview(data).cast("B")[: len(data) // 2]
        if self.watched and not change(lambda: super(Raw, self).write(half)):
            super().write(half)
            raise no_room(self.watched)
        return super().write(data)


def opening(
    file,
    mode="r",
    buffering=-1,
    encoding=None,
    errors=None,
    newline=None,
    closefd=True,
    opener=None,
):
    if not set(mode) & set("wax+") or not (isinstance(file, int) or is_below(file)):
        return real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    # A descriptor is opened anew right after `tempfile` made it.
    raw.watched = os.fsdecode(last_opened if isinstance(file, int) else file)
    if buffering == 0:
        return raw
    buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    if "b" in mode:
        return buffer
    text = io.TextIOWrapper(buffer, encoding, errors, newline)
    text.mode = mode
    return text


sys.addaudithook(told)
io.open = builtins.open = opening

if KIND == "past":
    import datetime

    BACK = datetime.timedelta(days=365 * 20)
    now, now_ns, today = time.time, time.time_ns, datetime.datetime

    class Past(today):
        @classmethod
        def now(cls, tz=None):
            return today.now(tz) - BACK

    time.time = lambda: now() - BACK.total_seconds()
    time.time_ns = lambda: now_ns() - int(BACK.total_seconds()) * 10**9
    datetime.datetime = Past

if KIND == "homeless":
    import pwd

    def nobody(_uid):
        raise KeyError

    pwd.getpwuid = nobody
