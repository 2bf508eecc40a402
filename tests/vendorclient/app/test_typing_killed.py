"""kill -9 while somebody types: what was kept before is there, undo included."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.app.pen import Pen, slow_clock
from vendorclient.app import drafts
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library

_TYPIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from vendorclient.app.drafting import type_in
from vendorclient.storage.database import Database
db = Database(Path(sys.argv[1]))
for number in range(100_000):
    type_in(db, sys.argv[2], "name", str(number), now=lambda: datetime.now(UTC))
    print(number, flush=True)
"""


@pytest.mark.parametrize("letters", [1, 7, 40])
def test_nothing_but_the_letter_in_the_air_is_lost(library: Library, letters: int) -> None:
    pen = Pen(library, slow_clock())
    path: Path = library.folder.database_path
    typist = subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(path), pen.id], stdout=subprocess.PIPE, text=True
    )
    with typist:
        assert typist.stdout is not None
        told = [int(typist.stdout.readline()) for _ in range(letters)]
        typist.kill()
        told += [int(line) for line in typist.stdout if line.strip().isdigit()]

    db = Database(path)
    kept = int(drafts.open_draft(db, pen.id).draft.name)
    undone = drafts.undo(db, pen.id, now=pen.now).draft.name
    db.close()
    assert kept in (told[-1], told[-1] + 1)
    assert undone == ""
