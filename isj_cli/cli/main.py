"""The entry point."""

import signal
import sys


def main(args: list[str] | None = None) -> None:
    """Run the program and end the process with its exit code."""
    try:
        # Importing takes a moment in which Ctrl-C may come, too.
        from isj_cli.cli.program import run

        code = run(sys.argv[1:] if args is None else args)
    except KeyboardInterrupt:
        code = 130
    # What is left is tidying up, in which Ctrl-C would only spoil the exit code.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)
