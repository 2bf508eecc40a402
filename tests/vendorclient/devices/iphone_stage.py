"""The stage of an iPhone: a usbmuxd of ours with one phone on its cable."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.fakes.usbmuxd import Phone, Usbmuxd
from tests.vendorclient.devices.stage import NOON
from vendorclient.devices.iphone.driver import Driver
from vendorclient.devices.lines import Straight
from vendorclient.devices.linked import connected

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vendorclient.devices.linked import Linked


class IphoneStage:
    """An iPhone on the cable of a usbmuxd of ours."""

    def __init__(self, folder: Path) -> None:
        (folder / "phone" / "DCIM").mkdir(parents=True)
        self.phone = Phone(folder / "phone")
        self.service = Usbmuxd(self.phone, folder)
        self._line = Straight(Driver())
        self.cannot = {
            "storages": "an iPhone has one storage",
            "no-storage": "an iPhone always offers its pictures",
            "busy": "iPhones talk with several programs at once",
        }

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        target = self.phone.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (at.timestamp(), at.timestamp()))

    def put_sparse(self, path: str, size_bytes: int) -> None:
        self.put(path, b"")
        os.truncate(self.phone.root / path, size_bytes)

    def device(self) -> Linked:
        return next(connected(self._line, lambda _found: self._line))

    def vanish(self) -> None:
        self.service.pull_out()

    def refuse(self, state: str) -> None:
        if state == "locked":
            self.phone.locked = True
        else:
            self.phone.trust = "asks"

    def allow(self) -> None:
        self.phone.locked = False
        self.phone.trust = "trusts"

    def listed(self) -> int:
        return self.phone.asked

    def close(self) -> None:
        self._line.close()
        self.service.close()
