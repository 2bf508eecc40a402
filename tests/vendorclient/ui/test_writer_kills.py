"""kill -9 while somebody writes a contract: what was kept is there, in every field."""

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from vendorclient.app.drafts import open_draft
from vendorclient.paths import open_data_folder
from vendorclient.storage.database import Database

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("WRITER_KILLS", "2"))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_in_any_field_loses_nothing_that_was_kept(tmp_path, seed):
    chance = random.Random(seed)
    lines = chance.randrange(5, 90)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.vendorclient.ui.writer", str(tmp_path / "data")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    told = [child.stdout.readline().rstrip("\n").split("\t") for _line in range(lines)]
    child.kill()
    rest = [line.split("\t") for line in child.stdout.read().splitlines()]
    child.wait()
    child.stdout.close()
    kept = {name: words for name, words in told + rest[:-1] if name != "draft"}
    with closing(Database(open_data_folder(tmp_path / "data").database_path)) as db:
        draft = open_draft(db, told[0][1]).draft
    for name, words in kept.items():
        row = draft.materials[0] if draft.materials else None
        found = getattr(draft, name, None) or (row.cell(name) if row else "")
        assert found.startswith(words), name
