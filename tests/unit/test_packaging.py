"""The program as people install it: an sdist and a wheel, used from another folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple

import pytest
from support import ROOT

from isj_cli import __version__


class Built(NamedTuple):
    """What a build made."""

    sdist: Path
    wheel: Path


def build(source: Path, folder: Path, umask: int = 0o022) -> Built:
    """Build sdist and wheel, the wheel from the sdist."""
    changes = {} if os.name == "nt" else {"umask": umask}
    done = subprocess.run(
        [sys.executable, "-m", "build", "--installer", "uv", "--outdir", str(folder), str(source)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        **changes,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(built: Built) -> Path:
    return built.wheel


@pytest.fixture(scope="module")
def unpacked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is in the sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built.sdist) as archive:
        has_filters = hasattr(tarfile, "data_filter")  # from Python 3.11.4 on
        archive.extractall(folder, **({"filter": "data"} if has_filters else {}))
    return folder / f"isj_cli-{__version__}"


def test_the_wheel_holds_program_and_knowledge_base_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "isj_cli/knowledge_base/principles.yaml" in names
    assert "isj_cli/knowledge_base/schema/practice.schema.json" in names
    assert "isj_cli/knowledge_base/schema/export.schema.json" in names
    assert "isj_cli/store/templates/practice.yaml" in names
    for template in (ROOT / "isj_cli/store/templates/kb").iterdir():
        assert f"isj_cli/store/templates/kb/{template.name}" in names
    assert "isj_cli/locale/nl/LC_MESSAGES/isj.mo" in names
    practices = [name for name in names if name.startswith("isj_cli/knowledge_base/practices/")]
    assert len(practices) == len(list((ROOT / "practices").glob("*.yaml")))
    for page in ("man1/isj.1", "nl/man1/isj.1"):
        assert [name for name in names if name.endswith(f".data/data/share/man/{page}")]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"isj_cli"}
    assert not [name for name in names if name.endswith((".po", ".pyc")) or "test" in name]


def test_the_sdist_holds_what_the_tests_need_and_nothing_else(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir()} == {
        ".ci", ".github", ".gitignore", ".pre-commit-hooks.yaml", ".vscode", "action.yml",
        "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT", "README.md", "PKG-INFO",
            "SECURITY.md", ".gitattributes", ".markdownlint-cli2.jsonc", "benchmarks",
        "docs", "isj_cli", "noxfile.py", "practices", "principles.yaml", "pyproject.toml", "schema",
        "scripts", "synonyms.yaml", "tests", "vocabularies.yaml",
    }  # fmt: skip
    assert not list(unpacked.rglob("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q"],
        cwd=unpacked, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tools_for_publishing_find_nothing_wrong(built: Built) -> None:
    for command in (
        ["twine", "check", "--strict", *map(str, built)],
        ["check_wheel_contents", "--config", str(ROOT / "pyproject.toml"), str(built.wheel)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_package_says_of_itself_is_true(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        said = message_from_bytes(archive.read(name))
    assert said["Version"] == __version__
    assert said["License-Expression"] == "EUPL-1.2 AND CC-BY-4.0"
    assert said.get_all("License-File") == ["LICENSE", "LICENSE-CONTENT"]
    assert said.get_all("Project-URL") is None  # it has no address that is known yet
    pythons = re.findall(r":: (3\.\d+)\n", "\n".join(said.get_all("Classifier") or ()) + "\n")
    assert said["Requires-Python"] == f">={pythons[0]}"
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert "python: [" + ", ".join(f'"{each}"' for each in pythons) + "]" in workflow


def test_what_nox_and_the_release_run_is_there() -> None:
    told = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    scripts = re.findall(r"scripts/\w+\.(?:py|sh)", told)
    assert scripts and not [each for each in scripts if not (ROOT / each).exists()]
    release = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    (asked,) = re.findall(r"nox .*-s (\w+)", release)
    assert f"def {asked}(" in told
    lock = "python -m pip install --require-hashes -r .ci/lock.txt"
    built = release[release.index("  build:") : release.index("  check:")]
    assert re.findall(r"python -m pip install.*", built) == [lock]


def test_the_changelog_can_become_that_of_a_release() -> None:
    """Its form is that of Keep a Changelog, and it tells of this version or of what is to come."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (.*)$", text)
    form = r"\[Unreleased\]|\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d"
    found = [re.fullmatch(form, heading) for heading in headings]
    assert found and all(found), headings
    assert "[Unreleased]" not in headings[1:]
    released = [tuple(map(int, each[1].split("."))) for each in found if each and each[1]]
    assert released == sorted(set(released), reverse=True)
    now = tuple(map(int, re.findall(r"\d+", __version__)))
    assert now in released or now > max(released, default=(0,))
    groups = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    for section in re.split(r"(?m)^## .*$", text)[1:]:
        assert set(re.findall(r"(?m)^### (.*)$", section)) <= groups
        assert re.search(r"(?m)^- \S", section)


def test_the_same_sources_give_the_same_bytes(built: Built, unpacked: Path, tmp_path: Path) -> None:
    """From another folder, that of the sdist, with other times and rights."""
    source = Path(
        shutil.copytree(unpacked, tmp_path / "elders" / "bron", copy_function=shutil.copy)
    )
    again = build(source, tmp_path / "dist", umask=0o077)
    assert again.wheel.name == built.wheel.name
    assert again.wheel.read_bytes() == built.wheel.read_bytes()
    assert again.sdist.read_bytes() == built.sdist.read_bytes()


def test_an_installed_isj_answers_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False, symlinks=os.name != "nt")
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = next(scripts.glob("python*"))
    # The libraries come from this environment; the program only from the wheel.
    site = next((tmp_path / "venv").rglob("site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    libraries = [path for path in sys.path if "site-packages" in path]
    (site / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def isj(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(python), "-m", "isj_cli", *args],
            cwd=elsewhere,
            env={**os.environ, "PYTHONPATH": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "pyc")},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    where = subprocess.run(
        [str(python), "-c", "import isj_cli; print(isj_cli.__file__)"],
        cwd=elsewhere, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": ""},
    ).stdout  # fmt: skip
    assert str(tmp_path) in where
    found = isj("search", "trauma")
    assert found.returncode == 0
    assert len(found.stdout.splitlines()) == 10
    # Some installers compile nothing: what Python says of a library then comes at its first use.
    assert "Warning" not in found.stderr
    assert isj("validate").returncode == 0
    assert isj("add-practice", "--title", "Nieuw").returncode == 0
    assert (elsewhere / "nieuw.yaml").is_file()
    assert isj("init", "eigen").returncode == 0
    assert isj("--kb", "eigen", "validate").returncode == 0


INSTALLERS = {
    "uv": (["uv", "tool"], ["--python", sys.executable], {"TOOL_DIR": "", "TOOL_BIN_DIR": "bin"}),
    "pipx": (["pipx"], ["--python", sys.executable], {"HOME": "", "BIN_DIR": "bin", "MAN_DIR": ""}),
}


@pytest.mark.parametrize("installer", INSTALLERS)
def test_a_tool_that_installs_programs_installs_it(
    installer: str, wheel: Path, tmp_path: Path
) -> None:
    command, options, folders = INSTALLERS[installer]
    home = tmp_path / "home"
    env = {
        **os.environ,
        **{f"{installer.upper()}_{name}": str(home / sub) for name, sub in folders.items()},
    }
    env.pop("PYTHONPATH", None)

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            args, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=300
        )

    tool = [sys.executable, "-m", *command]
    done = run(*tool, "install", *options, str(wheel))
    if done.returncode and re.search(r"(?i)connect|resolve host|dns|timed? ?out", done.stderr):
        pytest.skip("the libraries cannot be fetched here")
    assert done.returncode == 0, done.stderr
    isj = shutil.which("isj", path=home / "bin") or "isj is not where programs are"
    found = run(isj, "search", "trauma")
    assert found.returncode == 0 and len(found.stdout.splitlines()) == 10
    assert "Warning" not in found.stderr
    assert run(isj, "--version").stdout.startswith(f"isj {__version__}\n")
    assert run(*tool, "uninstall", "isj-cli").returncode == 0
    assert not list((home / "bin").iterdir())


def test_man_finds_the_page_of_an_installed_isj(wheel: Path, tmp_path: Path) -> None:
    if (man := shutil.which("man")) is None:
        pytest.skip("there is no man here")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", "--ignore-installed", "--prefix", tmp_path, wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    for language, folder in (("nl", "nl/man1"), ("en", "man1")):
        where = subprocess.run(
            [man, "-L", language, "-w", "isj"],
            env={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}, capture_output=True, text=True,
        )  # fmt: skip
        assert where.stdout.strip() == str(tmp_path / "share/man" / folder / "isj.1"), where.stderr
