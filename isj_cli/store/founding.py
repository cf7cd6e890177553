"""Making a new knowledge base: the taxonomy and schemas of the program, and what surrounds them."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from isj_cli import __version__
from isj_cli.domain.errors import IsjError
from isj_cli.locale import _
from isj_cli.store.knowledge_base import PRACTICES, PRINCIPLES, SCHEMA, VOCABULARIES, bundled
from isj_cli.store.writing import write_atomically

DISTRIBUTION = "isj-cli"
REQUIRED = f"{DISTRIBUTION}[site]"  # the website is made on GitHub, too
TEMPLATES = {  # where each template goes; names without a dot, since those with one have a meaning
    "README.md": "README.{language}.md",
    ".github/workflows/validate.yml": "validate.yml",
    ".github/workflows/site.yml": "site.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".editorconfig": "editorconfig",
    ".gitignore": "gitignore",
}
GIT = ".git"


def make_knowledge_base(folder: Path, language: str, requirement: str) -> None:
    """Make a knowledge base in a folder that is empty or not there yet, whole or not at all.

    `language` (`nl` or `en`) is that of its README, `requirement` what pip installs the program
    from, empty where that is not known. Raises `IsjError`.
    """
    was_there = folder.exists()
    if was_there and not folder.is_dir():
        raise IsjError(
            _("{folder} is a file; name a folder that is empty or not there yet.").format(
                folder=folder
            )
        )
    if was_there and {each.name for each in folder.iterdir()} - {GIT}:
        raise IsjError(
            _("{folder} is not empty; name a folder that is empty or not there yet.").format(
                folder=folder
            )
        )
    contents = _contents(language, requirement)
    try:
        for name, text in contents.items():
            write_atomically(folder / name, text, replace=False)
    except BaseException:
        for name in {name.split("/")[0] for name in contents}:
            _take_away(folder / name)
        if not was_there and folder.exists():
            folder.rmdir()
        raise


def _contents(language: str, requirement: str) -> dict[str, str | bytes]:
    """Return what each file is to hold."""
    program = bundled()
    if program is None:
        raise IsjError(
            _("The program came without principles and schemas; install it again with pip.")
        )
    templates = files("isj_cli.store") / "templates" / "kb"
    contents: dict[str, str | bytes] = {
        name: (templates / template.format(language=language))
        .read_text(encoding="utf-8")
        .replace("%language%", language)
        for name, template in TEMPLATES.items()
    }
    copied = [program / PRINCIPLES, program / VOCABULARIES, *(program / SCHEMA).glob("*.json")]
    contents |= {path.relative_to(program).as_posix(): path.read_bytes() for path in copied}
    told = _("# Where pip gets isj from, for instance: isj-cli[site] @ git+https://ADDRESS@COMMIT")
    contents["requirements.txt"] = f"{requirement or told}\n"
    contents[f"{PRACTICES}/.gitkeep"] = ""
    return contents


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def requirement() -> str:
    """Return what pip has to install to get this program, empty where nobody can know.

    Pip keeps where a package came from (PEP 610); a folder of this machine is of no use elsewhere.
    """
    try:
        record = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    if record is None:
        return f"{REQUIRED}=={__version__}"
    origin = json.loads(record)
    url, repository = origin["url"], origin.get("vcs_info")
    if not url.startswith(("https://", "ssh://")):
        return ""
    if repository:
        url = f"{repository['vcs']}+{url}@{repository['commit_id']}"
    return f"{REQUIRED} @ {url}"
