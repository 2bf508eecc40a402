"""Stages on which the real libgphoto2 plays: its virtual USB camera, and PTP/IP on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.vendorclient.devices.stage import NOON
from vendorclient.devices.lines import Worker, command_for
from vendorclient.devices.linked import connected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorclient.devices import Device

ROOT = Path(__file__).parents[3]
AStage = TypeVar("AStage", bound="FolderOnDevice")


class FolderOnDevice:
    """What both stages have in common: the files lie in a folder, the driver in a process."""

    def __init__(self, storage: Path, variables: dict[str, str]) -> None:
        self.storage = storage
        # A camera tells its wall clock; both play one that was set to universal time.
        environment = {"TZ": "UTC", **variables}
        self.line = Worker(_with(environment, command_for("gphoto")), silence=10.0)
        self.cannot: dict[str, str] = {}

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        target = self.place(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (at.timestamp(), at.timestamp()))

    def put_sparse(self, path: str, size_bytes: int) -> None:
        self.put(path, b"")
        os.truncate(self.place(path), size_bytes)

    def place(self, path: str) -> Path:
        return self.storage / path

    def device(self) -> Device:
        return next(connected(self.line, lambda _found: self.line))

    def empty(self) -> None:
        """Take everything off the device, so that the next test may use it."""
        shutil.rmtree(self.storage)
        (self.storage / "DCIM").mkdir(parents=True)

    def close(self) -> None:
        self.line.close()


class VirtualCamera(FolderOnDevice):
    """libgphoto2's own virtual USB camera."""

    def __init__(self, tmp_path: Path) -> None:
        root = tmp_path / "camera"
        (root / "DCIM").mkdir(parents=True)
        super().__init__(root, {"VCAMERADIR": str(root)})
        here = "libgphoto2's virtual camera has"
        self.cannot = {
            "korean": f"{here} ASCII names only",
            "emoji": f"{here} ASCII names only",
            "large": f"{here} 32-bit sizes",
            "empty": f"{here} no empty files",
            "storages": f"{here} one storage",
            "vanish": f"{here} no cable",
            "lazy": f"{here} no counter",
            **dict.fromkeys(("locked", "untrusted", "no-storage", "busy"), f"{here} no screen"),
        }

    def vanish(self) -> None:
        raise AssertionError

    def refuse(self, state: str) -> None:
        raise AssertionError(state)

    def allow(self) -> None:
        raise AssertionError

    def listed(self) -> int:
        raise AssertionError


class NetworkCamera(FolderOnDevice):
    """A camera or phone on loopback, in a process of its own."""

    def __init__(self, tmp_path: Path, *options: str) -> None:
        self.root = tmp_path / "stores"
        (self.root / "Internal storage" / "DCIM").mkdir(parents=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.ptpip", str(self.root), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )
        port = self._hear()
        super().__init__(
            self.root / "Internal storage", {"VENDORCLIENT_PTPIP": f"127.0.0.1:{port}"}
        )
        self.cannot = {
            "untrusted": "Android asks nobody for trust",
            "no-storage": "a phone that only charges offers no PTP at all",
            "busy": "the network has no claim on an interface",
            "large": "libgphoto2 2.5.34 reads no file of 4 GiB; see test_gphoto.py",
        }

    def place(self, path: str) -> Path:
        first, _, rest = path.partition("/")
        if first == "card":
            return self.root / "SD card" / rest
        return self.storage / (rest if first == "inside" else path)

    def vanish(self) -> None:
        self.tell("die")

    def refuse(self, state: str) -> None:
        self.tell({"locked": "lock"}[state])

    def allow(self) -> None:
        self.tell("unlock")

    def listed(self) -> int:
        return self.tell("count")

    def tell(self, order: str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return int(self._hear())

    def empty(self) -> None:
        super().empty()
        shutil.rmtree(self.root / "SD card", ignore_errors=True)
        self.tell("reset")

    def close(self) -> None:
        super().close()
        self._process.kill()
        self._process.communicate()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def staged(stage: AStage) -> Iterator[AStage]:
    """Give a stage and clear it away."""
    try:
        yield stage
    finally:
        stage.close()


def _with(variables: dict[str, str], command: tuple[str, ...]) -> tuple[str, ...]:
    return ("env", *(f"{name}={value}" for name, value in variables.items()), *command)
