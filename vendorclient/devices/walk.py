"""Goes through the folders of a device, newest first, and lists each only when it is reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorclient.devices.layout import (
    Shelf,
    heads,
    is_container,
    is_housekeeping,
    newest_first,
    shelf_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorclient.devices.device import Entry

_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in one folder: pictures, and folders with their whole paths."""

    entries: list[Entry]
    folders: list[str]


if TYPE_CHECKING:
    Lister = Callable[[str], Listing]


def walk(lister: Lister, roots: Iterable[str], *, is_cheap: bool = False) -> Iterator[list[Entry]]:
    """Yield the entries below the roots folder by folder, the newest folder first.

    Where listing is cheap, every folder is looked at before the first is given. Elsewhere only
    the newest folder of each numbering is, because one round trip for each file may be needed;
    folders that no camera numbered come after those.
    """
    agenda = _Agenda(lister, is_cheap=is_cheap)
    for root in roots:
        agenda.open(root, is_root=True)
    while (listing := agenda.next()) is not None:
        listing.entries.sort(key=_by_name)
        yield listing.entries


@dataclass
class _Agenda:
    """The folders that are still to be listed."""

    lister: Lister
    is_cheap: bool
    shelves: dict[Shelf, list[str]] = field(default_factory=dict)
    unsorted: set[Shelf] = field(default_factory=set)
    listings: dict[str, Listing] = field(default_factory=dict)
    newest: dict[str, float] = field(default_factory=dict)

    def open(self, path: str, *, is_root: bool = False) -> None:
        """Take a folder; one that only holds others is opened at once."""
        if path.count("/") > _DEEPEST or (not is_root and is_housekeeping(path)):
            return
        if (not is_root and not is_container(path)) or self._look(path).entries:
            self._shelve(path)
        else:
            del self.listings[path]

    def next(self) -> Listing | None:
        """Return the folder with the newest picture among those that come first."""
        while first := self._heads():
            chosen = first[0] if len(first) == 1 else max(first, key=self._newest)
            listing = self._look(chosen)
            del self.listings[chosen]
            self._drop(chosen)
            if listing.entries:
                return listing
        return None

    def _heads(self) -> list[str]:
        """Return the newest folder of each shelf that has its turn."""
        for shelf in self.unsorted:
            self.shelves[shelf] = newest_first(self.shelves[shelf])
        self.unsorted.clear()
        cameras = [shelf for shelf in self.shelves if shelf.is_camera or self.is_cheap]
        turn = cameras or list(self.shelves)[:1]
        return [head for shelf in turn for head in heads(self.shelves[shelf])]

    def _newest(self, path: str) -> tuple[float, str]:
        if path not in self.newest:
            entries = self._look(path).entries
            times = (entry.modified_at.timestamp() for entry in entries if entry.modified_at)
            self.newest[path] = max(times, default=0.0)
        return self.newest[path], path

    def _look(self, path: str) -> Listing:
        """List a folder once and take note of those in it."""
        listing = self.listings.get(path)
        if listing is None:
            listing = self.listings[path] = self.lister(path)
            for folder in listing.folders:
                self.open(folder)
        return listing

    def _shelve(self, path: str) -> None:
        shelf = shelf_of(path)
        self.shelves.setdefault(shelf, []).append(path)
        self.unsorted.add(shelf)

    def _drop(self, path: str) -> None:
        shelf = shelf_of(path)
        self.shelves[shelf].remove(path)
        if not self.shelves[shelf]:
            del self.shelves[shelf]
            self.unsorted.discard(shelf)


def _by_name(entry: Entry) -> str:
    return entry.name.casefold()
