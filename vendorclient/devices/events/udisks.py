"""UDisks2, the part of a Linux desktop that knows disks: labels, mounting, taking out."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any

import jeepney
from jeepney.io.blocking import open_dbus_connection

from vendorcore.errors import NeedsDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.events.bell import Bell

_NAME, _ROOT = "org.freedesktop.UDisks2", "/org/freedesktop/UDisks2"
_BLOCK, _FILES, _DRIVE = f"{_NAME}.Block", f"{_NAME}.Filesystem", f"{_NAME}.Drive"
_ASK_SECONDS, _UNMOUNT_SECONDS = 5.0, 60.0
_LOOK_UP_SECONDS = 1.0
_NO_DRIVE = "/"  # of what lies in a file, behind a password or on several disks
_FAILURES = (OSError, TimeoutError, jeepney.DBusErrorResponse, jeepney.wrappers.DBusErrorResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One disk with files, as UDisks2 describes it."""

    path: str
    drive: str
    node: str
    label: str
    number: str
    mounts: tuple[str, ...]
    read_only: bool
    is_removable: bool
    can_eject: bool
    can_power_off: bool


class DiskSignals:
    """Rings when UDisks2 adds, removes, mounts or unmounts something."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._over = False
        self._connection: Any = None
        self._thread = Thread(target=self._listen, name="udisks", daemon=True)

    def start(self) -> bool:
        """Begin to listen; false where there is no system bus or no UDisks2."""
        try:
            self._connection = open_dbus_connection("SYSTEM")
            rule = jeepney.MatchRule(type="signal", sender=_NAME)
            self._connection.send_and_get_reply(
                jeepney.message_bus.AddMatch(rule), timeout=_ASK_SECONDS
            )
        except (*_FAILURES, KeyError):
            return False
        self._thread.start()
        return True

    def stop(self) -> None:
        """Listen no more."""
        self._over = True
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        with closing(self._connection) as connection:
            while not self._over:
                with suppress(TimeoutError):
                    connection.receive(timeout=_LOOK_UP_SECONDS)
                    self._bell.ring()


def volumes() -> list[Volume]:
    """Return the disks with files that UDisks2 knows; none where it does not run."""
    try:
        with closing(open_dbus_connection("SYSTEM")) as connection:
            objects = _call(connection, _ROOT, "org.freedesktop.DBus.ObjectManager", _LIST)[0]
    except (*_FAILURES, KeyError):
        return []
    return list(_volumes(objects))


def mount(volume: Volume) -> str:
    """Mount a card for reading alone and return where it is."""
    with _asking(volume.node) as connection:
        options = {"options": ("s", "ro"), "auth.no_user_interaction": ("b", True)}
        return str(_call(connection, volume.path, _FILES, "Mount", options)[0])


def take_out(node: str) -> None:
    """Unmount everything on the same thing and let it go; NeedsDevice when somebody uses it."""
    found = volumes()
    drive = next((one.drive for one in found if one.node == node), "")
    same = [one for one in found if one.node == node or one.drive == drive != _NO_DRIVE]
    if not same:
        raise NeedsDevice("eject-by-hand", device=node)
    with _asking(node) as connection:
        for volume in same:
            if volume.mounts:
                _call(connection, volume.path, _FILES, "Unmount", {})
        if same[0].can_eject:
            _call(connection, drive, _DRIVE, "Eject", {})
        elif same[0].can_power_off:
            _call(connection, drive, _DRIVE, "PowerOff", {})


_LIST = "GetManagedObjects"


@contextmanager
def _asking(node: str) -> Iterator[Any]:
    """Give a connection whose refusals are ours."""
    try:
        with closing(open_dbus_connection("SYSTEM")) as connection:
            yield connection
    except _FAILURES as error:
        raise NeedsDevice("eject-busy", device=node) from error


def _call(
    connection: Any, path: str, interface: str, method: str, options: dict[str, Any] | None = None
) -> Any:
    address = jeepney.DBusAddress(path, bus_name=_NAME, interface=interface)
    given = () if options is None else ("a{sv}", (options,))
    message = jeepney.new_method_call(address, method, *given)
    seconds = _ASK_SECONDS if options is None else _UNMOUNT_SECONDS
    reply = connection.send_and_get_reply(message, timeout=seconds)
    return jeepney.wrappers.unwrap_msg(reply)


def _volumes(objects: dict[str, dict[str, dict[str, Any]]]) -> Iterator[Volume]:
    for path, faces in objects.items():
        if _BLOCK not in faces or _FILES not in faces:
            continue
        block = {name: value for name, (_, value) in faces[_BLOCK].items()}
        drive = _plain(objects.get(block.get("Drive", ""), {}).get(_DRIVE, {}))
        yield Volume(
            path=path,
            drive=block.get("Drive", ""),
            node=_text(block.get("Device", b"")),
            label=block.get("IdLabel", ""),
            number=block.get("IdUUID", ""),
            mounts=tuple(_text(one) for one in _plain(faces[_FILES]).get("MountPoints", [])),
            read_only=bool(block.get("ReadOnly", False)),
            is_removable=bool(drive.get("Removable", False) or drive.get("MediaRemovable", False)),
            can_eject=bool(drive.get("Ejectable", False)),
            can_power_off=bool(drive.get("CanPowerOff", False)),
        )


def _plain(properties: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, (_, value) in properties.items()}


def _text(raw: Any) -> str:
    """Return a path, which comes as bytes with a closing zero."""
    return bytes(raw).rstrip(b"\0").decode("utf-8", "surrogateescape")
