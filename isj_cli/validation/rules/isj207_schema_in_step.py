"""The lists in the schema are those of the taxonomy.

Editors and other programs read the lists of principles, factors, topics and so on from the schema.
'isj schema --write' fills them in from principles.yaml and vocabularies.yaml.

Passes:

    sectors: [jeugd-ggz]
"""

from __future__ import annotations

from collections.abc import Iterator

from isj_cli.domain.finding import Severity
from isj_cli.locale import _
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.validation.collection import Collection
from isj_cli.validation.rule import Found

SEVERITY = Severity.ERROR


def check_collection(collection: Collection) -> Iterator[Found]:
    """Yield a finding where the lists differ."""
    path = schema_path(collection.kb)
    found = read_schema(path)
    if path.is_relative_to(collection.kb.root) and in_step(found, collection.taxonomy) != found:
        yield Found(
            (),
            _("The lists in the schema are not those of the taxonomy."),
            _("Run 'isj schema --write'."),
            path=path,
        )
