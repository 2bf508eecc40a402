"""Sends log lines to another system as well, and never waits for it."""

from __future__ import annotations

import logging
import logging.handlers
import threading
import time
from contextlib import suppress
from socket import SOCK_DGRAM, getaddrinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socket import socket as Socket  # noqa: N812 - the base calls an attribute so

# How often the name of a log server is looked up anew, beside the lines, while there are any.
LOOK_AGAIN_SECONDS = 60.0
_PORT = 514

_log = logging.getLogger(__name__)


def shipper(address: str) -> logging.Handler:
    """Return what sends each line to another system as well; without an address, to none.

    It never waits: a log server that is away or hangs loses lines and stops nobody.
    """
    if not address:
        return logging.NullHandler()
    found = _ToSocket(address) if address.startswith("/") else _ToHost(address)
    found.ident, found.append_nul = "vendorserver: ", False
    return found


class _Shipper(logging.handlers.SysLogHandler):
    """Loses a line that is not taken at once; it stands on standard error anyway."""

    socket: Socket | None

    def __init__(self, address: str | tuple[str, int]) -> None:
        # Datagrams alone: a stream could be stopped in the middle of a line.
        super().__init__(address, socktype=SOCK_DGRAM)

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say nothing: a trace for each line would bury the lines."""

    def _do_not_wait(self) -> None:
        if self.socket:
            self.socket.settimeout(0)


class _ToSocket(_Shipper):
    """Sends to a program of this computer, such as the one behind /dev/log."""

    def _connect_unixsocket(self, address: str) -> None:
        # The base comes here at the start, and again when it could not send a line.
        super()._connect_unixsocket(address)  # type: ignore[misc]
        self._do_not_wait()


class _ToHost(_Shipper):
    """Sends to a number; the name behind it is looked up by a thread that no line waits for."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":") if ":" in address else (address, "", "")
        self._server = (host, int(port) if port.isdecimal() else _PORT)
        self._looked_at = time.monotonic()
        try:
            super().__init__(_number(*self._server))
        except OSError:
            super().__init__("")
            _log.error("the log server %s cannot be reached yet", address)

    def createSocket(self) -> None:  # noqa: N802 - logging's own name
        """Open a socket once it is known where to."""
        if self.address:
            super().createSocket()
            self._do_not_wait()

    def emit(self, record: logging.LogRecord) -> None:
        """Send a line, if it is known where to."""
        if time.monotonic() - self._looked_at > LOOK_AGAIN_SECONDS:
            self._looked_at = time.monotonic()
            with suppress(RuntimeError):  # none is begun any more when the program ends
                threading.Thread(target=self._look_again, daemon=True).start()
        if self.address:
            super().emit(record)

    def _look_again(self) -> None:
        with suppress(OSError):
            found = _number(*self._server)
            if found != self.address:
                self._go_to(found)

    def _go_to(self, place: tuple[str, int]) -> None:
        """Send the next line there."""
        self.acquire()
        try:
            if self.socket:
                self.socket.close()
            self.socket, self.address = None, place
        finally:
            self.release()


def _number(host: str, port: int) -> tuple[str, int]:
    found = getaddrinfo(host, port, type=SOCK_DGRAM)
    number = found[0][4]
    return str(number[0]), int(number[1])
