"""A command imports only what it needs, and the layers stay apart."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from support import DATA, ROOT

PACKAGE = ROOT / "isj_cli"


def loaded_by(*args: str) -> set[str]:
    code = (
        "import sys; from isj_cli.cli.program import run\n"
        f"run({['--kb', str(DATA / 'kb'), *args]!r})\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return {name.split(".")[0] for name in ran.stderr.splitlines()}


@pytest.mark.parametrize(
    ("args", "never"),
    [
        (["show", "asja-fier"], {"whoosh", "jsonschema", "jsonschema_rs", "rich", "simplemma"}),
        (["show", "veiligheid"], {"whoosh", "jsonschema", "jsonschema_rs", "rich", "simplemma"}),
        (["compare", "asja-fier", "veilige-veste"], {"whoosh", "jsonschema", "rich", "simplemma"}),
        (["stale"], {"jsonschema", "rich", "simplemma"}),
        (["search", "trauma"], {"jsonschema", "jsonschema_rs", "rich", "yaml", "simplemma"}),
        (["list"], {"jsonschema", "jsonschema_rs", "rich", "yaml", "simplemma"}),
        (["suggest", "asja-fier"], {"jsonschema", "jsonschema_rs", "rich", "simplemma"}),
        (["add-practice", "--title", "X", "--dry-run"], {"simplemma", "prompt_toolkit"}),
        (["validate"], {"whoosh", "jsonschema", "rich", "simplemma", "phonenumbers", "stdnum"}),
        (
            ["--kb", str(ROOT), "assess", "report", str(DATA / "assess/format-1.yaml")],
            {"whoosh", "jsonschema", "jsonschema_rs", "rich", "jinja2", "prompt_toolkit"},
        ),
        (["mcp", "--help"], {"mcp", "mcp_types", "pydantic", "whoosh", "yaml", "rich"}),
        (["--version"], {"whoosh", "jsonschema", "jsonschema_rs", "rich", "simplemma"}),
        (["--help"], {"whoosh", "jsonschema", "jsonschema_rs", "rich", "yaml", "simplemma"}),
    ],
)
def test_a_command_loads_only_what_it_needs(args: list[str], never: set[str]) -> None:
    loaded_by(*args)  # fill the cache
    assert loaded_by(*args) & never == set()


def test_the_imports_keep_the_contracts() -> None:
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert lint, "lint-imports comes with the extra dev"
    ran = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout


def libraries_in(folder: Path) -> set[str]:
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return {name.split(".")[0] for name in found} - sys.stdlib_module_names - {"isj_cli"}


def test_each_library_has_its_layer_and_the_domain_has_none() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = [
        (library, contract["allowed_importers"])
        for contract in project["tool"]["importlinter"]["contracts"]
        for library in contract.get("protected_modules", ())
        if not library.startswith("isj_cli.")
    ]
    assert sorted(library for library, _layers in layers) == sorted(libraries_in(PACKAGE))
    assert all(len(allowed) == 1 and "domain" not in allowed[0] for _library, allowed in layers)
