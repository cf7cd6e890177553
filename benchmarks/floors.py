"""The least that commands could take: scripts that do no more than what cannot be left out."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from isj_cli.search import query
from isj_cli.search.documents import texts
from isj_cli.search.index import open_index
from isj_cli.search.terms import TERMS
from isj_cli.search.widening import plan
from isj_cli.store import cache
from isj_cli.store.knowledge_base import KnowledgeBase

WORD = "trauma"

# A Typer program with one command that prints a constant.
CONSTANT = """
import typer
app = typer.Typer()
@app.command()
def show() -> None:
    print("constant")
app()
"""

# Looks up the terms of a word in the index, and does no more.
SEARCH = """
import warnings
warnings.simplefilter("ignore")
import typer
from whoosh import index, query
app = typer.Typer()
@app.command()
def search() -> None:
    with index.open_dir({folder!r}).searcher() as searcher:
        wanted = query.Or([
            query.Phrase({field!r}, terms, boost=weight) if len(terms) > 1
            else query.Term({field!r}, terms[0], boost=weight)
            for terms, weight in {variants!r}
        ])
        published = query.Term("f_status", "gepubliceerd")
        for hit in searcher.search(wanted, filter=published, limit=10):
            print(hit["name"])
app()
"""

# Asks the best ten of the table that `fts5` makes.
FTS5 = """
import sqlite3, sys
asked = "SELECT id FROM practices WHERE practices MATCH ? ORDER BY rank LIMIT 10"
for row in sqlite3.connect(sys.argv[1]).execute(asked, [sys.argv[2]]):
    print(*row)
"""

# Reads all files with PyYAML's C parser, whose values know no place, and prints a line of each.
READ = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1], "practices").iterdir()):
    found = yaml.load(path.read_bytes(), yaml.CBaseLoader)
    print(found["id"], found["title"], sep="\\t")
"""

# Looks at the times of all files.
LOOK = """
import os, sys
for entry in os.scandir(os.path.join(sys.argv[1], "practices")):
    entry.stat()
"""

# Copies a file or a folder.
COPY = """
import os, shutil, sys
(shutil.copytree if os.path.isdir(sys.argv[1]) else shutil.copy)(*sys.argv[1:])
"""

# Plain Whoosh with its Dutch analyzer on the same files and fields.
WHOOSH = """
import sys, tempfile, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from whoosh import fields, index
from whoosh.analysis import LanguageAnalyzer
from isj_cli.search.documents import texts
from isj_cli.store.knowledge_base import KnowledgeBase
kb = KnowledgeBase(Path(sys.argv[1]))
writer = None
with tempfile.TemporaryDirectory() as folder:
    for file in kb.read_all():
        found = texts(file.practice, kb.taxonomy)
        if writer is None:
            text = fields.TEXT(analyzer=LanguageAnalyzer("nl"), stored=True)
            names = {name: text for name in found}
            schema = fields.Schema(id=fields.ID(stored=True, unique=True), **names)
            writer = index.create_in(folder, schema).writer(limitmb=256)
        writer.add_document(id=file.practice.id, **found)
    writer.commit()
"""


def search_floor(kb: KnowledgeBase, place: Path) -> list[str]:
    """Return the command of a script that only looks for the terms of `WORD` in a warm index."""
    index = open_index(kb)
    asked = query.parse(WORD)
    [[words]] = plan(asked, index.words, index.synonyms).values()
    script = place / f"search_floor_{kb.root.name}.py"
    text = SEARCH.format(
        folder=str(cache.folder_for(kb) / cache.key_for(kb)),
        field=TERMS,
        variants=[(list(each.terms), each.weight) for each in words.variants],
    )
    script.write_text(text, encoding="utf-8")
    return [sys.executable, str(script)]


def fts5(kb: KnowledgeBase, path: Path) -> Path:
    """Make an FTS5 table `practices` of the same texts, and return the file of the database."""
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE practices USING fts5 (id UNINDEXED, text)")
    rows = (
        (file.practice.id, "\n".join(texts(file.practice, kb.taxonomy).values()))
        for file in kb.read_all()
        if file.practice
    )
    base.executemany("INSERT INTO practices VALUES (?, ?)", rows)
    base.commit()
    base.close()
    return path
