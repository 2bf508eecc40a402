"""Memory cards and USB sticks that a camera has written."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone

from vendorclient.devices.device import DeviceKind, DeviceState, StorageSpace
from vendorclient.devices.ejecting import take_out
from vendorclient.devices.layout import ROOTS
from vendorclient.devices.tree import Tree, disk_of
from vendorclient.devices.volumes import key_of, twin_key, volume_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vendorclient.devices.device import Entry

# More places to look at, separated like PATH: for readers that the system mounts oddly.
VARIABLE = "VENDORCLIENT_CARDS"
ALONE = "VENDORCLIENT_CARDS_ONLY"  # look at those places and at nothing that is mounted


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A place where a disk may be mounted; node is the system's name of the disk."""

    root: Path
    node: str = ""
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card that is plugged in now."""

    key: str
    label: str
    mount: Mount
    folders: tuple[str, ...]
    disk: int = 0
    kind = DeviceKind.CARD

    def entries(self) -> Iterator[Entry]:
        """Yield the media in the camera's folders, newest folder first."""
        return self._tree.entries(self.folders)

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file; DeviceGone when the card was pulled."""
        return self._tree.read(entry, offset)

    def state(self) -> DeviceState:
        """Return whether the card is there and may be written by others."""
        if not self._tree.is_there():
            return DeviceState.GONE
        return DeviceState.READ_ONLY if self.mount.read_only else DeviceState.READY

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return how large and how full the card is."""
        try:
            usage = shutil.disk_usage(self.mount.root)
        except OSError as error:
            raise DeviceGone(device=self.key) from error
        return (
            StorageSpace(
                id=self.key,
                label=self.label,
                total_bytes=usage.total,
                free_bytes=usage.free,
                read_only=self.mount.read_only,
                path=str(self.mount.root),
            ),
        )

    def eject(self) -> None:
        """Let the system take the card out, so that it may be pulled."""
        take_out(self.mount)

    @property
    def _tree(self) -> Tree:
        return Tree(self.mount.root, self.mount.node, disk=self.disk)


def find() -> Iterator[Card]:
    """Yield the cards that are mounted now."""
    named = os.environ.get(VARIABLE, "")
    return recognise(_named(named) if os.environ.get(ALONE) else _mounts(named))


def recognise(mounts: Iterable[Mount]) -> Iterator[Card]:
    """Yield those mounts that a camera has written to, each disk once.

    Cards may have the same number: a copy of a whole card has, and some cameras give each card the
    same. The second one is known by its place as well, and never taken for the first.
    """
    seen: set[str] = set()
    for mount in mounts:
        places = {str(mount.root), mount.node or str(mount.root)}
        if seen & places or (card := _card(mount)) is None:
            continue
        if card.key in seen:
            card = replace(card, key=twin_key(card.key, mount.root))
        seen |= {*places, card.key}
        yield card


def _named(places: str) -> Iterator[Mount]:
    for root in filter(None, places.split(os.pathsep)):
        yield Mount(root=Path(root).absolute())


def _mounts(more: str) -> Iterator[Mount]:
    import psutil  # takes a while, and a folder is imported without

    yield from _named(more)
    for partition in psutil.disk_partitions(all=False):
        yield Mount(
            root=Path(partition.mountpoint),
            node=partition.device,
            read_only="ro" in partition.opts.split(","),
        )


def _card(mount: Mount) -> Card | None:
    # macOS has a /private of its own.
    if mount.root == Path(mount.root.anchor) and os.name == "posix":
        return None
    try:
        folders = _camera_folders(mount.root)
        total, disk = shutil.disk_usage(mount.root).total, disk_of(mount.root)
    except OSError:
        return None
    if not folders:
        return None
    volume = volume_of(mount.node, mount.root)
    return Card(
        key=key_of(volume, mount.root, total),
        label=volume.label or mount.root.name or str(mount.root),
        mount=mount,
        folders=folders,
        disk=disk,
    )


def _camera_folders(root: Path) -> tuple[str, ...]:
    with os.scandir(root) as found:
        names = [item.name for item in found if item.is_dir(follow_symlinks=False)]
    return tuple(sorted(name for name in names if name.upper() in ROOTS))
