"""macOS tells through DiskArbitration when a disk comes and goes; diskutil takes it out."""

from __future__ import annotations

import plistlib
import subprocess
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from vendorcore.errors import NeedsDevice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorclient.devices.events.bell import Bell

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

_DISKUTIL = "/usr/sbin/diskutil"
_SECONDS = 60.0
_START_SECONDS = 5.0


class DiskEvents:
    """Rings for every disk that appears or disappears."""

    def __init__(self, bell: Bell, arbitration: Any = None) -> None:
        self._bell = bell
        self._given = arbitration
        self._loop: Any = None
        self._ready = Event()
        self._thread = Thread(target=self._run, name="disk-arbitration", daemon=True)

    def start(self) -> bool:
        """Begin to listen; false where the system's library is missing."""
        self._thread.start()
        self._ready.wait(_START_SECONDS)
        return self._loop is not None

    def stop(self) -> None:
        """Listen no more."""
        if self._loop is not None:
            self._arbitration().CFRunLoopStop(self._loop)
            self._thread.join()

    def _run(self) -> None:
        try:
            system = self._arbitration()
        except ImportError:
            self._ready.set()
            return
        session = system.DASessionCreate(None)
        system.DARegisterDiskAppearedCallback(session, None, self._heard, None)
        system.DARegisterDiskDisappearedCallback(session, None, self._heard, None)
        self._loop = system.CFRunLoopGetCurrent()
        system.DASessionScheduleWithRunLoop(session, self._loop, system.kCFRunLoopDefaultMode)
        self._ready.set()
        system.CFRunLoopRun()

    def _heard(self, _disk: Any, _context: Any) -> None:
        self._bell.ring()

    def _arbitration(self) -> Any:
        """Return the functions of DiskArbitration and of the run loop in one place."""
        if self._given is None:
            import DiskArbitration

            self._given = DiskArbitration
        return self._given


def describe(mount_point: Path, run: Run = subprocess.run) -> tuple[str, str]:
    """Return the number and the label of the disk at a mount point; empty when unknown."""
    done = run([_DISKUTIL, "info", "-plist", str(mount_point)], capture_output=True, check=False)
    if done.returncode != 0:
        return "", ""
    told = plistlib.loads(done.stdout)
    return str(told.get("VolumeUUID", "")), str(told.get("VolumeName", ""))


def take_out(mount_point: Path, run: Run = subprocess.run) -> None:
    """Take out a card; NeedsDevice when somebody uses it."""
    done = run(
        [_DISKUTIL, "eject", str(mount_point)], capture_output=True, check=False, timeout=_SECONDS
    )
    if done.returncode != 0:
        raise NeedsDevice("eject-busy", device=str(mount_point))
