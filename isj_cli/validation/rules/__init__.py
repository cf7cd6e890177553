"""The rules, one a file; `isj_cli.validation.rule` says what a rule is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from isj_cli.validation.rule import Rule, manual_of


def codes() -> dict[str, str]:
    """Return the name of the module of each rule, by its code, in order."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return {name[:6].upper(): name for name in names}


def rule(code: str) -> Rule:
    """Return the rule of that code; raises `KeyError` where there is none."""
    return Rule(importlib.import_module(f"{__name__}.{codes()[code]}"))


def titles() -> dict[str, str]:
    """Return the first sentence of each rule's manual page, by code, without importing the rules.

    Importing all of them takes longer than a shell should wait for completion.
    """
    return {
        code: manual_of((Path(__path__[0]) / f"{name}.py").read_text("utf-8").split('"""')[1]).title
        for code, name in codes().items()
    }


def all_rules() -> Iterator[Rule]:
    """Yield every rule, by code."""
    for code in codes():
        yield rule(code)
