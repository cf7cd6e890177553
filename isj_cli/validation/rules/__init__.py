"""The rules, one a file; a rule's docstring is its manual page.

A rule module has `check(file)` for rules about one practice, or `check_taxonomy(taxonomy files)`
for rules about the taxonomy.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

from isj_cli.domain.finding import Finding
from isj_cli.validation.collection import Checked

Check = Callable[[Checked], Iterator[Finding]]


def all_rules() -> list[ModuleType]:
    """Return every rule, by the name of its module."""
    return [
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
    ]
