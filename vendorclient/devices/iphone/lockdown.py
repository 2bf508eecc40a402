"""lockdown: an iPhone's doorkeeper, who asks for trust and opens its services."""

from __future__ import annotations

import plistlib
import ssl
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorclient.devices.iphone.usbmux import exactly, understood

if TYPE_CHECKING:
    import socket

PORT = 62078
_LENGTH = struct.Struct(">I")
_LARGEST = 4 << 20


class LockdownRefused(Exception):
    """The phone said no; reason is its own word, such as PasswordProtected."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Lockdown:
    """A conversation with the doorkeeper."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def value(self, key: str) -> Any:
        """Return one thing that the phone says of itself, such as DeviceName."""
        return self._ask("GetValue", Key=key).get("Value")

    def pair(self, record: dict[str, Any]) -> dict[str, Any]:
        """Ask the phone to ask its owner for trust; return what it adds to the agreement."""
        names = ("DeviceCertificate", "HostCertificate", "HostID", "RootCertificate", "SystemBUID")
        return self._ask(
            "Pair",
            PairRecord={name: record[name] for name in names},
            PairingOptions={"ExtendedPairingErrors": True},
            ProtocolVersion="2",
        )

    def start_session(self, record: dict[str, Any]) -> None:
        """Show the agreement; from here on the phone may speak in cipher."""
        answer = self._ask(
            "StartSession", HostID=record["HostID"], SystemBUID=record.get("SystemBUID", "")
        )
        if answer.get("EnableSessionSSL"):
            self._socket = in_cipher(self._socket, record)

    def start_service(self, name: str, record: dict[str, Any]) -> tuple[int, bool]:
        """Return the port of a service, and whether it speaks in cipher."""
        escrow = {"EscrowBag": record["EscrowBag"]} if "EscrowBag" in record else {}
        answer = self._ask("StartService", Service=name, **escrow)
        return int(answer["Port"]), bool(answer.get("EnableServiceSSL", False))

    def _ask(self, request: str, **values: Any) -> dict[str, Any]:
        body = plistlib.dumps({"Label": "vendorclient", "Request": request, **values})
        self._socket.sendall(_LENGTH.pack(len(body)) + body)
        (length,) = _LENGTH.unpack(exactly(self._socket, _LENGTH.size))
        if length > _LARGEST:
            raise ConnectionError("the phone babbles")
        answer = understood(exactly(self._socket, length))
        if "Error" in answer:
            raise LockdownRefused(str(answer["Error"]))
        return answer


def in_cipher(connection: socket.socket, record: dict[str, Any]) -> ssl.SSLSocket:
    """Return the same connection in TLS, both sides known by the keys of the agreement.

    Certificates of this protocol name nobody and are signed by a key of this computer; old phones
    know TLS 1.0 alone. The cable and the agreement are what is trusted.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    with tempfile.TemporaryDirectory(prefix="vendorclient-pair-") as folder:
        # Python's ssl reads keys from files alone; the folder is ours (0700) and gone at once.
        place = Path(folder) / "host.pem"
        place.touch(mode=0o600)
        place.write_bytes(record["HostCertificate"] + b"\n" + record["HostPrivateKey"])
        context.load_cert_chain(place)
    return context.wrap_socket(connection, server_hostname=None)
