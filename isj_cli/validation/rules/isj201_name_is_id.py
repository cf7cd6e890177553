"""A practice's file is called by its id.

People and programs find a practice by the name of its file. A file among the practices that cannot
be called by an id is passed over. 'isj validate --fix' takes the id from the name of the file;
'isj rename' changes both.

Fails:

    # practices/voorbeeld.yaml
    id: ander-voorbeeld

Passes:

    # practices/voorbeeld.yaml
    id: voorbeeld
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.store.knowledge_base import is_id
from isj_cli.validation.collection import Checked, Collection
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check(file: Checked) -> Iterator[Found]:
    """Yield what is to be said where name and id differ."""
    id, name = file.practice.id, file.path.name
    if is_id(id) and name != f"{id}.yaml":
        yield Found(
            ("id",),
            _("The id is '{id}', but the file is called '{name}'.").format(id=id, name=name),
            _("Call the file '{id}.yaml', or change the id.").format(id=id),
        )


def check_collection(collection: Collection) -> Iterator[Found]:
    """Yield a finding for each file among the practices that is passed over for its name."""
    for name in collection.kb.strays():
        yield Found(
            (),
            _("A file of this name is passed over."),
            _("Call it after its id: '<id>.yaml'."),
            path=collection.kb.practices_folder / name,
        )
