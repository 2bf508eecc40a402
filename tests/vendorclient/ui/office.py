"""A real window on a real library, with a few photos of a sample card on its table."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from vendorcore import resources
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract, a_process
from vendorclient.ui.window import WindowSession, application

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from vendorcore.domain import Contract

# Taken on 20, 20, 27, 27 and 2 October 2026 (the last one before the contract was signed).
PHOTOS = (
    "camera/DCIM/100CANON/IMG_1037.JPG",
    "camera/DCIM/100CANON/IMG_1038.JPG",
    "camera/DCIM/101NIKON/DSCN0137.JPG",
    "camera/DCIM/101NIKON/DSCN0138.JPG",
    "camera/DCIM/103KODAK/DCP_4386.JPG",
)


class Office:
    """The window and hands to use it."""

    def __init__(
        self, qtbot: QtBot, root: Path, *, undo_seconds: float = 60, begin: bool = True
    ) -> None:
        self.qtbot, self.root = qtbot, root
        self.session = WindowSession(application(), root / "data", language="ko", sending=False)
        self.window = self.session.window
        self.window.teller._undo_seconds = undo_seconds
        self.window.resize(1093, 614)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        if begin:
            self.session.desk.begin(watching=False, sending=False)

    @property
    def sorting(self):
        return self.window.places.sorting

    def bring(self, *names: str) -> None:
        """Take photos of the sample card from a folder."""
        folder = self.root / "folder"
        folder.mkdir(exist_ok=True)
        before = len(self.sorting.photos)
        for name in names or PHOTOS:
            shutil.copy(resources.path("sample-card") / name, folder / Path(name).name)
        self.window.take_folder(str(folder))
        wanted = before + len(names or PHOTOS)
        self.until(lambda: len(self.read()) == wanted)

    def read(self) -> list[str]:
        """Return the keys of the photos that are read."""
        return [photo.key for photo in self.sorting.photos if photo.was_read]

    def sign(self, contract: Contract | None = None) -> Contract:
        """Take in a contract with two processes in October 2026."""
        import json

        made = contract or a_contract(signed_on=date(2026, 10, 12))
        file = self.root / "contract.json"
        file.write_text(json.dumps(contract_to_json(made), ensure_ascii=False), "utf-8")
        self.window.places.contracts.load(str(file))
        self.window.go("photos")
        self.until(lambda: self.sorting._board.contract_id == made.id)
        return made

    def key(self, name: str) -> str:
        """Return the key of the photo with this name."""
        return next(photo.key for photo in self.sorting.photos if photo.name == name)

    def photo(self, name: str):
        """Return the photo with this name as it is shown now."""
        return next(photo for photo in self.sorting.photos if photo.name == name)

    def until(self, condition, timeout: int = 30_000) -> None:
        """Wait until something has come."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def settled(self) -> None:
        """Wait until the lane of the library has done everything."""
        done: list[int] = []
        self.session.desk.ask(lambda _db: 1, done.append)
        self.until(lambda: done)
        self.until(lambda: not self.sorting.is_busy)

    def close(self) -> None:
        """Close the window and everything below it."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def many_processes(count: int) -> Contract:
    """Return a contract with this many processes, one a day."""
    usual = a_contract()
    first = date(2026, 10, 19)
    processes = tuple(
        a_process(usual.items[0].id, n + 1, f"공정 {n + 1}", *[first + timedelta(days=n)] * 2)
        for n in range(count)
    )
    return replace(usual, processes=processes)
