"""What to look for in a validation, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from isj_cli.domain.finding import Finding, Severity
from isj_cli.validation.rule import Rule


class Selection(NamedTuple):
    """Which rules to run, by the beginnings of their codes, and which findings to report.

    With `strict` a warning makes the whole fail as an error does.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    severity: Severity = Severity.INFO
    strict: bool = False

    def takes(self, code: str) -> bool:
        """Tell whether a rule is to run."""
        chosen = not self.select or code.startswith(tuple(self.select))
        return chosen and not (self.ignore and code.startswith(tuple(self.ignore)))


EVERYTHING = Selection()


@dataclass(frozen=True)
class Report:
    """What a validation found, and what it looked at.

    The `files`, of `total`, were checked against the `rules`; `since` names the moment since which
    files had to have changed for that, if one was given. The `private` files may say something
    about a person, whether or not that is among the findings.
    """

    files: tuple[Path, ...]
    total: int
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    since: str = ""
    strict: bool = False
    private: frozenset[str] = frozenset()

    @property
    def checked(self) -> int:
        """The number of files that were checked."""
        return len(self.files)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding makes the whole fail: an error, with `strict` a warning too."""
        least = Severity.WARNING if self.strict else Severity.ERROR
        return finding.severity.weight >= least.weight

    @property
    def failed(self) -> bool:
        """Whether a finding made the whole fail."""
        return any(map(self.fails, self.findings))

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)
