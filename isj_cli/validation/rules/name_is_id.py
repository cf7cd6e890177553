"""ISJ201: a practice's file is called by its id: `practices/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Finding, Severity
from isj_cli.locale import _
from isj_cli.store.knowledge_base import is_id
from isj_cli.validation.collection import Checked


def check(file: Checked) -> Iterator[Finding]:
    """Yield a finding where name and id differ."""
    id, name = file.practice.id, file.path.name
    if is_id(id) and name != f"{id}.yaml":
        yield file.finding(
            "ISJ201",
            Severity.ERROR,
            ("id",),
            _("The id is '{id}', but the file is called '{name}'.").format(id=id, name=name),
            _("Call the file '{id}.yaml', or change the id.").format(id=id),
        )
