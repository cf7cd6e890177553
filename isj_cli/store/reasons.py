"""What the system says when a file cannot be used, in the reader's language."""

from __future__ import annotations

from isj_cli.locale import N_, _

COMMON = (
    N_("Permission denied"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Not an ordinary file"),
    N_("Address already in use"),
)


def reason_of(error: OSError) -> str:
    """Return the reason of an error, translated where it is a common one."""
    return _(error.strerror or str(error))
