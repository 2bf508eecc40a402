"""The stage of a phone on Windows: WPD as its header files describe it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.fakes.wpd import FakeWpd
from tests.vendorclient.devices.stage import NOON
from vendorclient.devices.lines import Straight
from vendorclient.devices.linked import connected
from vendorclient.devices.windows.wpd import Driver

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vendorclient.devices.linked import Linked


class WpdStage:
    """A phone that Windows shows."""

    def __init__(self, root: Path) -> None:
        self.computer = FakeWpd(root)
        self.storage = root / "내장 저장공간"
        (self.storage / "DCIM").mkdir(parents=True)
        self._line = Straight(Driver(self.computer))
        self.cannot = {
            "untrusted": "Windows says of an untrusted iPhone what it says of a locked one",
            "no-storage": "Windows shows no portable device when a phone only charges",
        }

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        target = self.place(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (at.timestamp(), at.timestamp()))

    def put_sparse(self, path: str, size_bytes: int) -> None:
        self.put(path, b"")
        os.truncate(self.place(path), size_bytes)

    def place(self, path: str) -> Path:
        first, _, rest = path.partition("/")
        if first == "card":
            return self.computer.root / "SD 카드" / rest
        return self.storage / (rest if first == "inside" else path)

    def device(self) -> Linked:
        return next(connected(self._line, lambda _found: self._line))

    def vanish(self) -> None:
        self.computer.plugged = False

    def refuse(self, state: str) -> None:
        self._line.close()
        self.computer.locked = state == "locked"
        self.computer.held = state == "busy"

    def allow(self) -> None:
        self.computer.locked = self.computer.held = False

    def listed(self) -> int:
        return self.computer.asked
