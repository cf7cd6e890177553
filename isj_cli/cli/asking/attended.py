"""Whether there is somebody to ask."""

from __future__ import annotations

import os
import sys


def is_attended() -> bool:
    """Tell whether a person sits at a terminal that can show questions."""
    # A Windows console can be asked through stdout only.
    streams = (sys.stdin, sys.stderr, *([sys.stdout] if os.name == "nt" else []))
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"
