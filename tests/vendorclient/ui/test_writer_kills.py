"""kill -9 while somebody writes a contract: what was kept is there, in every field."""

import os
import random
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest

from vendorcore.catalogue import material_columns
from vendorcore.domain import DraftItem, DraftProcess
from vendorcore.domain.draft import ORDER_FIELDS

from tests.vendorclient.ui.writer import PLACES, kept
from vendorclient.app.drafts import open_draft
from vendorclient.paths import open_data_folder
from vendorclient.storage.database import Database

_NOT_TYPED = {"id", "item_id", "source"}
ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("WRITER_KILLS", "2"))
LETTERS = sum(len(words) for _kind, _key, words in PLACES)


def test_the_writer_knows_every_field():
    order = {key for kind, key, _words in PLACES if kind in ("order", "method")}
    assert order == set(ORDER_FIELDS)
    columns = {one.key for one in material_columns()} - {"seq"}
    assert {key for kind, key, _words in PLACES if kind == "material"} == columns
    sheets = (("item", DraftItem, {"id", "product_id"}), ("process", DraftProcess, _NOT_TYPED))
    for kind, part, other in sheets:
        typed = {key for place, key, _words in PLACES if place == kind}
        assert typed == {one.name for one in fields(part)} - other


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_in_any_field_loses_nothing_that_was_kept(tmp_path, seed):
    """The first one comes when every field is written, the others anywhere on the way."""
    chance = random.Random(seed)
    lines = chance.randrange(2, LETTERS) if seed else LETTERS + 2 + chance.randrange(5)
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
    said = [one for one in told[1:] + rest[:-1] if len(one) == 3]
    assert len(said) >= lines - 2
    with closing(Database(open_data_folder(tmp_path / "data").database_path)) as db:
        draft = open_draft(db, told[0][1]).draft
    for (kind, key), words in {(one[0], one[1]): one[2] for one in said}.items():
        assert words, key
        assert kept(draft, kind, key).startswith(words), key
