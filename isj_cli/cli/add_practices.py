"""`isj add-practice --from` with what an export wrote: several practices at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.locale import _


def add_practices(
    session: Session, entries: Sequence[Any], output: Path | None, *, dry_run: bool
) -> int:
    """Write a file for each entry of an export, or none at all; return the exit code.

    Each is written as the entry says it, without the template, into the knowledge base or the
    folder `output`. Raises `IsjError` where one cannot be written; nothing is then.
    """
    from isj_cli.cli.add_practice import judge

    on_screen = dry_run or str(output) == "-"
    folder = _folder(session, None if on_screen else output)
    files = _files(session, entries, folder)
    if on_screen:
        print("---\n".join(text for _path, text in files), end="")
        return 0
    _write(session, files)
    return judge(session, [path for path, _text in files])


def _folder(session: Session, output: Path | None) -> Path:
    """Return the folder to write to; raises `IsjError` where what was named is none."""
    if output is None:
        return Path.cwd() if session.kb.bundled else session.kb.practices_folder
    if output.exists() and not output.is_dir():
        raise IsjError(
            _("{path} is a file; name a folder for several practices.").format(path=output)
        )
    return output


def _files(session: Session, entries: Sequence[Any], folder: Path) -> list[tuple[Path, str]]:
    """Return path and text of each file to write; tells of all that is wrong, then raises."""
    from isj_cli.render.progress import showing_progress

    going = showing_progress(_("Reading the practices"), quiet=session.quiet)
    former, taken = session.kb.former_ids(), set[str]()
    files, wrong = [], 0
    for number, entry in enumerate(going(entries, len(entries)), 1):
        try:
            path, text = _file(entry, folder)
            if session.kb.holds(path.stem) or path.stem in former or path.exists():
                raise IsjError(
                    _("There is a practice with the id '{id}' already.").format(id=path.stem)
                )
            if path.stem in taken:
                raise IsjError(_("The id '{id}' stands twice in the file.").format(id=path.stem))
            taken.add(path.stem)
            files.append((path, text))
        except IsjError as error:
            wrong += 1
            session.warn(_("Practice {number}: {problem}").format(number=number, problem=error))
    if wrong:
        raise IsjError(
            _(
                "Nothing was written: {wrong} of the {number} practices cannot be added; correct "
                "them or take them out."
            ).format(wrong=wrong, number=len(entries))
        )
    return files


def _file(entry: Any, folder: Path) -> tuple[Path, str]:
    """Return path and text of the file of an entry; raises `IsjError`."""
    from isj_cli.store.drafts import whole
    from isj_cli.store.exchange import values_of
    from isj_cli.store.knowledge_base import is_id

    values = values_of(entry)
    id = str(values.get("id", ""))
    if not is_id(id):
        raise IsjError(
            _("'{id}' cannot be an id; use small letters, digits and hyphens.").format(id=id)
        )
    return folder / f"{id}.yaml", whole(values)


def _write(session: Session, files: Sequence[tuple[Path, str]]) -> None:
    """Write all files, or none: where one fails, those that were written are removed again."""
    from isj_cli.render.progress import showing_progress
    from isj_cli.store.writing import write_atomically

    going = showing_progress(_("Writing the practices"), quiet=session.quiet)
    written: list[Path] = []
    try:
        for path, text in going(files, len(files)):
            write_atomically(path, text, replace=False)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
