"""No practice is nearly the same as another.

The title is that of another practice but for a slip of the pen, or much of the text is that of
another practice. If it is the same practice, add to the file that is there. If it is another one,
say in the text what differs, and name the other one under 'related': then this warning goes. A
practice that is withdrawn gives no warning.

Fails:

    title: Einstein Clas (Franeker)

Passes:

    title: Einstein Class (Leeuwarden)

    title: Einstein Clas (Franeker)
    related:
      - id: einstein-class-franeker
        kind: verwant
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.domain.fixed import WITHDRAWN
from isj_cli.locale import _
from isj_cli.validation.collection import Collection, Entry, is_unfilled
from isj_cli.validation.rule import Found

SEVERITY = Severity.WARNING


def check_among(entry: Entry, collection: Collection) -> Iterator[Found]:
    """Yield a warning about the practice that this one resembles most."""
    if entry.status == WITHDRAWN:
        return
    for path, share, is_title in collection.doubles.get(entry.path, ()):
        other = collection.entries[path]
        if _know_each_other(entry, other) or entry.title.casefold() == other.title.casefold():
            continue
        if is_title and is_unfilled(entry.title):
            continue
        message = (
            _("The title is nearly that of '{id}': «{title}».")
            if is_title
            else _("{share}% of the text is the same as that of '{id}' («{title}»).")
        )
        yield Found(
            entry.title_at,
            message.format(id=other.id, title=other.title, share=round(100 * share)),
            _(
                "If it is the same practice, add to that file; "
                "else name '{id}' under 'related' and write what differs."
            ).format(id=other.id),
        )
        return


def _know_each_other(one: Entry, two: Entry) -> bool:
    return any(each.id == two.id for each in one.references) or any(
        each.id == one.id for each in two.references
    )
