"""The entry point."""

import os
import sys


def main(args: list[str] | None = None) -> None:
    """Run the program and end the process with its exit code."""
    try:
        # Importing takes a moment in which Ctrl-C may come, too.
        from isj_cli.cli.program import run

        code = run(sys.argv[1:] if args is None else args)
        _flush()
    except KeyboardInterrupt:
        code = 130
    # What is left is tidying up, which takes time and lets Ctrl-C spoil the exit code.
    os._exit(code)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads on
            continue
