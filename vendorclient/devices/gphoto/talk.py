"""Talks with one phone or camera through libgphoto2."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, TypeVar

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import DeviceState, Entry, Status, StorageSpace
from vendorclient.devices.gphoto import library
from vendorclient.devices.holders import holder_of
from vendorclient.devices.layout import PHONE_ROOTS, is_media
from vendorclient.devices.pairs import marked
from vendorclient.devices.refusing import check
from vendorclient.devices.times import instant
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
# The library gives this size for everything larger. Of such a file it refuses every part beyond,
# and where it reads the whole it ends here and says that all went well.
_TOO_LARGE = 0xFFFF_FFFF
_KEPT = 2
_READ_ONLY = (1, 2)


class Talk:
    """One device; it is opened at the first question and again when it had to be let go."""

    def __init__(self, open_camera: Callable[[], Any], node: str = "") -> None:
        self._open_camera = open_camera
        self._node = node
        self._camera: Any = None
        self._listed = False
        self._gives_parts = True
        self._wholes: OrderedDict[str, IO[bytes]] = OrderedDict()

    def status(self) -> Status:
        """Return its state; what shows no storage is opened anew the next time."""
        try:
            shown = self._shown()
        except library.Error as error:
            self._let_go()
            return status_of(error, self._node)
        if shown:
            return Status()
        self._let_go()
        return Status(DeviceState.LOCKED)

    def _shown(self) -> list[Any]:
        """Return what the device shows; the names are remembered, so ask the device itself."""
        if self._camera is None:
            return [*self._folders("")]
        return [*self._twice(lambda camera: camera.get_storageinfo())]

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""
        with self._border(""):
            return tuple(_space(one) for one in self._twice(lambda cam: cam.get_storageinfo()))

    def folders(self) -> Iterator[list[Entry]]:
        """Yield its media, newest folder first; opened anew, because the library remembers."""
        if self._listed:
            self._let_go()
        self._listed = True
        with self._border(""):
            stores = self._folders("")
            check(Status() if stores else Status(DeviceState.LOCKED), self._node)
            roots = [
                f"{store}/{name}"
                for store in stores
                for name in self._folders(store)
                if name.upper() in PHONE_ROOTS
            ]
            yield from walk(self._list, roots)

    def read(self, path: str, offset: int, count: int) -> bytes:
        """Return a part of a file; a device that gives no parts is asked for the whole once."""
        folder, name = _split(path)
        with self._border(path):
            size = self._facts(folder, name)[0]
            if size >= _TOO_LARGE:
                raise NotReadable("device-file-too-large", path=path)
            if offset >= size:
                return b""
            if self._gives_parts and path not in self._wholes:
                try:
                    return self._part(folder, name, offset, min(count, size - offset))
                except library.Error as error:
                    if error.code != library.NOT_SUPPORTED:
                        raise
                    self._gives_parts = False
            whole = self._whole(path)
            whole.seek(offset)
            return whole.read(count)

    def thumbnail(self, path: str) -> bytes:
        """Return the device's own small picture, or nothing."""
        folder, name = _split(path)
        try:
            return library.preview(self._talking(), folder, name)
        except library.Error:
            return b""

    def close(self) -> None:
        """Let the device go."""
        self._let_go()

    def _list(self, folder: str) -> Listing:
        names = self._twice(lambda cam: library.names(cam.folder_list_files(f"/{folder}")))
        entries = [self._entry(folder, name) for name in names if is_media(name)]
        below = [f"{folder}/{name}" for name in self._folders(folder)]
        return Listing(marked(entries, names), below)

    def _folders(self, folder: str) -> list[str]:
        return self._twice(lambda cam: library.names(cam.folder_list_folders(f"/{folder}")))

    def _entry(self, folder: str, name: str) -> Entry:
        facts = self._facts(f"/{folder}", name)
        return Entry(
            path=f"{folder}/{name}",
            name=name,
            size_bytes=facts[0],
            modified_at=instant(facts[1]) if facts[1] > 0 else None,
        )

    def _facts(self, folder: str, name: str) -> tuple[int, int]:
        info = self._twice(lambda camera: camera.file_get_info(folder, name))  # kept until copied
        file = info.file
        return int(file.size), int(file.mtime)

    def _part(self, folder: str, name: str, offset: int, count: int) -> bytes:
        return self._twice(lambda camera: library.part(camera, folder, name, offset, count))

    def _whole(self, path: str) -> IO[bytes]:
        """Return the whole file in a nameless place that vanishes when it is closed."""
        if path not in self._wholes:
            folder, name = _split(path)
            target = tempfile.TemporaryFile()  # noqa: SIM115 - it outlives this call
            self._twice(lambda camera: _fill(camera, folder, name, target))
            self._wholes[path] = target
            while len(self._wholes) > _KEPT:
                self._wholes.popitem(last=False)[1].close()
        return self._wholes[path]

    def _twice(self, work: Callable[[Any], T]) -> T:
        """Do something, and once more with a fresh connection: errors of the library say little."""
        try:
            return work(self._talking())
        except library.Error as error:
            if error.code in (*library.NO_SUCH_FILE, *library.HELD, library.NOT_SUPPORTED):
                raise
        self._let_go()
        return work(self._talking())

    def _talking(self) -> Any:
        if self._camera is None:
            self._camera = self._open_camera()
        return self._camera

    def _let_go(self) -> None:
        while self._wholes:  # under the same name another file may lie there the next time
            self._wholes.popitem()[1].close()
        camera, self._camera = self._camera, None
        if camera is not None:
            with suppress(library.Error):
                camera.exit()

    @contextmanager
    def _border(self, path: str) -> Iterator[None]:
        """Turn the library's errors into ours: is the device gone, or only this file?"""
        try:
            yield
        except library.Error as error:
            if error.code in library.NO_SUCH_FILE and path:
                raise NotReadable(path=path) from error
            status = self.status()
            check(status, self._node)
            raise (NotReadable(path=path) if path else DeviceGone(device=self._node)) from error


def status_of(error: Any, node: str) -> Status:
    """Return the state that an error of the library tells of."""
    if error.code in library.HELD:
        return Status(DeviceState.BUSY, holder_of(node, own=(os.getpid(),)) or "?")
    if error.code == library.CAMERA_BUSY:
        return Status(DeviceState.BUSY, "?")
    return Status(DeviceState.GONE)


def _fill(camera: Any, folder: str, name: str, target: IO[bytes]) -> None:
    target.seek(0)  # a first try that broke off left its place there: zeros would come before
    target.truncate()
    library.whole(camera, folder, name, target)


def _space(info: Any) -> StorageSpace:
    return StorageSpace(
        id=str(info.basedir).strip("/"),
        label=str(info.description or info.label),
        total_bytes=int(info.capacitykbytes) * 1024,
        free_bytes=int(info.freekbytes) * 1024,
        read_only=int(info.access) in _READ_ONLY,
    )


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return f"/{folder}", name
