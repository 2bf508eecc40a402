"""A usbmuxd with one iPhone on its cable: the service, the doorkeeper and the files.

It speaks what libimobiledevice speaks; an unmodified libimobiledevice is tested against it too, so
that it does not merely agree with our own reader.
"""

from __future__ import annotations

import plistlib
import socket
import ssl
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.afc import AfcService

if TYPE_CHECKING:
    from pathlib import Path

UDID = "00008110-000A1B2C3D4E001E"
HEAD = struct.Struct("<IIII")
LOCKDOWN_PORT, AFC_PORT = 62078, 51000
REFUSED, NO_RECORD, NO_DEVICE = 3, 2, 2


@dataclass
class Phone:
    """The phone: its files lie in a folder; what it thinks of this computer may change."""

    root: Path
    name: str = "현장 아이폰"
    trust: str = "trusts"  # asks, denies, trusts
    locked: bool = False
    ciphers: bool = True
    records: dict[str, bytes] = field(default_factory=dict)
    known_hosts: set[str] = field(default_factory=set)
    pair_requests: int = 0
    asked: int = 0
    opened: list[str] = field(default_factory=list)
    certificate: bytes = b""
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.PKCS1
        )

    def pair(self, record: dict[str, Any]) -> dict[str, Any]:
        self.pair_requests += 1
        if self.locked:
            return {"Error": "PasswordProtected"}
        if self.trust != "trusts":
            denied = self.trust == "denies"
            return {"Error": "UserDeniedPairing" if denied else "PairingDialogResponsePending"}
        self.known_hosts.add(record["HostID"])
        self.certificate = record["DeviceCertificate"]
        return {"EscrowBag": b"escrow"}

    def start_session(self, host: str) -> dict[str, Any]:
        if host not in self.known_hosts:
            return {"Error": "InvalidHostID"}
        if self.locked:
            return {"Error": "PasswordProtected"}
        return {"SessionID": "session", "EnableSessionSSL": self.ciphers}


class Usbmuxd:
    """The service on a port of this computer."""

    def __init__(self, phone: Phone, pem_folder: Path) -> None:
        self.phone = phone
        self.attached = True
        self._pem = pem_folder / "device.pem"
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._listening: list[tuple[socket.socket, int]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def pull_out(self) -> None:
        """Take the cable out."""
        self.attached = False
        for connection in [*self._open]:
            if connection not in [one for one, _ in self._listening]:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._announce({"MessageType": "Detached", "DeviceID": 7})

    def plug_in(self) -> None:
        """Put the cable in."""
        self.attached = True
        self._announce(self._device())

    def close(self) -> None:
        self._listener.close()
        for connection in [*self._open]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        self._open.add(connection)
        try:
            while self._obey(connection):
                pass
        except (OSError, EOFError, ssl.SSLError):
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _obey(self, connection: socket.socket) -> bool:
        length, _, _, tag = HEAD.unpack(exactly(connection, HEAD.size))
        message = plistlib.loads(exactly(connection, length - HEAD.size))
        kind = message["MessageType"]
        if kind == "Connect":
            return self._carry(connection, tag, socket.ntohs(message["PortNumber"]))
        if kind == "Listen":
            self._listening.append((connection, tag))
            answer(connection, tag, {"MessageType": "Result", "Number": 0})
            if self.attached:
                answer(connection, 0, self._device())
            return True
        answer(connection, tag, self._reply(kind, message))
        return True

    def _reply(self, kind: str, message: dict[str, Any]) -> dict[str, Any]:
        result = {"MessageType": "Result", "Number": 0}
        if kind == "ListDevices":
            return {"DeviceList": [self._device()] if self.attached else []}
        if kind == "ReadBUID":
            return {"BUID": "30142955-444094379208051516"}
        if kind == "ReadPairRecord":
            record = self.phone.records.get(message["PairRecordID"])
            return {"PairRecordData": record} if record else result | {"Number": NO_RECORD}
        if kind == "SavePairRecord":
            self.phone.records[message["PairRecordID"]] = message["PairRecordData"]
        return result

    def _device(self) -> dict[str, Any]:
        properties = {
            "ConnectionType": "USB",
            "DeviceID": 7,
            "LocationID": 65537,
            "ProductID": 4776,
            "SerialNumber": UDID,
        }
        return {"MessageType": "Attached", "DeviceID": 7, "Properties": properties}

    def _announce(self, message: dict[str, Any]) -> None:
        for connection, _ in self._listening:
            with suppress(OSError):
                answer(connection, 0, message)

    def _carry(self, connection: socket.socket, tag: int, port: int) -> bool:
        is_known = self.attached and port in (LOCKDOWN_PORT, AFC_PORT)
        number = 0 if is_known else (REFUSED if self.attached else NO_DEVICE)
        answer(connection, tag, {"MessageType": "Result", "Number": number})
        if is_known and port == LOCKDOWN_PORT:
            self._keep_door(connection)
        elif is_known:
            inner = self._in_cipher(connection) if self.phone.ciphers else connection
            self._open.add(inner)
            with inner:
                AfcService(inner, self.phone).serve()
        return False

    def _keep_door(self, connection: socket.socket) -> None:
        if self._admitted(connection):
            inner = self._in_cipher(connection)
            self._open.add(inner)
            with inner:
                self._admitted(inner)

    def _admitted(self, connection: socket.socket) -> bool:
        """Answer until a session begins that has to be in cipher."""
        while True:
            (length,) = struct.unpack(">I", exactly(connection, 4))
            asked = plistlib.loads(exactly(connection, length))
            told = {"Request": asked["Request"], **self._door(asked)}
            body = plistlib.dumps(told)
            connection.sendall(struct.pack(">I", len(body)) + body)
            if told.get("EnableSessionSSL"):
                return True

    def _door(self, asked: dict[str, Any]) -> dict[str, Any]:
        request = asked["Request"]
        if request == "QueryType":
            return {"Type": "com.apple.mobile.lockdown"}
        if request == "GetValue":
            return self._value(asked.get("Key", ""))
        if request == "Pair":
            return self.phone.pair(asked["PairRecord"])
        if request == "ValidatePair":
            known = asked["PairRecord"]["HostID"] in self.phone.known_hosts
            return {} if known else {"Error": "InvalidHostID"}
        if request == "StartSession":
            return self.phone.start_session(asked["HostID"])
        if request == "StartService":
            return {
                "Service": asked["Service"],
                "Port": AFC_PORT,
                "EnableServiceSSL": self.phone.ciphers,
            }
        return {}

    def _value(self, key: str) -> dict[str, Any]:
        values = {
            "DeviceName": self.phone.name,
            "DevicePublicKey": self.phone.public_key(),
            "ProductType": "iPhone14,5",
            "ProductVersion": "17.4",
            "DeviceClass": "iPhone",
            "UniqueDeviceID": UDID,
            "WiFiAddress": "00:00:00:00:00:01",
        }
        if not key:
            return {"Value": values}
        return {"Key": key, "Value": values[key]} if key in values else {"Error": "MissingValue"}

    def _in_cipher(self, connection: socket.socket) -> socket.socket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0")
        key = self.phone.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self._pem.write_bytes(self.phone.certificate + b"\n" + key)
        context.load_cert_chain(self._pem)
        return context.wrap_socket(connection, server_side=True)


def answer(connection: socket.socket, tag: int, message: dict[str, Any]) -> None:
    body = plistlib.dumps(message)
    connection.sendall(HEAD.pack(HEAD.size + len(body), 1, 8, tag) + body)


def exactly(connection: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        part = connection.recv(count - len(got))
        if not part:
            raise EOFError
        got += part
    return got
