"""Follows a copy from a device while it goes on: how far it is, and whether it must end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import Cancelled

from vendorclient.app.importing import ImportedFile, ImportListener, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event


class Copying:
    """How far one import is."""

    def __init__(self, files: int, size_bytes: int) -> None:
        self.files = files
        self.size_bytes = size_bytes
        self.files_done = 0
        self.bytes_done = 0
        self.failed: list[ImportedFile] = []


class CopyListener(ImportListener):
    """Passes on how far it is, says that files came, and ends the import when it must stop."""

    def __init__(
        self, stop: Event, came: Callable[[], None], heard: Callable[[Copying], None]
    ) -> None:
        self._stop, self._came, self._heard = stop, came, heard
        self.came: list[str] = []
        self._state = Copying(0, 0)

    def expected(self, files: int, size_bytes: int) -> None:
        """Begin to count."""
        self._state = Copying(files, size_bytes)
        self._heard(self._state)

    def read(self, size_bytes: int) -> None:
        """Count the bytes; stop here when the window closes."""
        if self._stop.is_set():
            raise Cancelled
        self._state.bytes_done += size_bytes

    def finished(self, file: ImportedFile) -> None:
        """Count the file and let it be read at once."""
        state = self._state
        state.files_done += 1
        if file.result is Result.IMPORTED:
            self.came.append(file.sha256)
        if file.code:
            state.failed.append(file)
        self._came()
        self._heard(state)
