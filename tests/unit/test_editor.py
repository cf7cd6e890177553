"""Editors: what the YAML language server completes, explains and marks in a practice.

The real server (npm package `yaml-language-server`) is driven over its standard input and output.
"""

from __future__ import annotations

import json
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import DATA, ROOT, Run

from isj_cli.domain.taxonomy import FACTORS, PRINCIPLES, SECTORS, TOPICS
from isj_cli.store.knowledge_base import KnowledgeBase
from isj_cli.store.schema_files import PRACTICE_SCHEMA, listed, read_schema
from isj_cli.store.yaml_loader import parse

SERVER = shutil.which("yaml-language-server")
PATIENCE = 60  # seconds
CURSOR = "▮"
HEAD = "# yaml-language-server: $schema=../schema/practice.schema.json"
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
RIGHT = (DATA / "valid.yaml").read_text(encoding="utf-8").split("\n", 1)[1]

needs_server = pytest.mark.skipif(
    SERVER is None, reason="needs 'npm install --global yaml-language-server'"
)


class Editor:
    """An editor that has a knowledge base open, with the settings that come with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kb = KnowledgeBase(root)
        self.diagnostics: dict[str, list[Any]] = {}
        self.asked = 0
        self.process = subprocess.Popen(
            [str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        completing = {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}
        self._ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=[{"uri": root.as_uri(), "name": root.name}],
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": completing},
                    "hover": {"contentFormat": ["markdown"]},
                },
                "workspace": {"configuration": True, "workspaceFolders": True},
            },
        )
        self._send(method="initialized", params={})

    def close(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.communicate()

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while head := stream.readline():
            if head.lower().startswith(b"content-length:"):
                size = int(head.split(b":")[1])
                while stream.readline().strip():
                    pass
                self.messages.put(json.loads(stream.read(size)))

    def _take(self) -> dict[str, Any]:
        """Return the next message, having answered what the server asks."""
        message = self.messages.get(timeout=PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            wanted = [each["section"] for each in message["params"]["items"]]
            self._send(id=message["id"], result=[_settings(section) for section in wanted])
        elif "method" in message and "id" in message:
            self._send(id=message["id"], result=None)
        return message

    def _ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self._send(id=self.asked, method=method, params=params)
        while True:
            message = self._take()
            if message.get("id") == self.asked and "method" not in message:
                return message["result"]

    def open(self, name: str, text: str) -> str:
        """Open a file that need not be saved yet."""
        uri = (self.root / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return uri

    def problems(self, uri: str) -> list[tuple[int, str]]:
        """Return what is marked in a file: the line, from 1, and the message."""
        while uri not in self.diagnostics:
            self._take()
        return [
            (each["range"]["start"]["line"] + 1, each["message"]) for each in self.diagnostics[uri]
        ]

    def marked(self, text: str) -> list[tuple[int, str]]:
        """Return what is marked in a new practice."""
        self.asked += 1
        return self.problems(self.open(f"practices/nieuw-{self.asked}.yaml", text))

    def _at(self, text: str) -> tuple[str, dict[str, Any]]:
        """Open a new practice; return its text, and the place of the cursor in it."""
        before, after = text.split(CURSOR)
        self.asked += 1
        uri = self.open(f"practices/nieuw-{self.asked}.yaml", before + after)
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return before + after, {"textDocument": {"uri": uri}, "position": place}

    def completed(self, text: str) -> dict[str, tuple[str, str]]:
        """Return what can be chosen at the cursor: the explanation, and the text it gives."""
        whole, place = self._at(text)
        found = self._ask("textDocument/completion", **place)
        return {
            item["label"]: (_plain(item.get("documentation", "")), _chosen(whole, item["textEdit"]))
            for item in found["items"]
        }

    def hover(self, text: str) -> str:
        """Return the explanation of the word at the cursor."""
        return str(self._ask("textDocument/hover", **self._at(text)[1])["contents"]["value"])


def _settings(section: str) -> Any:
    """Return what the server is told of a section of the settings: keys without its name."""
    if section in SETTINGS:
        return SETTINGS[section]
    found: dict[str, Any] = {}
    for name, value in SETTINGS.items():
        first, *rest = name.split(".")
        if first == section and rest:
            inner = found
            for step in rest[:-1]:
                inner = inner.setdefault(step, {})
            inner[rest[-1]] = value
    return found


def _plain(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else str(documentation)


def _chosen(text: str, edit: dict[str, Any]) -> str:
    """Return the text after an edit; the places to fill in are left empty."""
    lines = text.split("\n")
    start, end = edit["range"]["start"], edit["range"]["end"]
    before = [*lines[: start["line"]], lines[start["line"]][: start["character"]]]
    after = [lines[end["line"]][end["character"] :], *lines[end["line"] + 1 :]]
    new = re.sub(r"\$\{?\d+(:[^}]*)?\}?", "", edit["newText"])
    return "\n".join(before) + new + "\n".join(after)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with a copy of the shipped knowledge base."""
    root = tmp_path_factory.mktemp("editor") / "kb"
    root.mkdir()
    for name in ("principles.yaml", "vocabularies.yaml", "synonyms.yaml"):
        shutil.copy(ROOT / name, root)
    for name in ("practices", "schema"):
        shutil.copytree(ROOT / name, root / name)
    opened = Editor(root)
    yield opened
    opened.close()


def new(piece: str) -> str:
    """A practice of which only this has been written."""
    return f"{HEAD}\n{piece}"


@needs_server
@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("principles:\n  - id: ▮\n", PRINCIPLES),
        ("principles:\n  - id: vei▮\n    how: Zo.\n", PRINCIPLES),
        ("factors:\n  - how: Zo.\n    id: ▮", FACTORS),
        ("topics: [trauma, ▮]\n", TOPICS),
        ("topics:\n  - ▮\n", TOPICS),
        ("sectors: [▮]\n", SECTORS),
        ("organisations:\n  - {name: Team Voorbeeldstad, sector: ▮}\n", SECTORS),
        ("status: ▮\n", "statussen"),
        ("results:\n  - kind: ▮\n", "soorten-onderzoek"),
        ("period: {state: ▮}\n", "looptijd"),
    ],
)
def test_ids_are_completed_with_what_they_mean(editor: Editor, piece: str, name: str) -> None:
    found = editor.completed(new(piece))
    taxonomy = editor.kb.taxonomy
    assert list(found) == listed(name, taxonomy)
    for id, (explanation, text) in found.items():
        label = (
            taxonomy.item_label(id, "nl")
            if name in (PRINCIPLES, FACTORS)
            else taxonomy.label(name, id, "nl")
        )
        assert explanation.startswith(label)
        assert f" {id}" in text or f"[{id}" in text
        parse(text, Path("nieuw.yaml"))


@needs_server
def test_a_principle_explains_itself_while_it_is_chosen(editor: Editor) -> None:
    explanation, text = editor.completed(new("principles:\n  - id: ▮\n    how: Zo.\n"))[
        "veiligheid"
    ]
    item = editor.kb.taxonomy.items["veiligheid"]
    assert explanation == f"{item.label.nl}. {item.description.nl}"
    assert parse(text, Path("nieuw.yaml")).data == {
        "principles": [{"id": "veiligheid", "how": "Zo."}]
    }


@needs_server
def test_keys_are_completed_with_their_explanation(editor: Editor) -> None:
    schema = read_schema(ROOT / "schema" / PRACTICE_SCHEMA)["properties"]
    found = editor.completed(new("▮"))
    assert schema.keys() <= found.keys()
    for key, its in schema.items():
        assert found[key][0].startswith(its["description"])
    chosen = parse(found["principles"][1], Path("nieuw.yaml")).data
    assert chosen == {"principles": [{"id": None, "how": None}]}
    inside = editor.completed(new("bottlenecks:\n  - text: Te weinig tijd.\n    ▮"))
    assert {"kind", "answer"} <= inside.keys()
    assert "text" not in inside


@needs_server
@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("prin▮ciples:\n  - id: veiligheid\n", "De principes die in deze praktijk te zien zijn."),
        ("principles:\n  - id: veiligheid\n    ho▮w: Zo.\n", "niet de definitie in andere woorden"),
        ("target_group:\n  age▮_min: 12\n", "De jongste leeftijd, in jaren."),
        ("status: con▮cept\n", "* `concept`: Concept. De beschrijving is nog niet klaar"),
        ("sectors: [lv▮b]\n", "* `lvb`: Zorg bij een licht verstandelijke beperking"),
    ],
)
def test_keys_and_values_are_explained(editor: Editor, piece: str, said: str) -> None:
    assert said in editor.hover(new(piece)).replace("\\", "")


@needs_server
@pytest.mark.parametrize("key", [PRINCIPLES, FACTORS])
def test_an_id_is_explained_before_the_others(editor: Editor, key: str) -> None:
    item = editor.kb.taxonomy.carried(key)[-1]
    said = editor.hover(new(f"{key}:\n  - id: ▮{item.id}\n")).replace("\\", "")
    assert f"{item.label.nl}. {item.description.nl}" in said.split("* ")[1]


@needs_server
def test_an_unknown_principle_is_marked_where_it_stands(editor: Editor, run: Run) -> None:
    text = new(RIGHT.replace("id: veiligheid", "id: veilighied"))
    [(line, message)] = editor.marked(text)
    assert "veiligheid" in message
    path = editor.kb.path_of("voorbeeld")
    path.write_text(text, encoding="utf-8")
    ran = run("--kb", str(editor.root), "validate", str(path), "--format", "json")
    path.unlink()
    found = json.loads(ran.out)["findings"]
    assert ("ISJ202", line) in [(each["code"], each["line"]) for each in found]


@needs_server
def test_a_wrong_form_is_said_in_dutch(editor: Editor) -> None:
    marked = editor.marked(new(RIGHT.replace("2026-01-31", "31 januari 2026")))
    assert [message for _line, message in marked] == [
        "Schrijf de datum als jjjj-mm-dd, zoals 2026-11-21."
    ]


@needs_server
def test_what_the_program_accepts_no_editor_marks(editor: Editor) -> None:
    opened = [
        editor.open(f"practices/{path.name}", path.read_text(encoding="utf-8"))
        for path in editor.kb.files()
    ]
    opened += [
        editor.open(name, (editor.root / name).read_text(encoding="utf-8"))
        for name in ("principles.yaml", "vocabularies.yaml", "synonyms.yaml")
    ]
    assert len(opened) > 100
    assert not [problem for uri in opened for problem in editor.problems(uri)]
    assert not editor.marked(new(RIGHT))


@needs_server
def test_a_file_without_a_first_line_is_known_by_its_folder(editor: Editor) -> None:
    assert list(editor.completed("status: ▮\n")) == ["concept", "gepubliceerd", "ingetrokken"]


@needs_server
def test_in_a_new_practice_only_what_is_to_be_filled_in_is_marked(editor: Editor, run: Run) -> None:
    name = "thuisteam-voorbeeldstad"
    ran = run("--kb", str(editor.root), "add-practice", "--id", name, "--title", "Thuisteam")
    assert ran.code == 0, ran.err
    path = editor.kb.path_of(name)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    lines = text.split("\n")
    marked = editor.marked(text)
    assert marked
    assert all("TODO" in lines[line - 1] for line, _message in marked)
    before, _, after = text.partition("principles:\n  - id: TODO")
    choices = editor.completed(f"{before}principles:\n  - id: {CURSOR}TODO{after}")
    assert list(choices) == listed(PRINCIPLES, editor.kb.taxonomy)
    assert parse(choices["onderwijs"][1], path).data["principles"][0]["id"] == "onderwijs"
