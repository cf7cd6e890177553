"""A command imports only what it needs, and the layers stay apart."""

from __future__ import annotations

import ast
import subprocess
import sys
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


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize(
    ("library", "layer"), [("whoosh", "search"), ("rich", "render"), ("simplemma", "search"),
                           ("jsonschema", "validation"), ("yaml", "store"), ("typer", "cli"),
                           ("prompt_toolkit", "cli"), ("stdnum", "validation"),
                           ("phonenumbers", "validation"), ("jsonschema_rs", "validation"),
                           ("jinja2", "export"), ("pagefind_bin", "export"), ("rdflib", "export"),
                           ("mcp", "assistants"),
                           ("mcp_types", "assistants"), ("anyio", "assistants")],
)  # fmt: skip
def test_a_library_is_imported_in_one_layer_only(library: str, layer: str) -> None:
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    assert users == {layer}


ALLOWED = {
    "domain": {"domain"},
    "locale": {"locale"},
    "store": {"domain", "locale", "store"},
    "search": {"domain", "locale", "store", "search"},
    "validation": {"domain", "locale", "store", "validation"},
    "pages": {"domain", "locale", "pages"},
    "export": {"domain", "locale", "store", "pages", "export"},
    "assessment": {"domain", "locale", "store", "pages", "assessment"},
    "render": {"domain", "locale", "pages", "validation", "render"},
    "assistants": {"domain", "locale", "assistants"},
}


@pytest.mark.parametrize("layer", ALLOWED)
def test_imports_flow_one_way(layer: str) -> None:
    for path in (PACKAGE / layer).rglob("*.py"):
        for name in imports_of(path):
            if name.startswith("isj_cli."):
                assert name.split(".")[1] in ALLOWED[layer], f"{path}: {name}"


def test_the_domain_needs_nothing_but_python() -> None:
    for path in (PACKAGE / "domain").rglob("*.py"):
        for name in imports_of(path):
            top = name.split(".")[0]
            assert top == "isj_cli" or top in sys.stdlib_module_names


def test_nothing_needs_a_posix_system() -> None:
    has_a_fallback = {PACKAGE / "store/writing.py": {"fcntl"}}
    for path in PACKAGE.rglob("*.py"):
        found = imports_of(path) & {"fcntl", "pwd", "grp", "resource", "termios", "pty"}
        assert found == has_a_fallback.get(path, set())
