"""Stages of the devices that need no other program: cards, folders, the phone to practise on."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from tests.vendorclient.devices.stage import NOON
from vendorclient.devices import Device, DeviceState, FakePhone, Status, open_folder
from vendorclient.devices.card import Mount, recognise

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NO_SCREEN = "a card has no screen: it is never locked and trusts everybody"


class TreeStage:
    """A folder that plays a card or itself."""

    def __init__(self, root: Path, *, is_card: bool) -> None:
        self.root = root
        self._is_card = is_card
        self.cannot = dict.fromkeys(("locked", "untrusted", "no-storage", "busy"), NO_SCREEN)
        if sys.platform == "win32":
            self.cannot["pull"] = "Windows lets nobody take away a file that is being read"
        self.cannot["storages"] = "a card or folder is one storage"
        self.cannot["lazy"] = "a disk lists a folder in one call"
        (root / "DCIM").mkdir(parents=True)

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (at.timestamp(), at.timestamp()))

    def put_sparse(self, path: str, size_bytes: int) -> None:
        self.put(path, b"")
        os.truncate(self.root / path, size_bytes)

    def device(self) -> Device:
        if not self._is_card:
            return open_folder(self.root)
        return next(iter(recognise([Mount(root=self.root)])))

    def vanish(self) -> None:
        for file in self.root.rglob("*.*"):
            if file.is_file():
                os.truncate(file, 1 << 20)
        shutil.rmtree(self.root)

    def refuse(self, state: str) -> None:
        raise AssertionError(state)

    def allow(self) -> None:
        raise AssertionError

    def listed(self) -> int:
        raise AssertionError


class FakePhoneStage:
    """The phone to practise on."""

    def __init__(self) -> None:
        self.phone = FakePhone({})
        self.cannot = {"large": "its files lie in memory"}

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        self.phone.files[path] = content
        self.phone.modified_at[path] = at

    def put_sparse(self, path: str, size_bytes: int) -> None:
        raise AssertionError((path, size_bytes))

    def device(self) -> Device:
        return self.phone

    def vanish(self) -> None:
        self.phone.plugged = False

    def refuse(self, state: str) -> None:
        self.phone.refusal = Status(DeviceState(state), "somebody")

    def allow(self) -> None:
        self.phone.refusal = Status()

    def listed(self) -> int:
        return self.phone.round_trips
