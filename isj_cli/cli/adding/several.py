"""`isj add-practice --from` with what an export wrote: several practices at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isj_cli.cli.session import Session
from isj_cli.domain.errors import IsjError
from isj_cli.domain.reviewing import today
from isj_cli.locale import _

if TYPE_CHECKING:
    from isj_cli.store.knowledge_base import KnowledgeBase


def add_practices(
    session: Session, entries: Sequence[Any], output: Path | None, *, dry_run: bool
) -> int:
    """Write a file for each entry of an export, or none at all; return the exit code.

    What the program exported is written as it is, anything else with the template, into the
    knowledge base or the folder `output`. Raises `IsjError` where one cannot be written; nothing
    is then.
    """
    from isj_cli.cli.adding.destination import judge
    from isj_cli.render.plain import print_text

    on_screen = dry_run or str(output) == "-"
    folder = _folder(session, None if on_screen else output)
    files = _files(session, entries, folder)
    if on_screen:
        print_text("---\n".join(text for _path, text in files))
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
    from isj_cli.store.drafts import draft, id_for, whole
    from isj_cli.store.exchange import is_whole, values_of

    going = showing_progress(_("Reading the practices"), quiet=session.quiet)
    former, taxonomy = session.kb.former_ids(), session.kb.taxonomy
    files: dict[Path, str] = {}
    wrong = 0
    for number, entry in enumerate(going(entries, len(entries)), 1):
        try:
            values = values_of(entry)
            if "title" in values:
                values.setdefault("id", id_for(str(values["title"])))
            path = folder / f"{_free(session.kb, values, former)}.yaml"
            if path.exists() or path in files:
                raise IsjError(
                    _("The file {path} already exists, or would be written twice.").format(
                        path=path.name
                    )
                )
            files[path] = whole(values) if is_whole(entry) else draft(values, today(), taxonomy)
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
    return list(files.items())


def _free(kb: KnowledgeBase, values: Mapping[str, Any], former: Collection[str]) -> str:
    """Return the id of a practice; raises `IsjError` where it is none, or is or was in use."""
    from isj_cli.store.ids import refuse_id

    id = str(values.get("id", ""))
    refuse_id(id, lambda id: kb.holds(id) or id in former)
    return id


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
