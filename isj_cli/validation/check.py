"""Validating a knowledge base, or some files against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from isj_cli.domain import reviewing
from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.place import Place
from isj_cli.domain.practice import Practice
from isj_cli.domain.progress import Progress, unseen
from isj_cli.locale import _
from isj_cli.store.git import Changes
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.practice_file import read_practice
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.store.yaml_document import Document, mapping_of
from isj_cli.store.yaml_loader import read
from isj_cli.validation.choosing import TAXONOMY_SCHEMAS, chosen_files, own_files
from isj_cli.validation.collection import (
    REMEMBERED,
    Checked,
    Collection,
    Entry,
    entry_of,
    shown_path,
)
from isj_cli.validation.overruling import Overrulings, is_personal
from isj_cli.validation.report import EVERYTHING, Report, Selection
from isj_cli.validation.rule import Found, Rule
from isj_cli.validation.rules import all_rules
from isj_cli.validation.schema import SchemaCheck
from isj_cli.validation.sources import text_of, with_sources

# Findings of one rule in one file: nobody reads more, and a hostile file can hold a million.
MOST_OF_A_RULE = 200
MOST_OVERRULED = 1000  # findings of one rule in one file


def validate(
    kb: KnowledgeBase,
    paths: Sequence[Path] = (),
    progress: Progress = unseen,
    *,
    selection: Selection = EVERYTHING,
    changes: Changes | None = None,
    today: date | None = None,
    drafts: Mapping[Path, Path] = MappingProxyType({}),
) -> Report:
    """Check files against the rules; without `paths` the whole knowledge base.

    A path may be a file or a folder. With `changes`, only findings in what changed are reported,
    and what the changes broke elsewhere; still, every practice is read. `drafts` names files of
    practices for which another one is read. Raises `IsjError` for a path that does not exist.
    """
    every = list(all_rules())
    rules = [rule for rule in every if selection.takes(rule.code)]
    chosen = chosen_files(kb, paths, changes)
    # What is about a person is hidden in every report, so those rules run even where none asks.
    personal = [rule for rule in every if is_personal(rule.code) and rule not in rules]
    run = _Run(kb, rules, personal, changes, today or reviewing.today(), drafts)
    for path in chosen:
        if path.name in TAXONOMY_SCHEMAS:
            run.check_taxonomy(path)
    practices = [path for path in chosen if path.name not in TAXONOMY_SCHEMAS]
    if run.taxonomy_is_usable():
        run.check_practices(practices, progress, whole=not paths)
    findings = {
        finding: None
        for finding in run.findings
        if selection.takes(finding.code) and finding.severity.weight >= selection.severity.weight
    }
    hidden = (*run.findings, *run.unsaid)
    private = {each.path for each in hidden if is_personal(each.code) and not each.overruled}
    return Report(
        tuple(chosen),
        len(own_files(kb)) if not paths else len(chosen),
        tuple(rules),
        tuple(
            sorted(
                with_sources(findings, hidden, run.shown, run.closed),
                key=lambda finding: finding.order,
            )
        ),
        changes.ref if changes else "",
        selection.strict,
        frozenset(private | run.closed),
    )


class _Run:
    """One validation: the rules, and what they found until now.

    Findings that are `unsaid` are not reported: what they are about is only hidden. `closed` files
    say more about persons than was looked for, so that no report may quote them.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        rules: Sequence[Rule],
        personal: Sequence[Rule],
        changes: Changes | None,
        today: date,
        drafts: Mapping[Path, Path],
    ) -> None:
        self.kb = kb
        self.rules = rules
        self.changes = changes
        self.today = today
        self.drafts = drafts
        self.findings: list[Finding] = []
        self.shown: dict[str, Path] = {}
        self.unsaid: list[Finding] = []
        self.closed: set[str] = set()
        self._checks = [
            (rule, rule.module.check)
            for rule in (*rules, *personal)
            if hasattr(rule.module, "check")
        ]

    def check_taxonomy(self, path: Path) -> None:
        """Check a taxonomy file."""
        try:
            document = read(path)
            data = mapping_of(
                document,
                _("The file describes no taxonomy."),
                _("Restore it, for instance with git."),
            )
        except YamlError as problem:
            self._add_problem(path, problem)
            return
        schema = SchemaCheck(
            read_schema(schema_path(self.kb, TAXONOMY_SCHEMAS[path.name])), self.rules
        )
        for mismatch in schema.mismatches(data):
            self._add(mismatch.rule, mismatch.found, path, document)
        for rule in self.rules:
            if hasattr(rule.module, "check_taxonomy"):
                for found in rule.module.check_taxonomy(document.mapping):
                    self._add(rule, found, path, document)

    def taxonomy_is_usable(self) -> bool:
        """Tell whether there is a taxonomy to check practices against.

        Raises `IsjError` where there is none and no finding says so.
        """
        try:
            return bool(self.kb.taxonomy)
        except IsjError:
            if not any(finding.severity is Severity.ERROR for finding in self.findings):
                raise
            return False

    def check_practices(self, paths: Sequence[Path], progress: Progress, *, whole: bool) -> None:
        """Check practices, each alone and then among all of the knowledge base."""
        wanted = set(paths)
        every = list(dict.fromkeys([*self.kb.files(), *paths]))
        by_name = {str(path): path for path in every}
        entries: dict[Path, Entry] = {}
        schema = SchemaCheck(
            in_step(read_schema(schema_path(self.kb)), self.kb.taxonomy), self.rules
        )
        for name in progress(list(by_name), len(by_name)):
            path = by_name[name]
            only = () if path in wanted else REMEMBERED
            file = read_practice(self.drafts.get(path, path), only)
            if file.document is not None and file.practice is not None:
                entries[path] = entry_of(path, file.document, file.practice)
                if path in wanted:
                    checked = Checked(
                        path, file.document, file.practice, self.kb, self.kb.taxonomy, self.today
                    )
                    self._check_practice(checked, schema)
            elif file.problem is not None and path in wanted:
                self._add_problem(path, file.problem)
                self._hide_in(path)
        collection = Collection(
            self.kb, self.kb.taxonomy, self.today, self.changes, entries, tuple(every)
        )
        for rule in self.rules:
            if hasattr(rule.module, "check_among"):
                for path, broken in _touched(collection, wanted):
                    for found in rule.module.check_among(entries[path], collection):
                        if path in wanted or found.at in broken:
                            self._add(rule, found, path)
            if whole and hasattr(rule.module, "check_collection"):
                for found in rule.module.check_collection(collection):
                    if self._is_new(found.path):
                        self._add(rule, found, found.path or self.kb.practices_folder)

    def _is_new(self, path: Path | None) -> bool:
        """Tell whether a file changed, where only those count; what names none counts always."""
        changes = self.changes
        return path is None or not changes or changes.everything or path in changes.files

    def _check_practice(self, file: Checked, schema: SchemaCheck) -> None:
        for mismatch in islice(schema.mismatches_of(file), MOST_OF_A_RULE):
            self._add(mismatch.rule, mismatch.found, file.path, file.document)
        overrulings = Overrulings(file.document)
        for rule, check in self._checks:
            self.findings += self._some(rule, check(file), file, overrulings)
        if overrulings.comments:
            ran = {"", *(rule.code for rule in self.rules)}
            unused = [comment for comment in overrulings.unused() if comment.code in ran]
            for rule in self.rules:
                if hasattr(rule.module, "check_overruling"):
                    for found in islice(rule.module.check_overruling(unused), MOST_OF_A_RULE):
                        self._add(rule, found, file.path, file.document)

    def _hide_in(self, path: Path) -> None:
        """Look for what is about persons in a file that cannot be read: its lines are shown."""
        document = Document(path, text_of(self.drafts.get(path, path)), None)
        file = Checked(path, document, Practice(), self.kb, self.kb.taxonomy, self.today)
        for rule, check in self._checks:
            if is_personal(rule.code):
                self.unsaid += self._some(rule, check(file), file)

    def _some(
        self,
        rule: Rule,
        every: Iterable[Found],
        file: Checked,
        overrulings: Overrulings | None = None,
    ) -> Iterator[Finding]:
        """Yield as many findings as people read; those that a file overrules count apart.

        A file that overrules more than `MOST_OVERRULED` of them overrules none of the rest.
        """
        told: Counter[bool] = Counter()
        for found in every:
            if told[True] == MOST_OVERRULED:
                overrulings = None
            finding = self._finding(rule, found, file.path, file.document, overrulings)
            is_overruled = bool(finding.overruled)
            told[is_overruled] += 1
            if told[is_overruled] <= MOST_OF_A_RULE:
                yield finding
                continue
            if is_personal(rule.code):
                self.closed.add(finding.path)
            if not is_overruled:
                return

    def _add(self, rule: Rule, found: Found, path: Path, document: Document | None = None) -> None:
        self.findings.append(self._finding(rule, found, path, document))

    def _finding(
        self,
        rule: Rule,
        found: Found,
        path: Path,
        document: Document | None = None,
        overrulings: Overrulings | None = None,
    ) -> Finding:
        if isinstance(found.at, Place):
            place = found.at
        elif document is None:
            place = Place()
        elif found.words:
            place = document.place_of(found.at, found.words)
        else:
            place = document.place(found.at, key=found.key)
        shown = shown_path(path)
        self.shown[shown] = self.drafts.get(path, path)
        severity = found.severity or rule.severity
        overruled = ""
        if overrulings and is_personal(rule.code):
            overruled = overrulings.reason_against(rule.code, place)
        return Finding(
            rule.code,
            Severity.INFO if overruled else severity,
            shown,
            place,
            found.message,
            found.hint,
            length=found.length or len(found.words) or 1,
            overruled=overruled,
        )

    def _add_problem(self, path: Path, problem: YamlError) -> None:
        shown = shown_path(path)
        self.shown[shown] = self.drafts.get(path, path)
        place = Place(problem.line or 1, problem.column or 1)
        self.findings.append(
            Finding(problem.code, Severity.ERROR, shown, place, problem.message, problem.hint)
        )


def _touched(collection: Collection, wanted: set[Path]) -> Iterator[tuple[Path, set[Place]]]:
    """Yield the practices that were asked for, and those that the changes broke.

    With each come the places where it names one that no longer stands, or a former id that is used
    again.
    """
    fallen = collection.fallen
    new = collection.changes.new if collection.changes else frozenset()
    for path, entry in collection.entries.items():
        broken = {each.place for each in entry.references if each.id in fallen}
        broken |= {each.place for each in entry.former_ids if each.id in new}
        if path in wanted or broken:
            yield path, broken
