"""Validating a knowledge base, or some files against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from isj_cli.domain.errors import IsjError, YamlError
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.place import Place
from isj_cli.locale import _
from isj_cli.store.knowledge_base import SYNONYMS, KnowledgeBase, PracticeFile, read_practice
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.store.yaml_loader import Document, LocatedDict, read
from isj_cli.validation.collection import Checked, Collection, shown_path
from isj_cli.validation.rules import all_rules
from isj_cli.validation.schema import SchemaCheck

COLLECTION_CODES = ("ISJ207",)  # checked here, since they are about no single file

Progress = Callable[[Iterable[str], int], Iterable[str]]

TAXONOMY_SCHEMAS = {
    "principles.yaml": "principles.schema.json",
    "vocabularies.yaml": "vocabularies.schema.json",
    SYNONYMS: "synonyms.schema.json",
}


@dataclass(frozen=True)
class Report:
    """What a validation found, and how much it looked at."""

    checked: int
    rules: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def validate(
    kb: KnowledgeBase, paths: Sequence[Path] = (), progress: Progress = lambda names, _: names
) -> Report:
    """Check files against every rule; without `paths` the whole knowledge base.

    A path may be a file or a folder. Raises `IsjError` for a path that does not exist.
    """
    rules = all_rules()
    checks = [rule.check for rule in rules if hasattr(rule, "check")]
    chosen = _chosen(kb, paths)
    taxonomy_files = [path for path in chosen if path.name in TAXONOMY_SCHEMAS]
    findings: list[Finding] = []
    for path in taxonomy_files:
        findings += _taxonomy_findings(kb, path, rules)
    practice_paths = [path for path in chosen if path not in taxonomy_files]
    if _is_usable(kb, findings):
        collection = _collect(kb, practice_paths, progress)
        wanted = set(practice_paths)
        for file in collection.files:
            if file.path in wanted:
                findings += _practice_findings(file, collection, checks)
        if not paths:
            findings += [*_schema_findings(kb), *_stray_findings(kb)]
    return Report(
        len(chosen),
        len(rules) + len(COLLECTION_CODES),
        tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.order)),
    )


def _chosen(kb: KnowledgeBase, paths: Sequence[Path]) -> list[Path]:
    own = [*kb.taxonomy_files, *filter(Path.exists, [kb.root / SYNONYMS]), *kb.files()]
    if not paths:
        return own
    # A file of the knowledge base is the same file by whatever way a person reaches it.
    known = {path.resolve(): path for path in own}
    chosen: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [known[each] for each in known if each.is_relative_to(path.resolve())]
            chosen += inside or sorted(path.absolute().glob("*.yaml"))
        elif path.exists():
            chosen.append(known.get(path.resolve(), path.absolute()))
        else:
            raise IsjError(
                _("There is no file {path}; check the name.").format(path=shown_path(path))
            )
    if not chosen:
        raise IsjError(
            _("There are no YAML files in {path} to check; name another folder.").format(
                path=shown_path(paths[0])
            )
        )
    return list(dict.fromkeys(chosen))


def _is_usable(kb: KnowledgeBase, findings: Sequence[Finding]) -> bool:
    """Tell whether there is a taxonomy to check practices against.

    Raises `IsjError` where there is none and no finding says so.
    """
    try:
        return bool(kb.taxonomy)
    except IsjError:
        if not any(finding.severity is Severity.ERROR for finding in findings):
            raise
        return False


def _collect(kb: KnowledgeBase, paths: Sequence[Path], progress: Progress) -> Collection:
    names = list(dict.fromkeys([*kb.files(), *paths]))
    by_name = {str(path): path for path in names}
    files: tuple[PracticeFile, ...] = tuple(
        read_practice(by_name[name]) for name in progress(list(by_name), len(names))
    )
    return Collection(kb, kb.taxonomy, files)


def _practice_findings(
    file: PracticeFile,
    collection: Collection,
    checks: Sequence[Callable[[Checked], Iterator[Finding]]],
) -> Iterator[Finding]:
    shown = shown_path(file.path)
    if file.problem is not None:
        yield _from_problem(file.problem, shown)
    elif file.document is not None and file.practice is not None:
        checked = Checked(file.path, shown, file.document, file.practice, collection)
        for check in checks:
            yield from check(checked)


def _from_problem(problem: YamlError, shown: str) -> Finding:
    return Finding(
        problem.code,
        Severity.ERROR,
        shown,
        Place(problem.line, problem.column),
        problem.message,
        problem.hint,
    )


def _taxonomy_findings(
    kb: KnowledgeBase, path: Path, rules: Sequence[ModuleType]
) -> Iterator[Finding]:
    shown = shown_path(path)
    try:
        document = read(path)
        if not isinstance(document.data, LocatedDict):
            raise YamlError(
                "ISJ005",
                _("The file describes no taxonomy."),
                _("Restore it, for instance with git."),
            )
    except YamlError as problem:
        yield _from_problem(problem, shown)
        return
    schema = SchemaCheck(read_schema(schema_path(kb, TAXONOMY_SCHEMAS[path.name])))
    for found in schema.mismatches(document.data):
        yield Finding(
            found.code,
            Severity.ERROR,
            shown,
            document.place(found.pointer, key=found.at_key),
            found.message,
            found.hint,
        )
    yield from _unresolved(document, shown, rules)


def _unresolved(document: Document, shown: str, rules: Sequence[ModuleType]) -> Iterator[Finding]:
    for rule in rules:
        if hasattr(rule, "check_taxonomy"):
            for pointer, message, hint in rule.check_taxonomy(document.mapping):
                yield Finding(
                    rule.CODE,
                    Severity.ERROR,
                    shown,
                    document.place(pointer),
                    message,
                    hint,
                )


def _stray_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each file among the practices that is passed over for its name."""
    for name in kb.strays():
        yield Finding(
            "ISJ201",
            Severity.ERROR,
            shown_path(kb.practices_folder / name),
            Place(),
            _("A file of this name is passed over."),
            _("Call it after its id: '<id>.yaml'."),
        )


def _schema_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding where the schema's lists are not those of the taxonomy."""
    path = schema_path(kb)
    found = read_schema(path)
    if path.is_relative_to(kb.root) and in_step(found, kb.taxonomy) != found:
        yield Finding(
            "ISJ207",
            Severity.ERROR,
            shown_path(path),
            Place(),
            _("The lists in the schema are not those of the taxonomy."),
            _("Run 'isj schema --write'."),
        )
