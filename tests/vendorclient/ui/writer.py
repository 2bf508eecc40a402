"""Somebody who writes a contract in a real window until the plug is pulled.

python -m tests.vendorclient.ui.writer DATA: types letter after letter into every field in turn, a
half-composed syllable always in the air, and says on its output what the window says is kept.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from vendorcore.domain import WizardStep

from tests.vendorclient.ui.typist import Typist
from vendorclient.ui.window import WindowSession, application

if TYPE_CHECKING:
    from vendorcore.domain import Draft

    from vendorclient.ui.wizard.wizard import Wizard

# Each field of the form with words that stay as they are when the field is left.
PLACES = (
    ("party", "name", "속초시청"),
    *(
        ("order", name, words)
        for name, words in {
            "name": "철제 책상 120대",
            "number": "R26TA01",
            "signed_on": "2026-10-12",
            "due_on": "2026-11-30",
            "amount": "420",
            "delivery_place": "본관 앞",
            "delivery_term": "하차도",
            "contact_name": "김담당",
            "contact_phone": "033-639-2114",
            "contact_mail": "a@b.kr",
            "period": "60일",
            "note": "비고 글",
        }.items()
    ),
    ("method", "method", "2"),
    *(
        ("material", key, words)
        for key, words in {
            "material_kind": "1",
            "material_name": "강판",
            "spec": "1.2T",
            "unit": "장",
            "qty": "60",
            "unit_price": "415",
            "amount": "249",
            "supplier_name": "포항철강",
            "supplier_bizno": "124-81-00998",
            "purchase_date": "2026-10-14",
            "tax_invoice_no": "20261014",
            "origin": "한국",
            "used_product": "책상",
            "remark": "급함",
        }.items()
    ),
    *(
        ("item", key, words)
        for key, words in {
            "detail_no": "5610170301",
            "detail_name": "책상",
            "spec": "W1400",
            "quantity": "120",
            "unit": "개",
            "unit_price": "300",
        }.items()
    ),
    *(
        ("process", key, words)
        for key, words in {
            "name": "절곡",
            "starts_on": "2026-10-13",
            "ends_on": "2026-10-16",
            "text": "판을 접는다",
            "work": "1",
            "photos": "5",
        }.items()
    ),
)
DONE = "done"
_STEPS = {"item": "items", "process": "plan"}


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
    for kind, key, words in PLACES:
        write(wizard, kind, key, words, lambda: not work.drafting.is_busy)
    tell(DONE)
    while True:
        write(wizard, "order", "name", "가", lambda: not work.drafting.is_busy)


def write(wizard: Wizard, kind: str, key: str, words: str, is_kept) -> None:
    """Type into one field; say each letter that is kept."""
    step = WizardStep(_STEPS.get(kind, "order"))
    if wizard.step is not step:
        wizard.go(step)
    enter(wizard, kind, key)
    typist = Typist()
    for letter in words:
        typist.type(letter)
        wait(is_kept)
        tell(kind, key, kept(wizard.draft, kind, key))


def enter(wizard: Wizard, kind: str, key: str) -> None:
    """Give the keyboard to a field."""
    if kind == "order":
        wizard.order.lines[key].setFocus()
    elif kind == "party":
        wizard.order.parties.first_line.setFocus()
    elif kind == "method":
        wizard.order.method.setFocus()
    else:
        views = {
            "material": wizard.order.materials.view,
            "item": wizard.items.view,
            "process": wizard.plan.view,
        }
        views[kind].open_cell(0, key)


def kept(draft: Draft, kind: str, key: str) -> str:
    """Return what stands in a field of a draft."""
    if kind in ("order", "method"):
        return str(getattr(draft, key))
    parts = {
        "party": draft.parties,
        "material": draft.materials,
        "item": draft.items,
        "process": draft.processes,
    }[kind]
    if not parts:
        return ""
    return parts[0].cell(key) if kind == "material" else str(getattr(parts[0], key))


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
