"""The tests on every Python that is supported, the checks of the code, and what is published.

`nox` runs all; `nox -s tests-3.13 -- tests/unit/test_search.py` a part of it on one Python. An
interpreter that is missing is skipped, unless `--error-on-missing-interpreters` says otherwise.
"""

from __future__ import annotations

from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests; what stands behind `--` goes to pytest."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check form, types, generated files and the knowledge base.

    With `--no-venv` it takes what is installed, as `.ci/run` wants it.
    """
    if session.venv_backend != "none":
        session.install("-e", ".[dev]")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("python", "scripts/messages.py", "--check")
    session.run("python", "scripts/cli_reference.py", "--check")
    session.run("python", "scripts/man_page.py", "--check")
    session.run("isj", "schema", "--check")
    session.run("isj", "validate")


@nox.session(python=PYTHONS[0])
def build(session: nox.Session) -> None:
    """Make sdist and wheel in `dist`, and check them; a tag behind `--` has to be of this version.

    With the same SOURCE_DATE_EPOCH (seconds since 1970) the same sources give the same bytes.
    """
    session.install("build", "hatchling", "twine", "check-wheel-contents")
    made = Path("dist")
    for old in made.glob("isj_cli-*"):
        old.unlink()
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(made))
    (sdist,), (wheel,) = made.glob("isj_cli-*.tar.gz"), made.glob("isj_cli-*.whl")
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    session.run("check-wheel-contents", str(wheel))
    for tag in session.posargs:
        version = tag.removeprefix("v")
        if sdist.name != f"isj_cli-{version}.tar.gz":
            session.error(f"{tag} is the tag of another version than {sdist.name}")
        if f"\n## [{version}] - " not in Path("CHANGELOG.md").read_text(encoding="utf-8"):
            session.error(f"CHANGELOG.md has no heading for version {version}")
