"""usbmuxd: the service that carries connections to iPhones over the cable."""

from __future__ import annotations

import os
import plistlib
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same variable that libimobiledevice knows: UNIX:/path or ADDRESS:PORT.
VARIABLE = "USBMUXD_SOCKET_ADDRESS"
_USUAL = "UNIX:/var/run/usbmuxd"
_HEAD = struct.Struct("<IIII")
_PLIST = 8
_SECONDS = 10.0
_LARGEST = 16 << 20
_NO_RECORD = "PairRecordData"


class MuxRefused(Exception):
    """The service said no; number is its reason."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"usbmuxd refused: {number}")


@dataclass(frozen=True, slots=True)
class Attached:
    """An iPhone on the cable; number is only good until it is pulled out."""

    number: int
    udid: str


class Mux:
    """One connection with usbmuxd."""

    def __init__(self) -> None:
        self._socket = connect()
        self._tag = 0

    def __enter__(self) -> Mux:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def shut(self) -> None:
        """End what another thread waits for."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def devices(self) -> list[Attached]:
        """Return the iPhones on a cable; those on the network are left to others."""
        listed = self._ask("ListDevices").get("DeviceList", [])
        try:
            return [
                Attached(int(one["DeviceID"]), str(one["Properties"]["SerialNumber"]))
                for one in listed
                if one["Properties"].get("ConnectionType", "USB") == "USB"
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise ConnectionError("usbmuxd babbles") from error

    def buid(self) -> str:
        """Return the name by which this computer is known to iPhones."""
        return str(self._ask("ReadBUID").get("BUID", ""))

    def pair_record(self, udid: str) -> dict[str, Any]:
        """Return what was agreed upon when the phone was told to trust; empty before that."""
        try:
            raw = self._ask("ReadPairRecord", PairRecordID=udid).get(_NO_RECORD)
        except MuxRefused:
            return {}
        return understood(raw) if raw else {}

    def save_pair_record(self, phone: Attached, record: dict[str, Any]) -> None:
        """Let the service remember the agreement, as for every program of this computer."""
        self._ask(
            "SavePairRecord",
            PairRecordID=phone.udid,
            PairRecordData=plistlib.dumps(record),
            DeviceID=phone.number,
        )

    def carry(self, number: int, port: int) -> socket.socket:
        """Turn this connection into one with a port of the phone; it is the caller's now."""
        try:
            self._ask("Connect", DeviceID=number, PortNumber=socket.htons(port))
        except BaseException:
            self._socket.close()
            raise
        return self._socket

    def listen(self) -> Iterator[str]:
        """Yield what happens: Attached, Detached, Paired; for ever."""
        self._ask("Listen")
        self._socket.settimeout(None)
        while True:
            yield str(self._receive().get("MessageType", ""))

    def _ask(self, kind: str, **values: Any) -> dict[str, Any]:
        self._tag += 1
        message = {
            "MessageType": kind,
            "ClientVersionString": "vendorclient",
            "ProgName": "vendorclient",
            "kLibUSBMuxVersion": 3,
            **values,
        }
        body = plistlib.dumps(message)
        self._socket.sendall(_HEAD.pack(_HEAD.size + len(body), 1, _PLIST, self._tag) + body)
        answer = self._receive()
        if answer.get("MessageType") == "Result" and answer.get("Number", 0) != 0:
            raise MuxRefused(int(answer["Number"]))
        return answer

    def _receive(self) -> dict[str, Any]:
        length, _, _, _ = _HEAD.unpack(exactly(self._socket, _HEAD.size))
        if not _HEAD.size <= length <= _LARGEST:
            raise ConnectionError("usbmuxd babbles")
        return understood(exactly(self._socket, length - _HEAD.size))


def connect() -> socket.socket:
    """Return a connection with the service, wherever it is; OSError when there is none."""
    place = os.environ.get(VARIABLE) or _USUAL
    if place.startswith("UNIX:"):
        family = getattr(socket, "AF_UNIX", None)  # Windows' Python has none
        if family is None:
            raise ConnectionError(place)
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(_SECONDS)
        try:
            connection.connect(place.removeprefix("UNIX:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = place.rpartition(":")
    connection = socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def understood(raw: bytes) -> dict[str, Any]:
    """Return what a message says; ConnectionError when it says nothing."""
    try:
        return dict(plistlib.loads(raw))
    except Exception as error:  # plistlib and the XML reader below it raise many kinds
        raise ConnectionError("the other side babbles") from error


def exactly(connection: socket.socket, count: int) -> bytes:
    """Return so many bytes; ConnectionError when the other side has gone."""
    parts: list[bytes] = []
    while count:
        part = connection.recv(min(count, 1 << 18))
        if not part:
            raise ConnectionError("the connection was closed")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
