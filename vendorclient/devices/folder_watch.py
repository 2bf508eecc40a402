"""Hears that something was laid into a watched folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

    from vendorclient.devices.events.bell import Bell

# Reading does not change a folder; a file that was closed after writing is whole.
_NEWS = frozenset({"created", "moved", "closed", "modified"})


class FolderWatch(FileSystemEventHandler):
    """Rings when files come into folders; where the system tells nothing, it looks by itself."""

    def __init__(self, bell: Bell, folders: Iterable[Path]) -> None:
        self._bell = bell
        self._folders = list(folders)
        self._observers: list[BaseObserver] = []

    def start(self) -> bool:
        """Begin to listen; a folder that is not there is left out."""
        here = [folder for folder in self._folders if folder.is_dir()]
        for folder in here:
            self._observers.append(self._observe(folder))
        return bool(here)

    def stop(self) -> None:
        """Listen no more."""
        for observer in self._observers:
            observer.stop()
            observer.join()
        self._observers.clear()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring for what may be a new file."""
        if event.event_type in _NEWS and not event.is_directory:
            self._bell.ring()

    def _observe(self, folder: Path) -> BaseObserver:
        for make in (Observer, PollingObserver):
            observer = make()
            try:
                observer.schedule(self, str(folder), recursive=True)
                observer.start()
            except OSError:  # too many watches, or a network drive that cannot be watched
                continue
            return observer
        raise AssertionError(folder)
