"""Somebody who writes a contract in a real window until the plug is pulled.

python -m tests.vendorclient.ui.writer DATA: types letter after letter into each field in turn, a
half-composed syllable always in the air, and says on its output what the window says is kept.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.vendorclient.ui.typist import Typist
from vendorclient.ui.window import WindowSession, application

if TYPE_CHECKING:
    from vendorclient.ui.wizard.wizard import Wizard

FIELDS = ("name", "number", "amount", "delivery_place", "contact_name")
CELLS = ("material_name", "spec", "supplier_name")
WORDS = "철제 책상 120대 RAL7035 "


def main() -> None:
    """Write until killed."""
    session = WindowSession(application(), Path(sys.argv[1]), language="ko", sending=False)
    session.window.resize(1093, 614)
    session.window.show()
    session.window.activateWindow()
    session.desk.begin(watching=False, sending=False)
    session.window.go("contracts")
    work = session.window.places.contracts
    work.begin()
    wait(lambda: "wizard" in vars(work.page) and bool(work.page.wizard.draft.id))
    wizard = work.page.wizard
    tell("draft", wizard.draft.id)
    for place in itertools.cycle((*FIELDS, *CELLS)):
        write(wizard, place, lambda: not work.drafting.is_busy)


def write(wizard: Wizard, place: str, is_kept) -> None:
    """Type into one field; say each letter that is kept."""
    if place in FIELDS:
        wizard.order.lines[place].setFocus()
    else:
        wizard.order.materials.view.open_cell(0, place)
    typist = Typist()
    for letter in WORDS:
        typist.type(letter)
        wait(is_kept)
        row = wizard.draft.materials[0] if wizard.draft.materials else None
        kept = getattr(wizard.draft, place, None) or (row.cell(place) if row else "")
        tell(place, kept)


def wait(until) -> None:
    """Let the window live until something has come."""
    while not until():
        QApplication.processEvents()
        time.sleep(0.001)


def tell(*words: str) -> None:
    """Say one line."""
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
