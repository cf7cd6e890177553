"""The program as people install it: a wheel, used from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from support import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--quiet", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


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
            env={**os.environ, "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            timeout=120,
        )

    where = subprocess.run(
        [str(python), "-c", "import isj_cli; print(isj_cli.__file__)"],
        cwd=elsewhere, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert str(tmp_path) in where
    found = isj("search", "trauma")
    assert found.returncode == 0
    assert len(found.stdout.splitlines()) == 10
    assert isj("validate").returncode == 0
    assert isj("add-practice", "--title", "Nieuw").returncode == 0
    assert (elsewhere / "nieuw.yaml").is_file()
    assert isj("init", "eigen").returncode == 0
    assert isj("--kb", "eigen", "validate").returncode == 0
    assert "SyntaxWarning" not in found.stderr


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
