"""`isj init`: a knowledge base of one's own, in which everything works, whatever its principles."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from support import DATA, ROOT, Run, posix

from isj_cli.domain.finding import Severity
from isj_cli.store import founding
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.schema_files import in_step, read_schema, schema_path
from isj_cli.store.yaml_loader import read
from isj_cli.validation.check import validate

MADE = {
    "README.md", "principles.yaml", "vocabularies.yaml", "requirements.txt", "practices/.gitkeep",
    "schema/practice.schema.json", "schema/principles.schema.json",
    "schema/vocabularies.schema.json", "schema/synonyms.schema.json", "schema/export.schema.json",
    ".github/workflows/validate.yml", ".github/workflows/site.yml", ".pre-commit-config.yaml",
    ".vscode/settings.json", ".vscode/extensions.json", ".editorconfig", ".gitignore",
}  # fmt: skip


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    """A new knowledge base, in a folder with a name as people give them."""
    folder = tmp_path / "Één kennis bank"
    assert run("--lang", "nl", "init", folder.name, cwd=tmp_path).code == 0
    return folder


def test_it_is_whole_valid_and_empty(run: Run, own: Path) -> None:
    assert files(own) == MADE
    ran = run("validate", cwd=own)
    assert (ran.code, ran.out) == (0, "")
    assert run("schema", "--check", cwd=own).code == 0
    assert not list(KnowledgeBase(own).files())


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["search", "x"], 1),
        (["list"], 1),
        (["stats"], 1),
        (["export", "markdown", "pages"], 1),
    ],
)
def test_an_empty_one_says_how_to_begin(run: Run, own: Path, args: list[str], code: int) -> None:
    ran = run(*args, cwd=own)
    assert ran.code == code
    assert ran.err == (
        "This knowledge base holds no practices yet; 'isj add-practice' begins one.\n"
    )
    assert not (own / "pages").exists()


@pytest.mark.parametrize(
    "args",
    [
        [], ["principles"], ["factors"], ["frameworks"], ["topics"], ["sectors"], ["regions"],
        ["show", "veiligheid"], ["show", "levels"], ["index"], ["rules"],
    ],
)  # fmt: skip
def test_an_empty_one_can_be_looked_at(run: Run, own: Path, args: list[str]) -> None:
    ran = run(*args, cwd=own)
    assert ran.code == 0
    assert "inside the program" not in ran.err


def test_one_can_begin_at_once(run: Run, own: Path) -> None:
    ran = run("add-practice", "--title", "Thuisteam Voorbeeldstad", cwd=own)
    assert ran.code == 0
    assert (own / "practices/thuisteam-voorbeeldstad.yaml").is_file()
    ran = run("search", "thuisteam", "--status", "concept", "--format", "ids", cwd=own)
    assert ran.out == "thuisteam-voorbeeldstad\n"
    ran = run("rename", "thuisteam-voorbeeldstad", "thuisteam", cwd=own)
    assert ran.code == 0
    assert run("show", "thuisteam-voorbeeldstad", cwd=own).code == 0


def test_the_readme_speaks_the_readers_language(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("init", "english", cwd=tmp_path).code == 0
    dutch = (own / "README.md").read_text(encoding="utf-8")
    english = (tmp_path / "english/README.md").read_text(encoding="utf-8")
    assert "# Kennisbank met praktijkvoorbeelden" in dutch
    assert "# Knowledge base of good practices" in english
    assert "%" not in dutch + english
    for text in (dutch, english):
        named = {name for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE) if name}
        assert all((own / name).exists() for name in named), named
        commands = set(re.findall(r"^isj ([\w-]+)", text, re.MULTILINE))
        assert commands >= {"add-practice", "validate", "search", "schema"}
    workflow = (own / ".github/workflows/validate.yml").read_text()
    assert "isj --lang nl validate" in workflow
    assert "isj --lang en validate" in (tmp_path / "english/.pre-commit-config.yaml").read_text()


def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "vol"
    folder.mkdir()
    (folder / "brief.txt").write_text("van mij", encoding="utf-8")
    file = tmp_path / "bestand"
    file.write_text("van mij", encoding="utf-8")
    for name, said in (("vol", "is not empty"), ("bestand", "is a file")):
        ran = run("init", name, cwd=tmp_path)
        assert (ran.code, said in ran.err) == (2, True)
    assert files(tmp_path) & {"vol/brief.txt", "bestand"} == {"vol/brief.txt", "bestand"}
    assert files(folder) == {"brief.txt"}
    assert run("init", " ", cwd=tmp_path).code == 2


def test_an_empty_folder_and_a_new_repository_can_be_used(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "leeg"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    assert run("init", ".", cwd=folder).code == 0
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=folder, check=True, capture_output=True, text=True
    )
    assert set(listed.stdout.split()) == MADE
    (folder / "practices/.x.abc.yaml").write_text("kopie", encoding="utf-8")
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=folder, check=True, capture_output=True, text=True
    )
    assert ".x.abc.yaml" not in status.stdout
    assert run("init", ".", cwd=folder).code == 2


@posix
def test_a_full_disk_leaves_nothing_half_made(tmp_path: Path) -> None:
    code = (
        "import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (30_000, r.RLIM_INFINITY))\n"
        "from isj_cli.cli.main import main; main(sys.argv[1:])"
    )
    (tmp_path / "leeg").mkdir()
    for name in ("nieuw", "leeg"):
        done = subprocess.run(
            [sys.executable, "-c", code, "init", name], cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, "cannot be written" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["leeg"]
    assert not list((tmp_path / "leeg").iterdir())


def test_what_ci_does_passes_and_catches(run: Run, own: Path) -> None:
    workflow = read(own / ".github/workflows/validate.yml").mapping
    steps = [step["run"] for step in workflow["jobs"]["validate"]["steps"] if "run" in step]
    assert steps[0] == "python -m pip install -r requirements.txt"
    commands = [step.split()[1:] for step in steps[1:]]
    assert [run(*command, cwd=own).code for command in commands] == [0, 0]
    shutil.copy(DATA / "bad/ISJ203-unknown-related.yaml", own / "practices/voorbeeld.yaml")
    ran = run(*commands[1], cwd=own)
    assert ran.code == 1
    assert "::error file=practices/voorbeeld.yaml" in ran.out


def test_ci_uses_actions_that_the_project_uses_itself(own: Path) -> None:
    def pinned(folder: Path) -> set[str]:
        texts = [path.read_text() for path in folder.glob("*.yml")]
        return {use for text in texts for use in re.findall(r"uses: (\S+@[0-9a-f]{40})", text)}

    made = pinned(own / ".github/workflows")
    assert made and made <= pinned(ROOT / ".github/workflows")


def test_workflows_and_settings_pass_the_checks_made_for_them(own: Path) -> None:
    workflows = [str(path) for path in (own / ".github/workflows").iterdir()]
    for args in (
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows],
        ["zizmor", "--offline", "--quiet", *workflows],
    ):
        program = shutil.which(args[0], path=str(Path(sys.executable).parent))
        if program is None:
            pytest.skip(f"{args[0]} is not installed")
        done = subprocess.run([program, *args[1:]], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    settings = json.loads((own / ".vscode/settings.json").read_text())
    assert all((own / schema).is_file() for schema in settings["yaml.schemas"])
    assert json.loads((own / ".vscode/extensions.json").read_text())["recommendations"]


def test_the_hook_runs_when_pre_commit_runs_it(run: Run, own: Path) -> None:
    hook = read(own / ".pre-commit-config.yaml").mapping["repos"][0]["hooks"][0]
    looks_at = re.compile(hook["files"])
    assert looks_at.search("practices/x.yaml") and looks_at.search("principles.yaml")
    assert not looks_at.search("README.md")
    assert run(*hook["entry"].split()[1:], cwd=own).code == 0


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (None, r"isj-cli\[site\]==[\d.]+"),
        (
            {"url": "https://example.org/isj.git",
             "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            r"isj-cli\[site\] @ git\+https://example\.org/isj\.git@abc123",
        ),
        (
            {"url": "https://example.org/isj.whl", "archive_info": {}},
            r"isj-cli\[site\] @ https://example\.org/isj\.whl",
        ),
        ({"url": "file:///home/iemand/isj", "dir_info": {"editable": True}}, ""),
    ],
)  # fmt: skip
def test_ci_installs_isj_from_where_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: object, wanted: str
) -> None:
    folder = tmp_path / "isj_cli-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: isj-cli\nVersion: 1.0\n")
    if record is not None:
        (folder / "direct_url.json").write_text(json.dumps(record))
    found = metadata.PathDistribution(folder)
    monkeypatch.setattr(metadata, "distribution", lambda name: found)
    assert re.fullmatch(wanted, founding.requirement())
    founding.make_knowledge_base(tmp_path / "kb", "nl", founding.requirement())
    said = (tmp_path / "kb/requirements.txt").read_text()
    assert re.fullmatch(wanted or "# Where pip gets isj from.*", said.strip())


# Another taxonomy: other principles and factors, no levels, hardly any lists.


@pytest.fixture
def other(run: Run, own: Path) -> Path:
    """The new knowledge base with principles and lists of its own."""
    for name in ("principles.yaml", "vocabularies.yaml"):
        shutil.copy(DATA / "taxonomy" / name, own / name)
    assert run("schema", "--check", cwd=own).code == 1
    assert "ISJ207" in run("validate", cwd=own).out
    assert run("schema", "--write", cwd=own).code == 0
    return own


SOUP = (
    "add-practice", "--title", "De Soeptafel", "--principle", "samen-eten=Buren koken en eten.",
    "--factor", "soep=Elke dag staat er een pan.", "--sector", "buurthuis", "--topic",
    "eenzaamheid", "--organisation", "Stichting Voorbeeld", "--region-level", "wijk", "--region",
    "Voorbeeldwijk", "--summary", "Buren eten samen soep.", "--source", "https://example.org/soep",
    "--provenance", "zelf-gezien", "--target-group", "Buren.", "--approach", "Er is elke dag soep.",
    "--strength", "Iedereen is welkom.",
)  # fmt: skip


@pytest.fixture
def soup(run: Run, other: Path) -> Path:
    """A published practice in it."""
    ran = run(*SOUP, cwd=other)
    assert ran.code == 0, ran.out
    assert {line.split()[1] for line in ran.out.splitlines() if line[0] == "p"} == {"ISJ301"}
    path = other / "practices/de-soeptafel.yaml"
    text = path.read_text(encoding="utf-8").replace("status: concept", "status: gepubliceerd")
    text = re.sub(r"(?m)^bottlenecks:\n(?: .*\n)+", "", text).replace(
        "title: TODO", "title: Boekje"
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_other_principles_are_valid_and_fill_the_schema(run: Run, other: Path) -> None:
    kb = KnowledgeBase(other)
    assert run("validate", "--strict", cwd=other).code == 0
    schema = read_schema(schema_path(kb))
    assert in_step(schema, kb.taxonomy) == schema
    text = json.dumps(schema)
    assert "samen-eten" in text
    for id in ("veiligheid", "vast-aanspreekpunt", "po-intensief", "jeugd-ggz", "trekker"):
        assert id not in text
    assert '"enum": []' not in text


def test_a_draft_names_nothing_that_is_not_there(run: Run, other: Path) -> None:
    draft = run("add-practice", "--title", "Nieuw", "--dry-run", cwd=other).out
    for id in ("trekker", "po-", "loopt", "gunstig", "aangemeld", "gemeente", "veiligheid", "%"):
        assert id not in draft
    assert "provenance: TODO" in draft
    assert run("add-practice", "--title", "Nieuw", cwd=other).code == 0


def test_everything_works_with_other_principles(run: Run, soup: Path) -> None:
    folder = soup.parents[1]

    def says(*args: str) -> str:
        ran = run(*args, cwd=folder)
        assert ran.code == 0, (args, ran)
        return ran.out

    assert run("validate", "--strict", "--severity", "warning", cwd=folder).out == ""
    for args in (
        ["search", "soep"], ["search", "alleen zijn"], ["search", "--principle", "samen-eten"],
        ["list"], ["list", "--factor", "Soup"], ["list", "--topic", "alleen zijn"],
        ["list", "--item", "soep"], ["list", "--region", "Voorbeeldwijk"],
        ["list", "--sector", "buurthuis", "--not-principle", "dichtbij"],
    ):  # fmt: skip
        assert says(*args, "--format", "ids") == "de-soeptafel\n"
    assert "samen-eten\tEating together\t1" in says("principles")
    assert "soep\tSoup\t1" in says("factors")
    assert "onze-waarden\tOur values\ttag\t2" in says("frameworks")
    assert "samen-eten" in says("stats")
    assert "Eating together" in says("show", "de-soeptafel")
    assert "De Soeptafel" in says("show", "samen-eten")
    assert "Onze waarden" in says("--lang", "nl", "show", "onze-waarden")
    assert "Near: Help is" in says("show", "principles")
    assert "isj show de-soeptafel " in says()
    assert says("--lang", "nl", "show", "soep").startswith("Soep")
    says("export", "markdown", "pages")
    pages = "".join(path.read_text("utf-8") for path in (folder / "pages").rglob("*.md"))
    assert "These values have not been studied." in pages
    assert "CC BY" not in pages
    assert "Platform ISJ" not in pages
    assert run("factors", cwd=folder).err == "These values have not been studied.\n"


def test_wrong_values_are_told_with_what_there_is(run: Run, soup: Path) -> None:
    folder = soup.parents[1]
    text = soup.read_text(encoding="utf-8")
    soup.write_text(
        text.replace("id: samen-eten", "id: samen-etem").replace("- buurthuis", "- jeugd-ggz"),
        encoding="utf-8",
    )
    ran = run("validate", cwd=folder)
    assert ran.code == 1
    assert ran.out.count("ISJ202") == 2
    assert "Did you mean 'samen-eten'?" in ran.out
    ran = run("list", "--principle", "veiligheid", cwd=folder)
    assert (ran.code, "does not know 'veiligheid'" in ran.err) == (2, True)
    ran = run("list", "--level", "po-intensief", cwd=folder)
    assert (ran.code, "does not know 'po-intensief'" in ran.err) == (2, True)


def test_a_list_that_is_not_there_takes_any_text(run: Run, soup: Path) -> None:
    folder = soup.parents[1]
    with soup.open("a", encoding="utf-8") as stream:
        stream.write("period: {started: 2020, state: elke winter}\nsetting: [keuken]\n")
    assert run("validate", "--strict", "--severity", "warning", cwd=folder).out == ""
    assert "elke winter" in run("show", "de-soeptafel", cwd=folder).out


def test_without_factors_nobody_is_asked_for_one(run: Run, soup: Path) -> None:
    folder = soup.parents[1]
    principles = folder / "principles.yaml"
    text = principles.read_text(encoding="utf-8")
    principles.write_text(text[: text.index("  - id: onze-krachten")], encoding="utf-8")
    practice = re.sub(r"(?m)^factors:\n(?: .*\n)+", "factors: []\n", soup.read_text("utf-8"))
    soup.write_text(practice, encoding="utf-8")
    assert run("schema", "--write", cwd=folder).code == 0
    assert run("validate", "--strict", "--severity", "warning", cwd=folder).out == ""
    assert run("show", "de-soeptafel", cwd=folder).code == 0
    assert run("factors", cwd=folder).code == 0
    assert run("export", "markdown", "pages", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("principles.yaml", "field: principles", "field: waarden", "field: principles"),
        ("vocabularies.yaml", "id: regioniveaus", "id: niveaus", "'regioniveaus' is missing"),
        ("vocabularies.yaml", "id: gepubliceerd", "id: klaar", "has no 'gepubliceerd'"),
    ],
)
def test_a_taxonomy_without_what_every_practice_needs_is_told(
    other: Path, file: str, old: str, new: str, said: str
) -> None:
    path = other / file
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    report = validate(KnowledgeBase(other))
    found = [each for each in report.findings if each.code == "ISJ206"]
    assert [each.severity for each in found] == [Severity.ERROR]
    assert said in found[0].message
