"""Finds iPhones and talks with them."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import DeviceKind, DeviceState, Entry, Status, StorageSpace
from vendorclient.devices.iphone.afc import PERMISSION_DENIED, Afc, AfcRefused, number_of
from vendorclient.devices.iphone.lockdown import PORT, Lockdown, LockdownRefused, in_cipher
from vendorclient.devices.iphone.pairing import new_agreement
from vendorclient.devices.iphone.usbmux import Mux, MuxRefused
from vendorclient.devices.layout import is_media
from vendorclient.devices.native import Found
from vendorclient.devices.pairs import marked
from vendorclient.devices.refusing import check
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vendorclient.devices.iphone.usbmux import Attached

T = TypeVar("T")
_SERVICE = "com.apple.afc"
_ROOT = "DCIM"
_STATES = {
    "PasswordProtected": DeviceState.LOCKED,
    "PairingDialogResponsePending": DeviceState.UNTRUSTED,
    "UserDeniedPairing": DeviceState.UNTRUSTED,
    "InvalidHostID": DeviceState.UNTRUSTED,
    "InvalidPairRecord": DeviceState.UNTRUSTED,
    "MissingHostID": DeviceState.UNTRUSTED,
}
# The phone has forgotten the agreement, or it is of another computer: a new one is needed.
_FORGOTTEN = ("InvalidHostID", "InvalidPairRecord", "MissingHostID")
_BROKEN = (OSError, EOFError, MuxRefused)


class Driver:
    """The iPhones that usbmuxd carries."""

    def find(self, names: Mapping[str, str] | None = None) -> list[Found]:
        """Return the iPhones on a cable; none where usbmuxd does not run.

        Whose name is known already is not asked again.
        """
        try:
            with Mux() as mux:
                attached = mux.devices()
        except _BROKEN:
            return []
        known = names or {}
        return [_found(one, known.get(one.udid) or _name(one)) for one in attached]

    def open(self, address: str) -> Talk:
        """Begin to talk with a phone."""
        return Talk(address)


class Talk:
    """One iPhone."""

    def __init__(self, udid: str) -> None:
        self._udid = udid
        self._afc: Afc | None = None
        self._reading: tuple[str, int, int] | None = None
        self._denied = False

    def status(self) -> Status:
        """Return its state; one that is not trusted yet is asked to ask its owner."""
        try:
            self._with(lambda afc: afc.phone())
        except LockdownRefused as error:
            return Status(_STATES.get(error.reason, DeviceState.ERROR), error.reason)
        except AfcRefused as error:
            is_locked = error.number == PERMISSION_DENIED
            return Status(DeviceState.LOCKED if is_locked else DeviceState.ERROR, str(error))
        except _BROKEN:
            return Status(DeviceState.GONE)
        return Status()

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return the phone's only storage."""
        with self._border(""):
            told = self._with(lambda afc: afc.phone())
        return (
            StorageSpace(
                id="media",
                label=told.get("Model", ""),
                total_bytes=number_of(told, "FSTotalBytes"),
                free_bytes=number_of(told, "FSFreeBytes"),
                read_only=False,
            ),
        )

    def folders(self) -> Iterator[list[Entry]]:
        """Yield its media, newest folder first."""
        with self._border(""):
            yield from walk(self._list, [_ROOT])

    def read(self, path: str, offset: int, count: int) -> bytes:
        """Return a part of a file; the next part is read on without seeking."""
        with self._border(path):
            return self._with(lambda afc: self._part(afc, path, offset, count))

    def thumbnail(self, path: str) -> bytes:
        """Return nothing: the phone keeps its small pictures to itself."""
        del path
        return b""

    def close(self) -> None:
        """Let the phone go."""
        afc, self._afc, self._reading = self._afc, None, None
        if afc is not None:
            afc.close()

    def _list(self, folder: str) -> Listing:
        names = self._with(lambda afc: afc.names(f"/{folder}"))
        paths = [f"{folder}/{name}" for name in names if is_media(name) or "." not in name]
        facts = self._with(lambda afc: list(afc.facts([f"/{path}" for path in paths])))
        entries, below = [], []
        for path, told in zip(paths, facts, strict=True):
            if told is not None and told.is_folder:
                below.append(path)
            elif told is not None and is_media(path.rsplit("/", 1)[-1]):
                entries.append(
                    Entry(
                        path=path,
                        name=path.rsplit("/", 1)[-1],
                        size_bytes=told.size_bytes,
                        modified_at=told.modified_at,
                    )
                )
        return Listing(marked(entries, names), below)

    def _part(self, afc: Afc, path: str, offset: int, count: int) -> bytes:
        if self._reading is None or self._reading[:2] != (path, offset):
            self._forget(afc)
            handle = afc.open(f"/{path}")
            self._reading = (path, offset, handle)
            if offset:
                afc.seek(handle, offset)
        handle = self._reading[2]
        piece = afc.read(handle, count)
        self._reading = (path, offset + len(piece), handle)
        if not piece:
            self._forget(afc)
            _check_end(afc, path, offset)
        return piece

    def _forget(self, afc: Afc) -> None:
        if self._reading is not None:
            handle, self._reading = self._reading[2], None
            with suppress(AfcRefused):
                afc.release(handle)

    def _with(self, work: Callable[[Afc], T]) -> T:
        """Do something, and once more with a fresh connection when the old one was cut."""
        if self._afc is not None:
            try:
                return work(self._afc)
            except _BROKEN:
                self.close()
        self._afc = self._begin()
        return work(self._afc)

    def _begin(self) -> Afc:
        phone = _attached(self._udid)
        with _doorkeeper(phone) as door:
            record = self._agreement(phone, door)
            try:
                door.start_session(record)
            except LockdownRefused as error:
                if error.reason not in _FORGOTTEN:
                    raise
                record = self._agreement(phone, door, anew=True)
                door.start_session(record)
            port, is_in_cipher = door.start_service(_SERVICE, record)
        connection = Mux().carry(phone.number, port)
        return Afc(in_cipher(connection, record) if is_in_cipher else connection)

    def _agreement(self, phone: Attached, door: Lockdown, *, anew: bool = False) -> dict[str, Any]:
        """Return the agreement with the phone, made now when there is none."""
        with Mux() as mux:
            record = {} if anew else mux.pair_record(self._udid)
            if record:
                return record
            if self._denied:  # asking again would open the question on the phone again and again
                raise LockdownRefused("UserDeniedPairing")
            record = new_agreement(door.value("DevicePublicKey"), mux.buid())
            try:
                added = door.pair(record)
            except LockdownRefused as error:
                self._denied = error.reason == "UserDeniedPairing"
                raise
            record |= {name: added[name] for name in ("EscrowBag",) if name in added}
            mux.save_pair_record(phone, record)
        return record

    @contextmanager
    def _border(self, path: str) -> Iterator[None]:
        try:
            yield
        except AfcRefused as error:
            if path and error.number != PERMISSION_DENIED:
                raise NotReadable(path=path) from error
            check(self.status(), self._udid)
            raise NotReadable(path=path) from error
        except (LockdownRefused, *_BROKEN) as error:
            check(self.status(), self._udid)
            raise DeviceGone(device=self._udid) from error


def _check_end(afc: Afc, path: str, offset: int) -> None:
    """Raise when a file has not ended where nothing more came of it."""
    for told in afc.facts([f"/{path}"]):
        if told is not None and offset < told.size_bytes:
            raise NotReadable("read-short", path=path)


def key_of(udid: str) -> str:
    """Return the key of an iPhone; its own number stays private."""
    return f"iphone-{hashlib.sha256(udid.encode()).hexdigest()[:16]}"


def _found(phone: Attached, name: str) -> Found:
    return Found(
        key=key_of(phone.udid),
        label=name or "iPhone",
        kind=DeviceKind.IPHONE,
        address=phone.udid,
    )


def _name(phone: Attached) -> str:
    """Return the name that its owner gave it; phones tell that also to strangers."""
    try:
        with _doorkeeper(phone) as door:
            return str(door.value("DeviceName") or "")
    except (LockdownRefused, *_BROKEN):
        return ""


@contextmanager
def _doorkeeper(phone: Attached) -> Iterator[Lockdown]:
    door = Lockdown(Mux().carry(phone.number, PORT))
    try:
        yield door
    finally:
        door.close()


def _attached(udid: str) -> Attached:
    with Mux() as mux:
        for phone in mux.devices():
            if phone.udid == udid:
                return phone
    raise ConnectionError("the phone is not on the cable")
